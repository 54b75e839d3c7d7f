import type { Payload } from 'payload'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { LeasedJob } from '../claim/readJobs.ts'
import type { JobID } from '../postgres.ts'
import type { LogItem } from '../write/readHeldWrite.ts'

/** A job that this process holds. */
export type Lease = {
  readonly id: JobID
  readonly token: string
  readonly queue: string
  readonly concurrencyKey: string | undefined
  /** The job as this process last read or wrote it: nobody else writes it meanwhile, other than to cancel it. */
  job: LeasedJob
  /** A row of its log that is written with the end of the job. */
  heldBack: LogItem | undefined
  /** Aborts when the lease is lost, or its job is cancelled or given back. */
  readonly lost: AbortController
  /** Why a row of the log could not be written: the run cannot end well any more, and is given back. */
  broken: unknown
  /** Until when the lease holds even if no renewal succeeds, on the clock of `now`, ms. */
  until: number
  /** The write that ends the job is under way: that its row no longer carries the token is no loss. */
  isEnding: boolean
  /** The write that ended the job has been committed. */
  isOver: boolean
}

export type Leases = {
  add: (lease: Lease) => void
  drop: (lease: Lease) => void
  lose: (lease: Lease, why: string) => void
  stats: () => { held: number; lost: number }
}

type Args = {
  leaseMs: number
  heartbeatMs: number
  /** Renews what is still ours, and returns the tokens of that. */
  renew: (held: Lease[]) => Promise<Set<string>>
  /** A monotonic clock, ms. */
  now: () => number
  logger: Payload['logger']
}

/** Keeps all leases of this process alive, in one statement per beat, for as long as there are any. */
export const keepLeases = ({ leaseMs, heartbeatMs, renew, now, logger }: Args): Leases => {
  const held = new Map<string, Lease>()
  let timer: NodeJS.Timeout | undefined
  let lostCount = 0

  const lose = (lease: Lease, why: string) => {
    held.delete(lease.token)
    if (lease.lost.signal.aborted) return
    lostCount += 1
    lease.lost.abort(new Error(`durable-jobs: job ${lease.id} is no longer held: ${why}`))
    logger.warn(
      `durable-jobs: job ${lease.id} (${lease.queue}) is no longer held by this process: ${why}`,
    )
  }

  const beat = async () => {
    const asked = [...held.values()]
    const startedAt = now()
    let nextMs = heartbeatMs
    try {
      const kept = asked.length > 0 ? await renew(asked) : new Set<string>()
      for (const lease of asked) {
        if (kept.has(lease.token)) lease.until = startedAt + leaseMs
        else if (held.has(lease.token) && !lease.isEnding)
          lose(lease, 'it was taken over, or cancelled')
      }
    } catch (error) {
      nextMs = heartbeatMs / 4
      logger.warn(`durable-jobs: leases could not be renewed (${reasonOf(error)})`)
      for (const lease of asked) {
        // Nobody may have taken it yet: it stays in the list, and is ours again if the next beat finds it so.
        if (lease.until <= now()) lease.lost.abort(new Error('durable-jobs: the lease ran out'))
      }
    }
    timer = undefined
    schedule(nextMs)
  }

  const schedule = (ms: number) => {
    if (timer || held.size === 0) return
    timer = setTimeout(() => void beat(), ms)
    timer.unref()
  }

  return {
    add: (lease) => {
      held.set(lease.token, lease)
      schedule(heartbeatMs)
    },
    drop: (lease) => void held.delete(lease.token),
    lose,
    stats: () => ({ held: held.size, lost: lostCount }),
  }
}
