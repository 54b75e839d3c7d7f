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
 * Where the item `i` has been, or is on its way: for the channel `c` (`c.id` as text) one row, by its newest round, whoever
 * brought it there. All that is said of what is left of a series, and of what flies next, follows from it.
 *
 * - `out_at`: since when it counts as out there. Null where it never was, or failed and can go once more. `infinity` where
 *   it is still on its way, a person has stopped it, or it is not known what became of it: it does not go there again by
 *   itself.
 * - `is_aloft`: it is on its way.
 * - `round`, `last_at` and `delivery`: of the series' own last try, where there was one.
 *
 * To be joined laterally: for each item and channel it looks into three indexes, whatever Postgres knows of how many rows
 * there are. Where tables have no statistics yet, one join over all items took minutes for 20,000 of them.
 */
export const wayOf = ({ payload, tenant }: { payload: Payload; tenant: ID }): SQL => sql`
  select l.round, l.at as last_at, d.id::text as delivery,
    case when l.round is null or d.state::text = any(${dead}) then o.at
      when d.state in ('published', 'dispatched') then greatest(l.at, o.at)
      else 'infinity'::timestamptz end as out_at,
    coalesce(d.state::text <> all(${settled}), false) or coalesce(o.is_aloft, false) as is_aloft
  from (select) one
  left join lateral (
    select f.round, f.at, f.delivery_id from postyard_series_flown f
    where f.item_id = i.id and f.channel_id = c.id and f.tenant = ${String(tenant)}
    order by f.round desc limit 1
  ) l on true
  left join postyard_deliveries d on ${deliveryOf(payload, 'l')} and d.tenant_id = ${tenant}
  left join lateral (
    select max(${outAt}) as at, bool_or(h.state::text <> all(${settled})) as is_aloft
    from postyard_deliveries h
    -- Compared as text but for the post, so that only its index can serve: a channel has all deliveries of years.
    where h.post_id = ${idFrom(payload, 'i.post_id')} and h.tenant_id::text = ${String(tenant)}
      and h.channel_id::text = c.id and ${isByHand}
  ) o on true`
