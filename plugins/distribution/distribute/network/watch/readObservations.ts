import { type Db, type ID, rows, sql } from '../../../model/database.ts'
import { after } from '../../../model/deadlines.ts'
import { type Verdict, verdictRank, verdicts } from '../../../model/receiptVerdict.ts'
import { isOfContent, type Observation, type ObservedKind } from '../../../plan/risk/index.ts'

/** How far back receipts are read, in milliseconds: what came before the last hour is the plan's own measure. */
const lookBackMs = 6 * 60 * 60_000

const kindOf: Record<Verdict, ObservedKind> = {
  succeeded: 'ok',
  limited: 'limited',
  unauthorised: 'rejected',
  rejected: 'rejected',
  failed: 'rejected',
  unsure: 'unknown',
}

/** With the channel's id, how it is reached, and what was said last. */
export type Observed = Observation & {
  channel: ID
  kindOfChannel: string
  said: string | null
}

type Row = {
  channel_id: ID
  plan_id: ID
  post_id: ID
  platform: string
  kind: string
  rank: number
  at: string | Date
  refusals: { code: string; said: string | null }[] | null
  said: string | null
}

/** How each attempt of these plans ended that has ended, one observation for each, the oldest first. */
export const readObservations = async (args: {
  db: Db
  tenant: ID
  plans: ID[]
  now: Date
}): Promise<Observed[]> => {
  const { db, tenant, plans, now } = args
  if (plans.length === 0) return []
  const found = await rows<Row>(
    db,
    sql`
      select * from (
        select d.channel_id, d.plan_id, d.post_id, coalesce(c.platform, c.kind::text) as platform, c.kind,
          min(${verdictRank}) as rank, max(r.closed_at) as at,
          jsonb_agg(jsonb_build_object('code', r.error_code, 'said', r.error_message))
            filter (where r.error_code is not null) as refusals,
          (array_agg(r.error_message order by r.closed_at desc) filter (where r.error_message is not null))[1] as said
        from postyard_receipts r
        join postyard_deliveries d on d.id = r.delivery_id and d.tenant_id = r.tenant_id
        join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
        where r.tenant_id = ${tenant} and r.plan_id = any(${sql.param(plans)})
          and r.action in ('fire', 'look', 'answer') and r.closed_at > ${after(now, -lookBackMs).toISOString()}
        group by d.id, r.fence, c.id
      ) observed
      where rank is not null
      order by at`,
  )
  return found.map((row) => ({
    at: new Date(row.at).getTime(),
    account: String(row.channel_id),
    provider: row.platform,
    plan: String(row.plan_id),
    content: String(row.post_id),
    kind: kindOf[verdicts[row.rank - 1] as Verdict],
    isOfContent: (row.refusals ?? []).some(isOfContent),
    channel: row.channel_id,
    kindOfChannel: row.kind,
    said: row.said,
  }))
}
