import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import { type Db, poolOf, rows, sql } from '../database.ts'
import { inOwnTransaction } from '../inOwnTransaction.ts'
import { receiptGuards } from './receiptGuards.ts'

const version = createHash('sha256').update(receiptGuards).digest('hex').slice(0, 16)

type Standing = { hasTables: boolean; guards: string | null }

const readStanding = async (db: Db): Promise<Standing> => {
  const [found] = await rows<Standing>(
    db,
    sql`
      select to_regclass('postyard_receipts') is not null and to_regclass('postyard_receipt_links') is not null
               as "hasTables",
             obj_description(to_regproc('postyard_keep_receipt'), 'pg_proc') as guards`,
  )
  return found ?? { hasTables: false, guards: null }
}

/** Receipts that were closed before there were guards wait for their links too. */
const queueEarlier = (db: Db) =>
  db.execute(sql`
    insert into postyard_unsealed_receipts (tenant, receipt)
    select r.tenant_id::text, r.id::text from postyard_receipts r
    where r.closed_at is not null and r.tenant_id is not null
      and not exists (select 1 from postyard_receipt_links l where l.receipt = r.id::text)
    on conflict do nothing`)

const isNotPermitted = (error: unknown): boolean => {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return code === '42501' || (cause instanceof Error && isNotPermitted(cause))
}

/**
 * Puts the guards of the receipts up in the database, where they are not there as this version has them. Any number of
 * processes may do so at once. Does nothing where the tables are still to be made. Who may not change the database's
 * tables is told what to do, and goes on.
 */
export const guardReceipts = async (payload: Payload): Promise<void> => {
  const db: Db | undefined = poolOf(payload)
  // Commands that need no database run without one.
  if (!db) return
  const { hasTables, guards } = await readStanding(db)
  if (!hasTables || guards === version) return
  try {
    await inOwnTransaction(payload, async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('postyard receipt guards'))`)
      if ((await readStanding(tx)).guards === version) return
      await tx.execute(sql.raw(receiptGuards))
      await queueEarlier(tx)
      await tx.execute(sql.raw(`comment on function postyard_keep_receipt() is '${version}'`))
    })
  } catch (error) {
    if (!isNotPermitted(error)) throw error
    payload.logger.warn(
      'Closed receipts can be changed by SQL, and get no links: this database user may not create triggers. Let the owner of the tables start Postyard once, for example with "npm run migrate".',
    )
  }
}
