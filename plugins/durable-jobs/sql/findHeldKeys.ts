import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'
import { isHeld } from './isUnfinished.ts'

type Args = { db: Executor; jobs: JobsTable; keys: string[]; except: JobID[] }

/** Which of the keys a running job has, other than the jobs in `except`. */
export const findHeldKeys = async ({ db, jobs, keys, except }: Args): Promise<Set<string>> => {
  const { rows } = await db.execute(sql`
    select distinct job.concurrency_key
    from ${jobs} as job
    where job.concurrency_key = any(${sql.param(keys)}::text[])
      and job.id <> all(${idArray(jobs, except)})
      and ${isHeld('job')}`)
  return new Set(rows.map((row) => String(row.concurrency_key)))
}
