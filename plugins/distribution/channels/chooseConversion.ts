import type { Channel } from '../model/channel.ts'
import type { ChannelFacts, Content, Conversion, MediaFile } from './adapter.ts'
import { emailChannel } from './email/index.ts'
import { feedChannel } from './feed/index.ts'
import { manualChannel } from './manual/index.ts'
import { postizChannel } from './postiz/index.ts'
import { webhookChannel } from './webhook/index.ts'

const choosers = {
  postiz: postizChannel.chooseConversion,
  manual: manualChannel.chooseConversion,
  webhook: webhookChannel.chooseConversion,
  feed: feedChannel.chooseConversion,
  email: emailChannel.chooseConversion,
} as const

type Args = { kind: Channel['kind']; channel: ChannelFacts; content: Content; file: MediaFile }

/** Into what a file is made before it goes out on a channel; undefined where that takes it as it is. */
export const chooseConversion = ({ kind, ...args }: Args): Conversion | undefined =>
  choosers[kind](args)
