import type { Cap } from '../caps/judgeCap.ts'
import type { Blackout } from './blackout.ts'

/** Hours of a day by the clock on the wall, HH:MM; `to` at or before `from` is of the next day. */
export type HourSpan = { from: string; to: string }

/** When most people look, by the clock on the wall of each account's own zone. */
export type Peaks = { weekday: HourSpan[]; weekend: HourSpan[] }

export type SpreadAccount = {
  id: string
  /** The name of its zone, such as Europe/Lisbon. */
  timezone: string
  /** The instants of everything that went out on it, or is to go, whatever it says; as far back as its caps look. */
  taken: number[]
  /** No more than so many posts in any so many hours. */
  caps: Cap[]
  blackouts: Blackout[]
}

/** One post over many accounts. All instants are whole ms since the epoch, all lengths ms. */
export type SpreadProblem = {
  /** Both ends are part of it. */
  window: { from: number; to: number }
  /** Between neighbours of the plan; `min` also between a post of the plan and whatever is taken on its account. */
  gapMs: { min: number; max: number }
  /** The same content is never on two accounts in less than this. */
  sameContentMs: number
  /** When other plans say the same: in the window and, for what is said of a longer one, as far as `remedyReachMs` after it. */
  sameContentAt: number[]
  /** Those of other plans that want more than `sameContentMs`: how far they want others to be, in ms. */
  awayFrom?: readonly { at: number; ms: number }[]
  accounts: SpreadAccount[]
  peaks: Peaks
  /** The random seed: the same problem with the same seed has the same answer, in whatever order the accounts are given. */
  seed: string
  /** Accounts that are to be among the first, as far as that loses no post and no peak hour. */
  first?: readonly string[]
  /** How far the gap may be lowered where it would help; `sameContentMs` where nothing is said. */
  lowestGapMs?: number
}

export type SpreadFigures = {
  placed: number
  /** How many are in peak hours of their account, and which part of all that is (0 to 1). */
  inPeak: number
  peakShare: number
  /** No plan that holds every rule has more in peak hours: proved. Where it is `inPeak`, the share is the best that there is. */
  peakAtMost: number
  /** The least gap that was allowed: the larger of the gap's `min` and that of the same content. */
  leastGapMs: number
  /** Of neighbours in time; 0 where there is one post only. */
  shortestGapMs: number
  longestGapMs: number
  meanGapMs: number
  /** How many gaps are above the wished maximum. */
  gapsAboveMax: number
}

export type SpreadTime = { id: string; at: number; isPeak: boolean }

/** Why an account, or the whole, has no room. `accounts` names those that it is about; none means all. */
export type SpreadReason = {
  code:
    | 'WINDOW_TOO_SHORT'
    | 'BLACKED_OUT'
    | 'CAP_FULL'
    | 'GAP_TO_TAKEN'
    | 'SAME_CONTENT_NEAR'
    | 'NO_TIME_LEFT'
    | 'TOO_MANY_AT_ONCE'
  message: string
  accounts: string[]
  /** From when on the account has room by its caps, where that is why. */
  until?: number
}

/**
 * One change that makes all rules hold; each was tried by solving again. `isSmallest`: it is proved that nothing smaller of
 * this kind does.
 */
export type SpreadRemedy = { message: string; isSmallest: boolean } & (
  | { kind: 'window'; to: number }
  | { kind: 'gap'; gapMs: number }
  | { kind: 'accounts'; without: string[] }
)

export type Solved = {
  kind: 'solved'
  /** In order of time. */
  times: SpreadTime[]
  figures: SpreadFigures
}

export type Impossible = {
  kind: 'impossible'
  /** How many at once there was room for. */
  fits: number
  of: number
  /** More than so many cannot fit: proved. It is `of` where it is not proved that some must be left out. */
  fitsAtMost: number
  /** The whole in a sentence, with its figures. */
  message: string
  reasons: SpreadReason[]
  remedies: SpreadRemedy[]
}

export type Spread = Solved | Impossible
