import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { type Verdict, verdictRank, verdicts } from '../../model/receiptVerdict.ts'
import type { HealthDay } from '../../plan/health/facts.ts'

/** A post is sent this long after it was meant to be at most, in days, as far as health looks for its receipts. */
const slackDays = 3

type Row = { channel: ID; date: string } & Record<Verdict, number>

const countOf = (verdict: Verdict) =>
  sql`count(*) filter (where a.rank = ${verdicts.indexOf(verdict) + 1})::int as ${sql.identifier(verdict)}`

/**
 * How attempts on channels of one tenant ended, day by day on the tenant's clock, by the channel's id as text. It goes by
 * way of the deliveries of each channel, so it costs what was planned there in these days and not what is kept.
 */
export const readHealthDays = async (args: {
  db: Db
  tenant: ID
  channels: readonly ID[]
  /** The tenant's. */
  timezone: string
  /** How many days back, with the present one. */
  days: number
  now: Date
}): Promise<Map<string, HealthDay[]>> => {
  const { db, tenant, timezone, days, now } = args
  if (args.channels.length === 0) return new Map()
  const found = await rows<Row>(
    db,
    sql`
      with span as (
        select (date_trunc('day', ${now.toISOString()}::timestamptz at time zone ${timezone})
          - make_interval(days => ${days - 1})) at time zone ${timezone} as since
      )
      select a.channel_id as channel, a.date::text as date, ${sql.join(verdicts.map(countOf), sql`, `)}
      from (
        select d.channel_id, r.fence, (max(r.opened_at) at time zone ${timezone})::date as date,
          min(${verdictRank}) as rank
        from postyard_deliveries d
        join postyard_receipts r on r.delivery_id = d.id and r.tenant_id = d.tenant_id
        cross join span
        where d.tenant_id = ${tenant} and d.channel_id = any(${sql.param(args.channels)})
          and d.scheduled_at > span.since - make_interval(days => ${slackDays})
          and r.action in ('fire', 'look', 'answer') and r.opened_at >= span.since
        group by d.channel_id, d.id, r.fence
      ) as a
      where a.rank is not null
      group by a.channel_id, a.date`,
  )
  const byChannel = Map.groupBy(found, ({ channel }) => String(channel))
  return new Map(
    [...byChannel].map(([channel, list]) => [
      channel,
      list.map(({ date, ...row }) => ({
        date,
        succeeded: row.succeeded,
        limited: row.limited,
        unauthorised: row.unauthorised,
        rejected: row.rejected,
        failed: row.failed,
        unsure: row.unsure,
      })),
    ]),
  )
}
