import type { ChannelFacts, Content } from '../../adapter.ts'
import { findRules } from '../rules.ts'
import { type LaidOutText, layOutText } from './layOutText.ts'

/** The texts of what follows a post on its channel, in their order. */
export const composeParts = ({
  channel,
  content,
}: {
  channel: ChannelFacts
  content: Content
}): LaidOutText[] =>
  (content.parts ?? []).map(({ text }) =>
    layOutText({ text, hasBold: findRules(channel.platform)?.hasBold }),
  )
