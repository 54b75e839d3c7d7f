import type { DeliveryState } from '../model/states.ts'
import { isSettled, unfiredStates } from '../model/states.ts'
import type { DueRow } from './readDue.ts'

/** Why what is due together cannot be moved on the calendar. */
export type Fixed = { code: 'OF_A_CLAIM' | 'ENDED' | 'SENT'; message: string }

const isUnfired = (state: DeliveryState): boolean =>
  (unfiredStates as readonly DeliveryState[]).includes(state)

/** Null where all of it may be moved; what was cancelled does not stand in the way of the rest. */
export const fixedBy = (due: readonly Pick<DueRow, 'state' | 'claim'>[]): Fixed | null => {
  if (due.some(({ claim }) => claim !== null)) {
    return {
      code: 'OF_A_CLAIM',
      message: 'It belongs to an influencer’s claim, and is moved on the page of the claim.',
    }
  }
  const living = due.filter(({ state }) => state !== 'cancelled')
  const going = living.filter(({ state }) => !isUnfired(state))
  if (living.length === 0) return { code: 'ENDED', message: 'It was cancelled.' }
  if (going.length === 0) return null
  if (living.every(({ state }) => isSettled(state))) {
    return {
      code: 'ENDED',
      message: 'It is over. What did not go out can be tried again, on the page of the post.',
    }
  }
  return {
    code: 'SENT',
    message:
      going.length === living.length
        ? 'It is being sent, so its time stays as it is.'
        : `${going.length} of ${living.length} have been sent or are being sent. The others are moved one by one, on the page of the post.`,
  }
}
