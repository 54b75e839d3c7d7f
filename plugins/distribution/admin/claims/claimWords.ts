import type { ClaimAnswer } from '../../claims/claimAnswer.ts'

type Platform = ClaimAnswer['platforms'][number]

/** Where a claim goes, or may go: platforms on which its influencer has an account. */
export const ownPlatforms = ({ platforms }: Pick<ClaimAnswer, 'platforms'>): Platform[] =>
  platforms.filter(({ channel }) => channel !== null)

/** Where it goes at once: where it was to go already, else to all of them. */
export const goingPlatforms = (claim: Pick<ClaimAnswer, 'platforms'>): Platform[] => {
  const own = ownPlatforms(claim)
  const chosen = own.filter(({ isChosen }) => isChosen)
  return chosen.length > 0 ? chosen : own
}

/** What is asked before a claim is given up. */
export const tellCancel = ({ influencer, clip }: ClaimAnswer): string =>
  `Nothing of “${clip.name}” goes out. ${influencer.name} cannot claim it again, and nothing undoes this.`

/** What is asked before a claim goes out at once. */
export const tellPublish = (claim: ClaimAnswer): string => {
  const own = goingPlatforms(claim)
  const names = own.map(({ account, platform }) => `${account ?? 'an account'} (${platform})`)
  const byHand = own.some(({ platform }) => platform === 'snapchat')
  return `It goes out now on ${names.join(', ')}.${byHand ? ` ${claim.influencer.name} is asked to post on Snapchat by phone.` : ''}`
}

/** What is asked before a claim is tried again. */
export const tellRetry = ({ platforms }: Pick<ClaimAnswer, 'platforms'>): string => {
  const failed = platforms.filter(({ state }) =>
    ['failed', 'expired', 'skipped'].includes(state ?? ''),
  )
  return `Only ${failed.map(({ platform }) => platform).join(', ')} is tried again; what is published stays as it is.`
}
