import { type Db, type ID, sql } from '../model/database.ts'
import { patience } from '../model/deadlines.ts'
import { isNetworkPlan } from './isNetworkPlan.ts'
import { longestGapMs } from './longestGap.ts'

/**
 * Writes down when ordinary plans of a content went out, or are just going, that a network plan has come to: until then
 * nobody kept a record of it. What is about to be taken by a worker counts from its time on, since that worker may not
 * know of the network plan yet.
 */
export const keepEarlierEffects = async (args: {
  db: Db
  tenant: ID
  content: string
}): Promise<void> => {
  const { db, tenant, content } = args
  const late = `${patience.lateRequest} milliseconds`
  await db.execute(sql`
    insert into postyard_content_effects
      (receipt, tenant, content, delivery, channel, is_network, gap_ms, began_at, ends_by, ended_at)
    select 'delivery:' || d.id, ${String(tenant)}, ${content}, d.id::text, d.channel_id::text, false, 0,
      coalesce(d.executed_at, d.next_attempt_at, d.scheduled_at),
      case when d.state = 'publishing' then coalesce(d.lease_until, clock_timestamp()) + ${late}::interval
           when d.state in ('queued', 'scheduled') then coalesce(d.next_attempt_at, d.scheduled_at) + ${late}::interval
           else coalesce(d.executed_at, d.updated_at) end,
      case when d.state not in ('publishing', 'queued', 'scheduled') then coalesce(d.executed_at, d.updated_at) end
    from postyard_content_plans cp
    join postyard_plans p on p.id = cp.plan
    join postyard_deliveries d on d.plan_id = p.id and d.tenant_id = p.tenant_id
    where cp.content = ${content} and p.tenant_id = ${tenant} and not (${isNetworkPlan})
      and (d.state in ('queued', 'publishing')
        or (d.state = 'scheduled'
          and coalesce(d.next_attempt_at, d.scheduled_at) < clock_timestamp() + interval '10 seconds')
        or (d.state in ('submitted', 'published', 'dispatched', 'unknown')
          and coalesce(d.executed_at, d.updated_at) > clock_timestamp() - ${`${longestGapMs} milliseconds`}::interval))
    on conflict do nothing`)
}
