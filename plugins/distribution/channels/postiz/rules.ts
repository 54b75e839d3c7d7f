import { articles } from './rules/articles.ts'
import { communities } from './rules/communities.ts'
import { microblogs } from './rules/microblogs.ts'
import { picturesAndVideos } from './rules/picturesAndVideos.ts'
import type { ChannelRules } from './rules/rule.ts'
import { socialNetworks } from './rules/socialNetworks.ts'

/**
 * Names the whole of these rules, so that a refusal can be held against what held when it was made. Another one with
 * each change of a rule: the day of the change, and a count where a day has several.
 */
export const rulesVersion = '2026-11-22.1'

/** The rules of all providers that were read, dated and with their source each. */
export const channelRules: readonly ChannelRules[] = [
  ...microblogs,
  ...socialNetworks,
  ...picturesAndVideos,
  ...communities,
  ...articles,
]

const byPlatform = new Map(channelRules.map((rules) => [rules.platform, rules]))

/** The rules of one provider, by Postiz's identifier; `undefined` for one that is newer than the rules. */
export const findRules = (platform: string): ChannelRules | undefined => byPlatform.get(platform)

/**
 * The files that Postiz takes in a post, and up to how many bytes each.
 * Postiz stores AVIF, BMP and TIFF too, but no post may use them.
 */
export const fileRules: readonly { mimeType: string; kind: 'image' | 'video'; maxBytes: number }[] =
  [
    { mimeType: 'image/jpeg', kind: 'image', maxBytes: 10 * 1024 ** 2 },
    { mimeType: 'image/png', kind: 'image', maxBytes: 10 * 1024 ** 2 },
    { mimeType: 'image/gif', kind: 'image', maxBytes: 10 * 1024 ** 2 },
    { mimeType: 'image/webp', kind: 'image', maxBytes: 10 * 1024 ** 2 },
    { mimeType: 'video/mp4', kind: 'video', maxBytes: 1024 ** 3 },
  ]

/** Postiz reads at most about 100 kB of a creating request; this leaves room for settings. In bytes of UTF-8. */
export const maxContentBytes = 90_000
