import type { Payload } from 'payload'
import type { Actor } from '../model/changeState.ts'
import { type Db, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { logEvent } from '../model/logEvent.ts'
import { sealAtOnce } from './sealReceipts.ts'

type Args = {
  /** Its id as text. */
  tenant: string
  ids: string[]
  actor: Actor
  now: () => Date
}

/** As `eraseReceipts`, in the transaction of the caller. */
export const eraseWithin = async (db: Db, args: Args): Promise<string[]> => {
  const { tenant, ids, actor, now } = args
  if (ids.length === 0) return []
  // Only what has its link can be erased, since that keeps the digest of what was there.
  await sealAtOnce({ db, tenant, now })
  const linked = await rows<{ receipt: string }>(
    db,
    sql`
      update postyard_receipt_links set salt = null
      where tenant = ${tenant} and receipt = any(${sql.param(ids)}) and salt is not null
      returning receipt`,
  )
  const erased = linked.map(({ receipt }) => receipt)
  if (erased.length === 0) return []
  await db.execute(sql`
    update postyard_receipts
    set by = 'erased', error_message = null, external_url = null, raw_meta = null,
        erased_at = ${now().toISOString()}, updated_at = clock_timestamp()
    where tenant_id = ${tenant} and id = any(${sql.param(erased)})`)
  await logEvent({
    ...{ db, tenant, actor, type: 'distribution.receipts.erased' },
    data: { receipts: erased },
  })
  return erased
}

/**
 * Erases what is personal in receipts of a tenant (who acted, what was answered, the address of the post), for good, and
 * says so on them and in an event. Their facts and the chain stay, and still verify. A receipt that is open, or erased
 * already, is passed over. Returns the ids of those that were erased.
 */
export const eraseReceipts = ({
  payload,
  ...args
}: Args & { payload: Payload }): Promise<string[]> =>
  inOwnTransaction(payload, (db) => eraseWithin(db, args))
