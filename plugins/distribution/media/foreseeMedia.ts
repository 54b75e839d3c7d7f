import type { Payload, PayloadRequest } from 'payload'
import type { Content, MediaFile } from '../channels/adapter.ts'
import { toFacts } from '../channels/checkContent.ts'
import { foretellMedia } from '../channels/foretellMedia.ts'
import { filesOf } from '../channels/postiz/index.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { Settings } from '../options.ts'
import { listWanted, type Wanted } from './findConversions.ts'
import { type FoundRendition, findRendition } from './renditions.ts'
import type { MadeSpec, RenderSpec } from './spec.ts'

/** How a file comes about that is made for its post. */
export type Making = {
  kind: MadeSpec['kind']
  /** The file that is brought into another form; undefined for a card or video. */
  from: MediaFile | undefined
  /** `none` where it is made from the beginning: nobody has asked for it yet, or it was stopped or removed. */
  state: 'none' | 'pending' | 'rendering' | 'ready' | 'failed'
  reason: string | null
}

/** A content with the files that go out on one channel, as far as they are there; and of each that is made, how it stands. */
export type ForeseenContent = {
  content: Content
  makingOf: (file: MediaFile) => Making | undefined
}

type Args = {
  payload: Payload
  settings: Settings
  req: PayloadRequest
  tenant: ID
  /** As `readPost` gives it: what is made of `spec` is the first of its media. */
  content: Content
  spec: RenderSpec | undefined
}

const standOf = (found: FoundRendition | undefined): Pick<Making, 'state' | 'reason'> => {
  switch (found?.state) {
    case 'failed':
    case 'pending':
      return { state: found.state, reason: found.reason }
    case 'rendering':
    case 'ready':
      return { state: found.state, reason: null }
    default:
      return { state: 'none', reason: null }
  }
}

/** The content with other files in their places. */
const withFiles = (content: Content, files: MediaFile[]): Content => {
  const left = [...files]
  const { parts } = content
  return {
    ...content,
    media: left.splice(0, content.media.length),
    ...(parts
      ? { parts: parts.map((part) => ({ ...part, media: left.splice(0, part.media.length) })) }
      : {}),
  }
}

/** What a content shows, with its card or video where that is made, and how to foresee it on each channel. */
export type Foresight = {
  shown: Content
  foresee: (channel: Channel) => Promise<ForeseenContent>
}

/**
 * Foresees with which files a content goes out: those that are made already, and for those that are still to be made one
 * in their place. Nothing is asked for by it, and each rendition is looked up once.
 *
 * @throws MEDIA_MISSING where the card or video names a file that is not there
 */
export const openForesight = async (args: Args): Promise<Foresight> => {
  const { payload, content, spec, ...shared } = args
  const own = spec && (await findRendition({ ...shared, payload, spec }))
  const shown = own?.file ? { ...content, media: [own.file, ...content.media.slice(1)] } : content
  const looks = new Map<string, Promise<FoundRendition | undefined>>()
  const look = ({ key, file, conversion }: Wanted) => {
    const known = looks.get(key)
    if (known) return known
    const asked = findRendition({
      ...shared,
      payload,
      spec: { kind: 'conversion', file: file.id, ...conversion },
    })
    looks.set(key, asked)
    return asked
  }
  const foresee = async (channel: Channel): Promise<ForeseenContent> => {
    const wanted = new Map(
      listWanted({ payload, content: shown }, channel).map((one) => [one.file.id, one]),
    )
    const foretold = filesOf(
      foretellMedia({ kind: channel.kind, channel: toFacts(channel), content: shown }),
    )
    const makings = new Map<MediaFile, Making>()
    const files: MediaFile[] = []
    for (const [index, file] of filesOf(shown).entries()) {
      const conversion = wanted.get(file.id)
      const found = conversion && (await look(conversion))
      // Each keeps the words that describe it.
      const sent = conversion
        ? { ...(found?.file ?? foretold[index] ?? file), alt: file.alt }
        : { ...file }
      const isOwn = spec !== undefined && index === 0
      if (conversion && !(isOwn && found?.file)) {
        makings.set(sent, { kind: 'conversion', from: file, ...standOf(found) })
      } else if (isOwn) {
        makings.set(sent, { kind: spec.kind, from: undefined, ...standOf(own) })
      }
      files.push(sent)
    }
    return { content: withFiles(shown, files), makingOf: (file) => makings.get(file) }
  }
  return { shown, foresee }
}
