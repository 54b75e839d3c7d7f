import { markIn } from './agencyOf.ts'
import type { SeenPublication } from './steerSandbox.ts'

/** A delivery as our own tables have it. */
export type KeptDelivery = {
  id: string
  integration: string
  mark: string
  state: string
  reasonCode: string | null
  reason: string | null
}

export type Judged = {
  published: number
  /** How many ended otherwise, or wait for a condition, by their reason. */
  heldOrFailed: Record<string, number>
  withPerson: number
  publishedTwice: KeptDelivery[]
  /** Called published and not there; or gone, or ended without a reason, so that nobody will ever tell of them. */
  lost: KeptDelivery[]
  /** Not ended; or live, and neither known as such nor with a person. */
  unresolved: KeptDelivery[]
}

type Args = {
  deliveries: KeptDelivery[]
  publications: SeenPublication[]
  /** The marks and integrations of all deliveries that were made, as `mark@integration`. */
  expected: string[]
}

const endedOtherwise = ['failed', 'expired', 'skipped', 'cancelled', 'held']

const keyOf = (mark: string, integration: string) => `${mark}@${integration}`

/** Holds what our tables say against what went live. Each mark goes once to each integration, so the count is exact. */
export function judgeDeliveries({ deliveries, publications, expected }: Args): Judged {
  const live = new Map<string, number>()
  for (const { text, integration } of publications) {
    const key = keyOf(markIn(text) ?? text, integration)
    live.set(key, (live.get(key) ?? 0) + 1)
  }
  const judged: Judged = {
    published: 0,
    heldOrFailed: {},
    withPerson: 0,
    publishedTwice: [],
    lost: [],
    unresolved: [],
  }
  const missing = new Set(expected)
  for (const delivery of deliveries) {
    const key = keyOf(delivery.mark, delivery.integration)
    missing.delete(key)
    const times = live.get(key) ?? 0
    live.delete(key)
    if (times > 1) judged.publishedTwice.push(delivery)
    const { state, reasonCode, reason } = delivery
    if (state === 'published') {
      if (times === 0) judged.lost.push(delivery)
      else judged.published += 1
    } else if (state === 'unknown' && reasonCode === 'NEEDS_PERSON') {
      judged.withPerson += 1
    } else if (!endedOtherwise.includes(state) || times > 0) {
      judged.unresolved.push(delivery)
    } else if (!reasonCode || !reason) {
      judged.lost.push(delivery)
    } else {
      judged.heldOrFailed[reasonCode] = (judged.heldOrFailed[reasonCode] ?? 0) + 1
    }
  }
  for (const key of missing) judged.lost.push(strange(key, 'The delivery is gone.'))
  for (const key of live.keys()) {
    judged.unresolved.push(strange(key, 'Something is live that nobody asked for.'))
  }
  return judged
}

const strange = (key: string, reason: string): KeptDelivery => {
  const [mark = '', integration = ''] = key.split('@')
  return { id: '', mark, integration, state: 'none', reasonCode: null, reason }
}
