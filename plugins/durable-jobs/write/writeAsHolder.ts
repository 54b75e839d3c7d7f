import { type Job, JobCancelledError, type UpdateJobs, type UpdateJobsArgs } from 'payload'
import type { Lease } from '../lease/leases.ts'
import type { RunScope } from '../lease/runScope.ts'
import { formatWake } from '../notify.ts'
import { type Executor, jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { lockHeldJob } from '../sql/lockHeldJob.ts'
import { notifyWorkers } from '../sql/notifyWorkers.ts'
import { isCancellation, noLease } from './isCancellation.ts'

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
  if (isLast) lease.isEnding = true
  try {
    if (!(await lockHeldJob({ db, jobs: jobsTable(adapter), id: lease.id, token: lease.token }))) {
      if (!lease.isOver) leases.lose(lease, 'its lease ran out and another took it over')
      // Payload's answer to the error below. It must not throw again, and there is nothing left to write.
      if (isCancellation(args.data)) return []
      throw new JobCancelledError(
        `Job ${lease.id} is no longer held by this worker: its late result is dropped.`,
      )
    }
    const jobs = await write(isLast ? { ...args, data: { ...args.data, ...noLease } } : args)
    if (isLast) {
      if (lease.concurrencyKey) {
        // Jobs of the same key may wait in any queue.
        await notifyWorkers({
          db,
          channel,
          messages: [formatWake({ queue: null, at: null, count: 1 })],
        })
      }
    }
    afterCommit(transactionID, () => {
      if (!isLast) return
      lease.isOver = true
      leases.drop(lease)
      if (scope === runtime.unscoped) scope.leases.delete(String(lease.id))
    })
    return jobs
  } catch (error) {
    lease.isEnding = false
    throw error
  }
}
