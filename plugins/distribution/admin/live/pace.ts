import type { DeliveryState } from '../../model/states.ts'

const moving: DeliveryState[] = ['queued', 'publishing', 'submitted']

/** A delivery whose time comes within this many milliseconds is looked at as if it moved already. */
const soonMs = 90_000

type Watched = { state: string; scheduledAt: string; nextAttemptAt?: string | null }

/** Milliseconds until deliveries are looked at again: often while one of them moves, seldom while all rest. */
export const paceOf = (deliveries: Watched[], now: number): number => {
  const isMoving = deliveries.some(
    ({ state, scheduledAt, nextAttemptAt }) =>
      moving.includes(state as DeliveryState) ||
      (state === 'scheduled' && Date.parse(nextAttemptAt ?? scheduledAt) < now + soonMs),
  )
  if (isMoving) return 2_000
  const isWaiting = deliveries.some(({ state }) =>
    ['unknown', 'awaiting_human', 'held'].includes(state),
  )
  return isWaiting ? 6_000 : 15_000
}
