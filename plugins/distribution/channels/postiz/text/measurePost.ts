import type { ChannelFacts, Content } from '../../adapter.ts'
import { measureText, mediaRuleOf } from '../check/check.ts'
import { composeParts } from './composeParts.ts'

/** A post as its channel will show it, against the limits that its writer has to keep. */
export type MeasuredPost = {
  preview: string
  /** What of it is shown bold: from and to, in UTF-16 units. */
  bold: [from: number, to: number][]
  parts: string[]
  count: number
  /** Missing for a platform without rules. */
  limit?: number
  /** What media the platform takes, in words; missing where it takes any. */
  mediaSays?: string
}

/** What a writer is told while writing: the text as it will be shown, its length, and what the platform takes. */
export const measurePost = (args: { channel: ChannelFacts; content: Content }): MeasuredPost => {
  const { preview, bold, count, limit } = measureText(args)
  const says = mediaRuleOf(args)?.says
  return {
    preview,
    bold,
    parts: composeParts(args).map((part) => part.preview),
    count,
    ...(limit === undefined ? {} : { limit }),
    ...(says === undefined ? {} : { mediaSays: says }),
  }
}
