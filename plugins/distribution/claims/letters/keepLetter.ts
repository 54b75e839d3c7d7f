import { createHash } from 'node:crypto'
import type { Actor } from '../../model/changeState.ts'
import type { ClaimLetterCode, ClaimLetterRow } from '../../model/claims.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { GivenClaim } from '../ingest/claimedEvent.ts'
import { letterColumns, toLetterRow } from './letterRows.ts'

/** What is kept of what a message says, to know it again. */
export const printOf = (said: string): string =>
  createHash('sha256').update(said).digest('base64url')

type Args = {
  db: Db
  tenant: ID
  print: string
  /** Undefined where the message does not say it in its right form. */
  given?: GivenClaim
  body: unknown
  code: ClaimLetterCode
  message: string
  actor: Actor
}

/**
 * Keeps a message that became no claim, and tells of it. The same message again is one more try of the letter that is
 * there, whose time it keeps.
 */
export const keepLetter = async (args: Args): Promise<ClaimLetterRow> => {
  const { db, tenant, print, given, body, code, message, actor } = args
  const [kept] = await rows<ClaimLetterRow>(
    db,
    sql`
      insert into postyard_claim_letters
        (tenant, claim_id, clip, influencer, campaign, print, body, code, message, received_at)
      values
        (${String(tenant)}, ${given?.claimId ?? null}, ${given?.clip ?? null}, ${given?.influencer ?? null},
         ${given?.campaign ?? null}, ${print}, ${JSON.stringify(body)}::jsonb, ${code}, ${message}, clock_timestamp())
      on conflict (tenant, print) where settled_at is null do update
      set tries = postyard_claim_letters.tries + 1, code = excluded.code, message = excluded.message, due_at = null
      returning ${letterColumns}`,
  )
  if (!kept) throw new Error('The letter was not kept.')
  if (kept.tries === 1) {
    await logEvent({
      ...{ db, type: 'distribution.claim.letter_kept', tenant, actor },
      data: { letter: kept.id, claimId: kept.claim_id, code, reason: message },
    })
  }
  return toLetterRow(kept)
}
