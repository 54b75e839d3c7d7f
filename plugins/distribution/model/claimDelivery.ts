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

type Args = { db: Db; tenant: ID; leaseMs: number; now: Date; reason: Reason; actor: Actor }

/**
 * Takes queued deliveries for one attempt each: of any number of workers that try, one gets a row, the others go
 * without it. The fence grows, so that a holder who comes back after its lease writes nothing any more.
 * A delivery whose cancelling is wished for is not taken, nor one that is not due by `dueBy`, where that is given:
 * it may have been moved since it was read. Returns the rows that were taken.
 */
export const claimDeliveries = ({
  leaseMs,
  now,
  dueBy,
  ...args
}: Args & { ids: ID[]; dueBy?: Date }): Promise<DeliveryRow[]> => {
  const leaseUntil = new Date(now.getTime() + leaseMs)
  return changeState({
    ...args,
    from: ['queued'],
    to: 'publishing',
    onlyIf: sql`d.cancel_requested_at is null
      ${dueBy === undefined ? sql`` : sql`and coalesce(d.next_attempt_at, d.scheduled_at) <= ${dueBy.toISOString()}`}`,
    set: {
      fence: sql`d.fence + 1`,
      attempt: sql`d.attempt + 1`,
      leaseUntil,
      deadlineAt: leaseUntil,
      wakeAt: null,
    },
  })
}

/** As `claimDeliveries` for one; undefined where it was not to be had. */
export const claimDelivery = async ({
  id,
  ...args
}: Args & { id: ID; dueBy?: Date }): Promise<DeliveryRow | undefined> =>
  (await claimDeliveries({ ...args, ids: [id] }))[0]
