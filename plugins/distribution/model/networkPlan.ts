import type { Assessment } from '../plan/risk/index.ts'
import type { Criteria, ScorePart, Tier } from '../plan/select/candidate.ts'
import type { Peaks, SpreadFigures } from '../plan/spread/problem.ts'
import type { VariationOptions } from '../plan/vary/options.ts'

/** What a network plan was made with, defaults filled in; lengths in ms, instants in ISO 8601, UTC. */
export type NetworkOptions = {
  window: { from: string; to: string }
  /** Between neighbours of the plan. */
  gapMs: { min: number; max: number }
  /** The same content is never on two accounts in less than this. */
  sameContentMs: number
  peaks: Peaks
  /** Null where channels were named one by one. */
  select: { count: number | null; criteria: Criteria } | null
  /** What its accounts say otherwise than the post; missing where only the post's own alternatives count. */
  variation?: VariationOptions
}

/** An account as it was chosen, in the order of the plan. */
export type ChosenAccount = {
  /** Of the channel, as text. */
  id: string
  isLead: boolean
  tier: Tier
  score: number
  /** The points of each part of the score. */
  parts: Record<ScorePart['part'], number>
}

/**
 * What a plan over many accounts of one client keeps of how it came about: with the random seed and what stood in the
 * database it can be made again. Plans that have it are network plans; an ordinary plan has null in its place.
 */
export type NetworkPlan = {
  version: 1
  /** Decides wherever chance does: which accounts, when, and which words. */
  seed: string
  options: NetworkOptions
  /** What the spread came to. */
  figures: SpreadFigures
  /** Planned in peak hours of their accounts, by channel id as text. */
  peaks: string[]
  /** Its accounts, those that lead first. */
  selection: ChosenAccount[]
  /** The channels that lead, by their ids as text. */
  leads: string[]
  /** How risky it looked when it started. */
  assessment: Assessment | null
}
