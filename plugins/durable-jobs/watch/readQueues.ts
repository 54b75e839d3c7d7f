import type { Payload } from 'payload'
import { type JobID, jobsTable } from '../postgres.ts'
import { getRuntime } from '../runtime.ts'
import { goneAfterMs } from './keepPresence.ts'
import { addCounts, type LatenessCounts, latenessMemoryMs, quantileOf } from './recentLateness.ts'
import { countJobs, type HeldJob, type QueueCounts } from './sql/countJobs.ts'
import { listWorkers, type WorkerRow } from './sql/listWorkers.ts'
import { workersTable } from './workersCollection.ts'

/** How far the jobs of a queue are counted. */
export const mostCounted = 10_000

/** How many workers, and how many held jobs, are told of. */
const mostWorkers = 200
const mostHeld = 1_000

/** The jobs of one queue. Numbers of jobs are counted up to 10,000; durations are in ms. */
export type QueueReport = {
  name: string
  /** Due, and held by nobody that lives. */
  due: number
  oldestDueMs: number | null
  /** Due later. */
  waiting: number
  nextDueAt: Date | null
  running: number
  /** Slots of the workers that live. */
  slots: number
  /** Were tried, and are tried again. */
  retrying: number
  /** Failed for good in the last 24 hours. */
  failed: number
  /** How late jobs began in the last five minutes, as upper bounds; null where none began. */
  lateness: { p50Ms: number; p99Ms: number } | null
}

export type WorkerState = 'working' | 'stopping' | 'stopped' | 'gone'

/** One start of a worker process. */
export type WorkerReport = {
  id: JobID
  name: string
  host: string
  pid: number
  state: WorkerState
  startedAt: Date
  seenAt: Date
  stoppedAt: Date | null
  /** As it last said. */
  queues: { name: string; slots: number; running: number; done: number; failed: number }[]
  lostLeases: number
  /** The jobs that carry its lease at this moment: those that it runs, or, where it is gone, nobody has taken over yet. */
  holds: { id: JobID; queue: string; task: string | null; until: Date }[]
}

export type QueuesReport = {
  /** By the clock of the database, as all times here. */
  at: Date
  queues: QueueReport[]
  workers: WorkerReport[]
}

const stateOf = (row: WorkerRow): WorkerState => {
  if (row.stopped_at !== null) return 'stopped'
  if (row.now - row.seen_at > goneAfterMs) return 'gone'
  return row.is_stopping ? 'stopping' : 'working'
}

const isLiving = (row: WorkerRow): boolean => ['working', 'stopping'].includes(stateOf(row))

/**
 * Whose job it is. A process that was started again in a container may bear the name of the one before; a lease that was
 * renewed before a start belongs to an earlier one.
 */
const holderOf = (job: HeldJob, rows: WorkerRow[]): WorkerRow | undefined =>
  rows
    .filter((row) => row.name === job.leased_by && row.queues?.[job.queue] !== undefined)
    .sort((a, b) => b.started_at - a.started_at)
    .find((row) => job.lease_until - row.lease_ms >= row.started_at)

const reportWorker = (row: WorkerRow, holds: HeldJob[]): WorkerReport => ({
  id: row.id,
  name: row.name,
  host: row.host,
  pid: row.pid,
  state: stateOf(row),
  startedAt: new Date(row.started_at),
  seenAt: new Date(row.seen_at),
  stoppedAt: row.stopped_at === null ? null : new Date(row.stopped_at),
  queues: Object.entries(row.queues ?? {}).map(([name, { slots, running, done, failed }]) => ({
    name,
    slots,
    running,
    done,
    failed,
  })),
  lostLeases: row.leases?.lost ?? 0,
  holds: holds.map(({ id, queue, task, lease_until }) => ({
    id,
    queue,
    task,
    until: new Date(lease_until),
  })),
})

const reportQueue = (counts: QueueCounts, rows: WorkerRow[]): QueueReport => {
  const ofQueue = (some: WorkerRow[]) => some.flatMap((row) => row.queues?.[counts.name] ?? [])
  // What a worker that has just ended began late was late all the same.
  const lately = rows.filter((row) => row.now - row.seen_at < latenessMemoryMs)
  const lateness = ofQueue(lately).reduce<LatenessCounts>(
    (sum, one) => addCounts(sum, one.lateness),
    [],
  )
  const [p50Ms, p99Ms] = [quantileOf(lateness, 0.5), quantileOf(lateness, 0.99)]
  return {
    name: counts.name,
    due: counts.due,
    oldestDueMs: counts.oldest_due_ms,
    waiting: counts.waiting,
    nextDueAt: counts.next_due_at === null ? null : new Date(counts.next_due_at),
    running: counts.running,
    slots: ofQueue(rows.filter(isLiving)).reduce((sum, { slots }) => sum + slots, 0),
    retrying: counts.retrying,
    failed: counts.failed,
    lateness: p50Ms === null || p99Ms === null ? null : { p50Ms, p99Ms },
  }
}

/**
 * How the queues and the workers are: two statements, on the connection of the heartbeats, so that it also answers
 * while the application's pool is exhausted.
 *
 * Throws `NOT_INSTALLED` where the plugin is not at work.
 */
export const readQueues = async ({ payload }: { payload: Payload }): Promise<QueuesReport> => {
  const { adapter, own } = getRuntime(payload)
  const db = own.db()
  const rows = await listWorkers({ db, workers: workersTable(adapter), limit: mostWorkers })
  const { now, queues, held } = await countJobs({
    db,
    jobs: jobsTable(adapter),
    queues: [...new Set(rows.filter(isLiving).flatMap((row) => Object.keys(row.queues ?? {})))],
    most: mostCounted,
    mostHeld,
  })
  const holders = Map.groupBy(held, (job) => holderOf(job, rows))
  return {
    at: new Date(now),
    queues: queues.map((counts) => reportQueue(counts, rows)),
    workers: rows.map((row) => reportWorker(row, holders.get(row) ?? [])),
  }
}
