/** Words in place of those of the post; each text is a template. What is left out is taken from what is less particular. */
export type Words = {
  title?: string
  text?: string
  /** What follows the post, in the place of all that follows it there; pictures and videos of those stay in their places. */
  parts?: { text: string; delayMinutes?: number }[]
}

/** Hashtags of which each post gets some, without doubles and in the order of this list; with `#` or without. */
export type Pool = {
  tags: string[]
  /** How many a post gets at least. @default 0 */
  min?: number
  /** How many it gets at most. @default all */
  max?: number
}

/** What a network plan says otherwise than its post, and where. The most particular wins: account, platform, all, post. */
export type VariationOptions = Words & {
  /** By the platform's identifier. */
  platforms?: Record<string, Words>
  /** By the channel's id as text. */
  accounts?: Record<string, Words>
  /** By the name under which `{{tags.name}}` puts some of them. */
  pools?: Record<string, Pool>
}

/** How particular the words are that an account gets. */
export const wordSources = ['post', 'plan', 'platform', 'account'] as const

export type WordSource = (typeof wordSources)[number]
