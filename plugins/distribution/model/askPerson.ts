import { system } from './changeState.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { after, patience } from './deadlines.ts'
import { logEvent } from './logEvent.ts'
import { reasons } from './reasons.ts'

/** An outcome that could not be found out waits for a person, and says so. The caller's transaction holds both writes. */
export const askPerson = async (args: {
  db: Db
  tenant: ID | 'all'
  id: ID
  now: Date
  message?: string
}): Promise<void> => {
  const { db, tenant, id, now } = args
  const [asked] = await rows<{ tenant_id: ID; plan_id: ID; reason: string }>(
    db,
    sql`
      update postyard_deliveries
      set reason_code = ${reasons.needsPerson.code}, reason = ${args.message ?? reasons.needsPerson.message},
          wake_at = null, deadline_at = ${after(now, patience.person).toISOString()},
          updated_at = clock_timestamp()
      where id = ${id} and state = 'unknown'
        ${tenant === 'all' ? sql`` : sql`and tenant_id = ${tenant}`}
      returning tenant_id, plan_id, reason`,
  )
  if (!asked) return
  await logEvent({
    db,
    type: 'distribution.delivery.needs_person',
    tenant: asked.tenant_id,
    delivery: id,
    plan: asked.plan_id,
    actor: system,
    data: { reason: asked.reason },
  })
}
