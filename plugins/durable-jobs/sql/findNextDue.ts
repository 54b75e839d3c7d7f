import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'
import { dueTime, isUnfinished } from './isUnfinished.ts'
import { isCalm } from './lane.ts'

type Args = {
  db: Executor
  jobs: JobsTable
  queue: string
  since: Date
  /** How long before their time urgent jobs are begun. */
  earlyMs: number
}

type NextDue = {
  /** When the next free job may begin, ms since 1970. */
  dueAt: number | undefined
  /** How long the shortest of the leases in this queue still lasts, ms. Counted by the database's own clock. */
  leaseEndsInMs: number | undefined
}

/**
 * What an idle queue waits for, when it last looked at `since`. What was due, or had run out, before that is out of its
 * reach for now (another job of the same key runs, say): to look at once again would be to spin.
 */
export const findNextDue = async (args: Args): Promise<NextDue> => {
  const { db, jobs, queue, since, earlyMs } = args
  const early = sql`${`${earlyMs} milliseconds`}::interval`
  const sinceAt = sql`${since.toISOString()}::timestamptz`
  const waits = sql`queue = ${queue} and ${isUnfinished()} and processing is not true`
  const { rows } = await db.execute(sql`
    with next as (
      select ${dueTime()} as at
      from ${jobs}
      where ${waits} and ${dueTime()} >= ${sinceAt} and (${isCalm()} or ${dueTime()} >= ${sinceAt} + ${early})
      order by ${dueTime()}
      limit 1
    ), next_urgent as (
      -- Of those that fall due soon after the next, since one of them may begin before it.
      select ${dueTime()} - ${early} as at
      from ${jobs}
      where ${waits} and not ${isCalm()} and ${dueTime()} >= ${sinceAt} + ${early}
        and ${dueTime()} <= (select at from next) + ${early}
      order by ${dueTime()}
      limit 1
    )
    select
      (
        select extract(epoch from least((select at from next), (select at from next_urgent))) * 1000
      )::float8 as due_at,
      (
        select extract(epoch from min(lease_until) - clock_timestamp()) * 1000
        from ${jobs}
        where queue = ${queue} and ${isUnfinished()}
          and ${dueTime()} <= ${sinceAt} + ${early}
          and processing
          and lease_until > clock_timestamp() - interval '100 ms'
      )::float8 as lease_ends_in_ms`)
  const read = (value: unknown) => (typeof value === 'number' ? value : undefined)
  return { dueAt: read(rows[0]?.due_at), leaseEndsInMs: read(rows[0]?.lease_ends_in_ms) }
}
