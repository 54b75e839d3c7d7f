import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../../postgres.ts'

/** What a worker says of itself, once. */
export type WorkerFacts = { name: string; host: string; pid: number; leaseMs: number }

/** What it says again and again. */
export type WorkerSigns = { isStopping: boolean; queues: object; leases: object }

type Args = {
  db: Executor
  workers: JobsTable
  facts: WorkerFacts
  signs: WorkerSigns
  /** When it was started, by the clock of the database, ms since 1970. */
  startedAt: number
}

/** Enters a worker. Returns the id of its row. */
export const insertWorker = async (args: Args): Promise<JobID> => {
  const { db, workers, facts, signs, startedAt } = args
  // Serial and random ids are made by Postgres; those of version 7 by the column, as in Payload's own insert.
  const id = workers.id!.defaultFn?.() as JobID | undefined
  const { rows } = await db.execute(sql`
    insert into ${workers} (
      ${id === undefined ? sql`` : sql`id,`} name, host, pid, lease_ms, started_at, seen_at,
      is_stopping, queues, leases
    )
    values (
      ${id === undefined ? sql`` : sql`${id},`} ${facts.name}, ${facts.host}, ${facts.pid}, ${facts.leaseMs},
      to_timestamp(${startedAt}::float8 / 1000), clock_timestamp(),
      ${signs.isStopping}, ${JSON.stringify(signs.queues)}::jsonb, ${JSON.stringify(signs.leases)}::jsonb
    )
    returning id`)
  return rows[0]?.id as JobID
}
