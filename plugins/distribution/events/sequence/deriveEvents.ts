import { maxRetries } from '../../deliver/fire/backOff.ts'
import { type Db, sql } from '../../model/database.ts'
import { type EventType, settledTypes } from '../../model/eventTypes.ts'

type Args = {
  db: Db
  /** Events that were given their positions just now, and that say that a delivery has come to an end. */
  ids: readonly string[]
}

const published: EventType[] = [
  'distribution.delivery.published',
  'distribution.delivery.dispatched',
]

const failed: EventType[] = ['distribution.delivery.failed', 'distribution.delivery.expired']

const columns = sql`
  (type, schema_version, occurred_at, tenant_id, actor_kind, actor_id, actor_name, correlation_id, causation_id,
   delivery_id, plan_id, data, updated_at, created_at)`

/** Of an event `e`, what one that follows from it has in common with it. */
const followed = sql`
  e.occurred_at, e.tenant_id, e.actor_kind, e.actor_id, e.actor_name, e.correlation_id, e.id::text, e.delivery_id,
  e.plan_id`

/** Who began a delivery's life, and so distributed it. */
const begunBy = sql`
  cross join lateral (
    select jsonb_build_object('kind', f.actor_kind, 'id', f.actor_id, 'name', f.actor_name) as actor
    from postyard_events f
    where f.delivery_id = e.delivery_id and f.tenant_id = e.tenant_id
    order by f.seq limit 1
  ) begun`

/** A delivery is live, or handed on: told once, whatever is said of it later. */
const tellPublished = ({ db, ids }: Args) =>
  db.execute(sql`
    insert into postyard_events ${columns}
    select 'distribution.published', 1, ${followed},
           jsonb_build_object(
             'outcome', e.data->>'to', 'channel', d.channel_id, 'channelName', c.name, 'platform', c.platform,
             'kind', d.kind, 'post', d.post_id, 'externalUrl', e.data->>'externalUrl',
             'scheduledAt', d.scheduled_at, 'executedAt', coalesce(d.executed_at, e.occurred_at),
             'distributedBy', begun.actor, 'entitlement', d.entitlement_id, 'claim', claimed.claim),
           clock_timestamp(), clock_timestamp()
    from postyard_events e
    join postyard_deliveries d on d.id = e.delivery_id and d.tenant_id = e.tenant_id
    join postyard_channels c on c.id = d.channel_id and c.tenant_id = e.tenant_id
    left join lateral (
      -- Postiz has several connections to one platform, such as instagram-standalone.
      select jsonb_build_object('id', k.id, 'claimId', k.claim_id, 'platform', split_part(c.platform, '-', 1)) as claim
      from postyard_claims k
      where k.plan_id = d.plan_id and k.tenant_id = d.tenant_id
      limit 1
    ) claimed on true
    ${begunBy}
    where e.id = any(${sql.param([...ids])}) and e.type = any(${sql.param(published)})
    order by e.seq
    on conflict do nothing`)

/** A delivery has become a dead letter. */
const tellFailed = ({ db, ids }: Args) =>
  db.execute(sql`
    insert into postyard_events ${columns}
    select 'distribution.job.failed', 1, ${followed},
           jsonb_build_object(
             'state', e.data->>'to', 'channel', d.channel_id, 'channelName', c.name, 'platform', c.platform,
             'kind', d.kind, 'post', d.post_id, 'reasonCode', e.data->>'reasonCode', 'reason', e.data->>'reason',
             'attempt', coalesce((e.data->>'attempt')::int, 0),
             'mayRetryHelp', e.data->>'to' = 'expired' or coalesce((e.data->>'attempt')::int, 0) > ${maxRetries}::int,
             'distributedBy', begun.actor),
           clock_timestamp(), clock_timestamp()
    from postyard_events e
    join postyard_deliveries d on d.id = e.delivery_id and d.tenant_id = e.tenant_id
    join postyard_channels c on c.id = d.channel_id and c.tenant_id = e.tenant_id
    ${begunBy}
    where e.id = any(${sql.param([...ids])}) and e.type = any(${sql.param(failed)})
    order by e.seq`)

/**
 * The last delivery of a plan has come to an end. While an end of this plan still waits for its position, nothing is told
 * here: whoever gives it finds the plan as it is then.
 */
const tellCompleted = ({ db, ids }: Args) =>
  db.execute(sql`
    insert into postyard_events ${columns}
    select 'distribution.plan.completed', 1, e.occurred_at, e.tenant_id, e.actor_kind, e.actor_id, e.actor_name,
           e.correlation_id, e.id::text, null, p.id,
           jsonb_build_object(
             'run', 1 + (
               select count(*) from postyard_events before
               where before.plan_id = p.id and before.type = 'distribution.plan.completed'),
             'result', case
               when ends.out > 0 and ends.out < ends.total - ends.cancelled then 'partly_published'
               when ends.out > 0 then 'published'
               when ends.cancelled < ends.total then 'failed'
               else 'cancelled' end,
             'post', p.post_id, 'title', p.title, 'scheduledAt', p.scheduled_at, 'counts', ends.counts,
             'distributedBy', (
               select jsonb_build_object('kind', f.actor_kind, 'id', f.actor_id, 'name', f.actor_name)
               from postyard_events f where f.plan_id = p.id and f.tenant_id = p.tenant_id
               order by f.seq limit 1)),
           clock_timestamp(), clock_timestamp()
    from postyard_plans p
    cross join lateral (
      select ended.* from postyard_events ended
      where ended.plan_id = p.id and ended.id = any(${sql.param([...ids])})
      order by ended.seq desc limit 1
    ) e
    cross join lateral (
      select count(*) as total,
             count(*) filter (where state in ('published', 'dispatched')) as out,
             count(*) filter (where state = 'cancelled') as cancelled,
             bool_and('distribution.delivery.' || state::text = any(${sql.param(settledTypes)})) as are_all_ended,
             jsonb_build_object(
               'total', count(*),
               'published', count(*) filter (where state = 'published'),
               'dispatched', count(*) filter (where state = 'dispatched'),
               'failed', count(*) filter (where state = 'failed'),
               'expired', count(*) filter (where state = 'expired'),
               'skipped', count(*) filter (where state = 'skipped'),
               'cancelled', count(*) filter (where state = 'cancelled')) as counts
      from postyard_deliveries
      where plan_id = p.id and tenant_id = p.tenant_id
    ) ends
    where p.id in (select plan_id from postyard_events where id = any(${sql.param([...ids])}))
      and ends.are_all_ended
      and not exists (
        select 1 from postyard_events waiting
        where waiting.plan_id = p.id and waiting.position is null and waiting.type = any(${sql.param(settledTypes)}))
    order by e.seq
    on conflict do nothing`)

/**
 * Writes the events that follow from the ends of deliveries, in the transaction that gives those their positions: one
 * process at a time does so, and all of it is undone where that transaction is. So each of them is written once for an
 * event that has a position, and none for one that has not. Returns how many there are.
 *
 * Two deliveries that end a plan at the same moment in two processes end it once: whichever comes into a later batch finds
 * both ended, and the earlier one finds the other unended, or its end waiting.
 */
export const deriveEvents = async (args: Args): Promise<number> => {
  if (args.ids.length === 0) return 0
  const told = [await tellPublished(args), await tellFailed(args), await tellCompleted(args)]
  return told.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
}
