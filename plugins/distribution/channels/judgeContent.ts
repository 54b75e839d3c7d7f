import type { Channel } from '../model/channel.ts'
import type { Content, Refusal } from './adapter.ts'
import { checkContent, toFacts } from './checkContent.ts'
import { manualChannel } from './manual/index.ts'
import { measurePost } from './postiz/index.ts'

/** A content as one channel will show it, how long it is, and what keeps it from there. */
export type Judgement = {
  preview: string
  /** What of it is shown bold, in UTF-16 units. */
  bold: { from: number; to: number }[]
  /** What follows the post, as it will be shown. */
  parts: string[]
  /** As the platform counts; `limit` is missing where it is not known. */
  count: number
  limit?: number
  media: { pictures: number; videos: number; says?: string }
  refusals: Refusal[]
}

/** Holds a content against one channel, whose settings are those of the post already. */
export const judgeContent = (channel: Channel, content: Content): Judgement => {
  const facts = toFacts(channel)
  const videos = content.media.filter(({ mimeType }) => mimeType.startsWith('video/')).length
  const counts = { pictures: content.media.length - videos, videos }
  const refusals = checkContent(channel, content)
  if (channel.kind === 'manual') {
    const preview = manualChannel.preview({ channel: facts, content })
    const parts = manualChannel.previewParts({ channel: facts, content })
    return { preview, bold: [], parts, count: preview.length, media: counts, refusals }
  }
  const { preview, bold, parts, count, limit, mediaSays } = measurePost({ channel: facts, content })
  return {
    preview,
    bold: bold.map(([from, to]) => ({ from, to })),
    parts,
    count,
    ...(limit === undefined ? {} : { limit }),
    media: { ...counts, ...(mediaSays === undefined ? {} : { says: mediaSays }) },
    refusals,
  }
}
