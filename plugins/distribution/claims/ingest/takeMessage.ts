import type { Payload } from 'payload'
import type { Actor } from '../../model/changeState.ts'
import type { ClaimLetterRow } from '../../model/claims.ts'
import type { Db, ID } from '../../model/database.ts'
import { keepLetter, printOf } from '../letters/keepLetter.ts'
import { lockOpenLetter } from '../letters/letterRows.ts'
import { lockNames } from '../letters/lockNames.ts'
import { settleLetter } from '../letters/settleLetter.ts'
import { factsOf, type GivenClaim, toData } from './claimedEvent.ts'
import { findFacts } from './findFacts.ts'
import { takeClaim } from './takeClaim.ts'

type Args = {
  payload: Payload
  /** A transaction; what comes of the message is there as a whole, or not at all. */
  db: Db
  tenant: ID
  given: GivenClaim
  actor: Actor
}

/** What came of a message: a claim, the one that was there already, or a letter. */
export type Outcome =
  | { outcome: 'claimed' | 'repeated'; claim: ID }
  | { outcome: 'kept'; letter: ClaimLetterRow }

/**
 * The one way in for claims, by whatever door: a message becomes a claim, or is a repeat, or is kept as a letter with the
 * reason. Locks are taken in one order, first of names, then of the letter, then of the claim.
 */
export const takeMessage = async (args: Args): Promise<Outcome> => {
  const { db, tenant, given, actor } = args
  const print = printOf(factsOf(given))
  const look = () => findFacts(args)
  let facts = await look()
  if ('code' in facts) {
    await lockNames(db, tenant)
    facts = await look()
  }
  const letter = await lockOpenLetter(db, { tenant, print })
  const taken =
    'code' in facts
      ? { kind: 'refused' as const, ...facts }
      : await takeClaim({ ...args, facts, receivedAt: letter?.received_at ?? null })
  if (taken.kind === 'refused') {
    const { code, message } = taken
    const body = toData(given)
    const kept = await keepLetter({ db, tenant, print, given, body, code, message, actor })
    return { outcome: 'kept', letter: kept }
  }
  if (letter) await settleLetter({ db, tenant, letter, actor, claim: taken.claim })
  return { outcome: taken.kind, claim: taken.claim }
}
