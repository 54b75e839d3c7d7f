import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'

type Args = {
  db: Executor
  jobs: JobsTable
  held: { id: JobID; token: string }[]
  leaseMs: number
}

/** Renews the leases that are still ours. Returns their tokens; the others were lost, or their job was cancelled. */
export const renewLeases = async ({ db, jobs, held, leaseMs }: Args): Promise<Set<string>> => {
  const { rows } = await db.execute(sql`
    update ${jobs} as job
    set lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    where job.id = any(${idArray(
      jobs,
      held.map(({ id }) => id),
    )})
      and job.lease_token = any(${sql.param(held.map(({ token }) => token))}::text[])
      and job.processing
    returning job.lease_token`)
  return new Set(rows.map((row) => String(row.lease_token)))
}
