import type { Payload } from 'payload'
import { type Db, sql } from '../../../plugins/distribution/model/database.ts'
import { inOwnTransaction } from '../../../plugins/distribution/model/inOwnTransaction.ts'

/** Runs statements past all triggers, as only the database's own administrator can. */
export const pastGuards = <Result>(
  payload: Payload,
  work: (db: Db) => Promise<Result>,
): Promise<Result> =>
  inOwnTransaction(payload, async (db) => {
    await db.execute(sql`set local session_replication_role = replica`)
    const result = await work(db)
    await db.execute(sql`set local session_replication_role = origin`)
    return result
  })

/** As if the process had died before it wrote how the calls of a delivery ended. */
export const reopenReceipts = (payload: Payload, delivery: string): Promise<unknown> =>
  pastGuards(payload, (db) =>
    db.execute(sql`
      update postyard_receipts set closed_at = null, outcome = null where delivery_id = ${delivery}`),
  )
