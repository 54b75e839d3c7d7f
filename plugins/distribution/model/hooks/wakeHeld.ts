import type { CollectionAfterChangeHook } from 'payload'
import { idOf } from '../../id.ts'
import { type ChannelState, passage } from '../channel.ts'
import { dbOf, sql } from '../database.ts'

/**
 * A channel that is well again, or takes another number of posts, wakes the deliveries that were held for it: the next
 * tick lets them go on.
 */
export const wakeHeld: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  const isOpen = (state: unknown) => passage[state as ChannelState] === 'open'
  const hasChanged = !isOpen(previousDoc?.state) || doc.dailyCap !== previousDoc?.dailyCap
  if (operation !== 'update' || !isOpen(doc.state) || !hasChanged) return doc
  const db = await dbOf(req)
  await db.execute(sql`
    update postyard_deliveries set wake_at = now()
    where channel_id = ${doc.id} and tenant_id = ${idOf(doc.tenant)} and state = 'held' and reason_code like 'CHANNEL_%'`)
  return doc
}
