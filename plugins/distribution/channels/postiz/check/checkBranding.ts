import type { Content, Refusal } from '../../adapter.ts'
import { brandingRules } from '../rules/brandingRules.ts'

type Args = { platform: string; platformName: string; superimposed: Content['superimposed'] }

/** The code of a video whose intro or outro is laid over it where the platform forbids that. */
export const brandingCode = 'BRANDING_SUPERIMPOSED'

/** What a platform has against an intro or outro over the clip: `BRANDING_SUPERIMPOSED`, with where its rule was read. */
export const checkBranding = ({ platform, platformName, superimposed = [] }: Args): Refusal[] => {
  const rule = brandingRules.find(({ platforms }) => platforms.includes(platform))
  if (!rule || superimposed.length === 0) return []
  const what = superimposed.join(' and ')
  const message = `${platformName} ${rule.says}, and this video has its ${what} over the clip. Give the ${what} frames of ${superimposed.length > 1 ? 'their' : 'its'} own, before or after the clip.`
  const { source, checkedOn } = rule
  return [{ code: brandingCode, message, field: 'media', source, checkedOn }]
}
