import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'

/** All deliveries of a plan, in the order of their time. */
export const readPlanDeliveries = async (
  db: Db,
  plan: { id: ID; tenant: ID },
): Promise<DeliveryRow[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant}
      order by d.scheduled_at, d.id`,
  )
  return found.map(toDeliveryRow)
}
