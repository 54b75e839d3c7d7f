import type { ClaimAnswer } from '../../claims/claimAnswer.ts'
import { goingPlatforms } from '../../claims/goingPlatforms.ts'

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
