import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../../postgres.ts'
import { dueTime, isUnfinished } from '../../sql/isUnfinished.ts'

/** The jobs of one queue. Each number is counted up to `most` rows. */
export type QueueCounts = {
  name: string
  due: number
  /** How late the oldest of them is, ms. */
  oldest_due_ms: number | null
  running: number
  waiting: number
  /** ms since 1970 */
  next_due_at: number | null
  retrying: number
  failed: number
}

/** A job that a worker has taken. */
export type HeldJob = {
  id: JobID
  queue: string
  task: string | null
  leased_by: string | null
  /** ms since 1970 */
  lease_until: number
}

type Args = {
  db: Executor
  jobs: JobsTable
  /** Told of also where they have no job. */
  queues: string[]
  most: number
  mostHeld: number
}

/**
 * Counts the jobs of each queue, and lists those that workers hold.
 *
 * Reads the claim index from the front: what is due or held, up to `most` rows of a queue, and as many of those that
 * wait; the names of the queues by one look into the index for each. So its cost follows what there is to do, up to a
 * limit, and never what is done or has failed long ago.
 */
export const countJobs = async (
  args: Args,
): Promise<{ now: number; queues: QueueCounts[]; held: HeldJob[] }> => {
  const { db, jobs, queues, most, mostHeld } = args
  const slugs = [
    jobs.taskSlug && sql`task_slug::text`,
    jobs.workflowSlug && sql`workflow_slug::text`,
  ]
  const task = sql`coalesce(${sql.join([...slugs.filter(Boolean), sql`null`], sql`, `)})`
  const { rows } = await db.execute(sql`
    with recursive names as (
      (select queue from ${jobs} where ${isUnfinished()} order by queue limit 1)
      union all
      select (
        select later.queue from ${jobs} as later
        where later.queue > names.queue and ${isUnfinished()}
        order by later.queue
        limit 1
      )
      from names
      where names.queue is not null
    ),
    failed as materialized (
      select recent.queue, count(*)::int as failed
      from (
        select queue
        from ${jobs}
        where has_error and updated_at > now() - interval '1 day'
          -- One that somebody cancelled has not failed.
          and not coalesce(error ->> 'cancelled' = 'true' and error ->> 'message' is null, false)
        order by updated_at desc
        limit ${most}
      ) as recent
      group by recent.queue
    ),
    queues as materialized (
      select queue as name from names where queue is not null
      union
      select queue from failed
      union
      select unnest(${sql.param(queues)}::text[])
      limit 100
    ),
    due as materialized (
      select queues.name, job.*
      from queues
      cross join lateral (
        select
          id, total_tried, leased_by, lease_until, ${task} as task, ${dueTime()} as due_at,
          coalesce(processing and coalesce(lease_until, updated_at + interval '1 hour') >= now(), false) as is_running,
          coalesce(processing, false) as is_held
        from ${jobs}
        where queue = queues.name and ${isUnfinished()} and ${dueTime()} <= now()
        order by ${dueTime()}
        limit ${most}
      ) as job
    ),
    counted as (
      select
        name,
        count(*) filter (where not is_running)::int as due,
        extract(epoch from now() - min(due_at) filter (where not is_running))::float8 * 1000 as oldest_due_ms,
        count(*) filter (where is_running)::int as running,
        count(*) filter (where total_tried > 0)::int as retrying
      from due
      group by name
    ),
    found as (
      select
        queues.name,
        coalesce(counted.due, 0) as due,
        counted.oldest_due_ms,
        coalesce(counted.running, 0) as running,
        later.waiting,
        later.next_due_at,
        coalesce(counted.retrying, 0) + later.retrying as retrying,
        coalesce(failed.failed, 0) as failed
      from queues
      left join counted on counted.name = queues.name
      left join failed on failed.queue = queues.name
      cross join lateral (
        select
          count(*)::int as waiting,
          extract(epoch from min(due_at))::float8 * 1000 as next_due_at,
          count(*) filter (where total_tried > 0)::int as retrying
        from (
          select ${dueTime()} as due_at, total_tried
          from ${jobs}
          where queue = queues.name and ${isUnfinished()} and ${dueTime()} > now()
          order by ${dueTime()}
          limit ${most}
        ) as ahead
      ) as later
    )
    select
      extract(epoch from now())::float8 * 1000 as now,
      (select coalesce(json_agg(found order by name), '[]') from found) as queues,
      (
        select coalesce(json_agg(held), '[]')
        from (
          select
            id, name as queue, task, leased_by,
            (extract(epoch from lease_until) * 1000)::float8 as lease_until
          from due
          where is_held and lease_until is not null
          order by due_at
          limit ${mostHeld}
        ) as held
      ) as held`)
  const [counts] = rows as { now: number; queues: QueueCounts[]; held: HeldJob[] }[]
  if (!counts) throw new Error('durable-jobs: the jobs could not be counted.')
  return counts
}
