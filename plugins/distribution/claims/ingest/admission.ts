import type { Payload } from 'payload'
import type { Actor } from '../../model/changeState.ts'
import type { ClaimLetterCode } from '../../model/claims.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { GivenClaim } from './claimedEvent.ts'
import type { Facts } from './findFacts.ts'

export type Refused = { kind: 'refused'; code: ClaimLetterCode; message: string }

/** What a message has become: a claim, the claim that was there already, or none. */
export type Taken = { kind: 'claimed' | 'repeated'; claim: ID } | Refused

/** A message that is to become a claim; a transaction holds what comes of it. */
export type Taking = {
  payload: Payload
  db: Db
  tenant: ID
  given: GivenClaim
  facts: Facts
  /** When the message came first; now where it is new. */
  receivedAt: Date | null
  actor: Actor
}

/** The instant from which its time counts, by the database's clock; one that is yet to come counts as now. */
export const readMoment = async ({ db, given, receivedAt }: Taking): Promise<Date> => {
  const [found] = await rows<{ at: Date | string }>(
    db,
    sql`
      select least(${given.claimedAt}::timestamptz, ${receivedAt?.toISOString() ?? null}::timestamptz,
                   clock_timestamp()) as at`,
  )
  return new Date(found?.at ?? Number.NaN)
}

/** Why its campaign takes no claim of that instant; undefined where it does. */
export const refuse = ({ facts }: Taking, at: Date): Refused | undefined => {
  if (facts.givenCampaign !== null && facts.givenCampaign !== facts.campaign) {
    return {
      kind: 'refused',
      code: 'CAMPAIGN_MISMATCH',
      message:
        'The clip is of another campaign than the message says. Move the clip to that campaign and try again, or drop the message.',
    }
  }
  if (facts.endsAt === null || at < facts.endsAt) return undefined
  return {
    kind: 'refused',
    code: 'CAMPAIGN_OVER',
    message: `The campaign ended at ${facts.endsAt.toISOString()}, before this was claimed. Give it a later end and try again, or drop the message.`,
  }
}
