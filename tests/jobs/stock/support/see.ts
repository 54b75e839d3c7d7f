import type { Payload } from 'payload'
import { readTaskStatus } from './readTaskStatus.ts'

/** What a handler knew when it began. */
export type Seen = {
  jobID: number | string
  what: string
  /** Tries of the job that are over. */
  tried: number
  taskStatus: unknown
  /** How long after the handler before it the job was due again, ms; `none` where it was due at any time. */
  wait: number | 'none'
  more?: unknown
  /** ms since 1970. */
  at: number
}

type Handled = {
  job: {
    id: number | string
    totalTried?: number | null
    taskStatus?: unknown
    log?: unknown
    waitUntil?: string | null
  }
  req: { payload: Payload }
}

const seenBy = new WeakMap<Payload, Seen[]>()

/** All that handlers of this Payload have seen, in the order in which they began. */
export const seenOf = (payload: Payload): Seen[] => {
  const seen = seenBy.get(payload) ?? []
  seenBy.set(payload, seen)
  return seen
}

/** So coarse that a busy machine changes nothing. */
const roundMs = (ms: number): number => Math.round(ms / 200) * 200

/** When the try before ended: a task that failed is logged, a workflow that threw threw at once. */
const endOfLast = (job: Handled['job'], seen: Seen[]): number => {
  const handled = seen.findLast(({ jobID }) => jobID === job.id)?.at ?? 0
  const logged = ((job.log ?? []) as { completedAt: string }[]).map((row) =>
    Date.parse(row.completedAt),
  )
  return Math.max(handled, ...logged)
}

/** Called first in a handler: keeps what Payload gave it, as it is at this moment. */
export const see = ({ job, req }: Handled, what: string, more?: unknown): void => {
  const all = seenOf(req.payload)
  const last = endOfLast(job, all)
  const seen: Seen = {
    jobID: job.id,
    what,
    tried: job.totalTried ?? 0,
    taskStatus: readTaskStatus(job.taskStatus, job.log),
    wait: last && job.waitUntil ? roundMs(Date.parse(job.waitUntil) - last) : 'none',
    more,
    at: Date.now(),
  }
  all.push(structuredClone(seen))
}
