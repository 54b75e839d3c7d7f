import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Place } from '../cursor.ts'
import { ofTenants, onlyIn, onlyWith, onlyWithin } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import { type DeliveryState, isSettled } from '../model/states.ts'
import { deadStates } from './redriveDelivery.ts'

/** Of what stands around a delivery: its plan and its channel. */
export type Around = {
  title: string
  started_by_name: string
  channel_name: string
  platform: string | null
  created_at: Date
  planned_at: Date
}

export type RecordRow = { row: DeliveryRow; around: Around }

export type RecordFilter = {
  tenants: ID[] | 'all'
  id?: ID
  post?: ID
  plan?: ID
  channel?: ID
  platform?: string[]
  state?: readonly DeliveryState[]
  /** Due at or after `from`, and before `to`. */
  from?: string
  to?: string
  /** A further condition on the delivery `d`. */
  and?: SQL
  after?: Place
  limit: number
}

const columns =
  sql.raw(`${deliveryColumns}, d.created_at, p.created_at as planned_at, p.title, p.started_by_name,
  c.name as channel_name, c.platform`)

const order = sql.raw('order by p.created_at desc, p.id desc, d.id desc')

const isLiving = (state: DeliveryState): boolean => !isSettled(state)

const isDead = (state: DeliveryState): boolean =>
  (deadStates as readonly DeliveryState[]).includes(state)

/** What is wanted of the deliveries `d` of the plans `p`. All that live have a deadline, and stand in its small index. */
const wanted = (filter: RecordFilter): SQL => {
  const { after, platform, state } = filter
  return sql`true ${onlyWith(sql`d.id`, filter.id)} ${onlyWith(sql`d.channel_id`, filter.channel)}
    ${onlyIn(sql`d.state`, state)} ${state?.every(isLiving) ? sql`and d.deadline_at is not null` : sql``}
    ${onlyWithin(sql`d.scheduled_at`, filter)}
    ${
      platform === undefined
        ? sql``
        : sql`and exists (select from postyard_channels k where k.id = d.channel_id ${onlyIn(sql`k.platform`, platform)})`
    }
    ${filter.and === undefined ? sql`` : sql`and ${filter.and}`}
    ${
      after === undefined
        ? sql``
        : sql`and (p.created_at, p.id, d.id) < (${after.at.toISOString()}, ${after.ids[0]}, ${after.ids[1]})`
    }`
}

/** The plans `p` among which they are. */
const among = ({ tenants, post, plan, after }: RecordFilter): SQL => sql`
  ${ofTenants(tenants, sql`p.tenant_id`)} ${onlyWith(sql`p.post_id`, post)} ${onlyWith(sql`p.id`, plan)}
  ${after === undefined ? sql`` : sql`and p.created_at <= ${after.at.toISOString()}`}`

/** Finds few among many by what is particular to them: an index leads to them, and they are put in order. */
const gather = (filter: RecordFilter): SQL => sql`
  select ${columns}
  from postyard_deliveries d
  join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
  join postyard_channels c on c.id = d.channel_id
  where ${ofTenants(filter.tenants, sql`d.tenant_id`)} and ${among(filter)} and ${wanted(filter)}
  ${order} limit ${filter.limit + 1}`

/**
 * Walks the plans in the order of their making, and finds the deliveries of each by the index that begins with its plan;
 * so many plans as rows are wanted are enough, since each has one at least. It stops when it has them, however many
 * deliveries there are; nothing else would lead there without an index for reading alone on rows that are written many
 * times. That the tenants agree is said so that no index on them is asked for each plan.
 */
const walk = (filter: RecordFilter): SQL => sql`
  select ${columns}
  from (
    select p.* from postyard_plans p
    cross join lateral (
      select from postyard_deliveries d
      where d.plan_id = p.id and d.tenant_id is not distinct from p.tenant_id and ${wanted(filter)}
      limit 1
    ) has
    where ${among(filter)}
    order by p.created_at desc, p.id desc limit ${filter.limit + 1}
  ) p
  join postyard_deliveries d on d.plan_id = p.id and d.tenant_id is not distinct from p.tenant_id
  join postyard_channels c on c.id = d.channel_id
  where ${wanted(filter)}
  ${order} limit ${filter.limit + 1}`

/** True where an index leads to all that is asked for, and to little else. */
const isParticular = ({ id, post, plan, channel, state }: RecordFilter): boolean =>
  [id, post, plan, channel].some((one) => one !== undefined) ||
  state?.every(isLiving) === true ||
  state?.every(isDead) === true

/** Deliveries and one more than wanted, those of the newest plan first. */
export const readRecordRows = async (db: Db, filter: RecordFilter): Promise<RecordRow[]> => {
  const found = await rows<Record<string, unknown> & Around>(
    db,
    isParticular(filter) ? gather(filter) : walk(filter),
  )
  return found.map((raw) => ({ row: toDeliveryRow(raw), around: raw }))
}
