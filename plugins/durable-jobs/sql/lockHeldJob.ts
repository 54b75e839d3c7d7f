import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'

type Args = { db: Executor; jobs: JobsTable; id: JobID; token: string }

/**
 * Whether the job is still held under this token. If so, its row is locked until the end of the transaction:
 * nobody can take it over before the write that follows.
 */
export const lockHeldJob = async ({ db, jobs, id, token }: Args): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    select job.id
    from ${jobs} as job
    where job.id = any(${idArray(jobs, [id])}) and job.lease_token = ${token}
    for update`)
  return rows.length > 0
}
