import type { ID } from './database.ts'

/** The parameters by which analytics tell where a visitor came from, in the order in which they stand in an address. */
export const utmNames = ['source', 'medium', 'campaign', 'term', 'content'] as const

export type UtmName = (typeof utmNames)[number]

/** What is done with each post before it goes out on a channel, as the people of the channel chose it. */
export type ChannelPolicy = {
  tooLong?: 'refuse' | 'shorten' | null
  /** What ends a text that is shortened. */
  ending?: string | null
  keepHashtags?: boolean | null
  /** Templates: see `fillTemplate`. */
  utm?: Partial<Record<UtmName, string | null>> | null
  utmOn?: 'link' | 'site' | null
}

/** What is done with one post on one channel: a plan keeps it, with all that was to be filled in. */
export type Policy = {
  /** Where the text is longer than the platform takes. */
  shorten?: { ending: string; keepHashtags: boolean }
  /** What is added to the post's link; on `site` also to the other addresses of its site. */
  utm?: { parameters: [name: string, value: string][]; on: 'link' | 'site' }
}

/** The policies of a plan; channels that have the same stand together, those without any nowhere. */
export type FrozenPolicies = { channels: string[]; policy: Policy }[]

/** What a plan froze for one of its channels; undefined where the post goes out as it is. */
export const frozenPolicyOf = (
  { policies = [] }: { policies?: FrozenPolicies },
  channel: ID,
): Policy | undefined => policies.find(({ channels }) => channels.includes(String(channel)))?.policy
