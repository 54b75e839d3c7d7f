import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { type ID, sql } from '../../model/database.ts'
import { hasRested } from '../hasRested.ts'
import { wayOf } from './wayOf.ts'

/**
 * The items of series that are there and no drafts, each with whether it can still fly: while there is a channel on which it
 * has not been, or not for as long as its series says. One row for each: `series_id`, `item_id`, `key`, `hash`, `is_aside`,
 * `is_left`, `is_aloft`, and `returns`, the first day on which one that cannot fly now may fly again; null where that is
 * not known, or never. What was set aside (`is_aside`) flies only once it is put back, whatever the others say.
 *
 * @param args.series the name of a relation with `series_id`, `repeat_days` (int) and `channels` (text[]), those to which
 *   the items of each go
 */
export const standsOf = (args: {
  payload: Payload
  tenant: ID
  series: string
  /** `YYYY-MM-DD`, by the clock of the client's zone. */
  day: string
  timezone: string
  /** Drafts, and what is no more in its source, too: should they be there again. */
  isAll?: boolean
}): SQL => {
  const { payload, tenant, day, timezone, isAll = false } = args
  const series = sql.raw(args.series)
  const dayOf = (at: SQL) => sql`(${at} at time zone ${timezone}::text)::date`
  const isOver = hasRested({ at: sql`w.out_at`, days: sql`o.repeat_days`, day, timezone })
  return sql`
    select i.series_id, i.id as item_id, i.key, i.hash, i.set_aside_at is not null as is_aside,
      b.channels < greatest(cardinality(o.channels), 1) as is_left,
      coalesce(b.is_aloft, false) as is_aloft,
      case when b.channels >= cardinality(o.channels) then b.returns end as returns
    from ${series} o
    join postyard_series_items i on i.series_id = o.series_id and i.tenant = ${String(tenant)}
      ${isAll ? sql`` : sql`and i.gone_at is null and not i.is_draft`}
    left join lateral (
      select count(*) as channels, bool_or(w.is_aloft) as is_aloft,
        min(case when w.out_at < 'infinity' then ${dayOf(sql`w.out_at`)} + o.repeat_days
          -- What is on its way will have been out since it took off.
          when w.is_aloft then greatest(${dayOf(sql`w.last_at`)} + o.repeat_days, ${day}::date + 1) end) as returns
      from unnest(o.channels) as c(id)
      cross join lateral (${wayOf({ payload, tenant })}) w
      where w.out_at is not null and (${isOver}) is not true
    ) b on true`
}
