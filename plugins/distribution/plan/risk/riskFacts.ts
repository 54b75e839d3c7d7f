/** What came back since yesterday from the accounts of one platform: attempts, and those that were limited or rejected. */
export type ProviderRecord = {
  provider: string
  /** How many accounts of the plan are there. */
  accounts: number
  attempts: number
  limits: number
  rejections: number
}

/** What is known of a network plan before it starts. Counts are of accounts of the plan where nothing else is said. */
export type RiskFacts = {
  accounts: number
  /** Below the health from which an account counts as well, `threshold` of 100. */
  weak: number
  threshold: number
  /** Of yesterday and today. */
  recent: ProviderRecord[]
  /** In ms: the shortest gap between two posts of the plan, and the least that must lie between them; null for one post. */
  shortestGapMs: number | null
  leastGapMs: number
  /** Known for less than a week. */
  newcomers: number
  /** Known for longer, and without a post for 30 days. */
  silent: number
  /** That take at most one more post in their day once they have this one. */
  nearlyFull: number
  /** How many different texts go out. */
  variants: number
  outsidePeak: number
  /** Other network plans of the tenant that are not over. */
  otherPlans: number
  /** How often the same content went out in the last 24 hours. */
  sameContent: number
  /** Pauses that Postyard has made for anomalies, and that are not over. */
  openAnomalies: number
}

export const riskCodes = [
  'WEAK_HEALTH',
  'RECENT_LIMITS',
  'RECENT_REJECTIONS',
  'GAPS_AT_MINIMUM',
  'NEW_ACCOUNTS',
  'SILENT_ACCOUNTS',
  'CAPS_NEARLY_FULL',
  'FEW_VARIANTS',
  'OUTSIDE_PEAK',
  'OTHER_PLANS',
  'SAME_CONTENT_LATELY',
  'OPEN_ANOMALIES',
] as const

export type RiskCode = (typeof riskCodes)[number]

/** One reason for a score: what was found, with its numbers, and how many points it adds. */
export type RiskReason = { code: RiskCode; message: string; points: number }

/** `score` is 0 to 100, the sum of the points and at most 100. */
export type Assessment = { score: number; reasons: RiskReason[]; isBlocked: boolean }
