import type pg from 'pg'

/** The records of which many are made. */
export type Model = { tenant: string; channel: string; plan: string; delivery: string }

type Args = {
  database: pg.Client
  model: Model
  tenants: number
  channelsPerTenant: number
  plansPerTenant: number
}

/**
 * Makes many clients, channels and plans out of one of each. Whole rows are copied, so that this goes on working when
 * columns come.
 */
export const multiplyClients = async (args: Args): Promise<void> => {
  const { database, model, tenants, channelsPerTenant, plansPerTenant } = args
  await database.query(
    `insert into tenants
    select copy.* from tenants model, generate_series(1, $2::int) number,
      jsonb_populate_record(model, jsonb_build_object(
        'id', gen_random_uuid(), 'slug', 'client-' || number)) copy
    where model.id = $1`,
    [model.tenant, tenants],
  )
  await database.query(
    `insert into postyard_channels
    select copy.* from postyard_channels model, tenants tenant, generate_series(1, $2::int) number,
      jsonb_populate_record(model, jsonb_build_object(
        'id', gen_random_uuid(), 'tenant_id', tenant.id, 'kind', 'postiz',
        'integration_id', 'integration-' || number)) copy
    where model.id = $1 and tenant.slug like 'client-%'`,
    [model.channel, channelsPerTenant],
  )
  await database.query(
    `insert into postyard_plans
    select copy.* from postyard_plans model, tenants tenant, generate_series(1, $2::int) number,
      jsonb_populate_record(model, jsonb_build_object(
        -- No column: it makes Postgres ask for another row each time.
        'id', gen_random_uuid(), 'tenant_id', tenant.id, 'number', number)) copy
    where model.id = $1 and tenant.slug like 'client-%'`,
    [model.plan, plansPerTenant],
  )
}

type DeliveriesArgs = {
  database: pg.Client
  model: Model
  count: number
  /** Which of all pairs of a plan and a channel are left out, since they have deliveries already. */
  skip: number
  /** SQL over `number` (from 1), in which the time stands at which that delivery is due. */
  dueAt: string
}

/**
 * Makes deliveries that are scheduled and have their drafts, each for another pair of a plan and a channel of the
 * copied clients.
 */
export const multiplyDeliveries = async (args: DeliveriesArgs): Promise<void> => {
  const { database, model, count, skip, dueAt } = args
  const { rowCount } = await database.query(
    `insert into postyard_deliveries
    select copy.*
    from postyard_deliveries model,
      (
        select row_number() over () as number, pair.* from (
          select plan.id as plan_id, channel.id as channel_id, channel.tenant_id
          from postyard_plans plan
          join postyard_channels channel on channel.tenant_id = plan.tenant_id
          where plan.id <> $2 and channel.id <> $3
          order by plan.id, channel.id
          limit $4 offset $5
        ) pair
      ) pair,
      lateral (select ${dueAt} as due_at) due,
      jsonb_populate_record(model, jsonb_build_object(
        'id', gen_random_uuid(), 'tenant_id', pair.tenant_id, 'plan_id', pair.plan_id,
        'channel_id', pair.channel_id, 'kind', 'postiz', 'state', 'scheduled',
        'draft_state', 'staged', 'draft_id', 'draft-' || pair.number, 'scheduled_at', due.due_at,
        'wake_at', due.due_at, 'deadline_at', due.due_at + interval '1 year')) copy
    where model.id = $1`,
    [model.delivery, model.plan, model.channel, count, skip],
  )
  if (rowCount !== count) throw new Error(`Only ${rowCount} of ${count} deliveries were made.`)
}

/** What the model itself is due for would only disturb. */
export const retireModel = async (database: pg.Client, model: Model): Promise<void> => {
  await database.query(
    'update postyard_deliveries set wake_at = null, deadline_at = null where id = $1',
    [model.delivery],
  )
}

/**
 * As if a worker had taken all that is queued: else the next tick wakes it once more. All of it wakes before `until`;
 * to look through everything else would drive from the memory what the next tick needs.
 */
export const takeQueued = async (database: pg.Client, until: Date): Promise<void> => {
  await database.query(
    `update postyard_deliveries set wake_at = null, deadline_at = null
    where state = 'queued' and wake_at < $1`,
    [until],
  )
}
