import { expect, it } from 'vitest'
import { toolRules } from './rules/tools.ts'
import { channelRules, findRules, rulesVersion } from './rules.ts'

const providers =
  'x linkedin linkedin-page facebook instagram instagram-standalone threads youtube tiktok tiktok-business pinterest reddit lemmy bluesky mastodon telegram discord slack gmb dribbble wordpress medium devto hashnode listmonk moltbook whop skool mewe tumblr wrapcast nostr vk twitch kick'

it('every provider of Postiz has rules, once', () => {
  const platforms = channelRules.map(({ platform }) => platform)
  expect(platforms.toSorted()).toEqual(providers.split(' ').toSorted())
})

it('the rules as a whole have a version, which is no older than what was read last', () => {
  expect(rulesVersion).toMatch(/^\d{4}-\d\d-\d\d(\.\d+)?$/)
  const dates = channelRules.flatMap(({ checkedOn, caps = [] }) => [
    checkedOn,
    ...caps.map((cap) => cap.checkedOn),
  ])
  for (const date of dates) expect(rulesVersion >= date).toBe(true)
})

it('a tool fills a setting that there is, and what it needs and says are settings beside it', () => {
  for (const { platform, path, needs, fills = {}, says = {} } of toolRules) {
    const paths = findRules(platform)?.settings.map((rule) => rule.path)
    const named = [path, ...Object.keys(fills), ...Object.keys(says)]
    if (needs && needs.from !== 'search') named.push(needs.from.path)
    for (const one of named)
      expect([platform, paths]).toEqual([platform, expect.arrayContaining([one])])
  }
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
    const paths = rules.settings.map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    for (const { kind, oneOf, fallback, label, requiredWhen } of rules.settings) {
      expect(label).not.toBe('')
      expect(kind === 'choice').toBe(oneOf !== undefined)
      if (fallback && oneOf) expect(oneOf).toContain(fallback)
      if (requiredWhen) expect(paths).toContain(requiredWhen.path)
    }
    for (const { posts, hours, source, checkedOn } of rules.caps ?? []) {
      expect(posts).toBeGreaterThan(0)
      expect(hours).toBeGreaterThan(0)
      expect(source).not.toBe('')
      expect(new Date(checkedOn).toISOString().slice(0, 10)).toBe(checkedOn)
    }
  },
)
