import type { CapRule } from './rule.ts'

const checkedOn = '2026-08-21'

const day = 24

/**
 * How many posts an account may make in a time, by platform. Where sources disagree, the most cautious figure is
 * taken: what is held back a while can still go out, an account that is blocked can't. A channel may have another
 * figure of its own.
 */
const caps = {
  instagram: [
    {
      posts: 25,
      hours: day,
      source:
        'Sources disagree: 100, 50 (the example of developers.facebook.com, content_publishing_limit) and 25; the lowest is taken',
      checkedOn,
    },
  ],
  threads: [
    { posts: 250, hours: day, source: 'developers.facebook.com/docs/threads/overview', checkedOn },
  ],
  tiktok: [
    {
      posts: 15,
      hours: day,
      source: 'TikTok publishes no figure; 15 to 25 are commonly reported, and the lowest is taken',
      checkedOn,
    },
  ],
  youtube: [
    {
      posts: 100,
      hours: day,
      source:
        'developers.google.com/youtube/v3/determine_quota_cost: 100 uploads a day for a whole application, so several accounts together may reach it sooner',
      checkedOn,
    },
  ],
  x: [
    {
      posts: 200,
      hours: 0.25,
      source: 'docs.x.com/x-api/posts/manage-tweets/migrate/overview: 200 in 15 minutes',
      checkedOn,
    },
    {
      posts: 300,
      hours: 3,
      source: 'docs.x.com/x-api/posts/manage-tweets/migrate/overview: 300 in 3 hours',
      checkedOn,
    },
  ],
  linkedin: [
    {
      posts: 100,
      hours: day,
      source: 'No official figure: 150 a day by Ayrshare, 100 by others; the lowest is taken',
      checkedOn,
    },
  ],
} satisfies Record<string, readonly CapRule[]>

export const capsOf = (platform: keyof typeof caps): readonly CapRule[] => caps[platform]
