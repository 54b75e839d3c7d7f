import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable, Statement } from '../postgres.ts'

type Args = { db: Executor; jobs: JobsTable; where: Statement; onlyIncomplete: boolean }

/**
 * Locks the jobs that match, waiting for those that are being written, and judges each by its newest version.
 * In the order of ids, so that two of these cannot wait for one another.
 */
export const lockJobs = async ({ db, jobs, where, onlyIncomplete }: Args): Promise<JobID[]> => {
  const { rows } = await db.execute(sql`
    select ${jobs.id} as id
    from ${jobs}
    where ${where} ${onlyIncomplete ? sql`and completed_at is null` : sql``}
    order by ${jobs.id}
    for update`)
  return rows.map((row) => row.id as JobID)
}
