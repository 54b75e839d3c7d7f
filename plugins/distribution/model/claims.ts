import type { ID } from '../id.ts'

/** Where influencers publish. */
export const claimPlatforms = ['tiktok', 'instagram', 'youtube', 'snapchat'] as const

export type ClaimPlatform = (typeof claimPlatforms)[number]

export const claimStates = [
  'claimed',
  'scheduled',
  'publishing',
  'published',
  'failed',
  'expired',
  'cancelled',
] as const

/** Derived from the deliveries of the claim, from its clock and from whether it was cancelled; never stored. */
export type ClaimState = (typeof claimStates)[number]

/** Within so many hours a claim is scheduled or published, or it expires. */
export const claimHours = 24

/** An intro or outro as an influencer gives it; the shape is that of a post's video. */
export type ClaimOverlay = Record<string, unknown>

/** How a clip is dressed. `fit`: whether it is shown whole in the frame, or fills it and loses what stands out. */
export type ClaimOverlays = { intro?: ClaimOverlay; outro?: ClaimOverlay; fit?: 'pad' | 'crop' }

/** What a claim was called besides. */
export type EarlierName = {
  claimId: string
  /** Its window under that name, as instants; null where the name came while it lived under another one. */
  from: string | null
  until: string | null
}

/** Of the post of a claim, as far as the claim writes it; `shows` is its media and what is rendered of it. */
type WrittenPost = { title: unknown; text: unknown; shows: unknown }

/** What a claim wanted of its post last, and how the post was once that was written. */
export type ClaimWritten = { asked: WrittenPost; kept: WrittenPost }

/** A row of `postyard_claims`. */
export type ClaimRow = {
  id: ID
  tenant_id: ID
  claim_id: string
  influencer_id: ID
  clip_id: ID
  campaign_id: ID
  claimed_at: Date
  expires_at: Date
  accepted_at: Date | null
  started_at: Date | null
  cancelled_at: Date | null
  expired_at: Date | null
  overlays: ClaimOverlays | null
  /** By platform. */
  captions: Partial<Record<ClaimPlatform, string>> | null
  /** Those that were chosen when it was scheduled or published last. */
  platforms: ClaimPlatform[] | null
  timezone: string | null
  retries: number
  post_id: ID | null
  plan_id: ID | null
  /** In the order in which they came; null where it has one name only. */
  earlier: EarlierName[] | null
  /** Null where it has no post yet. */
  written: ClaimWritten | null
}

/** Why a message became no claim. */
export const claimLetterCodes = [
  'CLIP_UNKNOWN',
  'INFLUENCER_UNKNOWN',
  'CAMPAIGN_UNKNOWN',
  'CAMPAIGN_MISMATCH',
  'CAMPAIGN_OVER',
  'CLAIM_CONFLICT',
  'EVENT_INVALID',
] as const

export type ClaimLetterCode = (typeof claimLetterCodes)[number]

/** A row of `postyard_claim_letters`: a message that became no claim, kept until somebody has seen to it. */
export type ClaimLetterRow = {
  id: string
  tenant: string
  /** What it would have been the claim of; null where it did not say. */
  claim_id: string | null
  /** By which the clip that it names is called, so that it is tried again as soon as that is there. */
  clip: string | null
  influencer: string | null
  campaign: string | null
  /** Of what it says; the same message again has the same. */
  print: string
  /** What the message says of the claim, as it came. */
  body: Record<string, unknown>
  code: ClaimLetterCode
  message: string
  tries: number
  received_at: Date
  /** What it waited for is there: it is tried again from then on. */
  due_at: Date | null
  /** It has become a claim, or was dropped. */
  settled_at: Date | null
  settled_as: 'claimed' | 'dropped' | null
  /** The claim that it has become. */
  claim: string | null
}

/** A row of `postyard_claim_sources`: a program that sends signed claims for one tenant. */
export type ClaimSourceRow = {
  /** In its address; it proves nothing. */
  id: string
  tenant: string
  name: string
  /** Its signing secrets, sealed: the present one, and the one before it while that is taken. */
  sealed: string
  /** Until when the secret before the present one is taken. */
  old_until: Date | null
  created_at: Date
  last_at: Date | null
}
