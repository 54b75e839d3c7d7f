import type { Job, UpdateJobs, UpdateJobsArgs } from 'payload'
import { buildJobsQuery } from '../claim/buildJobsQuery.ts'
import { type Executor, jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { lockJobs } from '../sql/lockJobs.ts'
import { isCancellation, noLease } from './isCancellation.ts'

type Args = {
  runtime: Runtime
  args: UpdateJobsArgs
  db: Executor
  /** Payload's own `updateJobs`. */
  write: UpdateJobs
}

/**
 * A write by somebody who does not hold the job, such as `payload.jobs.cancel`. The rows are locked first, so that what
 * was asked of them still holds when they are written; a job that is completed meanwhile cannot be cancelled any more.
 *
 * A cancelled job keeps its token: its runner's next write then arrives, and learns of it as Payload means it to.
 */
export const writeFromOutside = async ({
  runtime,
  args,
  db,
  write,
}: Args): Promise<Job[] | null> => {
  const { adapter } = runtime
  const cancels = isCancellation(args.data)
  const { where } = buildJobsQuery({
    adapter,
    where: args.id === undefined ? args.where : { id: { equals: args.id } },
  })
  const ids = await lockJobs({ db, jobs: jobsTable(adapter), where, onlyIncomplete: cancels })
  if (ids.length === 0) return args.returning === false ? null : []
  const data =
    args.data.processing === false && !cancels ? { ...args.data, ...noLease } : { ...args.data }
  return args.id === undefined
    ? write({ ...args, data, where: { id: { in: ids } } })
    : write({ ...args, data })
}
