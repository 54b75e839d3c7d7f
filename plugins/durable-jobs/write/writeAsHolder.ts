import { type Job, JobCancelledError, type UpdateJobs, type UpdateJobsArgs } from 'payload'
import { isConnectionError } from '../adapter/isConnectionError.ts'
import { isUnstorable } from '../adapter/isUnstorable.ts'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { LeasedJob } from '../claim/readJobs.ts'
import type { Lease } from '../lease/leases.ts'
import type { RunScope } from '../lease/scope.ts'
import { wakeAnyQueue } from '../notify.ts'
import { type Executor, jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { failBrokenRun } from '../sql/failBrokenRun.ts'
import { lockHeldJob } from '../sql/lockHeldJob.ts'
import { notifyWorkers } from '../sql/notifyWorkers.ts'
import { isCancellation, noLease } from './isCancellation.ts'
import { writeTogether } from './writeTogether.ts'

type Args = {
  runtime: Runtime
  scope: RunScope
  lease: Lease
  args: UpdateJobsArgs
  db: Executor
  transactionID: string
  /** Payload's own `updateJobs`. */
  write: UpdateJobs
}

/** What may still be written to a job that was cancelled while it ran: that its tasks were done. */
const stillCancelled = ({ log }: Record<string, unknown>): Record<string, unknown> => ({
  ...(log !== undefined && { log }),
  processing: false,
  hasError: true,
})

const isOnlyLog = ({ log, updatedAt, ...rest }: Record<string, unknown>): boolean =>
  log !== undefined && updatedAt === null && Object.keys(rest).length === 0

/**
 * A write of the runner that holds the job. It happens only under the token of its claim: whoever lost the lease in the
 * meantime changes nothing, and gets a `JobCancelledError`, by which Payload ends its run without a retry.
 */
export const writeAsHolder = async (given: Args): Promise<Job[] | null> => {
  const { runtime, scope, lease, args, db, transactionID, write } = given
  const { adapter, afterCommit, channel, leases } = runtime
  const isLast = args.data.processing === false
  // A task beside the one that failed has ended later than the job: that it succeeded must stand in the log, or the
  // next try does it again. Nothing else of the job may be touched any more.
  if (lease.isOver && isOnlyLog(args.data)) return write(args)
  // A workflow takes a log that could not be written for a fault of its own, and would end by it.
  if (lease.broken && !isOnlyLog(args.data)) throw lease.broken
  if (isLast) lease.isEnding = true
  const end = () => {
    if (!isLast) return
    lease.isOver = true
    leases.drop(lease)
    if (scope === runtime.unscoped) scope.leases.delete(String(lease.id))
  }
  /** As where Payload cannot write a log: the task has run, and must not run again for that. */
  const failForGood = async (error: unknown): Promise<never> => {
    if (!isUnstorable(error)) throw error
    await adapter.rollbackTransaction(transactionID)
    const { id, token } = lease
    const message = reasonOf(error)
    const job = { db: runtime.own.db(), jobs: jobsTable(adapter), id, token }
    await failBrokenRun({ ...job, message, delayMs: 0, maxRuns: 1 })
    adapter.payload.logger.error({
      err: error,
      msg: `durable-jobs: the log of job ${id} (${lease.queue}) could not be written`,
    })
    end()
    throw new JobCancelledError(message)
  }
  try {
    const written = await writeTogether({ runtime, lease, args })
    if (written) {
      end()
      return written
    }
    const { id, token } = lease
    const standing = await lockHeldJob({ db, jobs: jobsTable(adapter), id, token })
    if (standing === 'lost') {
      if (!lease.isOver) leases.lose(lease, 'its lease ran out and another took it over')
      // Payload's answer to the error below. It must not throw again, and there is nothing left to write.
      if (isCancellation(args.data)) return []
      throw new JobCancelledError(
        `Job ${lease.id} is no longer held by this worker: its late result is dropped.`,
      )
    }
    if (lease.heldBack) {
      const log = { $push: lease.heldBack }
      await write({ ...args, data: { log, updatedAt: null } }).catch((error) => failForGood(error))
      lease.heldBack = undefined
    }
    if (standing === 'cancelled' && !isCancellation(args.data)) {
      lease.isEnding = false
      return write({ ...args, data: stillCancelled(args.data) })
    }
    const jobs = await write(isLast ? { ...args, data: { ...args.data, ...noLease } } : args)
    if (isLast && lease.concurrencyKey) {
      // Jobs of the same key may wait in any queue.
      await notifyWorkers({ db, channel, messages: [wakeAnyQueue] })
    }
    const [job] = jobs ?? []
    if (job) lease.job = { ...(job as LeasedJob), log: [...(job.log ?? [])] }
    afterCommit(transactionID, end)
    return jobs
  } catch (error) {
    lease.isEnding = false
    if (isOnlyLog(args.data) && isConnectionError(error)) lease.broken = error
    throw error
  }
}
