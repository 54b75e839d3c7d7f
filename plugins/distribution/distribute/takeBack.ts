import { type Actor, changeState, type Reason } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { pausedUntil } from '../model/planPause.ts'
import type { DeliveryRow } from '../model/rows.ts'

type Args = {
  db: Db
  tenant: ID
  /** Under the caller's locks. */
  deliveries: DeliveryRow[]
  reason: Reason
  actor: Actor
}

/** Of which the one call with an effect is begun, or may be: its receipt stands. */
const readBegun = async ({ db, tenant }: Args, publishing: DeliveryRow[]): Promise<Set<string>> => {
  const begun = await rows<{ delivery_id: ID }>(
    db,
    sql`
      select delivery_id from postyard_receipts
      where delivery_id = any(${sql.param(publishing.map(({ id }) => id))}) and tenant_id = ${tenant}
        and action = 'fire' and closed_at is null`,
  )
  return new Set(begun.map((row) => String(row.delivery_id)))
}

/**
 * Takes from their workers what is being made ready and has not begun to go out, in the caller's transaction: whoever
 * opens the receipt of a call takes the lock of the row first, so that either the receipt is seen here, or the worker finds
 * its fence gone and sends nothing. It came to no attempt. Returns the rows as they are now.
 */
export const takeBack = async (args: Args): Promise<DeliveryRow[]> => {
  const { db, tenant, reason, actor } = args
  const publishing = args.deliveries.filter(({ state }) => state === 'publishing')
  if (publishing.length === 0) return []
  const begun = await readBegun(args, publishing)
  return changeState({
    ...{ db, tenant, reason, actor },
    ids: publishing.flatMap(({ id }) => (begun.has(String(id)) ? [] : id)),
    from: ['publishing'],
    to: 'scheduled',
    set: {
      fence: sql`d.fence + 1`,
      attempt: sql`greatest(d.attempt - 1, 0)`,
      leaseUntil: null,
      wakeAt: null,
      deadlineAt: pausedUntil,
    },
  })
}
