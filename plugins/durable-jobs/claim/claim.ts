import { sql } from '@payloadcms/db-postgres'
import type { Job, Sort, UpdateJobsArgs } from 'payload'
import { dueOrder } from '../collection/dueOrder.ts'
import type { Lease } from '../lease/leases.ts'
import { type Adapter, type Executor, type JobID, jobsSlug, jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { claimJobs } from '../sql/claimJobs.ts'
import { dueTime } from '../sql/isUnfinished.ts'
import { buildJobsQuery } from './buildJobsQuery.ts'
import { readClaim } from './readClaim.ts'
import { releaseKeyConflicts } from './releaseKeyConflicts.ts'

/** A job as it is read back. Which of its fields TypeScript knows else depends on the application's own jobs. */
export type LeasedJob = Job & {
  leaseToken: string
  concurrencyKey?: string | null
  taskSlug?: string | null
  workflowSlug?: string | null
}

type Args = {
  runtime: Runtime
  args: UpdateJobsArgs
  db: Executor
  transactionID: string
}

/** The runner's own claim by id asks for nothing else; a job that ended, or that is held, is not run again. */
const questionOf = ({ id, where }: UpdateJobsArgs) =>
  id === undefined ? readClaim(where) : { where: { id: { equals: id } }, dueBy: undefined }

const byDueTime = (a: Job, b: Job): number => {
  const due = (job: Job) => Date.parse(job.waitUntil ?? job.createdAt)
  return due(a) - due(b) || Date.parse(a.createdAt) - Date.parse(b.createdAt)
}

type ReadArgs = { adapter: Adapter; ids: JobID[]; sort: Sort | undefined; transactionID: string }

/** The claimed jobs in the very shape in which Payload's own `updateJobs` returns them, log included. */
const readJobs = async ({ adapter, ids, sort, transactionID }: ReadArgs): Promise<LeasedJob[]> => {
  const { docs } = await adapter.find<LeasedJob>({
    collection: jobsSlug,
    limit: 0,
    pagination: false,
    req: { transactionID },
    sort: sort === dueOrder ? undefined : sort,
    where: { id: { in: ids } },
  })
  return sort === dueOrder ? docs.sort(byDueTime) : docs
}

const toLease = (job: LeasedJob, until: number): Lease => ({
  id: job.id,
  token: job.leaseToken,
  queue: job.queue ?? 'default',
  concurrencyKey: job.concurrencyKey ?? undefined,
  lost: new AbortController(),
  until,
  isEnding: false,
  isOver: false,
})

/**
 * Claims jobs for the run in whose scope it is called. No job is claimed twice, no key runs twice; expired leases are
 * taken over as they are, without costing a try. The leases begin to be kept once the claim has been committed.
 */
export const claim = async ({ runtime, args, db, transactionID }: Args): Promise<Job[]> => {
  const { adapter, leases, options, scopes, unscoped } = runtime
  const jobs = jobsTable(adapter)
  const sort = args.sort ?? undefined
  const { where: asked, dueBy } = questionOf(args)
  const query = buildJobsQuery({
    adapter,
    where: asked,
    sort: sort === dueOrder ? undefined : sort,
  })
  const passedKeys: string[] | undefined = jobs.concurrencyKey ? [] : undefined

  for (;;) {
    const claimedAt = performance.now()
    const ids = await claimJobs({
      db,
      jobs,
      // The second half changes nothing of the question, but lets Postgres stop at the first job of the future.
      where: dueBy ? sql`${query.where} and ${dueTime()} <= ${dueBy}::timestamptz` : query.where,
      orderBy: sort === dueOrder ? sql`${dueTime()}, created_at` : query.orderBy,
      limit: args.id === undefined ? args.limit || undefined : 1,
      leaseMs: options.leaseMs,
      workerName: options.workerName,
      updatedAt: String(args.data.updatedAt ?? new Date().toISOString()),
      passedKeys,
    })
    if (ids.length === 0) return []
    const taken = await readJobs({ adapter, ids, sort, transactionID })
    const { kept, conflicts } = await releaseKeyConflicts({ db, jobs, taken })
    passedKeys?.push(...conflicts)
    // All that was taken had to be given back: there may be others behind.
    if (kept.length === 0) continue

    const scope = scopes.getStore() ?? unscoped
    runtime.afterCommit(transactionID, () => {
      const claimed = kept.map((job) => ({ job, lease: toLease(job, claimedAt + options.leaseMs) }))
      for (const { lease } of claimed) {
        leases.add(lease)
        scope.leases.set(String(lease.id), lease)
      }
      scope.claimed += claimed.length
      scope.onClaimed?.(claimed)
    })
    return kept
  }
}
