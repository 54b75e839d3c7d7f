import type { Payload } from 'payload'
import { type ID, inTransaction, sql } from './database.ts'
import { after } from './deadlines.ts'
import { openReceipt } from './receipts.ts'
import type { DeliveryRow } from './rows.ts'

/**
 * Begins the one call with an effect: makes sure that the row is still held under its fence, gives the holder the time
 * that the call may take, and opens the receipt, all in one transaction that is committed before the call is made.
 * Undefined where the row is somebody else's by now: then the call must not be made.
 */
export const beginEffect = async (args: {
  payload: Payload
  row: DeliveryRow
  by: string
  now: Date
  /** How long the call may take, in milliseconds. */
  callMs: number
}): Promise<ID | undefined> => {
  const { row } = args
  const leaseUntil = after(args.now, args.callMs).toISOString()
  return inTransaction({ payload: args.payload }, async ({ db }) => {
    const { rowCount } = await db.execute(sql`
      update postyard_deliveries
      set lease_until = ${leaseUntil}, deadline_at = ${leaseUntil}
      where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'publishing' and fence = ${row.fence}
        and lease_until > ${args.now.toISOString()}`)
    if (rowCount !== 1) return undefined
    return openReceipt({ db, delivery: row, action: 'fire', by: args.by })
  })
}
