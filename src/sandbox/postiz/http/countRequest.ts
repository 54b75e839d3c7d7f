import { readLimit, writeLimit } from '../store/limits.ts'
import type { Store } from '../store/openStore.ts'
import { type Answer, json } from './answer.ts'

type Args = {
  store: Store
  organisation: number
  limit: { perHour: number; ttlMs: number }
  /** Epoch ms. */
  now: number
}

type Counted = { headers: Record<string, string> } | { answer: Answer }

/** Whether a request is one of those that have a limit. */
export function isLimited(method: string, url: URL): boolean {
  return method === 'POST' && `${url.pathname}${url.search}`.includes('/public/v1/posts')
}

/**
 * Counts a request of an organisation, whatever becomes of it. The first one over the limit
 * blocks all others for a whole window from then on; `X-RateLimit-Reset` is in seconds left.
 */
export function countRequest({ store, organisation, limit, now }: Args): Counted {
  const before = readLimit(store, organisation)
  if (before.blocked_until !== null && before.blocked_until > now) {
    writeLimit(store, organisation, { ...before, refused: before.refused + 1 })
    return { answer: tooManyRequests(before.blocked_until - now) }
  }
  const isNewWindow = before.blocked_until !== null || before.window_ends <= now
  const hits = (isNewWindow ? 0 : before.hits) + 1
  const windowEnds = isNewWindow ? now + limit.ttlMs : before.window_ends
  const isExcess = hits > limit.perHour
  writeLimit(store, organisation, {
    hits,
    window_ends: windowEnds,
    blocked_until: isExcess ? now + limit.ttlMs : null,
    counted: before.counted + (isExcess ? 0 : 1),
    refused: before.refused + (isExcess ? 1 : 0),
  })
  if (isExcess) return { answer: tooManyRequests(limit.ttlMs) }
  return {
    headers: {
      'X-RateLimit-Limit': String(limit.perHour),
      'X-RateLimit-Remaining': String(limit.perHour - hits),
      'X-RateLimit-Reset': String(Math.ceil((windowEnds - now) / 1000)),
    },
  }
}

/** @param waitMs until the block is over */
export function tooManyRequests(waitMs: number): Answer {
  return json(
    429,
    { statusCode: 429, message: 'ThrottlerException: Too Many Requests' },
    { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
  )
}
