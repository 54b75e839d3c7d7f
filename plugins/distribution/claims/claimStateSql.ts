import { sql } from '../model/database.ts'
import { settledStates } from '../model/states.ts'

/** `claimState` of the claim `c` as an expression, for lists that are narrowed by it. A test holds both against one another. */
export const claimStateSql = sql`(
  select case
    when c.accepted_at is null then case
      when c.cancelled_at is not null then 'cancelled'
      when c.expires_at <= clock_timestamp() then 'expired'
      else 'claimed' end
    when s.spoken = 0 or c.cancelled_at is not null and s.failed = s.spoken then 'cancelled'
    when s.settled = s.spoken then case when s.out = s.spoken then 'published' else 'failed' end
    when c.started_at is null and not s.is_begun and s.out = 0 and s.waiting + s.settled = s.spoken then 'scheduled'
    else 'publishing' end
  from (
    select count(*) filter (where d.state <> 'cancelled') as spoken,
      count(*) filter (where d.state = 'failed') as failed,
      count(*) filter (where d.state in ('published', 'dispatched')) as out,
      count(*) filter (where d.state in ('held', 'scheduled')) as waiting,
      count(*) filter (where d.state <> 'cancelled' and d.state::text = any(${sql.param([...settledStates])})) as settled,
      coalesce(bool_or(d.attempt > 0 or d.executed_at is not null), false) as is_begun
    from postyard_deliveries d
    where d.plan_id = c.plan_id and d.tenant_id = c.tenant_id
  ) s)`
