import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../../postgres.ts'
import { idArray } from '../../sql/idArray.ts'
import type { WorkerSigns } from './insertWorker.ts'

type Args = {
  db: Executor
  workers: JobsTable
  id: JobID
  signs: WorkerSigns
  isStopped: boolean
}

/** A sign of life, or the last one. False where the row is gone: a worker that was frozen for a day has been struck off. */
export const renewWorker = async (args: Args): Promise<boolean> => {
  const { db, workers, id, signs, isStopped } = args
  const { rows } = await db.execute(sql`
    update ${workers} as worker
    set
      seen_at = clock_timestamp(),
      stopped_at = case when ${isStopped} then clock_timestamp() end,
      is_stopping = ${signs.isStopping},
      queues = ${JSON.stringify(signs.queues)}::jsonb,
      leases = ${JSON.stringify(signs.leases)}::jsonb
    where worker.id = any(${idArray(workers, [id])})
    returning 1 as found`)
  return rows.length > 0
}
