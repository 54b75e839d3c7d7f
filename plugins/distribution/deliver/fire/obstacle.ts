import type { Reason } from '../../model/changeState.ts'
import { passage } from '../../model/channel.ts'
import { channelReason } from '../../model/channelReason.ts'
import { after, fireAt, patience } from '../../model/deadlines.ts'
import { connectionRefusedCode, staleReason } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Move } from '../applyMoves.ts'
import type { Loaded } from '../loadDelivery.ts'
import { settle, settleTogether } from '../settle.ts'

export type Obstacle = { reason: Reason; wakeAt: Date | null }

/** Why a delivery that is due does not go out now; undefined where it may. */
export const obstacle = (loaded: Loaded, now: Date): Obstacle | undefined => {
  const { channel, row, tenant } = loaded
  if (now.getTime() > row.scheduled_at.getTime() + tenant.graceMinutes * 60_000) {
    return { reason: staleReason(tenant.graceMinutes), wakeAt: null }
  }
  if (passage[channel.state] !== 'open') {
    return {
      reason: channelReason(channel),
      wakeAt: passage[channel.state] === 'held' ? after(now, patience.recheck) : null,
    }
  }
  if (channel.kind === 'postiz' && tenant.postiz?.refusedAt) {
    return {
      reason: {
        code: connectionRefusedCode,
        message: `Postiz refuses the API key of ${tenant.name}. Connect the client anew with the current key; it goes out by itself then.`,
      },
      wakeAt: null,
    }
  }
  if (loaded.connectionFault) {
    return { reason: loaded.connectionFault, wakeAt: null }
  }
  if (channel.kind === 'postiz' && !loaded.connection) {
    return {
      reason: {
        code: 'POSTIZ_NOT_CONNECTED',
        message: `${tenant.name} is not connected to Postiz. Connect it, then publish this now.`,
      },
      wakeAt: null,
    }
  }
  return undefined
}

/** A job takes all of one second, and comes up to 300 ms before the first of them; with some room, in milliseconds. */
const aheadMs = 1_500

/** Until when a delivery is due that a job may take now: it goes out at its own time. */
export const dueUntil = (now: Date): Date => after(now, aheadMs)

/** True for a job of a time that was moved: the job of the new one comes. */
export const isEarly = (row: DeliveryRow, now: Date): boolean => fireAt(row) > dueUntil(now)

const holding = (held: Obstacle, now: Date): Move => ({
  to: 'held',
  reason: held.reason,
  set: { wakeAt: held.wakeAt, deadlineAt: after(now, patience.held) },
})

/** Holds a due delivery for its obstacle. */
export const hold = (loaded: Loaded, now: Date, held: Obstacle) =>
  settle({ payload: loaded.payload, row: loaded.row, now, move: holding(held, now) })

/** As `hold` for deliveries of one tenant together. */
export const holdTogether = async (
  blocked: { loaded: Loaded; held: Obstacle }[],
  now: Date,
): Promise<void> => {
  const [first] = blocked
  if (!first) return
  const { payload, tenant } = first.loaded
  const errors = await settleTogether({
    payload,
    tenant: tenant.id,
    now,
    settlements: blocked.map(({ loaded, held }) => ({ row: loaded.row, move: holding(held, now) })),
  })
  const error = errors.find((one) => one !== undefined)
  if (error) throw error
}
