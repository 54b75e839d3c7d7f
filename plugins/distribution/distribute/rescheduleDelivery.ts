import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { DistributionError } from '../errors.ts'
import { makeAllAgain } from '../media/making/stopRendition.ts'
import type { Reason } from '../model/changeState.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import { fitsItsTime } from '../model/draftTime.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { logEvent } from '../model/logEvent.ts'
import { isWaitingForMedia, reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { unfiredStates } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'
import { entitleAgain } from './entitle/entitleAgain.ts'
import { findRoom } from './findRoom.ts'
import { keepApart } from './keepApart.ts'
import { lockDeliveries } from './lockDeliveries.ts'
import { moveDelivery } from './moveDelivery.ts'

type Args = {
  context: OperationContext
  row: DeliveryRow
  at: Date
  reason: Reason
  verb: string
}

const minute = 60_000

/** What cannot be moved any more is refused for that. */
const isUnfired = ({ state }: DeliveryRow): boolean =>
  (unfiredStates as readonly string[]).includes(state)

/**
 * Gives a delivery that has not been sent another time: its patience begins anew, and a draft that was filed under
 * the old time is made anew. One that waits for its picture or video goes on waiting, for the new time.
 *
 * @throws ILLEGAL_MOVE where it has been sent or has ended
 * @throws CHANNEL_CAP where its channel has no room at that time
 * @throws SAME_CONTENT where another account gets the same content too near to that time
 * @throws ENTITLEMENT_DENIED where the caller may not distribute it then
 */
export const rescheduleDelivery = async (args: Args): Promise<DeliveryRow> => {
  const { context, row, at, reason, verb } = args
  const { db, now, settings, payload } = context
  if (isUnfired(row)) {
    await entitleAgain({ context, row, at })
    // Rows go before what lets one plan at a time.
    await lockDeliveries({ db, tenant: row.tenant_id, ids: [row.id] })
    await findRoom(context, row, at)
    await keepApart(context, row, at)
  }
  await forgetMisfit(args)
  const lead = row.kind === 'postiz' ? settings.stageLeadMinutes : 0
  const isHeldForMedia = isWaitingForMedia(row)
  const wakeAt = later(
    after(at, -(isHeldForMedia ? settings.renderLeadMinutes : lead) * minute),
    now,
  )
  const deadlineAt = after(at, patience.held)
  if (row.state !== 'scheduled' && !isHeldForMedia) {
    return moveDelivery({
      context,
      row,
      from: ['held', 'queued'],
      to: 'scheduled',
      reason,
      verb,
      set: { scheduledAt: at, nextAttemptAt: null, wakeAt, deadlineAt },
    })
  }
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set scheduled_at = ${at.toISOString()}, next_attempt_at = null, wake_at = ${wakeAt.toISOString()},
        deadline_at = ${deadlineAt.toISOString()},
        media_late_at = ${isHeldForMedia ? later(at, after(now, patience.media)).toISOString() : null}, updated_at = clock_timestamp(),
        reason_code = ${isHeldForMedia ? reasons.renderPending.code : reason.code},
        reason = ${isHeldForMedia ? reasons.renderPending.message : reason.message}
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state::text = ${row.state}`)
  if (rowCount !== 1) {
    throw new DistributionError(
      'ILLEGAL_MOVE',
      `This delivery has gone on meanwhile, so it cannot be ${verb}.`,
    )
  }
  if (isHeldForMedia) await makeAllAgain({ db, tenant: row.tenant_id, delivery: row.id })
  await logEvent({
    db,
    type: 'distribution.delivery.rescheduled',
    tenant: row.tenant_id,
    delivery: row.id,
    plan: row.plan_id,
    actor: context.caller.actor,
    data: { from: row.scheduled_at.toISOString(), to: at.toISOString(), reason: reason.message },
  })
  await wakeSoon({ payload, db, now, ids: [row.id] })
  return (await readDelivery({ db, tenant: row.tenant_id, id: row.id })) ?? row
}

/** A draft that can be fired at the new time too stays as it is. */
const forgetMisfit = async ({ context, row, at }: Args): Promise<void> => {
  const { draft_at: draftAt } = row
  const moved = { scheduled_at: at, next_attempt_at: null }
  if (!draftAt || fitsItsTime(moved, draftAt, context.now)) return
  await forgetDrafts({ db: context.db, tenant: row.tenant_id, deliveries: [row.id] })
}
