import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'

type Args = { db: Executor; jobs: JobsTable; held: { id: JobID; token: string }[] }

/** Gives back the jobs that are still ours, as if they had never been taken. Returns the ids of those. */
export const releaseJobs = async ({ db, jobs, held }: Args): Promise<JobID[]> => {
  const { rows } = await db.execute(sql`
    update ${jobs} as job
    set processing = false, lease_token = null, lease_until = null, leased_by = null
    where job.id = any(${idArray(
      jobs,
      held.map(({ id }) => id),
    )})
      and job.lease_token = any(${sql.param(held.map(({ token }) => token))}::text[])
    returning job.id`)
  return rows.map((row) => row.id as JobID)
}
