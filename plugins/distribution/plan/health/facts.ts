/**
 * How the attempts on one channel ended that were made on one day; each is counted once, by its last word.
 * `limited`: told to come later. `unauthorised`: the account had to be connected anew. `rejected`: refused for good.
 * `failed`: its receiver did not take it. `unsure`: nobody knows whether it arrived.
 */
export type HealthDay = {
  /** `YYYY-MM-DD`, in the client's zone. */
  date: string
  succeeded: number
  limited: number
  unauthorised: number
  rejected: number
  failed: number
  unsure: number
}

export type HealthFacts = {
  /** Of the channel: `active`, `limited`, … */
  state: string
  /** Days on which something was attempted, in any order; others are missing. */
  days: readonly HealthDay[]
  /** The present day, `YYYY-MM-DD`, in the same zone. */
  today: string
  /** In ms since 1970; null where nothing went out yet. */
  lastPostAt: number | null
  /** In ms since 1970. */
  now: number
}

export const healthCodes = [
  'CHANNEL_STATE',
  'FAILURES',
  'LIMITS',
  'REJECTIONS',
  'REAUTHORISATIONS',
  'SILENCE',
] as const

export type HealthCode = (typeof healthCodes)[number]

/** What takes points away, and how many. */
export type HealthReason = { code: HealthCode; message: string; points: number }

export const healthWords = ['well', 'strained', 'unwell', 'untried'] as const

/** `untried`: nothing was attempted in the two periods that are looked at, so nothing is known against it. */
export type HealthWord = (typeof healthWords)[number]

export const trendWords = ['rising', 'steady', 'falling', 'unknown'] as const

export type HealthTrend = {
  direction: (typeof trendWords)[number]
  /** By how many points its record is better than in the period before. */
  by: number
  message: string
}

export type Health = {
  /** From 0 to 100. */
  score: number
  word: HealthWord
  /** What takes most away first; none where nothing does. */
  reasons: HealthReason[]
  trend: HealthTrend
}
