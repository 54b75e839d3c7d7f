import type { Channel } from '../model/channel.ts'
import type { Content, Refusal } from './adapter.ts'
import { manualChannel } from './manual/index.ts'
import { postizChannel } from './postiz/index.ts'

const checkers = {
  postiz: postizChannel.check,
  manual: manualChannel.check,
} as const

/** What keeps a content from a channel, by the rules of the platform behind it. */
export const checkContent = (channel: Channel, content: Content): Refusal[] =>
  checkers[channel.kind]({
    channel: {
      id: String(channel.id),
      name: channel.name,
      platform: channel.platform,
      integrationId: channel.integrationId,
      settings: channel.settings ?? {},
    },
    content,
  })
