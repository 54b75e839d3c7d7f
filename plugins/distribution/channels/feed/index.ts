import type { ChannelFacts, Content, Conversion, MediaFile, Refusal } from '../adapter.ts'
import { checkWords } from '../text/checkWords.ts'

type Args = { channel: ChannelFacts; content: Content }

/** What the readers of feeds show; larger pictures only cost those who read on a phone. */
const taken: Record<'image' | 'video', Conversion> = {
  image: {
    to: 'picture',
    types: ['image/gif', 'image/jpeg', 'image/png', 'image/webp'],
    maxBytes: 10 * 1024 ** 2,
  },
  video: { to: 'video', types: ['video/mp4'], maxBytes: 1024 ** 3 },
}

const chooseConversion = ({ file }: { file: MediaFile }): Conversion | undefined => {
  const type = file.mimeType.toLowerCase()
  const wanted = type.startsWith('video/') ? taken.video : taken.image
  return type.startsWith('audio/') || wanted.types.includes(type) ? undefined : wanted
}

/** Channels that are a feed of ours: a post is live as soon as its item stands there. */
export const feedChannel = {
  check: ({ content }: Args): Refusal[] => checkWords(content),
  chooseConversion,
}

export { composeItem, type FeedItem } from './composeItem.ts'
export {
  type FeedFacts,
  type FeedFormat,
  feedFormats,
  type PublishedItem,
  renderFeed,
} from './renderFeed.ts'
export { type Told, tellHub } from './tellHub.ts'
