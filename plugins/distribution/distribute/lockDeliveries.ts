import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'

type Args = { db: Db; tenant: ID } & ({ ids: ID[] } | { plan: ID })

/** Deliveries of a tenant as they are now, and as they stay until the caller's transaction ends; in one order for everybody. */
export const lockDeliveries = async (args: Args): Promise<DeliveryRow[]> => {
  const which =
    'ids' in args ? sql`d.id = any(${sql.param(args.ids)})` : sql`d.plan_id = ${args.plan}`
  const found = await rows<Record<string, unknown>>(
    args.db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where ${which} and d.tenant_id = ${args.tenant}
      order by d.id
      for update of d`,
  )
  return found.map(toDeliveryRow)
}
