import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { JobID } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import type { WorkerEvent, WorkerStats } from '../worker/report.ts'
import { keepLateness } from './recentLateness.ts'
import { deleteOldWorkers } from './sql/deleteOldWorkers.ts'
import { insertWorker } from './sql/insertWorker.ts'
import { readClock } from './sql/readClock.ts'
import { renewWorker } from './sql/renewWorker.ts'
import { workersTable } from './workersCollection.ts'

/** How often a worker gives a sign of life, ms. */
export const signEveryMs = 3_000

/** Without a sign for so long, a worker that did not stop is gone, ms. */
export const goneAfterMs = 8_000

/** How long a worker that stopped, or is gone, is remembered, ms. */
const keptMs = 24 * 3_600_000

/** How often those that are no longer remembered are struck off, ms. */
const strikeEveryMs = 3_600_000

/** How long the end of a worker waits for its last sign, ms. */
const farewellMs = 2_000

type Args = { runtime: Runtime; stats: () => WorkerStats }

export type Presence = {
  /** Takes notice of an event of the worker. */
  note: (event: WorkerEvent) => void
  /** Gives a sign now, of a change that others should know at once. */
  tell: () => void
  /** Gives the last sign. Resolves also where the database does not answer. */
  end: () => Promise<void>
}

/**
 * Keeps a row in which others see that this worker lives, and what it does, on the connection of the heartbeats. What
 * goes wrong with it is said once and tried again, and is no matter of the worker's.
 */
export const keepPresence = ({ runtime, stats }: Args): Presence => {
  const { adapter, options, own } = runtime
  const { logger } = adapter.payload
  const facts = {
    name: options.workerName,
    host: hostname(),
    pid: process.pid,
    leaseMs: options.leaseMs,
  }
  const startedAt = performance.now()
  const over = new AbortController()
  const lateness = new Map<string, ReturnType<typeof keepLateness>>()
  let id: JobID | undefined
  let struckAt = Number.NEGATIVE_INFINITY
  let isTroubled = false

  const signs = () => {
    const { isStopping, leases, queues } = stats()
    const told = Object.entries(queues).map(([queue, counts]) => [
      queue,
      { ...counts, lateness: lateness.get(queue)?.counts() ?? [] },
    ])
    return { isStopping, leases, queues: Object.fromEntries(told) }
  }

  const write = async (isStopped: boolean): Promise<void> => {
    const args = { db: own.db(), workers: workersTable(adapter), signs: signs() }
    if (id !== undefined && (await renewWorker({ ...args, id, isStopped }))) return
    if (isStopped) return
    // Rather too early than too late, however long the way to the database is: what it has claimed since is its own.
    const now = await readClock(args.db)
    const startedMsAgo = performance.now() - startedAt
    id = await insertWorker({ ...args, facts, startedAt: now - startedMsAgo })
  }

  const strikeOff = async (): Promise<void> => {
    if (performance.now() - struckAt < strikeEveryMs) return
    await deleteOldWorkers({ db: own.db(), workers: workersTable(adapter), keptMs })
    struckAt = performance.now()
  }

  const sign = async (isStopped: boolean): Promise<void> => {
    try {
      await write(isStopped)
      if (!isStopped) await strikeOff()
      isTroubled = false
    } catch (error) {
      if (isTroubled) return
      isTroubled = true
      logger.warn(
        `durable-jobs: others cannot see just now that this worker lives (${reasonOf(error)}); tried again`,
      )
    }
  }

  // One after another: of two at once, the older might be written last.
  let last = Promise.resolve()
  const signNext = (isStopped = false): Promise<void> => {
    last = last.then(() => sign(isStopped))
    return last
  }

  const keep = async () => {
    while (!over.signal.aborted) {
      await signNext()
      await sleep(signEveryMs, undefined, { signal: over.signal, ref: false }).catch(() => {})
    }
  }
  void keep()

  return {
    note: (event) => {
      if (event.type !== 'claimed') return
      const own = lateness.get(event.queue) ?? keepLateness({ now: Date.now })
      lateness.set(event.queue, own)
      own.note(event.latenessMs)
    },
    tell: () => void signNext(),
    end: async () => {
      over.abort()
      const waiting = new AbortController()
      const late = sleep(farewellMs, undefined, { signal: waiting.signal }).catch(() => {})
      await Promise.race([signNext(true), late])
      waiting.abort()
    },
  }
}
