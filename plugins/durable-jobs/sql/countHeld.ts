import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'
import { isHeld, isUnfinished } from './isUnfinished.ts'

type Args = { db: Executor; jobs: JobsTable; queue: string }

/**
 * How many jobs of a queue run in all workers together. Until the end of the transaction nobody else who counts can
 * claim: two workers would else both find the last place free.
 */
export const countHeld = async ({ db, jobs, queue }: Args): Promise<number> => {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('payload-jobs slots of ' || ${queue}, 0))`,
  )
  const { rows } = await db.execute(sql`
    select count(*)::int as held
    from ${jobs} as job
    where job.queue = ${queue} and ${isUnfinished()} and ${isHeld('job')}`)
  return Number(rows[0]?.held ?? 0)
}
