import type { Content, MediaFile } from '../channels/adapter.ts'
import { DistributionError } from '../errors.ts'
import { idOf } from '../id.ts'
import { CARD_FORMATS } from '../media/card/cardFormats.ts'
import { readMedia } from '../media/openMedia.ts'
import { readSpec } from '../media/readSpec.ts'
import type { RenderSpec } from '../media/spec.ts'
import { foretellSeconds } from '../media/video/foretellSeconds.ts'
import { listSuperimposed } from '../media/video/listSuperimposed.ts'
import type { ID } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { OperationContext } from '../operation.ts'

export type PartRecord = {
  text?: string | null
  media?: ID[] | null
  delayMinutes?: number | null
}

/** A post as it is stored, with the ids of what it points to. */
export type PostRecord = {
  id: ID
  tenant: ID
  title: string
  text?: string | null
  link?: string | null
  media?: ID[] | null
  parts?: PartRecord[] | null
  render?: unknown
  channels?: ID[] | null
  channelSettings?: unknown
  publishAt?: string | null
  /** What it belongs to, by a name that entitlements know. */
  series?: string | null
  /** Whether it belongs to somebody else. */
  isLicensed?: boolean | null
}

/** What a post says, with its files; `spec` where a picture or video is still to be made of it. */
export type PostContent = { shown: Content; spec: RenderSpec | undefined }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The ids of what a field with several relations points to, read with them or without. */
export const idsOf = (value: unknown): ID[] => list(value).flatMap((one) => idOf(one) ?? [])

/** The parts that follow a post, in their order, each whole. */
export const partsOf = (
  post: Pick<PostRecord, 'parts'>,
): { text: string; media: ID[]; delayMinutes: number }[] =>
  list(post.parts).map((given) => {
    const part = (given ?? {}) as PartRecord
    const { delayMinutes } = part
    return {
      text: text(part.text),
      media: idsOf(part.media),
      delayMinutes: typeof delayMinutes === 'number' ? Math.max(0, Math.round(delayMinutes)) : 0,
    }
  })

/** What a post says of itself, as a plan keeps it. */
export const wordsOf = (
  post: PostRecord,
): Pick<PlanContent, 'title' | 'text' | 'link' | 'media' | 'parts'> => {
  const parts = partsOf(post)
  return {
    title: text(post.title),
    text: text(post.text),
    link: text(post.link) === '' ? null : text(post.link),
    media: idsOf(post.media),
    ...(parts.length === 0 ? {} : { parts }),
  }
}

/** Settings by channel, without what says nothing; undefined where nothing is left. */
export const channelSettingsOf = (
  post: Pick<PostRecord, 'channelSettings'>,
): Record<string, Record<string, unknown>> | undefined => {
  const given = post.channelSettings
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined
  const kept = Object.entries(given).filter(
    ([, settings]) =>
      typeof settings === 'object' && settings !== null && Object.keys(settings).length > 0,
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** The place of a picture or video that is not made yet, so that the rules of a channel can be asked already. */
const madeLater = (spec: RenderSpec, clip: MediaFile | undefined): MediaFile => {
  const { width, height } = spec.kind === 'card' ? CARD_FORMATS[spec.format] : spec.frame
  return {
    id: 'rendition',
    version: 'rendition',
    filename: spec.kind === 'card' ? 'card.png' : 'video.mp4',
    mimeType: spec.kind === 'card' ? 'image/png' : 'video/mp4',
    width,
    height,
    ...(spec.kind === 'video' ? { seconds: foretellSeconds(spec, clip?.seconds) } : {}),
    // Its size is not known yet; the rules look at it again when it is staged.
    bytes: 1,
    open: () => Promise.reject(new Error('This file is made later.')),
  }
}

/**
 * What a post says now, for the rules of its channels.
 *
 * @throws POST_EMPTY, MEDIA_MISSING, RENDER_SPEC_INVALID
 */
export const readPost = async (args: {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req'>
  post: PostRecord
}): Promise<PostContent> => {
  const { post } = args
  const { payload, settings, req } = args.context
  const { parts = [], media: own, ...words } = wordsOf(post)
  const spec = readSpec(post.render)
  const wanted = [...own, ...parts.flatMap((part) => part.media)]
  const files = await readMedia({ payload, settings, tenant: post.tenant, ids: wanted, req })
  if (files.length !== wanted.length) {
    throw new DistributionError(
      'MEDIA_MISSING',
      'A picture or video of this post was removed. Choose another one, then distribute it.',
    )
  }
  const media = files.splice(0, own.length)
  const clipId = spec?.kind === 'video' ? spec.clip : undefined
  const ids = clipId === undefined ? [] : [clipId]
  const [clip] = await readMedia({ payload, settings, tenant: post.tenant, ids, req })
  const superimposed = spec ? listSuperimposed(spec) : []
  if (words.text.trim() === '' && media.length === 0 && !spec) {
    throw new DistributionError(
      'POST_EMPTY',
      'This post says and shows nothing. Give it a text or a picture.',
    )
  }
  return {
    spec,
    shown: {
      ...words,
      media: spec ? [madeLater(spec, clip), ...media] : media,
      ...(superimposed.length === 0 ? {} : { superimposed }),
      ...(parts.length === 0
        ? {}
        : { parts: parts.map((part) => ({ ...part, media: files.splice(0, part.media.length) })) }),
    },
  }
}
