import type { ID } from './database.ts'
import type { FrozenPolicies } from './policy.ts'

/** What a plan froze of its post. `rendition` is shown before the other media once it is made. */
export type PlanContent = {
  title: string
  text: string
  link: string | null
  media: ID[]
  rendition: ID | null
  /** What follows it, where the platform has threads or comments. */
  parts?: { text: string; media: ID[]; delayMinutes: number }[]
  /** By channel: settings that this post has otherwise than the channel. */
  channelSettings?: Record<string, Record<string, unknown>>
  /**
   * For channels that do not take a file as it is: by the file's id, the rendition that is sent in its place. Channels that
   * want the same stand together.
   */
  conversions?: { channels: string[]; files: Record<string, ID> }[]
  /** What is done with it before it goes out, where something is. */
  policies?: FrozenPolicies
  /** Where the plan was to say an excerpt only. */
  excerpt?: PlanExcerpt
}

/** Of what an excerpt was taken, so that what leaves can be held against it. */
export type PlanExcerpt = {
  /** So many characters it may have, as its readers see characters. */
  graphemes: number
  withoutMedia: boolean
  /** The texts of the post and of what follows it, without markup. */
  whole: string[]
}

/** For how long after the post its further parts go out, in minutes; null where none follows it. */
export const partsMinutesOf = ({ parts = [] }: Pick<PlanContent, 'parts'>): number | null =>
  parts.length === 0 ? null : parts.reduce((sum, { delayMinutes }) => sum + delayMinutes, 0)
