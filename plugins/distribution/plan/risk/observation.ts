/**
 * How one attempt ended, as far as risk is concerned. `limited`: it was too much for the platform or its account;
 * `rejected`: it was refused for another reason; `unknown`: nobody knows whether it arrived.
 */
export type ObservedKind = 'ok' | 'limited' | 'rejected' | 'unknown'

export type Observation = {
  /** In ms since the epoch. */
  at: number
  account: string
  /** The platform. */
  provider: string
  plan: string
  /** The post: variants of it are the same content. */
  content: string
  kind: ObservedKind
  /** True where it was rejected for what it says or shows. */
  isOfContent?: boolean
}

/** A running plan: how large it is, and on which platforms its accounts are. */
export type RunningPlan = { id: string; content: string; accounts: number; providers: string[] }

/** Which share of the attempts usually ends so, 0 to 1, over the weeks before. */
export type Baseline = { limited: number; rejected: number; unknown: number }

export const anomalyKinds = ['limits', 'rejections', 'unknowns', 'health'] as const

export type AnomalyKind = (typeof anomalyKinds)[number]

/** From the smallest to the largest. */
export const scopes = ['account', 'content', 'provider', 'plan', 'tenant'] as const

export type Scope = (typeof scopes)[number]

/**
 * Something is wrong, and how far it reaches: the smallest scope that explains it. `key` is the id of the account, of the
 * post or of the plan, the name of the platform, or `''` for the tenant.
 */
export type Anomaly = {
  kind: AnomalyKind
  scope: Scope
  key: string
  /** The plans that it is about; of several, those in which it was seen. */
  plans: string[]
  /** How many of how many attempts ended so, on how many accounts, in which time in ms; and which share is usual. */
  failures: number
  attempts: number
  accounts: number
  withinMs: number
  usual: number
}
