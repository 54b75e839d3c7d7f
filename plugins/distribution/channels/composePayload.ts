import type { ChannelKind } from '../model/channel.ts'
import type { ChannelFacts, Content, MediaFile } from './adapter.ts'
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

/**
 * What stands for a file before it is sent: its bytes by their SHA-256 (hex), and how it is handed over. All of it is null
 * while the file is still to be made; `sha256` alone for what was stored before files were hashed.
 */
export type FileToSend = {
  sha256: string | null
  name: string | null
  mimeType: string | null
  bytes: number | null
}

/** An image of a post before Postiz has it: `file` stands where its `id` and `path` at Postiz will. */
export type ImageToSend = { file: FileToSend; alt?: string }

/** Exactly what the receiver behind a channel gets: Postiz in the body of its request, a person on the phone. */
export type ChannelPayload =
  | { kind: 'postiz'; post: WrittenPost<ImageToSend> }
  | { kind: 'manual'; task: ComposedTask<FileToSend & { alt: string | null }> }

type Args = {
  kind: ChannelKind
  channel: ChannelFacts
  /** With the files that go out. */
  content: Content
  /** True for one that is still to be made, of which nothing is known yet. */
  isToCome?: (file: MediaFile) => boolean
}

const unknownFile: FileToSend = { sha256: null, name: null, mimeType: null, bytes: null }

const sha256Of = ({ version }: MediaFile): string | null =>
  /^sha256:([\da-f]+)$/.exec(version)?.[1] ?? null

/**
 * A post as its receiver gets it, by the functions that compose what is really sent; undefined where nothing can be sent,
 * since the channel is not connected. What only the sending gives is left out: Postiz's names of the files, and the
 * delivery's mark in `settings.postyardRef`.
 */
export const composePayload = (args: Args): ChannelPayload | undefined => {
  const { kind, channel, content, isToCome = () => false } = args
  if (kind === 'manual') {
    const toFile = (file: MediaFile) => ({
      ...(isToCome(file)
        ? unknownFile
        : {
            sha256: sha256Of(file),
            name: file.filename,
            mimeType: file.mimeType,
            bytes: file.bytes,
          }),
      alt: file.alt ?? null,
    })
    return { kind, task: composeTask(content, toFile) }
  }
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
