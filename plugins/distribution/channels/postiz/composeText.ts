import type { ChannelFacts, Content } from '../adapter.ts'
import { type LaidOutText, layOutText } from './layOutText.ts'
import { findRules } from './rules.ts'

/** The text of a delivery on its channel. The post's link ends it, unless the platform has a field for it. */
export const composeText = ({
  channel,
  content,
}: {
  channel: ChannelFacts
  content: Content
}): LaidOutText => {
  const rules = findRules(channel.platform)
  const hasLinkField = rules?.settings.some(({ fromPost }) => fromPost === 'link') ?? false
  return layOutText({ text: content.text, link: hasLinkField ? null : content.link })
}
