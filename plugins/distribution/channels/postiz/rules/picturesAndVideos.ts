import { capsOf } from './caps.ts'
import {
  anyMix,
  type ChannelRules,
  choice,
  flag,
  imagesOnly,
  link,
  list,
  oneVideo,
  optional,
  reading,
  text,
} from './rule.ts'

const trialReel = {
  path: 'is_trial_reel',
  is: true,
  media: { says: 'exactly 1 video as a trial reel', shapes: [oneVideo] },
} as const

const instagramSettings = [
  choice('post_type', 'Kind of post', ['post', 'story'], { fallback: 'post' }),
  optional(flag('is_trial_reel', 'Trial reel', { says: 'Shown to people who do not follow yet.' })),
  optional(text('graduation_strategy', 'When a trial reel becomes a reel')),
  optional(list('collaborators', 'Collaborators', { entries: 'labels' })),
  optional(text('audio.id', 'Id of the music')),
]

/** TikTok demands that a person chooses each of these: there are no defaults. */
const tiktokSettings = [
  choice('privacy_level', 'Who can see it', [
    'PUBLIC_TO_EVERYONE',
    'MUTUAL_FOLLOW_FRIENDS',
    'FOLLOWER_OF_CREATOR',
    'SELF_ONLY',
  ]),
  flag('duet', 'Allow duets'),
  flag('stitch', 'Allow stitches'),
  flag('comment', 'Allow comments'),
  choice('autoAddMusic', 'Add music by itself', ['yes', 'no']),
  flag('brand_content_toggle', 'Paid partnership'),
  flag('brand_organic_toggle', 'Own brand'),
  choice('content_posting_method', 'How to post', ['DIRECT_POST', 'UPLOAD'], {
    says: 'UPLOAD puts it into the inbox of the account, where a person has to post it.',
  }),
  optional(text('title', 'Title', { max: 90 })),
  optional(flag('video_made_with_ai', 'Made with AI')),
]

/** Networks that live on pictures and videos. */
export const picturesAndVideos: readonly ChannelRules[] = [
  {
    platform: 'instagram',
    name: 'Instagram',
    maxLength: 2200,
    counting: 'utf16',
    comments: 'text',
    media: { says: '1 to 10 pictures or videos', shapes: [anyMix(1, 10)] },
    mediaWhen: [trialReel],
    settings: instagramSettings,
    caps: capsOf('instagram'),
    ...reading,
  },
  {
    platform: 'instagram-standalone',
    name: 'Instagram',
    maxLength: 2200,
    counting: 'utf16',
    comments: 'text',
    media: { says: 'at least 1 picture or video', shapes: [anyMix(1)] },
    mediaWhen: [trialReel],
    settings: instagramSettings,
    caps: capsOf('instagram'),
    ...reading,
  },
  {
    platform: 'youtube',
    name: 'YouTube',
    maxLength: 5000,
    counting: 'utf16',
    media: { says: 'exactly 1 MP4 video', shapes: [oneVideo] },
    settings: [
      text('title', 'Title', { min: 2, max: 100, fromPost: 'title' }),
      choice('type', 'Who can see it', ['public', 'private', 'unlisted']),
      optional(choice('selfDeclaredMadeForKids', 'Made for children', ['yes', 'no'])),
      optional(list('tags', 'Tags', { entries: 'tags', maxTogether: 500 })),
    ],
    caps: capsOf('youtube'),
    ...reading,
  },
  {
    platform: 'tiktok',
    name: 'TikTok',
    maxLength: 2000,
    counting: 'utf16',
    media: { says: '1 video, or pictures', shapes: [imagesOnly(1), oneVideo] },
    settings: tiktokSettings,
    caps: capsOf('tiktok'),
    ...reading,
  },
  {
    platform: 'tiktok-business',
    name: 'TikTok Business',
    maxLength: 2200,
    counting: 'utf16',
    media: { says: '1 video, or 1 to 35 pictures', shapes: [imagesOnly(1, 35), oneVideo] },
    settings: tiktokSettings,
    caps: capsOf('tiktok'),
    ...reading,
  },
  {
    platform: 'pinterest',
    name: 'Pinterest',
    maxLength: 500,
    counting: 'utf16',
    media: {
      says: '1 to 5 pictures of one size, or 1 video with 1 picture as its cover',
      shapes: [imagesOnly(1, 5), { images: [1, 1], videos: [1, 1] }],
      hasOneSize: true,
    },
    settings: [
      text('board', 'Board'),
      optional(text('title', 'Title', { max: 100, fromPost: 'title' })),
      optional(link('link', 'Link', { fromPost: 'link' })),
      optional(text('dominant_color', 'Dominant colour')),
    ],
    ...reading,
  },
  {
    platform: 'dribbble',
    name: 'Dribbble',
    maxLength: 40_000,
    counting: 'utf16',
    media: {
      says: 'exactly 1 picture of 400×300 or 800×600',
      shapes: [imagesOnly(1, 1)],
      sizes: [
        [400, 300],
        [800, 600],
      ],
    },
    settings: [text('title', 'Title', { fromPost: 'title' }), optional(link('team', 'Team'))],
    ...reading,
  },
]
