import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../../postgres.ts'
import type { QueueStats } from '../../worker/report.ts'
import type { LatenessCounts } from '../recentLateness.ts'

/** A worker as its row says. Times in ms since 1970, by the clock of the database. */
export type WorkerRow = {
  id: JobID
  name: string
  host: string
  pid: number
  lease_ms: number
  started_at: number
  seen_at: number
  stopped_at: number | null
  is_stopping: boolean | null
  queues: Record<string, QueueStats & { lateness: LatenessCounts }> | null
  leases: { held: number; lost: number } | null
  now: number
}

type Args = { db: Executor; workers: JobsTable; limit: number }

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)

/** The workers that live or lately lived: first those that did not stop, the last seen first. */
export const listWorkers = async ({ db, workers, limit }: Args): Promise<WorkerRow[]> => {
  const { rows } = await db.execute(sql`
    select
      id, name, host, pid::int, lease_ms::float8, is_stopping, queues, leases,
      ${ms('started_at')} as started_at, ${ms('seen_at')} as seen_at, ${ms('stopped_at')} as stopped_at,
      ${ms('clock_timestamp()')} as now
    from ${workers}
    order by stopped_at is not null, seen_at desc
    limit ${limit}`)
  return rows as unknown as WorkerRow[]
}
