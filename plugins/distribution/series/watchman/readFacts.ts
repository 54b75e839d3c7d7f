import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { SeriesMatter } from '../../model/series.ts'
import type { OpenFlight, OwnDay, SeriesFacts } from '../../plan/series/index.ts'
import { isByHand, outAt } from '../byHand.ts'
import { hasRested } from '../hasRested.ts'

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
  open: OpenFlight | null
}

const number = (value: string | number | null): number | null =>
  value === null ? null : Number(value)

/**
 * The series of a tenant as they are now. An item can still fly while there is a channel on which it has not been, or not
 * for as long as its series says.
 */
export const readFacts = async (args: {
  db: Db
  tenant: ID
  /** `YYYY-MM-DD`, by the clock of the client's zone. */
  day: string
  timezone: string
  /** This series alone. */
  only?: ID | undefined
}): Promise<SeriesFacts[]> => {
  const { db, tenant, day, timezone, only } = args
  const isRested = (at: SQL) => hasRested({ at, days: sql`s.repeat_days::int`, day, timezone })
  const found = await rows<Row>(
    db,
    sql`
      with own as (
        select s.*, (
          select count(*) from postyard_series_rels r
          join postyard_channels h on h.id = r.postyard_channels_id and h.tenant_id = s.tenant_id and h.state <> 'removed'
          where r.parent_id = s.id and r.path = 'channels'
        ) as channels
        from postyard_series s
        where s.tenant_id = ${tenant} ${only === undefined ? sql`` : sql`and s.id = ${only}`}
      ), been as (
        select b.series_id, b.item_id, count(distinct b.channel_id) as channels
        from (
          select s.id, f.series_id, f.item_id, f.channel_id
          from own s
          join postyard_series_flown f on f.series_id = s.id::text and f.tenant = ${String(tenant)}
            and (${isRested(sql`f.at`)}) is not true
          -- Where it failed it can go once more.
          where not exists (
            select from postyard_deliveries d
            where d.tenant_id = ${tenant} and d.state in ('failed', 'expired') and d.id::text = f.delivery_id)
          union all
          select s.id, i.series_id, i.id, h.channel_id::text
          from own s
          join postyard_series_items i on i.series_id = s.id::text and i.tenant = ${String(tenant)}
          -- As text: one id that is none would keep all series from their night.
          join postyard_deliveries h on h.post_id::text = i.post_id and h.tenant_id = ${tenant}
          where ${isByHand} and (${isRested(outAt)}) is not true
        ) b
        join postyard_series_rels r on r.parent_id = b.id and r.path = 'channels'
          and r.postyard_channels_id::text = b.channel_id
        -- Nothing flies to what was removed at its platform.
        join postyard_channels h on h.id = r.postyard_channels_id and h.tenant_id = ${tenant} and h.state <> 'removed'
        group by b.series_id, b.item_id
      ), counted as (
        select i.series_id, count(*) as count,
          count(*) filter (where i.set_aside_at is not null) as aside,
          count(*) filter (where i.set_aside_at is null and coalesce(b.channels, 0) < greatest(s.channels, 1)) as remaining
        from own s
        join postyard_series_items i on i.series_id = s.id::text and i.tenant = ${String(tenant)}
          and i.gone_at is null and not i.is_draft
        left join been b on b.series_id = i.series_id and b.item_id = i.id
        group by i.series_id
      )
      select s.id, s.slug, s.name, s.is_paused, s.paused_reason, s.board_name, s.phase, s.phase_of, s.phase_day, s.growth_day,
        s.last_planned_day, s.gone_at, s.problem, s.channels, s.repeat_days, coalesce(c.aside, 0) as aside,
        coalesce(c.count, 0) as count, coalesce(c.remaining, 0) as remaining,
        (select jsonb_build_object('flight', f.id::text, 'day', f.day, 'position', f.position, 'carried', f.carried, 'state', f.state)
          from postyard_flights f
          where f.series_id = s.id::text and f.tenant = ${String(tenant)} and f.state in ('waiting', 'flying')) as open
      from own s left join counted c on c.series_id = s.id::text
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
