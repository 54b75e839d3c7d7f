import type { ClaimState } from '../model/claims.ts'
import { projectState } from '../model/projectState.ts'
import { type DeliveryState, isSettled } from '../model/states.ts'

type Args = {
  /** What came of its deliveries; none where it was never scheduled or published. */
  deliveries: readonly DeliveryState[]
  /** Whether one of them was tried: until then those that failed were refused beforehand. */
  isBegun: boolean
  expiresAt: Date
  /** When it was first scheduled or published. */
  acceptedAt: Date | null
  /** When it was told to go out, or out again, at once. */
  startedAt: Date | null
  cancelledAt: Date | null
  /** By the clock of the database. */
  now: Date
}

const waits = (state: DeliveryState): boolean => state === 'held' || state === 'scheduled'

const isOut = (state: DeliveryState): boolean => state === 'published' || state === 'dispatched'

/**
 * The state of a claim, from what is known of it; never stored. Published when every platform of it is; failed when all have
 * ended and one of them is not published. Platforms that were called off do not speak where others do, and one that was refused at once does not begin it.
 */
export const claimState = (args: Args): ClaimState => {
  const { expiresAt, acceptedAt, startedAt, cancelledAt, now } = args
  if (acceptedAt === null) {
    if (cancelledAt) return 'cancelled'
    return expiresAt <= now ? 'expired' : 'claimed'
  }
  const spoken = args.deliveries.filter((state) => state !== 'cancelled')
  // What a platform refused before it was called off had never begun.
  const isCalledOff = cancelledAt !== null && spoken.every((state) => state === 'failed')
  if (spoken.length === 0 || isCalledOff) return 'cancelled'
  if (spoken.every(isSettled)) {
    return projectState(spoken) === 'published' ? 'published' : 'failed'
  }
  const hasBegun = startedAt !== null || args.isBegun || spoken.some(isOut)
  const living = spoken.filter((state) => !isSettled(state))
  return !hasBegun && living.every(waits) ? 'scheduled' : 'publishing'
}
