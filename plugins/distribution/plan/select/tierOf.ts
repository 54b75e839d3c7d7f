import type { Tier } from './candidate.ts'

/** From how many followers on an account is of a tier; the highest first. */
const tiers: [Tier, number][] = [
  ['huge', 100_000],
  ['large', 10_000],
  ['medium', 1_000],
  ['small', 0],
]

export const tierOf = (followers: number | null): Tier =>
  followers === null ? 'unknown' : (tiers.find(([, least]) => followers >= least)?.[0] ?? 'small')
