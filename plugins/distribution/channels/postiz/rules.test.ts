import { expect, it } from 'vitest'
import { channelRules, findRules } from './rules.ts'

const providers =
  'x linkedin linkedin-page facebook instagram instagram-standalone threads youtube tiktok tiktok-business pinterest reddit lemmy bluesky mastodon telegram discord slack gmb dribbble wordpress medium devto hashnode listmonk moltbook whop skool mewe tumblr wrapcast nostr vk twitch kick'

it('every provider of Postiz has rules, once', () => {
  const platforms = channelRules.map(({ platform }) => platform)
  expect(platforms.toSorted()).toEqual(providers.split(' ').toSorted())
})

it.each(channelRules.map((rules) => [rules.platform, rules] as const))(
  'the rules of %s have a source, a date, and limits that can be met',
  (platform, rules) => {
    expect(findRules(platform)).toBe(rules)
    expect(rules.source).not.toBe('')
    expect(new Date(rules.checkedOn).toISOString().slice(0, 10)).toBe(rules.checkedOn)
    expect(rules.maxLength).toBeGreaterThan(0)
    for (const rule of [rules.media, ...(rules.mediaWhen ?? []).map(({ media }) => media)]) {
      for (const { images, videos, total = [0, Infinity] } of rule?.shapes ?? []) {
        expect(images[0]).toBeLessThanOrEqual(images[1])
        expect(videos[0]).toBeLessThanOrEqual(videos[1])
        expect(total[0]).toBeLessThanOrEqual(Math.min(total[1], images[1] + videos[1]))
      }
    }
    for (const { kind, oneOf, fallback, label } of rules.settings) {
      expect(label).not.toBe('')
      expect(kind === 'choice').toBe(oneOf !== undefined)
      if (fallback && oneOf) expect(oneOf).toContain(fallback)
    }
  },
)
