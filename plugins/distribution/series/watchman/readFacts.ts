import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { SeriesMatter } from '../../model/series.ts'
import type { OpenFlight, OwnDay, Returning, SeriesFacts } from '../../plan/series/index.ts'
import { liveChannels } from '../items/liveChannels.ts'
import { standsOf } from '../items/standsOf.ts'

type Row = {
  id: ID
  slug: string
  name: string
  is_paused: boolean | null
  paused_reason: string | null
  board_name: string | null
  phase: string | number | null
  phase_of: string | number | null
  phase_day: string | null
  growth_day: OwnDay | null
  last_planned_day: string | null
  gone_at: Date | null
  problem: SeriesMatter | null
  channels: string | number
  count: string | number
  remaining: string | number
  aside: string | number
  repeat_days: string | number | null
  returns: Returning[]
  open: OpenFlight | null
}

const number = (value: string | number | null): number | null =>
  value === null ? null : Number(value)

/** The series of a tenant as they are now, with what is left of each by the rule of `standsOf`. */
export const readFacts = async (args: {
  db: Db
  payload: Payload
  tenant: ID
  /** `YYYY-MM-DD`, by the clock of the client's zone. */
  day: string
  timezone: string
  /** This series alone. */
  only?: ID | undefined
}): Promise<SeriesFacts[]> => {
  const { db, tenant, only } = args
  const found = await rows<Row>(
    db,
    sql`
      with own as materialized (
        select s.*, s.id::text as series_id, ${liveChannels} as channels
        from postyard_series s
        where s.tenant_id = ${tenant} ${only === undefined ? sql`` : sql`and s.id = ${only}`}
      ), asked as (
        select series_id, repeat_days::int as repeat_days, channels from own
      ), stands as materialized (${standsOf({ ...args, series: 'asked' })}
      ), counted as (
        select series_id, count(*) as count, count(*) filter (where is_aside) as aside,
          count(*) filter (where is_left and not is_aside) as remaining
        from stands group by series_id
      ), coming as (
        select series_id, jsonb_agg(jsonb_build_object('day', day, 'items', items) order by day) as returns
        from (
          select series_id, to_char(returns, 'YYYY-MM-DD') as day, count(*) as items
          from stands where returns is not null and not is_aside group by 1, 2
        ) c
        group by series_id
      )
      select s.id, s.slug, s.name, s.is_paused, s.paused_reason, s.board_name, s.phase, s.phase_of, s.phase_day, s.growth_day,
        s.last_planned_day, s.gone_at, s.problem, cardinality(s.channels) as channels, s.repeat_days,
        coalesce(c.aside, 0) as aside, coalesce(c.count, 0) as count, coalesce(c.remaining, 0) as remaining,
        coalesce(n.returns, '[]') as returns,
        (select jsonb_build_object('flight', f.id::text, 'day', f.day, 'position', f.position, 'carried', f.carried, 'state', f.state)
          from postyard_flights f
          where f.series_id = s.series_id and f.tenant = ${String(tenant)} and f.state in ('waiting', 'flying')) as open
      from own s
      left join counted c on c.series_id = s.series_id
      left join coming n on n.series_id = s.series_id
      order by s.id`,
  )
  return found.map((row) => ({
    id: String(row.id),
    slug: row.slug,
    name: row.name,
    count: Number(row.count),
    remaining: Number(row.remaining),
    aside: Number(row.aside),
    repeatDays: number(row.repeat_days),
    returns: row.returns,
    channels: Number(row.channels),
    phase: number(row.phase),
    phaseOf: number(row.phase_of),
    phaseDay: row.phase_day,
    growthDay: row.growth_day,
    isPaused: row.is_paused === true,
    pausedReason: row.paused_reason,
    isGone: row.gone_at !== null,
    problem: row.problem && { code: row.problem.code, message: row.problem.message },
    boardName: row.board_name,
    lastPlannedDay: row.last_planned_day,
    open: row.open,
  }))
}
