import type { Payload } from 'payload'
import { noteEffects } from '../../contents/noteEffects.ts'
import { beginEffects } from '../../model/beginEffect.ts'
import type { Reason } from '../../model/changeState.ts'
import { type ID, poolOf, sql } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { isKeptApart, passSpacing } from '../spacing/passSpacing.ts'
import { findDenials, isWatched, type Leaving, readLeaving } from './findDenials.ts'

type Args = {
  payload: Payload
  tenant: ID
  leaving: Leaving[]
  by: string
  now: () => Date
  /** Until when the call with its answer may take. */
  leaseUntil: Date
}

/**
 * By delivery id as text: the receipts of those that may leave now, and why others may not. What is in neither is somebody
 * else's by now, or waits for its turn.
 */
export type Permitted = { receipts: Map<string, ID>; denials: Map<string, Reason> }

/**
 * As `beginEffects`, for those that may leave: the one place that all pass just before their call with an effect is made.
 * Their entitlements are read and held in the transaction that opens the receipts, so that once a revocation was answered
 * no further call begins under it: it comes either before the receipt, and is seen, or it waits for it. So are the contents
 * that are kept apart: of two accounts that are about to get the same, one goes and the other is given a turn.
 */
export const beginPermitted = async (args: Args): Promise<Permitted> => {
  const { payload, tenant, leaving, by, now, leaseUntil } = args
  const common = { tenant, by, leaseUntil }
  const all = leaving.map(({ loaded }) => loaded)
  const watched = leaving.filter(isWatched)
  if (watched.length === 0 && !all.some(isKeptApart)) {
    const deliveries = all.map(({ row }) => row)
    const receipts = await beginEffects({
      db: poolOf(payload),
      deliveries,
      now: now(),
      ...common,
    })
    return { receipts, denials: new Map() }
  }
  const read = await readLeaving(watched, tenant)
  return inOwnTransaction(payload, async (db) => {
    const denials = await findDenials({ read, tenant, db, isLocked: true, now: now() })
    const free = all.filter(({ row }) => !denials.has(String(row.id)))
    // Rows come before contents: whoever holds rows may be waiting for somebody who waits for contents.
    await db.execute(sql`
      select d.id from postyard_deliveries d
      where d.id = any(${sql.param(free.map(({ row }) => row.id))}) and d.tenant_id = ${tenant}
      order by d.id for update`)
    const passing = await passSpacing({ payload, db, tenant, loaded: free, now })
    const deliveries = passing.map(({ loaded }) => loaded.row)
    const receipts = await beginEffects({ db, deliveries, now: now(), ...common })
    await noteEffects({
      ...{ db, tenant, callEndsInMs: leaseUntil.getTime() - now().getTime() },
      departures: passing.flatMap(({ loaded, departure }) => {
        const receipt = receipts.get(String(loaded.row.id))
        return departure && receipt !== undefined ? { ...departure, receipt } : []
      }),
    })
    return { receipts, denials }
  })
}
