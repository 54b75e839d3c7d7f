import { capsOf } from './caps.ts'
import {
  type ChannelRules,
  choice,
  flag,
  imagesOnly,
  link,
  oneVideo,
  optional,
  reading,
  text,
} from './rule.ts'

/** Networks of short texts. */
export const microblogs: readonly ChannelRules[] = [
  {
    platform: 'x',
    name: 'X',
    maxLength: 280,
    counting: 'x',
    comments: 'any',
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
      optional(
        link('community', 'Community', {
          says: 'Its address, such as https://x.com/i/communities/1234.',
        }),
      ),
      optional(flag('made_with_ai', 'Made with AI')),
      optional(flag('paid_partnership', 'Paid partnership')),
      optional(
        choice('post_type', 'Kind of post', ['post', 'article'], {
          says: 'Articles need a Postiz that is newer than 2.23.',
        }),
      ),
      optional(text('article_title', 'Title of the article')),
      optional(text('article_status', 'Status of the article')),
    ],
    caps: capsOf('x'),
    ...reading,
  },
  {
    platform: 'bluesky',
    name: 'Bluesky',
    maxLength: 300,
    counting: 'utf16',
    comments: 'any',
    media: { says: 'at most 4 pictures, or 1 video', shapes: [imagesOnly(0, 4), oneVideo] },
    settings: [],
    ...reading,
  },
  {
    platform: 'threads',
    name: 'Threads',
    maxLength: 500,
    counting: 'utf16',
    comments: 'any',
    settings: [],
    caps: capsOf('threads'),
    ...reading,
  },
  {
    platform: 'mastodon',
    name: 'Mastodon',
    maxLength: 500,
    counting: 'utf16',
    comments: 'any',
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
