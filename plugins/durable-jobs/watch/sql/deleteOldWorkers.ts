import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../../postgres.ts'

type Args = { db: Executor; workers: JobsTable; keptMs: number }

/** Strikes off the workers that stopped, or were last seen, longer ago than `keptMs`. */
export const deleteOldWorkers = async ({ db, workers, keptMs }: Args): Promise<void> => {
  await db.execute(sql`
    delete from ${workers} as worker
    where coalesce(worker.stopped_at, worker.seen_at)
      < clock_timestamp() - ${keptMs}::float8 * interval '1 millisecond'`)
}
