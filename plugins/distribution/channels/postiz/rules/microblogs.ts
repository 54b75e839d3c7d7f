import { type ChannelRules, choice, imagesOnly, oneVideo, optional, reading, text } from './rule.ts'

/** Networks of short texts. */
export const microblogs: readonly ChannelRules[] = [
  {
    platform: 'x',
    name: 'X',
    maxLength: 280,
    counting: 'x',
    maxLengthWhen: [{ path: 'post_type', is: 'article', maxLength: 100_000 }],
    media: { says: 'at most 4 pictures, or 1 video', shapes: [imagesOnly(0, 4), oneVideo] },
    mediaWhen: [
      {
        path: 'post_type',
        is: 'article',
        media: { says: 'only pictures in an article', shapes: [imagesOnly(0)] },
      },
    ],
    settings: [
      choice(
        'who_can_reply_post',
        'Who can reply',
        ['everyone', 'following', 'mentionedUsers', 'subscribers', 'verified'],
        { fallback: 'everyone' },
      ),
      optional(choice('post_type', 'Kind of post', ['post', 'article'])),
      optional(text('community', 'Community')),
    ],
    ...reading,
  },
  {
    platform: 'bluesky',
    name: 'Bluesky',
    maxLength: 300,
    counting: 'utf16',
    media: { says: 'at most 4 pictures, or 1 video', shapes: [imagesOnly(0, 4), oneVideo] },
    settings: [],
    ...reading,
  },
  {
    platform: 'threads',
    name: 'Threads',
    maxLength: 500,
    counting: 'utf16',
    settings: [],
    ...reading,
  },
  {
    platform: 'mastodon',
    name: 'Mastodon',
    maxLength: 500,
    counting: 'utf16',
    settings: [],
    ...reading,
  },
  {
    platform: 'wrapcast',
    name: 'Farcaster',
    maxLength: 800,
    counting: 'utf16',
    media: { says: 'only pictures', shapes: [imagesOnly(0)] },
    settings: [],
    ...reading,
  },
  {
    platform: 'nostr',
    name: 'Nostr',
    maxLength: 100_000,
    counting: 'utf16',
    settings: [],
    ...reading,
  },
  {
    platform: 'tumblr',
    name: 'Tumblr',
    maxLength: 32_768,
    counting: 'utf16',
    settings: [],
    ...reading,
  },
  {
    platform: 'moltbook',
    name: 'Moltbook',
    maxLength: 300,
    counting: 'utf16',
    settings: [text('submolt', 'Submolt')],
    ...reading,
  },
]
