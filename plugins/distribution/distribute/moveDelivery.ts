import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { DistributionError } from '../errors.ts'
import { changeOne, type DeliveryPatch, type Reason } from '../model/changeState.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { DeliveryState } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'

type Args = {
  context: OperationContext
  row: DeliveryRow
  from: readonly DeliveryState[]
  to: DeliveryState
  reason: Reason
  set?: DeliveryPatch
  /** What the caller wanted to do, for the sentence: "cancelled". */
  verb: string
}

/**
 * Moves a delivery as a caller wishes, and wakes it where it is due before the next tick.
 *
 * @throws ILLEGAL_MOVE, naming the state in which it is, where that does not allow it (any more)
 */
export const moveDelivery = async (args: Args): Promise<DeliveryRow> => {
  const { context, row, to, reason, set, verb } = args
  const from = args.from.filter((state) => state === row.state)
  const moved =
    from.length === 0
      ? undefined
      : await changeOne({
          db: context.db,
          tenant: row.tenant_id,
          id: row.id,
          from,
          to,
          reason,
          set,
          actor: context.caller.actor,
        })
  if (!moved) {
    const now = await readDelivery({ db: context.db, tenant: row.tenant_id, id: row.id })
    throw new DistributionError(
      'ILLEGAL_MOVE',
      `This delivery is ${(now ?? row).state.replaceAll('_', ' ')}, so it cannot be ${verb}.`,
    )
  }
  if (moved.wake_at) {
    await wakeSoon({
      payload: context.payload,
      db: context.db,
      now: context.now,
      ids: [moved.id],
    })
    return (await readDelivery({ db: context.db, tenant: row.tenant_id, id: row.id })) ?? moved
  }
  return moved
}
