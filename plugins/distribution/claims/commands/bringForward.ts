import { lockDeliveries } from '../../distribute/lockDeliveries.ts'
import { rescheduleDelivery } from '../../distribute/rescheduleDelivery.ts'
import type { Reason } from '../../model/changeState.ts'
import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'

/**
 * Gives deliveries of a claim that have not been sent another time: what was prepared for them stays, as far as it fits that
 * time. All of them are held first, in one order for everybody.
 *
 * @throws ILLEGAL_MOVE where a worker has taken one of them in this moment, and those of `rescheduleDelivery`
 */
export const bringForward = async (args: {
  /** Of the house. */
  context: OperationContext
  tenant: ID
  ids: ID[]
  at: Date
  reason: Reason
  verb: string
}): Promise<void> => {
  const { context, tenant, ids, at, reason, verb } = args
  for (const row of await lockDeliveries({ db: context.db, tenant, ids })) {
    await rescheduleDelivery({ context, row, at, reason, verb })
  }
}
