import type { ClaimAnswer } from '../../claims/claimAnswer.ts'
import { namePlatform } from '../channels/nameChannel.ts'

/** What is asked before a claim is given up. */
export const tellCancel = ({ influencer, clip }: ClaimAnswer): string =>
  `Nothing of “${clip.name}” goes out. ${influencer.name} cannot claim it again, and nothing undoes this.`

/** How many platforms: "1 platform". */
export const countOf = (count: number): string => `${count} platform${count === 1 ? '' : 's'}`

/** What is asked before a claim is tried again. */
export const tellRetry = ({ platforms }: Pick<ClaimAnswer, 'platforms'>): string => {
  const failed = platforms.filter(({ state }) =>
    ['failed', 'expired', 'skipped'].includes(state ?? ''),
  )
  return `Only ${failed.map(({ platform }) => namePlatform(platform)).join(', ')} is tried again; what is published stays as it is.`
}
