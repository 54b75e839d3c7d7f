import type { Fault } from '../../sandbox/postiz/index.ts'

type Planned = Pick<Fault, 'kind'> & { probability: number; delayMs?: number; match?: object }

const toApi = { path: '/public/v1/' }

/** How often each way of failing comes among the requests that fail. */
const requestFaults: { kind: Fault['kind']; weight: number; delayMs?: number }[] = [
  { kind: '429', weight: 1, delayMs: 1_000 },
  { kind: '500', weight: 1 },
  { kind: '503', weight: 1 },
  { kind: '401-empty', weight: 1 },
  { kind: 'hang', weight: 0.3 },
  { kind: 'slow', weight: 1, delayMs: 2_000 },
  { kind: 'reset-before', weight: 1 },
  { kind: 'reset-after', weight: 1 },
  { kind: 'error-after', weight: 1 },
  { kind: 'html-504', weight: 1, delayMs: 1_000 },
  { kind: 'hang-after', weight: 0.3 },
  { kind: 'error-midway', weight: 1 },
]

/** What goes wrong inside Postiz after it has taken a post, and how often beside a request that fails. */
const publishFaults: { kind: Fault['kind']; weight: number; delayMs?: number }[] = [
  { kind: 'never-starts', weight: 0.1 },
  { kind: 'error', weight: 0.05 },
  { kind: 'error-but-live', weight: 0.05 },
  { kind: 'comment-error', weight: 0.05 },
  { kind: 'error-then-published', weight: 0.1, delayMs: 2_000 },
  { kind: 'slow-publish', weight: 0.2, delayMs: 3_000 },
]

/** The longest that a request lives on in the stand-in after its client is gone, ms. */
export const longestDelayMs = 3_000

/** What goes wrong all the time: about a `share` of the requests, in every way in which Postiz or a network does. */
export function planFaults(share: number): Planned[] {
  const all = requestFaults.reduce((sum, { weight }) => sum + weight, 0)
  return [
    ...requestFaults.map(({ weight, ...fault }) => ({
      ...fault,
      match: toApi,
      probability: (share * weight) / all,
    })),
    ...publishFaults.map(({ weight, ...fault }) => ({ ...fault, probability: share * weight })),
  ]
}

/** Nearly every request of one organisation fails. */
export const outageOf = (organisation: string, kind: Fault['kind']): Planned => ({
  kind,
  probability: 0.8,
  match: { ...toApi, organisation },
  ...(kind === 'slow' ? { delayMs: 2_000 } : {}),
  ...(kind === '429' ? { delayMs: 2_000 } : {}),
})
