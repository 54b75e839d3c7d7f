import type { DeliveryPatch, Reason } from '../model/changeState.ts'
import type { Db } from '../model/database.ts'
import { resendMails } from '../model/mails.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { DeliveryState } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'
import { bringUpToDate } from './bringUpToDate.ts'
import { moveDelivery } from './moveDelivery.ts'
import { watchAgain } from './network/watch/beginWatch.ts'
import { newLife } from './newLife.ts'
import type { Turn } from './turn.ts'
import { turnAmongSame } from './turnAmongSame.ts'

/** What is dead until somebody gives it a new life. */
export const deadStates = ['failed', 'expired'] as const satisfies DeliveryState[]

/** As `deadStates`, and what a person did not want to post: whoever owns it may change their mind. */
export const unsuccessfulStates = [...deadStates, 'skipped'] as const satisfies DeliveryState[]

/** What a delivery that is redriven says of itself, and is given. */
export const lifeOf = (
  { now, caller }: OperationContext,
  row: DeliveryRow,
  turn: Turn | undefined,
): { reason: Reason; set: DeliveryPatch } => {
  const isLater = turn !== undefined && turn.at > now
  const when = isLater ? '; it goes out at its turn' : ''
  return {
    reason: { ...reasons.redriven, message: `${caller.name} told it to try again${when}.` },
    set: newLife(row, now, turn),
  }
}

/** Of a mailing that goes out again: those whom it did not reach get it, the others do not get it twice. */
export const resendRefused = async (db: Db, delivery: DeliveryRow): Promise<void> => {
  if (delivery.kind === 'email') await resendMails({ db, delivery, states: ['rejected'] })
}

/**
 * Gives a delivery that failed or expired a new life, in which it says what its post says now. It goes out at once, or at
 * its turn where others go before it: of its channel, or with the same content.
 *
 * @throws ILLEGAL_MOVE where it is not dead (any more), and as `replanPost` where the post does not fit its channel
 */
export const redriveDelivery = async (
  context: OperationContext,
  row: DeliveryRow,
  turn?: Turn,
  from: readonly DeliveryState[] = deadStates,
): Promise<DeliveryRow> => {
  const moved = await bringUpToDate(context, row, async () =>
    moveDelivery({
      context,
      row,
      from,
      to: 'scheduled',
      verb: 'tried again',
      ...lifeOf(context, row, turn ?? (await turnAmongSame(context, row))),
    }),
  )
  await resendRefused(context.db, row)
  if (turn === undefined) {
    const { db, now } = context
    const plan = { id: row.plan_id, tenant: row.tenant_id }
    await watchAgain({ db, plan, at: moved.scheduled_at, now })
  }
  return moved
}
