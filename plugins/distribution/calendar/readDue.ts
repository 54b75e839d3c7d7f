import { onlyWith } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { DeliveryState } from '../model/states.ts'

/** A delivery as the calendar looks at it. */
export type DueRow = {
  id: ID
  tenant: ID
  plan: ID
  post: ID
  channel: ID
  state: DeliveryState
  title: string
  /** When it is due. */
  at: Date
  /** What the clocks of its client show then, `YYYY-MM-DDTHH:MM:SS`. */
  wall: string
  claim: ID | null
  series: { id: string; name: string } | null
}

type Args = {
  db: Db
  /** The zones of the clients that are looked at, by their ids as text. */
  zones: ReadonlyMap<string, string>
  from: Date
  to: Date
  channel: ID | undefined
  series: ID | undefined
  /** The most that are read. */
  limit: number
}

/**
 * What is due from `from` on and before `to`. It is found by the channels of the clients, along whose times an index goes:
 * how much was due before and after makes no difference.
 */
export const readDue = async (args: Args): Promise<DueRow[]> => {
  const { db, zones, from, to, channel, series, limit } = args
  const tenants = sql.param([...zones.keys()])
  const found = await rows<
    Omit<DueRow, 'at' | 'series'> & {
      at: string | Date
      series: string | null
      series_name: string | null
    }
  >(
    db,
    sql`
      select d.id, d.tenant_id as tenant, d.plan_id as plan, d.post_id as post, d.channel_id as channel, d.state,
        p.title, d.scheduled_at as at,
        to_char(d.scheduled_at at time zone (${JSON.stringify(Object.fromEntries(zones))}::jsonb ->> d.tenant_id::text),
          'YYYY-MM-DD"T"HH24:MI:SS') as wall,
        c.id as claim, f.series_id as series, s.name as series_name
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      left join postyard_claims c on c.plan_id = d.plan_id and c.tenant_id = d.tenant_id
      left join postyard_flights f on f.plan_id = d.plan_id::text and f.tenant = d.tenant_id::text
      left join postyard_series s on s.id::text = f.series_id and s.tenant_id = d.tenant_id
      where d.channel_id = any(array(
          select k.id from postyard_channels k where k.tenant_id::text = any(${tenants}) ${onlyWith(sql`k.id`, channel)}))
        and d.tenant_id::text = any(${tenants})
        and d.scheduled_at >= ${from.toISOString()} and d.scheduled_at < ${to.toISOString()}
        ${series === undefined ? sql`` : sql`and f.series_id = ${String(series)}`}
      order by d.scheduled_at, d.id
      limit ${limit}`,
  )
  return found.map(({ series_name: name, series: id, ...row }) => ({
    ...row,
    at: new Date(row.at),
    series: id === null ? null : { id, name: name ?? '' },
  }))
}
