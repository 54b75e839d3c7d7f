import type { ClaimLetterRow } from '../../model/claims.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'

/** Every column; ids as text. */
export const letterColumns = sql.raw(`
  id::text as id, tenant, claim_id, clip, influencer, campaign, print, body, code, message, tries, received_at, due_at,
  settled_at, settled_as, claim`)

const dates = ['received_at', 'due_at', 'settled_at'] as const

export const toLetterRow = (row: ClaimLetterRow): ClaimLetterRow => ({
  ...row,
  ...Object.fromEntries(
    dates.map((name) => [name, row[name] === null ? null : new Date(row[name])]),
  ),
})

/** The open letter of a message, held until the caller's transaction ends. */
export const lockOpenLetter = async (
  db: Db,
  { tenant, print }: { tenant: ID; print: string },
): Promise<ClaimLetterRow | undefined> => {
  const [found] = await rows<ClaimLetterRow>(
    db,
    sql`
      select ${letterColumns} from postyard_claim_letters
      where tenant = ${String(tenant)} and print = ${print} and settled_at is null
      for update`,
  )
  return found && toLetterRow(found)
}

/** A letter by its id. `isLocked` holds it until the caller's transaction ends. */
export const readLetter = async (
  db: Db,
  id: string,
  { isLocked = false } = {},
): Promise<ClaimLetterRow | undefined> => {
  const [found] = await rows<ClaimLetterRow>(
    db,
    sql`
      select ${letterColumns} from postyard_claim_letters
      where id = ${id}::bigint ${isLocked ? sql`for update` : sql``}`,
  )
  return found && toLetterRow(found)
}
