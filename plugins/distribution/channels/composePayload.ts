import type { ChannelKind } from '../model/channel.ts'
import type { ChannelFacts, Content, MediaFile } from './adapter.ts'
import { composeLetter, type Letter } from './email/index.ts'
import { composeItem, type FeedItem } from './feed/index.ts'
import { type FileToSend, fileToSend, sha256Of, unknownFile } from './fileToSend.ts'
import { type ComposedTask, composeTask } from './manual/index.ts'
import {
  composePost,
  describeImage,
  filesOf,
  nameFor,
  typeFor,
  type WrittenPost,
  writePost,
} from './postiz/index.ts'
import { composeBody, composeFlat, type FlatBody, type WebhookBody } from './webhook/index.ts'

/** An image of a post before Postiz has it: `file` stands where its `id` and `path` at Postiz will. */
export type ImageToSend = { file: FileToSend; alt?: string }

type DescribedFile = FileToSend & { alt: string | null }

/** Exactly what the receiver behind a channel gets: Postiz and a webhook in the body of the request, a person on the phone. */
export type ChannelPayload =
  | { kind: 'postiz'; post: WrittenPost<ImageToSend> }
  | { kind: 'manual'; task: ComposedTask<DescribedFile> }
  | { kind: 'webhook'; body: WebhookBody<DescribedFile> }
  | { kind: 'flat'; body: FlatBody<DescribedFile> }
  | { kind: 'feed'; item: FeedItem<DescribedFile> }
  | { kind: 'email'; letter: Letter<DescribedFile> }

type Args = {
  kind: ChannelKind
  channel: ChannelFacts
  /** With the files that go out. */
  content: Content
  /** True for one that is still to be made, of which nothing is known yet. */
  isToCome?: (file: MediaFile) => boolean
}

/**
 * A post as its receiver gets it, by the functions that compose what is really sent; undefined where nothing can be sent,
 * since the channel is not connected. What only the sending gives is left out: Postiz's names of the files and the
 * delivery's mark in `settings.postyardRef`; for a webhook the addresses of the files and the ids of the delivery.
 */
export const composePayload = (args: Args): ChannelPayload | undefined => {
  const { kind, channel, content, isToCome = () => false } = args
  const toFile = (file: MediaFile): DescribedFile => ({
    ...(isToCome(file) ? unknownFile : fileToSend(file)),
    alt: file.alt ?? null,
  })
  if (kind === 'manual') return { kind, task: composeTask(content, toFile) }
  if (kind === 'webhook' && channel.isFlat) {
    return { kind: 'flat', body: composeFlat({ content, toFile, key: null }) }
  }
  if (kind === 'webhook') return { kind, body: composeBody({ channel, content, toFile }) }
  if (kind === 'email') return { kind, letter: composeLetter(content, toFile) }
  if (kind === 'feed') return { kind, item: composeItem(content, toFile) }
  const { integrationId } = channel
  if (!integrationId) return undefined
  const toImage = (file: MediaFile) =>
    describeImage(file, {
      file: isToCome(file)
        ? unknownFile
        : {
            sha256: sha256Of(file),
            name: nameFor(file),
            mimeType: typeFor(file),
            bytes: file.bytes,
          },
    })
  const images = filesOf(content).map(toImage)
  const post = composePost({ channel: { ...channel, integrationId }, content, images })
  return { kind, post: writePost(post) }
}
