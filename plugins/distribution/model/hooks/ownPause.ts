import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../id.ts'
import { dbOf, type ID } from '../database.ts'
import { endBrake } from '../forgetBrake.ts'

/**
 * A channel that a person suspends is theirs to lift: what its receiver did until then is forgotten, so that no post tries
 * it and no answer of it makes it active. The brake writes its own suspensions past this.
 */
export const ownPause: CollectionBeforeChangeHook = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation !== 'update' || data.state !== 'suspended') return data
  const { state, stateReason, id, tenant } = originalDoc
  const isSame = [undefined, stateReason].includes(data.stateReason)
  if (state === 'suspended' && isSame) return data
  await endBrake({ db: await dbOf(req), channel: { id, tenant: idOf(tenant) as ID } })
  return data
}
