import type { Actor } from '../model/changeState.ts'
import type { ClaimRow } from '../model/claims.ts'
import { type Db, rows, sql } from '../model/database.ts'
import type { ClaimEvent } from '../model/eventTypes.ts'
import { logEvent } from '../model/logEvent.ts'

type Args = {
  db: Db
  type: Exclude<ClaimEvent, 'letter_kept' | 'letter_settled'>
  claim: Pick<
    ClaimRow,
    'id' | 'tenant_id' | 'claim_id' | 'influencer_id' | 'clip_id' | 'campaign_id'
  >
  /** Who did it: the influencer, staff in their place, or Postyard. */
  actor: Actor
  /** Staff did it in the influencer's place. */
  isForThem?: boolean
  /** What the catalogue has for this type besides. */
  data?: Record<string, unknown>
}

/** Writes what has become of a claim, and names whose it is besides who did it, in the transaction in which it is so. */
export const tellClaim = async (args: Args): Promise<void> => {
  const { db, type, claim, actor, isForThem = false, data } = args
  const [influencer] = await rows<{ name: string }>(
    db,
    sql`
      select name from postyard_influencers
      where id = ${claim.influencer_id} and tenant_id = ${claim.tenant_id}`,
  )
  await logEvent({
    db,
    type: `distribution.claim.${type}`,
    tenant: claim.tenant_id,
    actor,
    correlationId: String(claim.id),
    data: {
      claim: claim.id,
      claimId: claim.claim_id,
      influencer: claim.influencer_id,
      influencerName: influencer?.name ?? '',
      clip: claim.clip_id,
      campaign: claim.campaign_id,
      isForThem,
      ...data,
    },
  })
}
