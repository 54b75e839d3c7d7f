import { type ID, inTransaction } from '../../model/database.ts'
import { noteFailure } from '../brake/noteFailure.ts'
import { noteSuccess } from '../brake/noteSuccess.ts'
import type { Loaded } from '../loadDelivery.ts'
import { closingOf } from '../remoteCall.ts'
import { settleTogether } from '../settle.ts'
import { moveOf } from './moveOf.ts'
import { rowInTime } from './rowInTime.ts'
import type { Sent } from './sender.ts'

/** Writes how an attempt ended: on the delivery, on its receipt, and, for what it says of the receiver, on the channel. */
export const endDirect = async (args: {
  loaded: Loaded
  sent: Sent
  receipt?: ID
  now: Date
  /** In [0, 1). */
  random: () => number
}): Promise<void> => {
  const { loaded, sent, receipt, now } = args
  const { payload, tenant, channel, row } = loaded
  const { outcome, health, isGettingOn } = sent
  const inTime = await rowInTime(loaded, now)
  const move = moveOf({
    ...{ row: inTime, outcome, isGettingOn, now },
    ...{ graceMinutes: tenant.graceMinutes, timezone: tenant.timezone },
    random: args.random(),
  })
  const closing = receipt === undefined ? undefined : { id: receipt, ...closingOf(outcome) }
  const [error] = await settleTogether({
    payload,
    tenant: tenant.id,
    now,
    settlements: [{ row, move, ...(closing ? { receipt: closing } : {}) }],
  })
  if (error) throw error
  if (!health) return
  if (health.isWell) return noteSuccess({ payload, channel, now })
  await inTransaction({ payload }, ({ db }) =>
    noteFailure({
      db,
      channel,
      timezone: tenant.timezone,
      message: 'message' in outcome ? outcome.message : '',
      isThrottled: health.isThrottled,
      retryAfterMs: health.retryAfterMs,
      now,
    }),
  )
}
