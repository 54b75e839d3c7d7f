import type { z } from 'zod'
import type { ClaimAnswer } from '../../../../plugins/distribution/claims/claimAnswer.ts'
import type { previewClaim } from '../../../../plugins/distribution/claims/operations/previewClaim.ts'
import { appName } from '../posting/targetApp.ts'

/** A claim as the API answers with it. */
export type Claim = ClaimAnswer

/** One of its four platforms. */
export type PlatformOfClaim = Claim['platforms'][number]

export type Overlay = {
  kind: 'image' | 'card' | 'clip'
  seconds: number
  placement?: 'own_frames' | 'superimposed'
  card?: { template?: string; data?: Record<string, unknown> }
}

const prefix = 'claim-'

/** The name under which a claim is opened, where a task has its id. */
export const pageOfClaim = (claim: Claim['id']): string => `${prefix}${claim}`

/** The claim of such a name; undefined where something else is open. */
export const claimOfPage = (page: string): string | undefined =>
  page.startsWith(prefix) ? page.slice(prefix.length) : undefined

/** As people write it: "TikTok". */
export const platformName = (platform: string): string =>
  appName({ platform, androidPackage: null })

/** Its intro or outro, whose shape the API leaves open. */
export const overlayOf = (claim: Claim, at: 'intro' | 'outro'): Overlay | undefined =>
  claim.overlays[at] as Overlay | undefined

/** A platform that waits until the influencer has posted by hand. */
export const asksPerson = ({ state }: PlatformOfClaim): boolean => state === 'awaiting_human'

/** The claim whose post a task asks for; undefined where it is none of the person's claims. */
export const claimOfDelivery = (
  claims: readonly Claim[],
  delivery: PlatformOfClaim['delivery'],
): Claim | undefined =>
  delivery === null
    ? undefined
    : claims.find(({ platforms }) =>
        platforms.some((one) => one.delivery !== null && String(one.delivery) === String(delivery)),
      )

/** The film of a claim as it will go out, and what is in its way. */
export type ClaimPreview = z.output<(typeof previewClaim)['output']>
