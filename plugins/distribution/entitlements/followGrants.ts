import type { CollectionAfterChangeHook, CollectionConfig } from 'payload'
import { idOf } from '../id.ts'
import { system } from '../model/changeState.ts'
import { dbOf, type ID } from '../model/database.ts'
import type { EventType } from '../model/eventTypes.ts'
import { readGrants } from '../model/grants.ts'
import { entitlementIds } from '../model/hooks/entitlementIds.ts'
import { logEvent } from '../model/logEvent.ts'
import type { Settings } from '../options.ts'
import { permitsOtherwise } from '../plan/entitle/findFlaws.ts'
import type { Grant } from '../plan/entitle/grant.ts'
import { callerOf } from '../security/standing.ts'
import { holdDenied } from './holdDenied.ts'

const nameOf = (operation: string, grant: Grant, wasRevoked: boolean): EventType => {
  if (operation === 'create') return 'distribution.entitlement.granted'
  return grant.revokedAt && !wasRevoked
    ? 'distribution.entitlement.revoked'
    : 'distribution.entitlement.changed'
}

/**
 * What becomes of an entitlement takes effect at once, in the transaction in which it is written: what it does not permit
 * any more is held (another name touches nothing), and an event keeps its terms as they were from then on, since receipts
 * name it for ever.
 */
const followGrant =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    const { payload } = req
    const tenant = idOf(doc.tenant) as ID
    const db = await dbOf(req)
    const id = doc.id as ID
    const grant = (await readGrants({ db, payload, settings, tenant, ids: [id] })).get(String(id))
    if (!grant) return doc
    const actor = callerOf(req, settings)?.actor ?? system
    const isOther =
      operation === 'update' && permitsOtherwise(entitlementIds(previousDoc), entitlementIds(doc))
    const held = isOther ? await holdDenied({ db, tenant, grant, actor, now: new Date() }) : 0
    await logEvent({
      db,
      type: nameOf(operation, grant, Boolean(previousDoc?.revokedAt)),
      tenant,
      actor,
      data: { entitlement: id, title: doc.title, terms: grant, held },
    })
    return doc
  }

/** Entitlements whose changes reach what has not been sent under them. */
export const followGrants = (
  collection: CollectionConfig,
  settings: Settings,
): CollectionConfig => ({
  ...collection,
  hooks: {
    ...collection.hooks,
    afterChange: [...(collection.hooks?.afterChange ?? []), followGrant(settings)],
  },
})
