import { type ClaimRow, claimHours } from '../../model/claims.ts'
import { rows, sql } from '../../model/database.ts'
import { isCalled } from '../isCalled.ts'
import { tellClaim } from '../tellClaim.ts'
import { readMoment, refuse, type Taken, type Taking } from './admission.ts'
import { claimAnew } from './claimAnew.ts'

type Known = Pick<
  ClaimRow,
  'id' | 'tenant_id' | 'claim_id' | 'influencer_id' | 'clip_id' | 'campaign_id'
>

const known = sql.raw('id, tenant_id, claim_id, influencer_id, clip_id, campaign_id')

/** By its name, or one that it had before. */
const readByClaimId = async ({ db, tenant, given }: Taking): Promise<Known | undefined> => {
  const [found] = await rows<Known>(
    db,
    sql`
      select ${known} from postyard_claims
      where tenant_id = ${tenant} and ${isCalled(given.claimId)}
      order by (claim_id = ${given.claimId}) desc limit 1`,
  )
  return found
}

const readByFacts = async ({ db, tenant, facts }: Taking): Promise<Known | undefined> => {
  const [found] = await rows<Known>(
    db,
    sql`
      select ${known} from postyard_claims
      where tenant_id = ${tenant} and influencer_id = ${facts.influencer} and clip_id = ${facts.clip}
        and campaign_id = ${facts.givenCampaign ?? facts.campaign}`,
  )
  return found
}

/** The claim of that name, where the message says the same of it. */
const repeat = ({ facts, given }: Taking, claim: Known): Taken => {
  const isSame =
    claim.influencer_id === facts.influencer &&
    claim.clip_id === facts.clip &&
    (facts.givenCampaign === null || claim.campaign_id === facts.givenCampaign)
  if (isSame) return { kind: 'repeated', claim: claim.id }
  return {
    kind: 'refused',
    code: 'CLAIM_CONFLICT',
    message: `The claim “${given.claimId}” is of another influencer, clip or campaign already, and stays as it is. Send this one under a name of its own.`,
  }
}

type Written = Known & { claimed_at: Date | string; expires_at: Date | string }

const write = async (args: Taking, at: Date): Promise<Written | undefined> => {
  const { db, tenant, given, facts } = args
  const [written] = await rows<Written>(
    db,
    sql`
      insert into postyard_claims
        (tenant_id, claim_id, influencer_id, clip_id, campaign_id, claimed_at, expires_at, retries, updated_at, created_at)
      values
        (${tenant}, ${given.claimId}, ${facts.influencer}, ${facts.clip}, ${facts.campaign}, ${at.toISOString()},
         ${at.toISOString()}::timestamptz + make_interval(hours => ${claimHours}), 0, clock_timestamp(),
         clock_timestamp())
      on conflict do nothing
      returning ${known}, claimed_at, expires_at`,
  )
  return written
}

/**
 * Makes the claim that a message tells of, once, however often and at how many places at once it comes: one row for its
 * name, and one for its influencer, clip and campaign, which a later message opens anew where it has expired. A message that
 * comes after its time makes a claim that has expired.
 */
export const takeClaim = async (args: Taking): Promise<Taken> => {
  const { db, actor } = args
  const before = await readByClaimId(args)
  if (before) return repeat(args, before)
  const same = await readByFacts(args)
  if (same) return claimAnew(args, same.id)
  const at = await readMoment(args)
  const refused = refuse(args, at)
  if (refused) return refused
  const written = await write(args, at)
  if (written) {
    const [claimedAt, expiresAt] = [written.claimed_at, written.expires_at].map((instant) =>
      new Date(instant).toISOString(),
    )
    await tellClaim({ db, type: 'received', claim: written, actor, data: { claimedAt, expiresAt } })
    return { kind: 'claimed', claim: written.id }
  }
  // Somebody else wrote it meanwhile, under this name or another one.
  const first = await readByClaimId(args)
  if (first) return repeat(args, first)
  const other = await readByFacts(args)
  if (!other) throw new Error('A claim was neither written nor there.')
  return claimAnew(args, other.id)
}
