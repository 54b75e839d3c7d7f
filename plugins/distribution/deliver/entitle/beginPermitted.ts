import type { Payload } from 'payload'
import { beginEffects } from '../../model/beginEffect.ts'
import type { Reason } from '../../model/changeState.ts'
import { type ID, poolOf } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { findDenials, isWatched, type Leaving, readLeaving } from './findDenials.ts'

type Args = {
  payload: Payload
  tenant: ID
  leaving: Leaving[]
  by: string
  now: Date
  /** Until when the call with its answer may take. */
  leaseUntil: Date
}

/** By delivery id as text: the receipts of those that may leave now, and why others may not. */
export type Permitted = { receipts: Map<string, ID>; denials: Map<string, Reason> }

/**
 * As `beginEffects`, for those that may leave: the one place that all pass just before their call with an effect is made.
 * Their entitlements are read and held in the transaction that opens the receipts, so that once a revocation was answered
 * no further call begins under it: it comes either before the receipt, and is seen, or it waits for it.
 */
export const beginPermitted = async (args: Args): Promise<Permitted> => {
  const { payload, tenant, leaving, by, now, leaseUntil } = args
  const common = { tenant, by, now, leaseUntil }
  const rowsOf = (some: Leaving[]) => some.map(({ loaded }) => loaded.row)
  const watched = leaving.filter(isWatched)
  if (watched.length === 0) {
    const receipts = await beginEffects({
      db: poolOf(payload),
      deliveries: rowsOf(leaving),
      ...common,
    })
    return { receipts, denials: new Map() }
  }
  const read = await readLeaving(watched, tenant)
  return inOwnTransaction(payload, async (db) => {
    const denials = await findDenials({ read, tenant, db, isLocked: true, now })
    const free = leaving.filter(({ loaded }) => !denials.has(String(loaded.row.id)))
    return { receipts: await beginEffects({ db, deliveries: rowsOf(free), ...common }), denials }
  })
}
