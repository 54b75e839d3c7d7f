import type { Counting } from '../text/countText.ts'

/**
 * One setting of a provider. `path` names it in the channel's settings; `[]` stands for each entry of a list,
 * as in `subreddit[].value.title`.
 */
export type SettingRule = {
  path: string
  /** For people. */
  label: string
  kind: 'text' | 'link' | 'choice' | 'flag' | 'list'
  isRequired: boolean
  /** Required, and taken from the post, only while another setting (of the same entry of a list) has this value. */
  requiredWhen?: { path: string; is: string | true }
  /** Of a `choice`. */
  oneOf?: readonly string[]
  /** Of a `list`: entries with rules of their own, or one text each that is kept as `{label}` or `{value, label}`. */
  entries?: 'rules' | 'labels' | 'tags'
  /** Of a `list`: the most characters that the labels of its entries have together. */
  maxTogether?: number
  /** Of a `text` in UTF-16 units, of a `list` in entries. */
  min?: number
  max?: number
  /** Taken where the channel says nothing; the platform's own default. */
  fallback?: string
  /** Taken from the post where the channel says nothing. */
  fromPost?: 'title' | 'link'
  /** What it is good for, or what is odd about it. */
  says?: string
  /** Where it was read otherwise than with the rules around it. */
  source?: string
  checkedOn?: string
}

/** No more than `posts` within any `hours` that follow one another. */
export type CapRule = {
  posts: number
  hours: number
  /** Where sources disagree, all of them, and which of their figures this is. */
  source: string
  checkedOn: string
}

/** So many pictures with so many videos: least and most of each, and of both together. */
export type MediaShape = {
  images: readonly [number, number]
  videos: readonly [number, number]
  total?: readonly [number, number]
}

/** The shapes that are taken, any of them. `says` is the rule in words, after "X takes". */
export type MediaRule = {
  says: string
  shapes: readonly MediaShape[]
  /** The only sizes of pictures, width and height in pixels. */
  sizes?: readonly (readonly [number, number])[]
  /** Whether several pictures must have one size. */
  hasOneSize?: boolean
}

/** What one provider of Postiz takes. Lengths are counted on the text as it is shown. */
export type ChannelRules = {
  /** Postiz's identifier. */
  platform: string
  /** For people. */
  name: string
  maxLength: number
  counting: Counting
  /** Missing where any number of pictures and videos is taken. */
  media?: MediaRule
  /** Rules in place of `media` while a setting has a value. The first that fits counts. */
  mediaWhen?: readonly { path: string; is: string | true; media: MediaRule }[]
  /** Limit in place of `maxLength` while a setting has a value. */
  maxLengthWhen?: readonly { path: string; is: string; maxLength: number }[]
  /** Whether Postiz hands bold over to it as such; elsewhere it would be look-alikes of other letters. */
  hasBold?: boolean
  /**
   * Whether comments or a thread may follow a post: with media, or text alone, as the platform's own way of commenting
   * has it. Missing where nothing may.
   */
  comments?: 'any' | 'text'
  settings: readonly SettingRule[]
  /** How many posts an account may make; missing where no such limit is known. */
  caps?: readonly CapRule[]
  /** Where this was read, and on which day (ISO 8601). */
  source: string
  checkedOn: string
}

/** What all rules of one reading share. */
export const reading = {
  source: 'Postiz 2.23.0, provider rules (github.com/gitroomhq/postiz-app, 74b01ada)',
  checkedOn: '2026-08-21',
} as const

const many = Number.POSITIVE_INFINITY

export const imagesOnly = (least: number, most: number = many): MediaShape => ({
  images: [least, most],
  videos: [0, 0],
})

export const oneVideo: MediaShape = { images: [0, 0], videos: [1, 1] }

export const anyMix = (least: number, most: number = many): MediaShape => ({
  images: [0, most],
  videos: [0, most],
  total: [least, most],
})

type Details = Omit<SettingRule, 'path' | 'label' | 'kind' | 'isRequired'>

export const text = (path: string, label: string, details: Details = {}): SettingRule => ({
  path,
  label,
  kind: 'text',
  isRequired: true,
  ...details,
})

export const choice = (
  path: string,
  label: string,
  oneOf: readonly string[],
  details: Details = {},
): SettingRule => ({ path, label, kind: 'choice', isRequired: true, oneOf, ...details })

export const flag = (path: string, label: string, details: Details = {}): SettingRule => ({
  path,
  label,
  kind: 'flag',
  isRequired: true,
  ...details,
})

export const link = (path: string, label: string, details: Details = {}): SettingRule => ({
  path,
  label,
  kind: 'link',
  isRequired: true,
  ...details,
})

export const list = (path: string, label: string, details: Details = {}): SettingRule => ({
  path,
  label,
  kind: 'list',
  isRequired: true,
  entries: 'rules',
  min: 1,
  ...details,
})

/** An optional list may be empty. */
export const optional = (rule: SettingRule): SettingRule => ({
  ...rule,
  isRequired: false,
  ...(rule.kind === 'list' ? { min: undefined } : {}),
})
