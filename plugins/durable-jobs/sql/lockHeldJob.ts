import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'

type Args = { db: Executor; jobs: JobsTable; id: JobID; token: string }

/**
 * Whether the job is still held under this token, and whether somebody has cancelled it meanwhile. If it is held, its row
 * is locked until the end of the transaction: nobody can take it over before the write that follows. A process that
 * freezes before that write loses the lock after ten seconds.
 */
export const lockHeldJob = async ({
  db,
  jobs,
  id,
  token,
}: Args): Promise<'held' | 'cancelled' | 'lost'> => {
  const { rows } = await db.execute(sql`
    select job.has_error is true and job.error ->> 'cancelled' = 'true' as is_cancelled,
      set_config('idle_in_transaction_session_timeout', '10s', true)
    from ${jobs} as job
    where job.id = any(${idArray(jobs, [id])}) and job.lease_token = ${token}
    for update`)
  if (!rows[0]) return 'lost'
  return rows[0].is_cancelled ? 'cancelled' : 'held'
}
