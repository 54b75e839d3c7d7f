import type { ClaimPlatform } from '../model/claims.ts'

type Place = { platform: ClaimPlatform; channel: unknown; isChosen: boolean }

type Args = {
  claim: { platforms: readonly Place[] }
  preview: { platforms: readonly { platform: ClaimPlatform; refusals: readonly unknown[] }[] }
}

/** Where a claim goes, or may go: platforms on which its influencer has an account. */
export const ownPlatforms = <P extends Pick<Place, 'channel'>>(claim: {
  platforms: readonly P[]
}): P[] => claim.platforms.filter(({ channel }) => channel !== null)

/**
 * Where a claim goes unless somebody chooses otherwise: where it was to go already, or else wherever its influencer has an
 * account; and never where it is refused.
 */
export const takingPlatforms = ({ claim, preview }: Args): ClaimPlatform[] => {
  const own = ownPlatforms(claim)
  const chosen = own.filter(({ isChosen }) => isChosen)
  const isRefused = (platform: ClaimPlatform) =>
    preview.platforms.some((one) => one.platform === platform && one.refusals.length > 0)
  return (chosen.length > 0 ? chosen : own)
    .map(({ platform }) => platform)
    .filter((platform) => !isRefused(platform))
}
