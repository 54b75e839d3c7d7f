import type { ChannelFacts, Content } from '../../adapter.ts'
import type { SettingRule } from '../rules/rule.ts'
import { findRules } from '../rules.ts'
import { type LaidOutText, layOutText } from './layOutText.ts'

/** A field that takes the link under a condition only does not spare the text of it. */
const takesLink = ({ fromPost, requiredWhen }: SettingRule): boolean =>
  fromPost === 'link' && !requiredWhen

/** The text of a delivery on its channel. The post's link ends it, unless the platform has a field for it. */
export const composeText = ({
  channel,
  content,
}: {
  channel: ChannelFacts
  content: Content
}): LaidOutText => {
  const rules = findRules(channel.platform)
  const hasLinkField = rules?.settings.some(takesLink) ?? false
  return layOutText({
    text: content.text,
    link: hasLinkField ? null : content.link,
    hasBold: rules?.hasBold,
  })
}
