import type { ChannelFacts, Content } from '../../adapter.ts'
import { measureText, mediaRuleOf } from '../check/check.ts'
import { findRules } from '../rules.ts'
import { composeParts } from './composeParts.ts'
import { countText } from './countText.ts'

/** A text as its channel will show it, and how long it is there. */
export type MeasuredText = {
  preview: string
  /** What of it is shown bold: from and to, in UTF-16 units. */
  bold: [from: number, to: number][]
  count: number
}

/** A post as its channel will show it, against the limits that its writer has to keep. */
export type MeasuredPost = MeasuredText & {
  /** What follows it. */
  parts: MeasuredText[]
  /** Of the post and of each part; missing for a platform without rules. */
  limit?: number
  /** What media the platform takes, in words; missing where it takes any. */
  mediaSays?: string
}

/** What a writer is told while writing: the text as it will be shown, its length, and what the platform takes. */
export const measurePost = (args: { channel: ChannelFacts; content: Content }): MeasuredPost => {
  const { preview, bold, count, limit } = measureText(args)
  const says = mediaRuleOf(args)?.says
  const counting = findRules(args.channel.platform)?.counting ?? 'utf16'
  return {
    preview,
    bold,
    count,
    parts: composeParts(args).map((part) => ({
      preview: part.preview,
      bold: part.bold,
      count: countText({ text: part.counted, counting }),
    })),
    ...(limit === undefined ? {} : { limit }),
    ...(says === undefined ? {} : { mediaSays: says }),
  }
}
