import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'

type Args = { db: Executor; jobs: JobsTable; retentionMs: number; limit: number }

/** Deletes up to `limit` jobs that were completed longer ago than `retentionMs`. Returns how many. */
export const deleteFinishedJobs = async (args: Args): Promise<number> => {
  const { db, jobs, retentionMs, limit } = args
  const { rows } = await db.execute(sql`
    with finished as materialized (
      select id
      from ${jobs}
      where completed_at < now() - ${retentionMs}::float8 * interval '1 millisecond'
      order by completed_at
      limit ${limit}
      for update skip locked
    )
    delete from ${jobs} as job
    using finished
    where job.id = finished.id
    returning job.id`)
  return rows.length
}
