import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'

/** How often a channel was chosen for plans over many accounts, and how often it led them. Instants are ms since 1970. */
export type Work = {
  posts: number
  lastChosenAt: number
  leads: number
  lastLedAt: number | null
}

/** So far back work is balanced, in milliseconds: 8 weeks. */
const lookBackMs = 56 * 24 * 60 * 60_000

type Row = {
  channel: ID
  posts: number
  last_chosen_at: string | Date
  leads: number
  last_led_at: string | Date | null
}

/**
 * How the work of network plans was shared by the channels of one tenant in the last 8 weeks, by the channel's id as text.
 * What was cancelled or skipped was no work; what failed was.
 */
export const readWork = async (args: {
  db: Db
  tenant: ID
  now: Date
}): Promise<Map<string, Work>> => {
  const { db, tenant, now } = args
  const found = await rows<Row>(
    db,
    sql`
      with made as materialized (
        select p.id, p.network -> 'leads' as leads
        from postyard_plans p
        where p.tenant_id = ${tenant} and p.network is not null
          and p.created_at > ${after(now, -lookBackMs).toISOString()}
      ), leaders as materialized (
        select m.id as plan_id, l.channel
        from made m
        cross join lateral jsonb_array_elements_text(m.leads) as l(channel)
      )
      select d.channel_id as channel, count(*)::int as posts, max(d.scheduled_at) as last_chosen_at,
        count(l.channel)::int as leads,
        max(d.scheduled_at) filter (where l.channel is not null) as last_led_at
      from made m
      join postyard_deliveries d on d.plan_id = m.id and d.tenant_id = ${tenant}
        and d.state not in ('cancelled', 'skipped')
      left join leaders l on l.plan_id = d.plan_id and l.channel = d.channel_id::text
      group by d.channel_id`,
  )
  return new Map(
    found.map((row) => [
      String(row.channel),
      {
        posts: row.posts,
        lastChosenAt: new Date(row.last_chosen_at).getTime(),
        leads: row.leads,
        lastLedAt: row.last_led_at === null ? null : new Date(row.last_led_at).getTime(),
      },
    ]),
  )
}
