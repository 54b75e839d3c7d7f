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
  /** Of what series it is an item, where it is one. */
  flight?: PlanFlight
}

/** What a receiver is told of the series whose item a plan sends. */
export type PlanFlight = {
  /** The id of the series. */
  series: string
  /** The id of the flight; left out in plans that were made before it was kept. */
  flight?: string
  /** Its slug. */
  collection: string
  boardName: string
  mode: string
  /** Where the series is read as a feed. Whoever has the address can read it. */
  feedUrl: string
  /** By channel: the same for every attempt to bring this item there, by which a receiver drops a repeat. */
  keys: Record<string, string>
}

/** Of what an excerpt was taken, so that what leaves can be held against it. */
export type PlanExcerpt = {
  /** So many characters it may have, as its readers see characters. */
  graphemes: number
  withoutMedia: boolean
  /** The texts of the post and of what follows it, without markup. */
  whole: string[]
}

/** What the receiver behind a channel is told of the series; undefined where it is no item of one. */
export const flightTo = ({ flight }: Pick<PlanContent, 'flight'>, channel: ID) => {
  const key = flight?.keys[String(channel)]
  if (!flight || key === undefined) return undefined
  const { collection, boardName, mode, feedUrl } = flight
  return { collection, boardName, mode, feedUrl, key }
}

/** For how long after the post its further parts go out, in minutes; null where none follows it. */
export const partsMinutesOf = ({ parts = [] }: Pick<PlanContent, 'parts'>): number | null =>
  parts.length === 0 ? null : parts.reduce((sum, { delayMinutes }) => sum + delayMinutes, 0)
