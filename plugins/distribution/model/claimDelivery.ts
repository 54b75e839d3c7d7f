import { type Actor, changeState, type Reason } from './changeState.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from './rows.ts'

/** Reads one delivery of a tenant. */
export const readDelivery = async (args: {
  db: Db
  tenant: ID
  id: ID
}): Promise<DeliveryRow | undefined> => {
  const [row] = await rows<Record<string, unknown>>(
    args.db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where d.id = ${args.id} and d.tenant_id = ${args.tenant}`,
  )
  return row ? toDeliveryRow(row) : undefined
}

type Args = { db: Db; tenant: ID; id: ID; leaseMs: number; now: Date; reason: Reason; actor: Actor }

/**
 * Takes a queued delivery for one attempt: of any number of workers that try, one gets the row, the others get
 * undefined. The fence grows, so that a holder who comes back after its lease writes nothing any more.
 * A delivery whose cancelling is wished for is not taken.
 */
export const claimDelivery = async (args: Args): Promise<DeliveryRow | undefined> => {
  const { db, tenant, id, leaseMs, now } = args
  const leaseUntil = new Date(now.getTime() + leaseMs)
  const [taken] = await rows<{ fence: number; attempt: number }>(
    db,
    sql`
      update postyard_deliveries
      set fence = fence + 1, attempt = attempt + 1
      where id = ${id} and tenant_id = ${tenant} and state = 'queued' and cancel_requested_at is null
      returning fence::int as fence, attempt::int as attempt`,
  )
  if (!taken) return undefined
  const [row] = await changeState({
    db,
    tenant,
    ids: [id],
    from: ['queued'],
    to: 'publishing',
    fence: taken.fence,
    reason: args.reason,
    actor: args.actor,
    set: { leaseUntil, deadlineAt: leaseUntil, wakeAt: null },
  })
  return row
}
