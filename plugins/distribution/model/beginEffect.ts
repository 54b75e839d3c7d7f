import { type Db, type ID, rows, sql } from './database.ts'
import type { DeliveryRow } from './rows.ts'

type Held = Pick<DeliveryRow, 'id' | 'tenant_id' | 'fence'>

/**
 * Begins the one call with an effect, for many deliveries of a tenant at once: makes sure that each row is still held
 * under its fence and that nobody is about to halt its plan, gives the holder the time that the call may take, and opens the receipt. It is one statement, to be
 * committed before the calls are made.
 *
 * Returns the receipts by delivery id as text. A row that is missing is somebody else's by now, or about to be halted: its
 * call must not be made.
 */
export const beginEffects = async (args: {
  db: Db
  tenant: ID
  deliveries: Held[]
  by: string
  now: Date
  /** Until when the call with its answer may take. */
  leaseUntil: Date
}): Promise<Map<string, ID>> => {
  const { db, tenant, deliveries, by, now } = args
  const leaseUntil = args.leaseUntil.toISOString()
  const given = deliveries.map(({ id, fence }) => ({ id: String(id), fence }))
  const opened = await rows<{ id: ID; delivery_id: ID }>(
    db,
    sql`
      with given as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id text, fence numeric)
      ), held as (
        select d.id
        from postyard_deliveries d join given on given.id = d.id::text and given.fence = d.fence
        where d.id = any(${sql.param(deliveries.map(({ id }) => id))}) and d.tenant_id = ${tenant}
          and d.state = 'publishing' and d.lease_until > ${now.toISOString()}
          and not exists (
            select from postyard_plan_halts h
            where h.plan = d.plan_id::text and h.tenant = d.tenant_id::text and h.until > clock_timestamp())
        order by d.id
        for update of d
      ), kept as (
        update postyard_deliveries d
        set lease_until = ${leaseUntil}, deadline_at = ${leaseUntil}
        from held
        where d.id = held.id
        returning d.id, d.tenant_id, d.plan_id, d.channel_id, d.entitlement_id, d.attempt, d.fence
      )
      insert into postyard_receipts
        (tenant_id, delivery_id, plan_id, channel_id, entitlement_id, attempt, fence, action, by, opened_at, updated_at, created_at)
      select tenant_id, id, plan_id, channel_id, entitlement_id, attempt, fence, 'fire', ${by},
             clock_timestamp(), clock_timestamp(), clock_timestamp()
      from kept
      returning id, delivery_id`,
  )
  return new Map(opened.map((receipt) => [String(receipt.delivery_id), receipt.id]))
}
