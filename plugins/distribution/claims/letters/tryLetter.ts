import type { Payload } from 'payload'
import type { Actor } from '../../model/changeState.ts'
import type { ClaimLetterRow } from '../../model/claims.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { Taken } from '../ingest/admission.ts'
import { claimedData, toGiven } from '../ingest/claimedEvent.ts'
import { findFacts } from '../ingest/findFacts.ts'
import { takeClaim } from '../ingest/takeClaim.ts'
import { letterColumns, toLetterRow } from './letterRows.ts'
import { settleLetter } from './settleLetter.ts'

type Args = { payload: Payload; db: Db; tenant: ID; letter: ClaimLetterRow; actor: Actor }

const take = async ({ letter, ...args }: Args): Promise<Taken> => {
  const read = claimedData.safeParse(letter.body)
  if (!read.success) {
    const { message } = letter
    return { kind: 'refused', code: 'EVENT_INVALID', message }
  }
  const given = toGiven(read.data)
  const facts = await findFacts({ ...args, given })
  if ('code' in facts) return { kind: 'refused', ...facts }
  return takeClaim({ ...args, given, facts, receivedAt: letter.received_at })
}

/**
 * Tries a letter again, as if its message had just come, but with the time that it had then: what it waited for may have
 * come after its end, and the claim is expired. The caller's transaction holds the names of its tenant (`lockNames`), so that
 * what it still misses comes before, or finds it as it is left; and then the letter.
 */
export const tryLetter = async (args: Args): Promise<ClaimLetterRow> => {
  const { db, tenant, letter, actor } = args
  const taken = await take(args)
  if (taken.kind !== 'refused') {
    return settleLetter({ db, tenant, letter, actor, claim: taken.claim })
  }
  const [kept] = await rows<ClaimLetterRow>(
    db,
    sql`
      update postyard_claim_letters
      set tries = tries + 1, code = ${taken.code}, message = ${taken.message}, due_at = null
      where id = ${letter.id}::bigint and tenant = ${String(tenant)}
      returning ${letterColumns}`,
  )
  if (!kept) throw new Error('The letter is gone.')
  return toLetterRow(kept)
}
