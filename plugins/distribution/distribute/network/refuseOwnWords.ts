import { DistributionError } from '../../errors.ts'
import type { VariationOptions } from '../../plan/vary/index.ts'
import type { Entitled } from '../entitle/entitlePost.ts'

const hasOwnWords = ({ platforms, accounts, pools, ...words }: VariationOptions): boolean =>
  [platforms, accounts, pools, words].some((some) => Object.keys(some ?? {}).length > 0)

/**
 * An entitlement is to what the post says. Whoever distributes under one says nothing else in its name; the alternatives
 * that the post has itself are its own.
 *
 * @throws ENTITLEMENT_DENIED
 */
export const refuseOwnWords = (
  { grants }: Pick<Entitled, 'grants'>,
  options: VariationOptions | undefined,
): void => {
  if (grants.size === 0 || !options || !hasOwnWords(options)) return
  throw new DistributionError(
    'ENTITLEMENT_DENIED',
    'The entitlement is for what the post says itself. Leave out the texts and hashtags of your own, or ask whoever writes the post to give it alternatives.',
  )
}
