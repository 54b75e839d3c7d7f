import { z } from 'zod'
import { canonicalJson } from '../../canonicalJson.ts'
import { calendarInput } from '../../listInput.ts'

const name = z.union([z.string().trim().min(1).max(200), z.int().nonnegative()])

/**
 * What a program says of a claim. Clips, influencers and campaigns are named by their references, or by our ids; without a
 * campaign it is that of the clip.
 */
export const claimedData = z.object({
  claim_id: name,
  influencer_id: name,
  clip_id: name,
  campaign_id: name.nullish(),
  claimed_at: calendarInput.nullish(),
})

/** A signed message about a claim, by Standard Webhooks 1.0. What it says besides is not read. */
export const claimedEvent = z.object({
  type: z.literal('distribution.claimed', {
    error: 'Here only events of the type "distribution.claimed" are taken.',
  }),
  data: claimedData,
})

/** A claim as it was sent, with all names as text. */
export type GivenClaim = {
  claimId: string
  influencer: string
  clip: string
  /** That of the clip where it is null. */
  campaign: string | null
  /** When the sender says that it was claimed. */
  claimedAt: string | null
}

export const toGiven = (data: z.output<typeof claimedData>): GivenClaim => ({
  claimId: String(data.claim_id),
  influencer: String(data.influencer_id),
  clip: String(data.clip_id),
  campaign: data.campaign_id == null ? null : String(data.campaign_id),
  claimedAt: data.claimed_at ?? null,
})

/** The other way round: as a letter keeps it. */
export const toData = (given: GivenClaim): z.output<typeof claimedData> => ({
  claim_id: given.claimId,
  influencer_id: given.influencer,
  clip_id: given.clip,
  ...(given.campaign === null ? {} : { campaign_id: given.campaign }),
  ...(given.claimedAt === null ? {} : { claimed_at: given.claimedAt }),
})

/** By what a message is told from another one; when it says that it was claimed makes no other message of it. */
export const factsOf = ({ claimId, influencer, clip, campaign }: GivenClaim): string =>
  canonicalJson([claimId, influencer, clip, campaign])
