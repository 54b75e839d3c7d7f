import type { ID } from '../../id.ts'

/** A channel as it is judged before it takes part in a plan over many accounts. All instants are ms since 1970, UTC. */
export type Candidate = {
  id: ID
  name: string
  platform: string
  /** `active` where it takes posts and nothing is known against it. */
  state: string
  /** From 0 to 100, as `judgeHealth` has it. */
  health: number
  labels: readonly string[]
  /** By its code: `en`, `pt-PT`. Null where nobody said. */
  language: string | null
  /** Its own zone, else that of its client. */
  timezone: string
  /** Null where neither the platform nor a person has told. */
  followers: number | null
  /** When anything last went out there; null where nothing did. */
  lastPostAt: number | null
  /** How many posts of such plans it had, or is still to have, in the weeks that are looked back on. */
  posts: number
  /** When the last of them was planned for; null where there is none. */
  lastChosenAt: number | null
  /** How many of these plans it led, and the last time. */
  leads: number
  lastLedAt: number | null
}

/** Which candidates may take part, and in which order. What is left out of it is no condition. */
export type Criteria = {
  /** Only these, by their ids as text. They still have to be active and well. */
  channels?: readonly ID[]
  /** None of these. */
  except?: readonly ID[]
  platforms?: readonly string[]
  /** `any`: at least one of these labels. `all`: every one. Upper and lower case are the same. */
  labels?: { any?: readonly string[]; all?: readonly string[] }
  /** `pt` also takes `pt-PT`. */
  languages?: readonly string[]
  zones?: readonly string[]
  followers?: { min?: number; max?: number }
  /**
   * The least health.
   * @default 40
   */
  minHealth?: number
  /**
   * How many lead: a number of posts from 1, or below 1 the share of them; at least one.
   * @default 0.1
   */
  leads?: number
  /**
   * `fair`: whoever was chosen least often goes first, so that work is balanced over weeks. `best`: the highest score goes
   * first, whoever had the work before.
   * @default 'fair'
   */
  order?: 'fair' | 'best'
}

const leftOutCodes = [
  'NOT_LISTED',
  'EXCEPTED',
  'OTHER_PLATFORM',
  'LABEL_MISSING',
  'OTHER_LANGUAGE',
  'OTHER_ZONE',
  'FOLLOWERS_UNKNOWN',
  'TOO_FEW_FOLLOWERS',
  'TOO_MANY_FOLLOWERS',
  'CHANNEL_NOT_ACTIVE',
  'NOT_WELL',
  'ENOUGH_WITHOUT',
] as const

export type LeftOutCode = (typeof leftOutCodes)[number]

/** One part of a score: `points` of at most `most`, with the sentence for it. */
export type ScorePart = {
  part: 'health' | 'rest' | 'followers'
  points: number
  most: number
  message: string
}

export type Tier = 'unknown' | 'small' | 'medium' | 'large' | 'huge'

export type Chosen = {
  id: ID
  name: string
  /** Its place in the order of the plan, from 0; those that lead come first. */
  place: number
  isLead: boolean
  tier: Tier
  /** From 0 to 100: the sum of its parts. */
  score: number
  parts: ScorePart[]
}

export type LeftOut = { id: ID; name: string; code: LeftOutCode; message: string }

export type Selection = {
  /** In the order in which they are to go out. */
  chosen: Chosen[]
  /** Every other candidate, by name, with its reason. */
  leftOut: LeftOut[]
  /** Ids that were asked for and are no candidates at all. */
  missing: ID[]
  /** How many were asked for and are not there; 0 where all are. */
  short: number
  /** What is to be known of the whole: that fewer are there than were asked for, and why. */
  notes: string[]
}

export type SelectArgs = {
  candidates: readonly Candidate[]
  /** How many at most; left out, all that may take part. */
  count?: number
  criteria: Criteria
  /** Decides between equals. The same seed chooses the same, in whatever order candidates are given. */
  seed: string
  /** In ms since 1970. */
  now: number
}
