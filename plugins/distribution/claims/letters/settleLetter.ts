import type { Actor } from '../../model/changeState.ts'
import type { ClaimLetterRow } from '../../model/claims.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { logEvent } from '../../model/logEvent.ts'
import { letterColumns, toLetterRow } from './letterRows.ts'

type Args = {
  db: Db
  tenant: ID
  letter: Pick<ClaimLetterRow, 'id' | 'claim_id'>
  actor: Actor
  /** What it has become; dropped where there is none. */
  claim?: ID
}

/** Ends a letter that the caller's transaction holds, and tells of it: it has become a claim, or a person dropped it. */
export const settleLetter = async (args: Args): Promise<ClaimLetterRow> => {
  const { db, tenant, letter, actor, claim } = args
  const settledAs = claim === undefined ? 'dropped' : 'claimed'
  const [settled] = await rows<ClaimLetterRow>(
    db,
    sql`
      update postyard_claim_letters
      set settled_at = clock_timestamp(), settled_as = ${settledAs}, due_at = null,
        claim = ${claim === undefined ? null : String(claim)}
      where id = ${letter.id}::bigint and tenant = ${String(tenant)} and settled_at is null
      returning ${letterColumns}`,
  )
  if (!settled) throw new Error('The letter is not open any more.')
  await logEvent({
    ...{ db, type: 'distribution.claim.letter_settled', tenant, actor },
    data: { letter: letter.id, claimId: letter.claim_id, settledAs, claim: claim ?? null },
  })
  return toLetterRow(settled)
}
