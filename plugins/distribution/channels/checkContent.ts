import type { Channel } from '../model/channel.ts'
import type { ChannelFacts, Content, Refusal } from './adapter.ts'
import { emailChannel } from './email/index.ts'
import { feedChannel } from './feed/index.ts'
import { foretellMedia } from './foretellMedia.ts'
import { manualChannel } from './manual/index.ts'
import { postizChannel } from './postiz/index.ts'
import { webhookChannel } from './webhook/index.ts'

const checkers = {
  postiz: postizChannel.check,
  manual: manualChannel.check,
  webhook: webhookChannel.check,
  feed: feedChannel.check,
  email: emailChannel.check,
} as const

/** A channel as its adapter needs to know it. */
export const toFacts = (channel: Channel): ChannelFacts => ({
  id: String(channel.id),
  name: channel.name,
  platform: channel.platform,
  integrationId: channel.integrationId,
  settings: channel.settings ?? {},
  ...(channel.webhook?.body === 'flat' ? { isFlat: true } : {}),
})

/**
 * What keeps a content from a channel, by the rules of the platform behind it. Files that are converted before they are
 * sent are judged as what they become.
 */
export const checkContent = (channel: Channel, content: Content): Refusal[] => {
  const facts = toFacts(channel)
  return checkers[channel.kind]({
    channel: facts,
    content: foretellMedia({ kind: channel.kind, channel: facts, content }),
  })
}
