import type { Channel } from '../../model/channel.ts'
import { fillTemplate } from '../../model/fillTemplate.ts'
import { type Policy, utmNames } from '../../model/policy.ts'

const usualEnding = '…'

/** What is done with a post of this title on a channel as it is set now; undefined where it goes out as it is. */
export const policyFor = (
  { name, platform, policy }: Pick<Channel, 'name' | 'platform' | 'policy'>,
  title: string,
): Policy | undefined => {
  const names = { platform, channel: name, post: title }
  const parameters = utmNames.flatMap((utm): [string, string][] => {
    const value = fillTemplate(policy?.utm?.[utm] ?? '', names).trim()
    return value === '' ? [] : [[`utm_${utm}`, value]]
  })
  const shortens = policy?.tooLong === 'shorten'
  if (!shortens && parameters.length === 0) return undefined
  return {
    ...(shortens
      ? {
          shorten: {
            ending: policy.ending ?? usualEnding,
            keepHashtags: policy.keepHashtags ?? false,
          },
        }
      : {}),
    ...(parameters.length > 0 ? { utm: { parameters, on: policy?.utmOn ?? 'link' } } : {}),
  }
}
