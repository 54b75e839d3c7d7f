import type { Payload } from 'payload'
import type { ClaimLetterCode } from '../../model/claims.ts'
import { type Db, type ID, parseId, rows, sql } from '../../model/database.ts'
import type { GivenClaim } from './claimedEvent.ts'

/** The records that a message names. */
export type Facts = {
  influencer: ID
  clip: ID
  /** That of the clip. */
  campaign: ID
  /** When its campaign ends; null where it does not. */
  endsAt: Date | null
  /** The one that the message names; null where it names none. */
  givenCampaign: ID | null
}

export type Unknown = { code: ClaimLetterCode; message: string }

type Args = {
  payload: { db: Pick<Payload['db'], 'defaultIDType'> }
  db: Db
  tenant: ID
  given: GivenClaim
}

/** Our id, where it is one that nobody else would give: a number may be what the program calls something else. */
const ownId = ({ payload }: Args, name: string): ID | undefined =>
  payload.db.defaultIDType === 'number' ? undefined : parseId(payload, name)

/** By its reference, or else by our id. */
const findId = async (
  args: Args,
  table: 'postyard_clips' | 'postyard_influencers' | 'postyard_campaigns',
  name: string,
): Promise<ID | undefined> => {
  const { db, tenant } = args
  const id = ownId(args, name)
  const [found] = await rows<{ id: ID }>(
    db,
    sql`
      select id from ${sql.identifier(table)}
      where tenant_id = ${tenant} and (reference = ${name} ${id === undefined ? sql`` : sql`or id = ${id}`})
      order by (reference = ${name}) desc limit 1`,
  )
  return found?.id
}

const unknown = (code: ClaimLetterCode, what: string, name: string): Unknown => ({
  code,
  message: `There is no ${what} “${name}” of this client. Make one with this reference; the message is taken up then by itself.`,
})

/** Finds what a message names among the records of its tenant; or says what is not there. */
export const findFacts = async (args: Args): Promise<Facts | Unknown> => {
  const { db, tenant, given } = args
  const clip = await findId(args, 'postyard_clips', given.clip)
  if (clip === undefined) return unknown('CLIP_UNKNOWN', 'clip', given.clip)
  const influencer = await findId(args, 'postyard_influencers', given.influencer)
  if (influencer === undefined) {
    return unknown('INFLUENCER_UNKNOWN', 'influencer', given.influencer)
  }
  const { campaign: name } = given
  const givenCampaign = name === null ? null : await findId(args, 'postyard_campaigns', name)
  if (givenCampaign === undefined) return unknown('CAMPAIGN_UNKNOWN', 'campaign', name ?? '')
  const [own] = await rows<{ campaign: ID; ends_at: Date | string | null }>(
    db,
    sql`
      select c.campaign_id as campaign, p.ends_at
      from postyard_clips c
      join postyard_campaigns p on p.id = c.campaign_id and p.tenant_id = c.tenant_id
      where c.id = ${clip} and c.tenant_id = ${tenant}`,
  )
  // It was removed between the two statements.
  if (!own) return unknown('CLIP_UNKNOWN', 'clip', given.clip)
  const endsAt = own.ends_at === null ? null : new Date(own.ends_at)
  return { clip, influencer, campaign: own.campaign, endsAt, givenCampaign }
}
