import { type Db, type ID, sql } from './database.ts'
import { after, patience } from './deadlines.ts'
import { reasons } from './reasons.ts'

/** An outcome that could not be found out waits for a person, and says so. */
export const askPerson = async (args: {
  db: Db
  tenant: ID | 'all'
  id: ID
  now: Date
  message?: string
}): Promise<void> => {
  const { db, tenant, id, now } = args
  await db.execute(sql`
    with asked as (
      update postyard_deliveries
      set reason_code = ${reasons.needsPerson.code}, reason = ${args.message ?? reasons.needsPerson.message},
          wake_at = null, deadline_at = ${after(now, patience.person).toISOString()},
          updated_at = clock_timestamp()
      where id = ${id} and state = 'unknown'
        ${tenant === 'all' ? sql`` : sql`and tenant_id = ${tenant}`}
      returning id, tenant_id, plan_id, reason
    )
    insert into postyard_events
      (type, schema_version, occurred_at, tenant_id, actor_kind, actor_name, correlation_id, delivery_id, plan_id,
       data, updated_at, created_at)
    select 'distribution.delivery.needs_person', 1, clock_timestamp(), tenant_id, 'system', 'Postyard',
           plan_id::text, id, plan_id, jsonb_build_object('reason', reason), clock_timestamp(), clock_timestamp()
    from asked`)
}
