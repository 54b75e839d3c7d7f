import type { CollectionAfterChangeHook, Payload } from 'payload'
import { idOf } from '../../id.ts'
import { system } from '../../model/changeState.ts'
import type { ClaimLetterRow } from '../../model/claims.ts'
import { type Db, dbOf, type ID, rows, sql } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { letterColumns, toLetterRow } from './letterRows.ts'
import { lockNames } from './lockNames.ts'
import { tryLetter } from './tryLetter.ts'

/** So many are tried in the transaction of whoever brings what they wait for; a job does the rest. */
const portion = 100

/** What a letter can wait for. */
const waiting = {
  clip: 'CLIP_UNKNOWN',
  influencer: 'INFLUENCER_UNKNOWN',
  campaign: 'CAMPAIGN_UNKNOWN',
} as const

/** Tries letters of a tenant again whose time has come; returns how many. The caller's transaction holds its names. */
const tryDue = async (payload: Payload, db: Db, tenant: ID): Promise<number> => {
  const due = await rows<ClaimLetterRow>(
    db,
    sql`
      select ${letterColumns} from postyard_claim_letters
      where due_at is not null and settled_at is null and tenant = ${String(tenant)}
      order by postyard_claim_letters.id limit ${portion} for update skip locked`,
  )
  for (const letter of due.map(toLetterRow)) {
    await tryLetter({ payload, db, tenant, letter, actor: system })
  }
  return due.length
}

/** Lets letters that wait for a clip, an influencer or a campaign become claims as soon as it is there, or is called so. */
export const takeUpLetters =
  (what: keyof typeof waiting): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    const tenant = idOf(doc.tenant)
    const isCalledAnew = operation === 'create' || doc.reference !== previousDoc?.reference
    if (!isCalledAnew || tenant === undefined) return doc
    const db = await dbOf(req)
    await lockNames(db, tenant)
    const { rowCount } = await db.execute(sql`
      update postyard_claim_letters set due_at = clock_timestamp()
      where tenant = ${String(tenant)} and settled_at is null and code = ${waiting[what]}
        and ${sql.identifier(what)} in (${doc.reference}, ${String(doc.id)})`)
    if (rowCount) await tryDue(req.payload, db, tenant)
    return doc
  }

/** What no transaction had room for: letters of a tenant that are due, a portion at a time. Returns how many were tried. */
export const tryDueLetters = async (args: { payload: Payload; tenant: ID }): Promise<number> => {
  const { payload, tenant } = args
  let tried = 0
  for (;;) {
    const some = await inOwnTransaction(payload, async (db) => {
      await lockNames(db, tenant)
      return tryDue(payload, db, tenant)
    })
    tried += some
    if (some < portion) return tried
  }
}
