import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'

type Args = {
  db: Executor
  jobs: JobsTable
  id: JobID
  token: string
  message: string
  /** The wait before the second run; it doubles with each further one. */
  delayMs: number
  maxRuns: number
}

/** Ends a run that Payload itself could not end: counts it as a try, waits, and after `maxRuns` fails for good. */
export const failBrokenRun = async (args: Args): Promise<void> => {
  const { db, jobs, id, token, message, delayMs, maxRuns } = args
  await db.execute(sql`
    update ${jobs} as job
    set
      processing = false,
      lease_token = null,
      lease_until = null,
      leased_by = null,
      total_tried = coalesce(job.total_tried, 0) + 1,
      has_error = coalesce(job.total_tried, 0) + 1 >= ${maxRuns}::int,
      error = ${JSON.stringify({ message })}::jsonb,
      wait_until = clock_timestamp()
        + ${delayMs}::float8 * power(2, least(coalesce(job.total_tried, 0), 10)) * interval '1 millisecond',
      updated_at = clock_timestamp()
    where job.id = any(${idArray(jobs, [id])}) and job.lease_token = ${token}`)
}
