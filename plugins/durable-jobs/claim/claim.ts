import { sql } from '@payloadcms/db-postgres'
import type { Job, UpdateJobsArgs } from 'payload'
import { dueOrder } from '../collection/dueOrder.ts'
import { type Executor, jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { claimJobs } from '../sql/claimJobs.ts'
import { dueTime } from '../sql/isUnfinished.ts'
import { buildJobsQuery } from './buildJobsQuery.ts'
import { holdJobs } from './holdJobs.ts'
import { readClaim } from './readClaim.ts'
import { readJobs } from './readJobs.ts'
import { releaseKeyConflicts } from './releaseKeyConflicts.ts'

type Args = {
  runtime: Runtime
  args: UpdateJobsArgs
  db: Executor
  transactionID: string
}

/** The runner's own claim by id asks for nothing else; a job that ended, or that is held, is not run again. */
const questionOf = ({ id, where }: UpdateJobsArgs) =>
  id === undefined ? readClaim(where) : { where: { id: { equals: id } }, dueBy: undefined }

/**
 * Claims jobs for the run in whose scope it is called. No job is claimed twice, no key runs twice; expired leases are
 * taken over as they are, without costing a try. The leases begin to be kept once the claim has been committed.
 */
export const claim = async ({ runtime, args, db, transactionID }: Args): Promise<Job[]> => {
  const { adapter, options, scopes, unscoped } = runtime
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
      orderBy: sort === dueOrder ? sql`${dueTime()}, created_at, id` : query.orderBy,
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
    runtime.afterCommit(transactionID, () => holdJobs({ runtime, scope, jobs: kept, claimedAt }))
    return kept
  }
}
