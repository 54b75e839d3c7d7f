import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable, Statement } from '../postgres.ts'
import { exceptKeys } from './exceptKeys.ts'
import type { JobLane } from './findLanes.ts'
import { dueTime, isFree, isUnfinished } from './isUnfinished.ts'
import { group, isCalm, resource } from './lane.ts'
import { takeLease } from './takeLease.ts'

/** What of a job says how it shares slots with others. */
export type Share = { groupKey: string; resourceKey: string; isUrgent: boolean }

export type Taken = Share & {
  id: JobID
  leaseToken: string
  concurrencyKey: string | null
  /** The whole row, by column, as the driver hands it over. */
  row: Record<string, unknown>
  /** Whether it has run before, in part. */
  hasLog: boolean
}

/** What a worker may begin of a queue, beside the jobs of it that it runs. */
export type Room = {
  freeForUrgent: number
  freeForCalm: number
  /** How long past its time another job goes before urgent ones into one of the slots, in ms; never where missing. */
  calmAfterMs: number | undefined
  /** How many jobs of each group it runs. */
  runningOf: Record<string, number>
  /** When each group last got a slot, as a number that grows; those not named have waited longest. */
  servedOf: Record<string, number>
  /** How many jobs of each resource it may still begin; of those not named up to `perResource`. */
  roomOf: Record<string, number>
}

type Args = Room & {
  db: Executor
  jobs: JobsTable
  log: JobsTable
  queue: string
  /** The moment by which jobs must be due, ISO 8601. */
  dueBy: string
  /** The same for urgent ones, not before `dueBy`. */
  urgentBy: string
  /** How many jobs at most. */
  free: number
  perResource: number | undefined
  leaseMs: number
  workerName: string
  updatedAt: string
  passedKeys: string[] | undefined
  /** Lanes to look into besides those of what has been due for longest. */
  lanes: JobLane[]
}

/** How many of the jobs that have been due for longest are asked for their lanes. */
const nearest = 200

/**
 * Takes free jobs of one queue, and gives each its own lease and token: urgent ones first; then by turns, the group
 * first of which this worker runs the fewest, and of those the one that has waited longest for a slot; within a group as
 * they fall due. It may take fewer than there is room for; then there may be more. For the safety of the claim see
 * `claimJobs`.
 *
 * `isBehind`: so much is due that lanes may have been overlooked; then give it all `lanes`.
 */
export const claimFairly = async (args: Args): Promise<{ taken: Taken[]; isBehind: boolean }> => {
  const { db, jobs, queue, dueBy, urgentBy, free, perResource, calmAfterMs } = args
  const named = sql`${isCalm()} as calm, ${group()} as group_key, ${resource()} as resource_key`
  const waits = sql`queue = ${queue} and ${isUnfinished()}`
  const place = sql`${isCalm()}, ${group()}, ${resource()}`
  // As a span of the index and in its order: equalities would leave Postgres the choice of another index, with which it
  // walks over all that is due.
  const mayBegin = sql`${waits}
    and (${place}, ${dueTime()}) >= (lane.calm, lane.group_key, lane.resource_key, '-infinity'::timestamptz)
    and (${place}, ${dueTime()}) <= (lane.calm, lane.group_key, lane.resource_key,
      case when lane.calm then ${dueBy}::timestamptz else ${urgentBy}::timestamptz end)
    and ${isFree()} ${exceptKeys(jobs, args.passedKeys)}`
  const inOrder = sql`${place}, ${dueTime()}, created_at, id`
  const inTurn = (calm: boolean, most: Statement, room: Statement) => sql`
    select job.id, lane.resource_key
    from (select * from turns where calm = ${calm} order by turn limit ${free}) as lane
    cross join lateral (
      select id from ${jobs}
      where ${mayBegin}
      order by ${inOrder}
      limit greatest(0, least(lane.share, ${room}))
      for update skip locked
    ) as job
    limit greatest(0, least(${free}::int, ${most}))`
  const keptForCalm =
    calmAfterMs === undefined
      ? sql`0`
      : sql`(select count(*) from (
          select from open
          where calm and due <= ${dueBy}::timestamptz - ${`${calmAfterMs} milliseconds`}::interval
          limit 1
        ) as waits)`
  const countOf = (counts: Record<string, number>, key: Statement) =>
    sql`(${JSON.stringify(counts)}::jsonb ->> ${key})::int`

  const { rows } = await db.execute(sql`
    with near as materialized (
      select ${named} from ${jobs}
      where ${waits} and ${dueTime()} <= ${urgentBy}::timestamptz
        and (${dueTime()} <= ${dueBy}::timestamptz or not ${isCalm()}) and ${isFree()}
      order by ${dueTime()}, created_at, id
      limit ${nearest}
    ), lanes as (
      select * from near
      union
      select * from jsonb_to_recordset(${JSON.stringify(args.lanes)}::jsonb)
        as known (calm boolean, group_key text, resource_key text)
    ), heads as (
      select lane.*, head.due,
        coalesce(${countOf(args.runningOf, sql`lane.group_key`)}, 0) as running,
        coalesce(${countOf(args.servedOf, sql`lane.group_key`)}, 0) as served,
        case when lane.resource_key = '' then ${free}::int
          else coalesce(${countOf(args.roomOf, sql`lane.resource_key`)}, ${perResource ?? free}::int)
        end as room
      from lanes as lane cross join lateral (
        select ${dueTime()} as due from ${jobs} where ${mayBegin} order by ${inOrder} limit 1
      ) as head
    ), open as (
      select *, row_number() over (partition by calm, resource_key order by running, served, due) as nth_of_resource
      from heads where room > 0
    ), sorted as (
      select *, row_number() over (partition by calm, group_key order by due) as nth_of_group
      from open where resource_key = '' or nth_of_resource = 1
    ), turns as materialized (
      select calm, group_key, resource_key, room,
        ceil(${free}::numeric / count(*) over (partition by calm))::int as share,
        row_number() over (partition by calm order by running + nth_of_group, served, due) as turn
      from sorted
    ), urgent as materialized (
      ${inTurn(false, sql`least(${args.freeForUrgent}::int, ${free}::int - ${keptForCalm})`, sql`lane.room`)}
    ), calm as materialized (
      ${inTurn(
        true,
        sql`least(${args.freeForCalm}::int, ${free}::int - (select count(*) from urgent))`,
        sql`lane.room - (select count(*) from urgent where resource_key <> '' and resource_key = lane.resource_key)`,
      )}
    ), taken as (
      select id from urgent union all select id from calm
    ), claimed as (
      update ${jobs} as job
      set ${takeLease(args)}
      from taken
      where job.id = taken.id
      returning job.*
    )
    select claimed.*, (select count(*) from near)::int as near,
      exists (select 1 from ${args.log} as log where log._parent_id = claimed.id) as has_log
    from (values (1)) as one left join claimed on true`)
  const taken = rows.flatMap((row) =>
    row.id === null
      ? []
      : {
          id: row.id as JobID,
          leaseToken: String(row.lease_token),
          concurrencyKey: (row.concurrency_key ?? null) as string | null,
          row,
          hasLog: row.has_log === true,
          groupKey: String(row.group_key ?? ''),
          resourceKey: String(row.resource_key ?? ''),
          isUrgent: row.urgent === true,
        },
  )
  return { taken, isBehind: Number(rows[0]?.near) === nearest }
}
