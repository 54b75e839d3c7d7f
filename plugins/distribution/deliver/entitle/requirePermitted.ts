import type { Payload } from 'payload'
import type { Content } from '../../channels/adapter.ts'
import { DistributionError } from '../../errors.ts'
import type { Db, ID } from '../../model/database.ts'
import { deniedCode } from '../../model/reasons.ts'
import { type DeliveryState, inFlightStates, unfiredStates } from '../../model/states.ts'
import { type Loaded, loadDelivery } from '../loadDelivery.ts'
import { findDenial, findDenials, isWatched, readLeaving } from './findDenials.ts'

/** What a person has been shown for good needs no leave any more. */
const open: readonly DeliveryState[] = [...unfiredStates, ...inFlightStates, 'awaiting_human']

/**
 * Makes sure that what a person is about to see, and so to post, may leave.
 *
 * @throws ENTITLEMENT_DENIED
 */
export const requirePermitted = async (args: {
  payload: Payload
  db: Db
  tenant: ID
  delivery: ID
  content: Content
  now: Date
}): Promise<void> => {
  const { payload, db, tenant, delivery, content, now } = args
  const loaded = await loadDelivery({ payload, db, tenant, id: delivery, states: open })
  const denial = loaded && (await findDenial({ loaded, content }, now, db))
  if (denial) throw new DistributionError('ENTITLEMENT_DENIED', denial.message)
}

/**
 * As `requirePermitted` before a person is asked, in the transaction in which that is done: whoever revokes the entitlement
 * waits until it is committed.
 *
 * @throws ENTITLEMENT_DENIED
 */
export const requireLeave = async (args: { loaded: Loaded; db: Db; now: Date }): Promise<void> => {
  const { loaded, db, now } = args
  if (!isWatched({ loaded })) return
  const tenant = loaded.row.tenant_id
  const read = await readLeaving([{ loaded }], tenant)
  const denials = await findDenials({ read, tenant, db, isLocked: true, now })
  const denial = denials.get(String(loaded.row.id))
  // A file that is gone is told when it is opened.
  if (denial?.code === deniedCode) throw new DistributionError('ENTITLEMENT_DENIED', denial.message)
}
