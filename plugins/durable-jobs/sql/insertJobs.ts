import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'

export type JobRow = {
  id?: JobID
  queue: string
  task_slug: string
  input: object
  wait_until: string | null
  meta: object | null
  concurrency_key: string | null
  group_key: string | null
  resource_key: string | null
  urgent: true | null
}

type Args = { db: Executor; jobs: JobsTable; rows: JobRow[]; createdAt: Date }

/**
 * Inserts any number of jobs as one statement with one parameter, which Postgres turns into rows by the table's own
 * column types. Returns the ids, in the order of `rows`.
 */
export const insertJobs = async ({ db, jobs, rows, createdAt }: Args): Promise<JobID[]> => {
  const hasOwnIDs = rows[0]?.id !== undefined
  const at = createdAt.toISOString()
  const inserted = await db.execute(sql`
    insert into ${jobs} (
      ${hasOwnIDs ? sql`id,` : sql``} ${jobs.concurrencyKey ? sql`concurrency_key,` : sql``}
      queue, task_slug, input, wait_until, meta, group_key, resource_key, urgent,
      processing, has_error, total_tried, created_at, updated_at
    )
    select
      ${hasOwnIDs ? sql`id,` : sql``} ${jobs.concurrencyKey ? sql`concurrency_key,` : sql``}
      queue, task_slug, input, wait_until, meta, group_key, resource_key, urgent,
      false, false, 0, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_populate_recordset(null::${jobs}, ${JSON.stringify(rows)}::jsonb)
    returning id`)
  return inserted.rows.map((row) => row.id as JobID)
}
