import { changeOne } from '../model/changeState.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { closeTask } from '../model/closeTask.ts'
import { sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { inFlightStates, unfiredStates } from '../model/states.ts'
import { undoMs } from '../model/undoMs.ts'
import type { OperationContext } from '../operation.ts'

export type CancelResult = 'cancelled' | 'followed' | 'settled'

/**
 * Cancels what has not been sent. What is being sent or may be live gets the wish written on it and is followed to
 * its true end; what has ended stays as it is.
 */
export const cancelDelivery = async (
  context: OperationContext,
  row: DeliveryRow,
): Promise<CancelResult> => {
  const { db, now, caller } = context
  const cancelled = await changeOne({
    db,
    tenant: row.tenant_id,
    id: row.id,
    from: [...unfiredStates, 'awaiting_human'],
    to: 'cancelled',
    reason: { ...reasons.cancelled, message: `${caller.name} cancelled it before it went out.` },
    actor: caller.actor,
    set: { cancelRequestedAt: now },
  })
  if (cancelled) {
    await closeTask({ db, tenant: row.tenant_id, delivery: row.id, outcome: 'cancelled' })
    await forgetDrafts({ db, tenant: row.tenant_id, deliveries: [row.id] })
    return 'cancelled'
  }
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set cancel_requested_at = coalesce(cancel_requested_at, ${now.toISOString()}), updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}
      and state::text = any(${sql.param([...inFlightStates])})`)
  if (rowCount === 1) return 'followed'
  // A person may still take back what they answered; nobody is to be asked again then.
  await db.execute(sql`
    update postyard_deliveries d set cancel_requested_at = ${now.toISOString()}, updated_at = clock_timestamp()
    where d.id = ${row.id} and d.tenant_id = ${row.tenant_id} and d.kind = 'manual'
      and d.state in ('published', 'skipped', 'failed') and d.cancel_requested_at is null
      and exists (
        select 1 from postyard_assist_tasks t
        where t.delivery_id = d.id and t.tenant_id = d.tenant_id
          and t.answered_at > ${after(now, -undoMs).toISOString()}
      )`)
  const latest = await readDelivery({ db, tenant: row.tenant_id, id: row.id })
  return latest?.state === 'cancelled' ? 'cancelled' : 'settled'
}
