import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable, Statement } from '../postgres.ts'
import { exceptKeys } from './exceptKeys.ts'
import { isFree, isUnfinished } from './isUnfinished.ts'
import { takeLease } from './takeLease.ts'

type Args = {
  db: Executor
  jobs: JobsTable
  where: Statement
  orderBy: Statement
  limit: number | undefined
  leaseMs: number
  workerName: string
  updatedAt: string
  /** Set where jobs have concurrency keys: those of a key that runs, and of these keys, are passed over. */
  passedKeys: string[] | undefined
}

/**
 * Takes up to `limit` free jobs and gives each its own lease and token. Returns their ids.
 *
 * Two workers cannot take the same job: the row is locked before it is changed, a locked one is passed over, and one
 * that changed meanwhile is judged again by its newest version. `materialized` keeps the planner from running the
 * locking part more than once.
 */
export const claimJobs = async (args: Args): Promise<JobID[]> => {
  const { db, jobs, where, orderBy, limit, passedKeys } = args
  const { rows } = await db.execute(sql`
    with due as materialized (
      select ${jobs.id} as id
      from ${jobs}
      where ${where}
        and ${isUnfinished()}
        and ${isFree()}
        ${exceptKeys(jobs, passedKeys)}
      order by ${orderBy}
      ${limit === undefined ? sql`` : sql`limit ${limit}`}
      for update skip locked
    )
    update ${jobs} as job
    set ${takeLease(args)}
    from due
    where job.id = due.id
    returning job.id`)
  return rows.map((row) => row.id as JobID)
}
