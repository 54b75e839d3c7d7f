import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { Executor, JobsTable } from '../postgres.ts'
import { deleteFinishedJobs } from '../sql/deleteFinishedJobs.ts'

type Args = {
  db: () => Executor
  jobs: () => JobsTable
  retentionMs: number
  onDeleted: (count: number) => void
  logger: Payload['logger']
  random: () => number
  signal: AbortSignal
}

/** Small, so that no delete holds its locks for long or reads much at once. */
const batch = 500
const everyMs = 60_000
/** Between two full batches. */
const breathMs = 50

/** Deletes what was completed longer ago than `retentionMs`, about once a minute, until `signal` aborts. */
export const sweepFinished = async (args: Args): Promise<void> => {
  const { db, jobs, retentionMs, onDeleted, logger, random, signal } = args
  let waitMs = Math.min(everyMs, retentionMs + 1_000) * random()
  while (!signal.aborted) {
    await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) return
    waitMs = everyMs * (0.8 + 0.4 * random())
    try {
      const count = await deleteFinishedJobs({ db: db(), jobs: jobs(), retentionMs, limit: batch })
      if (count > 0) onDeleted(count)
      if (count === batch) waitMs = breathMs
    } catch (error) {
      logger.warn(
        `durable-jobs: finished jobs could not be deleted (${reasonOf(error)}); tried again in a minute`,
      )
    }
  }
}
