import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'
import { dueTime, isUnfinished } from './isUnfinished.ts'

type Args = { db: Executor; jobs: JobsTable; queue: string; since: Date }

type NextDue = {
  /** When the next free job falls due, ms since 1970. */
  dueAt: number | undefined
  /** How long the shortest of the leases in this queue still lasts, ms. Counted by the database's own clock. */
  leaseEndsInMs: number | undefined
}

/**
 * What an idle queue waits for, when it last looked at `since`. What was due, or had run out, before that is out of its
 * reach for now (another job of the same key runs, say): to look at once again would be to spin.
 */
export const findNextDue = async ({ db, jobs, queue, since }: Args): Promise<NextDue> => {
  const { rows } = await db.execute(sql`
    select
      (
        select extract(epoch from ${dueTime()}) * 1000
        from ${jobs}
        where queue = ${queue} and ${isUnfinished()}
          and ${dueTime()} >= ${since.toISOString()}::timestamptz
          and processing is not true
        order by ${dueTime()}
        limit 1
      )::float8 as due_at,
      (
        select extract(epoch from min(lease_until) - clock_timestamp()) * 1000
        from ${jobs}
        where queue = ${queue} and ${isUnfinished()}
          and ${dueTime()} <= ${since.toISOString()}::timestamptz
          and processing
          and lease_until > clock_timestamp() - interval '100 ms'
      )::float8 as lease_ends_in_ms`)
  const read = (value: unknown) => (typeof value === 'number' ? value : undefined)
  return { dueAt: read(rows[0]?.due_at), leaseEndsInMs: read(rows[0]?.lease_ends_in_ms) }
}
