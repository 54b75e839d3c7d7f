import { type Db, type ID, sql } from './database.ts'
import { notPrepared, reasons } from './reasons.ts'

/**
 * Gives up what is staged for deliveries of a tenant, or is just being staged: nobody fires it any more, and it is
 * taken away at Postiz soon. To be called in the transaction that makes the drafts wrong: a cancelling, another time,
 * other words. What goes out all the same is staged anew, ahead of its time where there is still time for that.
 *
 * What is being fired or may be live is left alone, whatever is asked.
 */
export const forgetDrafts = async (args: {
  db: Db
  tenant: ID
  deliveries: ID[]
}): Promise<void> => {
  const { db, tenant, deliveries } = args
  if (deliveries.length === 0) return
  const isNotPrepared = sql`coalesce(d.reason_code, '') = any(${sql.param(Object.values(notPrepared))})`
  await db.execute(sql`
    with given_up as (
      update postyard_deliveries d
      set draft_state = case when d.draft_state = 'none' then d.draft_state else 'dirty' end,
          wake_at = case when d.state = 'scheduled' then least(d.wake_at, clock_timestamp()) else d.wake_at end,
          reason_code = case when ${isNotPrepared} then ${reasons.scheduled.code} else d.reason_code end,
          reason = case when ${isNotPrepared} then ${reasons.scheduled.message} else d.reason end,
          lease_until = null, updated_at = clock_timestamp()
      where d.id = any(${sql.param(deliveries)}) and d.tenant_id = ${tenant} and d.kind = 'postiz'
        and d.state not in ('publishing', 'submitted', 'unknown', 'published', 'dispatched')
        and (d.draft_state <> 'none' or ${isNotPrepared})
      returning d.draft_state, d.draft_at
    )
    insert into postyard_stagings (tenant, draft_at, requested_at, sweep_at)
    select ${String(tenant)}::text, draft_at, clock_timestamp(), clock_timestamp()
    from given_up
    where draft_state = 'dirty' and draft_at is not null
    group by draft_at
    on conflict (tenant, draft_at) do update set sweep_at = least(postyard_stagings.sweep_at, excluded.sweep_at)`)
}
