/**
 * The life of a delivery. The row is the truth, a job is only a wake-up call: every step is a
 * compare-and-set from a state listed here to a state listed here, and any other move is an error.
 */
export const transitions = {
  held: ['scheduled', 'cancelled'],
  scheduled: ['queued', 'held', 'cancelled'],
  queued: ['publishing', 'scheduled', 'held', 'cancelled'],
  publishing: [
    'submitted',
    'published',
    'dispatched',
    'awaiting_human',
    'unknown',
    'scheduled',
    'failed',
  ],
  submitted: ['published', 'unknown', 'scheduled', 'failed'],
  unknown: ['published', 'submitted', 'scheduled', 'failed'],
  awaiting_human: ['published', 'skipped', 'failed', 'expired', 'scheduled', 'cancelled'],
  // Back to `awaiting_human` goes only a person's own answer, undone within five minutes.
  failed: ['scheduled', 'awaiting_human'],
  expired: ['published', 'scheduled'],
  published: ['awaiting_human'],
  dispatched: [],
  skipped: ['awaiting_human', 'scheduled'],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export type DeliveryState = keyof typeof transitions

export const deliveryStates = Object.keys(transitions) as DeliveryState[]

/** Nothing more happens by itself in these; `failed`, `expired` and `skipped` can be given a new life by a person. */
export const settledStates = [
  'published',
  'dispatched',
  'skipped',
  'cancelled',
  'failed',
  'expired',
] as const satisfies DeliveryState[]

/** Its channel has not got the post by a delivery that ended so, and will not: another one is no second time. */
export const endedWithoutIt = [
  'failed',
  'expired',
  'skipped',
  'cancelled',
] as const satisfies DeliveryState[]

/** What a person may still stop, move or fire at once: nothing has left the house. */
export const unfiredStates = ['held', 'scheduled', 'queued'] as const satisfies DeliveryState[]

/** A call with an effect may be under way or done: followed to its true end, never cut off. */
export const inFlightStates = [
  'publishing',
  'submitted',
  'unknown',
] as const satisfies DeliveryState[]

export const canMove = (from: DeliveryState, to: DeliveryState): boolean =>
  (transitions[from] as readonly DeliveryState[]).includes(to)

export const isSettled = (state: DeliveryState): boolean =>
  (settledStates as readonly DeliveryState[]).includes(state)
