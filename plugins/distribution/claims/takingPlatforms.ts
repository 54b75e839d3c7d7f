import type { ClaimPlatform } from '../model/claims.ts'

type Args = {
  claim: { platforms: { platform: ClaimPlatform; channel: unknown; isChosen: boolean }[] }
  preview: { platforms: { platform: ClaimPlatform; refusals: unknown[] }[] }
}

/**
 * Where a claim goes unless somebody chooses otherwise: where it was scheduled for, or else wherever its influencer has an
 * account; and never where it is refused.
 */
export const takingPlatforms = ({ claim, preview }: Args): ClaimPlatform[] => {
  const own = claim.platforms.filter(({ channel }) => channel !== null)
  const chosen = own.filter(({ isChosen }) => isChosen)
  const isRefused = (platform: ClaimPlatform) =>
    preview.platforms.some((one) => one.platform === platform && one.refusals.length > 0)
  return (chosen.length > 0 ? chosen : own)
    .map(({ platform }) => platform)
    .filter((platform) => !isRefused(platform))
}
