import { z } from 'zod'
import type { Place } from '../cursor.ts'
import { exampleIds } from '../exampleIds.ts'
import { ofTenants, onlyBehind, onlyIn, onlyWith, onlyWithin } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { NetworkPlan } from '../model/networkPlan.ts'
import { postStates, projectState } from '../model/projectState.ts'
import type { DeliveryState } from '../model/states.ts'
import { idOutput, instantOutput } from '../operation.ts'

/** How many deliveries of a plan stand in each state. */
export const countsOutput = z.record(z.string(), z.int())

/** A plan as lists show it. */
export const planSummaryOutput = z
  .object({
    id: idOutput,
    tenant: idOutput,
    post: idOutput,
    title: z.string(),
    state: z.enum(postStates),
    scheduledAt: instantOutput,
    createdAt: instantOutput,
    startedBy: z.string().meta({ description: 'The name of who distributed the post.' }),
    pausedAt: instantOutput.nullable(),
    haltedAt: instantOutput.nullable(),
    counts: countsOutput,
  })
  .meta({ component: 'PlanSummary' })

export type PlanRow = {
  id: ID
  tenant_id: ID
  post_id: ID
  title: string
  scheduled_at: Date
  created_at: Date
  started_by_name: string
  paused_at: Date | null
  halted_at: Date | null
  /** Null where it is none over many accounts, or that was not asked for. */
  network: NetworkPlan | null
  counts: Partial<Record<DeliveryState, number>>
}

export const toPlanSummary = (row: PlanRow): z.input<typeof planSummaryOutput> => ({
  id: row.id,
  tenant: row.tenant_id,
  post: row.post_id,
  title: row.title,
  state: projectState(Object.keys(row.counts) as DeliveryState[]),
  scheduledAt: new Date(row.scheduled_at).toISOString(),
  createdAt: new Date(row.created_at).toISOString(),
  startedBy: row.started_by_name,
  pausedAt: row.paused_at === null ? null : new Date(row.paused_at).toISOString(),
  haltedAt: row.halted_at === null ? null : new Date(row.halted_at).toISOString(),
  counts: row.counts as Record<string, number>,
})

/** As the reference shows it. */
export const examplePlanSummary: z.input<typeof planSummaryOutput> = {
  id: exampleIds.plan,
  tenant: exampleIds.tenant,
  post: exampleIds.post,
  title: 'Open house on Sunday',
  state: 'pending',
  scheduledAt: '2026-11-23T14:30:00.000Z',
  createdAt: '2026-11-22T10:02:11.480Z',
  startedBy: 'Ana',
  pausedAt: null,
  haltedAt: null,
  counts: { scheduled: 3 },
}

type Filter = {
  tenants: ID[] | 'all'
  post?: ID
  channel?: ID
  /** That have a delivery in one of these. */
  deliveryState?: DeliveryState[]
  from?: string
  to?: string
  /** Only plans over many accounts, with how they were spread. */
  isNetwork?: boolean
  after?: Place
  limit: number
}

const withDelivery = ({ channel, deliveryState }: Filter) =>
  channel === undefined && deliveryState === undefined
    ? sql``
    : sql`and exists (
        select from postyard_deliveries d
        where d.plan_id = p.id and d.tenant_id = p.tenant_id
          ${onlyWith(sql`d.channel_id`, channel)} ${onlyIn(sql`d.state`, deliveryState)})`

/** A page of plans and one more, the newest first. */
export const readPlanRows = (db: Db, filter: Filter): Promise<PlanRow[]> => {
  const { after, isNetwork = false } = filter
  return rows<PlanRow>(
    db,
    sql`
      select p.id, p.tenant_id, p.post_id, p.title, p.scheduled_at, p.created_at, p.started_by_name, p.paused_at,
        p.halted_at, ${isNetwork ? sql`p.network - array['selection', 'peaks', 'leads']` : sql`null`} as network,
        coalesce(of_state.counts, '{}'::jsonb) as counts
      from (
        select * from postyard_plans p
        where ${ofTenants(filter.tenants, sql`p.tenant_id`)} ${onlyWith(sql`p.post_id`, filter.post)}
          ${onlyWithin(sql`p.scheduled_at`, filter)} ${withDelivery(filter)}
          ${isNetwork ? sql`and p.network is not null` : sql``}
          ${onlyBehind('p', after)}
        order by p.created_at desc, p.id desc
        limit ${filter.limit + 1}
      ) p
      cross join lateral (
        select jsonb_object_agg(state, count) as counts from (
          select d.state, count(*)::int as count from postyard_deliveries d
          where d.plan_id = p.id and d.tenant_id = p.tenant_id group by d.state
        ) counted
      ) of_state
      order by p.created_at desc, p.id desc`,
  )
}
