import type { Payload, PayloadRequest } from 'payload'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { cancelAsWished } from '../model/cancelAsWished.ts'
import { changeOne, type DeliveryPatch, type Reason, system } from '../model/changeState.ts'
import { type Db, inTransaction } from '../model/database.ts'
import { markChannel } from '../model/markChannel.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { DeliveryState } from '../model/states.ts'

export type Move = { to: DeliveryState; reason: Reason; set?: DeliveryPatch }

/**
 * Moves a delivery on from the state in which it was read, under the fence under which it was read, in one
 * transaction with whatever else belongs to the move; wakes it at once where it wants to wake before the next tick.
 * Returns the row as it is now, undefined where somebody else has moved it meanwhile.
 */
export const settle = async (args: {
  payload: Payload
  /** A request whose transaction is joined. */
  req?: PayloadRequest
  row: DeliveryRow
  now: Date
  move: Move
  also?: (db: Db) => Promise<void>
}): Promise<DeliveryRow | undefined> => {
  const { payload, row, now, move } = args
  return inTransaction({ payload, req: args.req }, async ({ db }) => {
    await args.also?.(db)
    const moved = await changeOne({
      db,
      tenant: row.tenant_id,
      id: row.id,
      from: [row.state],
      to: move.to,
      reason: move.reason,
      actor: system,
      fence: row.fence,
      set: move.set,
    })
    if (moved?.state === 'failed') {
      await markChannel({
        db,
        tenant: moved.tenant_id,
        channel: moved.channel_id,
        code: move.reason.code,
      })
    }
    const cancelled = moved && (await cancelAsWished(db, moved))
    if (cancelled) return cancelled
    if (moved?.wake_at) {
      await wakeSoon({
        payload,
        db,
        now,
        ids: [row.id],
      })
    }
    return moved
  })
}
