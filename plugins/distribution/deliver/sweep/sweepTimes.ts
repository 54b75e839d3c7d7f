import { after, later } from '../../model/deadlines.ts'

const minute = 60_000
const hour = 60 * minute

/** A request that nobody waits for any more may still make drafts for some minutes; this long after it is looked first. */
export const firstLookMs = 5 * minute

/** So long after its time a draft is of no use to anybody. */
const uselessMs = 5 * minute

/** Between two looks at what a delivery still owns that did not go out, in milliseconds. */
const ownedMs = hour

/** So long after its time nothing is looked for any more: what is held is cancelled after a week. */
const givenUpMs = 8 * 24 * hour

const longestPauseMs = 6 * hour

export type Staging = { draftAt: Date; requestedAt: Date; failures: number }

type Next = { kind: 'look'; at: Date } | { kind: 'done' } | { kind: 'given_up' }

const endOf = ({ draftAt, requestedAt }: Staging): Date =>
  after(later(draftAt, requestedAt), uselessMs)

const unlessGivenUp = (staging: Staging, now: Date, at: Date): Next =>
  now > after(endOf(staging), givenUpMs) ? { kind: 'given_up' } : { kind: 'look', at }

/** When it is next looked under an instant, after a look that found `left` drafts there that are still wanted. */
export const nextSweep = (staging: Staging, now: Date, left: number): Next => {
  const first = after(staging.requestedAt, firstLookMs)
  if (now < first) return { kind: 'look', at: first }
  const last = endOf(staging)
  if (now < last) return { kind: 'look', at: last }
  return left === 0 ? { kind: 'done' } : unlessGivenUp(staging, now, after(now, ownedMs))
}

/** When it is looked again after a look that did not come about, or left behind what it should have taken away. */
export const nextTry = (staging: Staging, now: Date): Next => {
  const pauseMs = Math.min(minute * 2 ** Math.min(staging.failures, 20), longestPauseMs)
  return unlessGivenUp(staging, now, after(now, pauseMs))
}
