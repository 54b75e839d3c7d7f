import type { Payload } from 'payload'
import { poolOf, sql } from '../model/database.ts'

/** So many rows are removed by one statement. */
const batch = 5_000

/**
 * Removes the answers that were kept for the repeats of requests, where the time for a repeat is over; any number of
 * processes may at once. Returns how many; costs one look where there is none.
 */
export const forgetAnswers = async (args: { payload: Payload; now: Date }): Promise<number> => {
  const db = poolOf(args.payload)
  let forgotten = 0
  for (;;) {
    const { rowCount } = await db.execute(sql`
      delete from postyard_idempotency_keys
      where id in (
        select id from postyard_idempotency_keys where expires_at <= ${args.now.toISOString()}
        order by expires_at limit ${batch} for update skip locked)`)
    forgotten += rowCount ?? 0
    if ((rowCount ?? 0) < batch) return forgotten
  }
}
