import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { deadStates } from '../../distribute/redriveDelivery.ts'
import { type ID, sql } from '../../model/database.ts'
import { settledStates } from '../../model/states.ts'
import { isByHand, outAt } from '../byHand.ts'
import { deliveryOf, idFrom } from '../conductor/deliveryOf.ts'

const dead = sql.param([...deadStates])
const settled = sql.param([...settledStates])

/**
 * Where items have been, or are on their way: one row for each item and channel, by its newest round, whoever brought it
 * there. All that is said of what is left of a series, and of what flies next, follows from these rows.
 *
 * - `out_at`: since when it counts as out there. Null where it failed, and can go once more. `infinity` where it is still on
 *   its way, a person has stopped it, or it is not known what became of it: it does not go there again by itself.
 * - `is_aloft`: it is on its way.
 * - `round`, `last_at` and `delivery`: of the series' own last try, where there was one.
 *
 * @param args.series of which series, as what follows `series_id`: `= '7'` or `in (…)`
 */
export const waysOf = (args: {
  payload: Payload
  tenant: ID
  series: SQL
  /** This item alone. */
  only?: string | undefined
}): SQL => {
  const { payload, tenant, series, only } = args
  const own = (alias: 'f' | 'i', id: 'f.item_id' | 'i.id') => sql`
    ${sql.raw(alias)}.tenant = ${String(tenant)} and ${sql.raw(alias)}.series_id ${series}
    ${only === undefined ? sql`` : sql`and ${sql.raw(id)} = ${only}::bigint`}`
  return sql`
    select coalesce(l.series_id, o.series_id) as series_id, coalesce(l.item_id, o.item_id) as item_id,
      coalesce(l.channel_id, o.channel_id) as channel_id, l.round, l.at as last_at, d.id::text as delivery,
      case when l.round is null or d.state::text = any(${dead}) then o.at
        when d.state in ('published', 'dispatched') then greatest(l.at, o.at)
        else 'infinity'::timestamptz end as out_at,
      coalesce(d.state::text <> all(${settled}), false) or coalesce(o.is_aloft, false) as is_aloft
    from (
      select distinct on (f.item_id, f.channel_id)
        f.series_id, f.item_id, f.channel_id, f.round, f.at, f.delivery_id
      from postyard_series_flown f
      where ${own('f', 'f.item_id')}
      order by f.item_id, f.channel_id, f.round desc
    ) l
    full join (
      select i.series_id, i.id as item_id, h.channel_id::text as channel_id, max(${outAt}) as at,
        bool_or(h.state::text <> all(${settled})) as is_aloft
      from postyard_series_items i
      join postyard_deliveries h on h.post_id = ${idFrom(payload, 'i.post_id')} and h.tenant_id = ${tenant}
      where ${own('i', 'i.id')} and ${isByHand}
      group by i.series_id, i.id, h.channel_id
    ) o on o.item_id = l.item_id and o.channel_id = l.channel_id
    left join postyard_deliveries d on ${deliveryOf(payload, 'l')} and d.tenant_id = ${tenant}`
}
