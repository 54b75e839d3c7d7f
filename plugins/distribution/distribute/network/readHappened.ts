import { ofTenants, onlyWith, onlyWithin } from '../../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { DeliveryState } from '../../model/states.ts'
import type { Peaks } from '../../plan/spread/problem.ts'

/** A delivery of a network plan, as it was planned and as it went. Instants are ms since 1970. */
export type Happened = {
  plan: string
  channel: ID
  state: DeliveryState
  reasonCode: string | null
  reason: string | null
  plannedAt: number
  executedAt: number | null
}

export type HappenedAccount = { id: ID; name: string; platform: string; timezone: string }

export type HappenedPlan = { id: string; peaks: Peaks; leastGapMs: number }

export type WhatHappened = {
  deliveries: Happened[]
  accounts: Map<string, HappenedAccount>
  plans: Map<string, HappenedPlan>
  /** False where there are more than are read: only the newest plans count then. */
  isWhole: boolean
}

/** So many deliveries are taken together at once. */
const most = 50_000

type Row = {
  plan: ID
  channel: ID
  state: DeliveryState
  reason_code: string | null
  reason: string | null
  planned_at: number
  executed_at: number | null
}

type Named = {
  plans: { id: ID; peaks: Peaks; least: number }[] | null
  accounts: { id: ID; name: string; platform: string; timezone: string }[] | null
}

/**
 * What became of network plans: of one, or of all that began in a time. Two statements; `tenants` is the table of the
 * clients, whose zone holds for accounts without one of their own.
 */
export const readHappened = async (
  db: Db,
  args: {
    tenants: ID[] | 'all'
    tenantsTable: string
    plan?: ID
    channel?: ID
    from?: string
    to?: string
  },
): Promise<WhatHappened> => {
  const which = sql`
    p.network is not null and ${ofTenants(args.tenants, sql`p.tenant_id`)} ${onlyWith(sql`p.id`, args.plan)}
      ${onlyWithin(sql`p.scheduled_at`, args)}`
  const found = await rows<Row>(
    db,
    sql`
      select d.plan_id as plan, d.channel_id as channel, d.state::text as state,
        case when d.state in ('failed', 'expired') then d.reason_code end as reason_code,
        case when d.state in ('failed', 'expired') then d.reason end as reason,
        extract(epoch from coalesce(d.planned_at, d.scheduled_at))::float8 * 1000 as planned_at,
        extract(epoch from d.executed_at)::float8 * 1000 as executed_at
      from postyard_plans p
      join postyard_deliveries d on d.plan_id = p.id and d.tenant_id = p.tenant_id
      where ${which} ${onlyWith(sql`d.channel_id`, args.channel)}
      order by p.created_at desc, p.id desc, d.id
      limit ${most + 1}`,
  )
  const deliveries = found.slice(0, most)
  const plans = [...new Set(deliveries.map((row) => row.plan))]
  const channels = [...new Set(deliveries.map((row) => row.channel))]
  const [named] = await rows<Named>(
    db,
    sql`
      select
        (select jsonb_agg(jsonb_build_object('id', p.id, 'peaks', p.network->'options'->'peaks',
            'least', (p.network->'figures'->>'leastGapMs')::float8))
          from postyard_plans p where p.id = any(${sql.param(plans)}) and ${which}) as plans,
        (select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name,
            'platform', coalesce(c.platform, c.kind::text),
            'timezone', coalesce(nullif(c.timezone, ''), t.timezone)))
          from postyard_channels c join ${sql.identifier(args.tenantsTable)} t on t.id = c.tenant_id
          where c.id = any(${sql.param(channels)}) and ${ofTenants(args.tenants, sql`c.tenant_id`)}) as accounts`,
  )
  return {
    deliveries: deliveries.map((row) => ({
      plan: String(row.plan),
      channel: row.channel,
      state: row.state,
      reasonCode: row.reason_code,
      reason: row.reason,
      plannedAt: Math.round(row.planned_at),
      executedAt: row.executed_at === null ? null : Math.round(row.executed_at),
    })),
    accounts: new Map((named?.accounts ?? []).map((one) => [String(one.id), one])),
    plans: new Map(
      (named?.plans ?? []).map(({ id, peaks, least }) => [
        String(id),
        { id: String(id), peaks, leastGapMs: least },
      ]),
    ),
    isWhole: found.length <= most,
  }
}
