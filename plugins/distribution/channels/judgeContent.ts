import { type Channel, isDirect } from '../model/channel.ts'
import type { Content, Refusal } from './adapter.ts'
import { checkContent, toFacts } from './checkContent.ts'
import { composeTask } from './manual/index.ts'
import { type MeasuredText, measurePost } from './postiz/index.ts'
import { plainText } from './text/plainText.ts'

/** A text as one channel will show it, and its length as the platform counts. */
export type ShownText = {
  preview: string
  /** What of it is shown bold, in UTF-16 units. */
  bold: { from: number; to: number }[]
  count: number
}

/** A content as one channel will show it, how long it is, and what keeps it from there. */
export type Judgement = ShownText & {
  /** What follows the post, as it will be shown. */
  parts: ShownText[]
  /** Of the post and of each part; missing where it is not known. */
  limit?: number
  media: { pictures: number; videos: number; says?: string }
  refusals: Refusal[]
}

const plain = (text: string): ShownText => ({ preview: text, bold: [], count: text.length })

const toShown = ({ bold, ...text }: MeasuredText): ShownText => ({
  preview: text.preview,
  bold: bold.map(([from, to]) => ({ from, to })),
  count: text.count,
})

/** Holds a content against one channel, whose settings are those of the post already. */
export const judgeContent = (channel: Channel, content: Content): Judgement => {
  const facts = toFacts(channel)
  const videos = content.media.filter(({ mimeType }) => mimeType.startsWith('video/')).length
  const counts = { pictures: content.media.length - videos, videos }
  const refusals = checkContent(channel, content)
  if (channel.kind === 'manual') {
    const { caption, parts } = composeTask(content, () => undefined)
    return {
      ...plain(caption),
      parts: parts.map(({ text }) => plain(text)),
      media: counts,
      refusals,
    }
  }
  if (isDirect(channel.kind)) {
    return {
      ...plain(plainText(content)),
      parts: (content.parts ?? []).map(({ text }) => plain(plainText({ text }))),
      media: counts,
      refusals,
    }
  }
  const { parts, limit, mediaSays, ...text } = measurePost({ channel: facts, content })
  return {
    ...toShown(text),
    parts: parts.map(toShown),
    ...(limit === undefined ? {} : { limit }),
    media: { ...counts, ...(mediaSays === undefined ? {} : { says: mediaSays }) },
    refusals,
  }
}
