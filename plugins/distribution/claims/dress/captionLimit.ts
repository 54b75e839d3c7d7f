import { findRules } from '../../channels/postiz/rules.ts'
import type { Channel } from '../../model/channel.ts'

/** How much of a caption the platform of an account takes, in UTF-16 units; null where that is not known. */
export const captionLimit = (channel: Channel | undefined): number | null => {
  const rules = channel?.kind === 'postiz' ? findRules(channel.platform) : undefined
  return rules?.counting === 'utf16' ? rules.maxLength : null
}
