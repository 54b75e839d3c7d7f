import { fields, flag, link, list, type ObjectSchema, oneOf, text } from './settingsSchema.ts'

/** How Postiz hands text over to the platform. */
export type Editor = 'normal' | 'markdown' | 'html'

export type Provider = {
  /** In UTF-16 units. */
  maxLength: number
  editor: Editor
  settings: ObjectSchema
  /** Whether the platform takes comments or a thread. */
  hasComments: boolean
  /** Told by `integration-settings`. */
  rules: string
  tools: string[]
}

type Args = Partial<Omit<Provider, 'maxLength'>>

const none = fields({})

function provider(maxLength: number, args: Args = {}): Provider {
  return {
    maxLength,
    editor: 'normal',
    settings: none,
    hasComments: false,
    rules: 'No rules',
    tools: [],
    ...args,
  }
}

const taggedValue = fields({ value: text(), label: text() })
const picture = fields({ id: text(), path: text() })

const linkedin = provider(3000, {
  hasComments: true,
  rules: 'A video must be the only media; comments have no media',
  settings: fields({}, { post_as_images_carousel: flag, carousel_name: text() }),
})

const instagramSettings = fields(
  { post_type: oneOf('post', 'story') },
  {
    is_trial_reel: flag,
    graduation_strategy: text(),
    collaborators: list(fields({ label: text() })),
    audio: fields({ id: text() }),
  },
)

const tiktokSettings = fields(
  {
    privacy_level: oneOf(
      'PUBLIC_TO_EVERYONE',
      'MUTUAL_FOLLOW_FRIENDS',
      'FOLLOWER_OF_CREATOR',
      'SELF_ONLY',
    ),
    duet: flag,
    stitch: flag,
    comment: flag,
    autoAddMusic: oneOf('yes', 'no'),
    brand_content_toggle: flag,
    brand_organic_toggle: flag,
    content_posting_method: oneOf('DIRECT_POST', 'UPLOAD'),
  },
  {
    title: text({ maxLength: 90 }),
    video_made_with_ai: flag,
    music: fields({}),
    location: fields({}),
  },
)

/** What each provider demands: lengths, settings, media. Media rules: `checkMedia`. */
export const providers: Record<string, Provider> = {
  x: provider(280, {
    hasComments: true,
    rules: 'At most 4 pictures or 1 video',
    settings: fields(
      {
        who_can_reply_post: oneOf(
          'everyone',
          'following',
          'mentionedUsers',
          'subscribers',
          'verified',
        ),
      },
      { community: text(), made_with_ai: flag, paid_partnership: flag },
    ),
  }),
  linkedin,
  'linkedin-page': linkedin,
  facebook: provider(63_206, {
    hasComments: true,
    rules: 'A story needs at least one media',
    settings: fields(
      {},
      { post_type: oneOf('post', 'story'), url: link, text_format_preset_id: text() },
    ),
  }),
  instagram: provider(2200, {
    hasComments: true,
    rules: 'Between 1 and 10 media; a trial reel is one video',
    settings: instagramSettings,
  }),
  'instagram-standalone': provider(2200, {
    hasComments: true,
    rules: 'At least one media; a trial reel is one video',
    settings: instagramSettings,
  }),
  threads: provider(500, { hasComments: true }),
  youtube: provider(5000, {
    rules: 'Exactly one mp4',
    settings: fields(
      {
        title: text({ minLength: 2, maxLength: 100 }),
        type: oneOf('public', 'private', 'unlisted'),
      },
      {
        selfDeclaredMadeForKids: oneOf('yes', 'no'),
        thumbnail: picture,
        tags: list(taggedValue),
      },
    ),
  }),
  tiktok: provider(2000, {
    rules: 'At least one media; several must all be pictures',
    settings: tiktokSettings,
  }),
  'tiktok-business': provider(2200, {
    rules: 'At least one media; several must all be pictures, at most 35',
    settings: tiktokSettings,
  }),
  pinterest: provider(500, {
    rules: 'Between 1 and 5 media of equal dimensions; a video needs a cover',
    settings: fields(
      { board: text({ minLength: 1 }) },
      { title: text({ maxLength: 100 }), link, dominant_color: text() },
    ),
    tools: ['boards'],
  }),
  reddit: provider(10_000, {
    hasComments: true,
    rules: 'A post of type media has exactly one; a video needs a thumbnail',
    settings: fields({
      subreddit: list(
        fields({
          value: fields(
            {
              subreddit: text({ minLength: 2 }),
              title: text({ minLength: 2 }),
              type: text({ minLength: 2 }),
              is_flair_required: flag,
            },
            { url: link, flair: fields({ id: text(), name: text() }) },
          ),
        }),
        1,
      ),
    }),
    tools: ['subreddits', 'restrictions'],
  }),
  lemmy: provider(10_000, {
    hasComments: true,
    rules: 'One picture',
    settings: fields({
      subreddit: list(
        fields({
          value: fields({ subreddit: text(), id: text(), title: text() }, { url: link }),
        }),
        1,
      ),
    }),
    tools: ['subreddits'],
  }),
  bluesky: provider(300, { hasComments: true, rules: 'At most 4 pictures or 1 video' }),
  mastodon: provider(500, { hasComments: true }),
  telegram: provider(4096, { hasComments: true, editor: 'html' }),
  discord: provider(1980, {
    hasComments: true,
    editor: 'markdown',
    settings: fields({ channel: text({ minLength: 1 }) }),
    tools: ['channels'],
  }),
  slack: provider(400_000, {
    hasComments: true,
    settings: fields({ channel: text({ minLength: 1 }) }),
    tools: ['channels'],
  }),
  gmb: provider(1500, {
    rules: 'At most one picture, no video; an event needs a title',
    settings: fields(
      {},
      {
        topicType: oneOf('STANDARD', 'EVENT', 'OFFER'),
        callToActionType: text(),
        callToActionUrl: link,
        eventTitle: text(),
        eventStartDate: text(),
        eventEndDate: text(),
        offerCouponCode: text(),
        offerRedeemUrl: link,
      },
    ),
  }),
  dribbble: provider(40_000, {
    rules: 'Exactly one picture of 400x300 or 800x600',
    settings: fields({ title: text({ minLength: 1 }) }, { team: link }),
  }),
  wordpress: provider(100_000, {
    editor: 'html',
    settings: fields(
      { title: text({ minLength: 2 }), type: text() },
      {
        main_image: picture,
        status: text(),
        categories: list(text()),
        tags: list(text()),
      },
    ),
    tools: ['postTypes'],
  }),
  medium: provider(100_000, {
    editor: 'markdown',
    settings: fields(
      { title: text({ minLength: 2 }), subtitle: text({ minLength: 2 }) },
      { canonical: link, tags: list(taggedValue) },
    ),
  }),
  devto: provider(100_000, {
    editor: 'markdown',
    settings: fields(
      { title: text({ minLength: 2 }) },
      { main_image: picture, canonical: link, tags: list(taggedValue) },
    ),
    tools: ['tags'],
  }),
  hashnode: provider(10_000, {
    editor: 'markdown',
    settings: fields(
      { title: text({ minLength: 6 }), publication: text(), tags: list(taggedValue, 1) },
      { main_image: picture, canonical: link },
    ),
    tools: ['publications', 'tags'],
  }),
  listmonk: provider(100_000_000, {
    editor: 'html',
    settings: fields({ subject: text(), preview: text(), list: text() }, { template: text() }),
    tools: ['lists', 'templates'],
  }),
  moltbook: provider(300, { settings: fields({ submolt: text() }), tools: ['submolts'] }),
  whop: provider(50_000, {
    editor: 'markdown',
    settings: fields({ company: text(), experience: text() }),
    tools: ['companies', 'experiences'],
  }),
  skool: provider(5000, {
    settings: fields({ group: text(), label: text(), title: text() }),
    tools: ['groups', 'labels'],
  }),
  mewe: provider(63_206, {
    settings: fields({ postType: oneOf('timeline', 'group') }, { group: text() }),
    tools: ['groups'],
  }),
  tumblr: provider(32_768),
  wrapcast: provider(800, {
    rules: 'Pictures only',
    settings: fields({}, { subreddit: list(fields({})) }),
    tools: ['subreddits'],
  }),
  nostr: provider(100_000),
  vk: provider(2048),
  twitch: provider(500, { settings: fields({}, { messageType: text() }) }),
  kick: provider(500),
}

/** The newer kind's `x` also writes articles, and gets HTML. */
export const newerX: Provider = {
  ...providers.x!,
  editor: 'html',
  settings: fields(
    { who_can_reply_post: providers.x!.settings.properties.who_can_reply_post! },
    {
      ...providers.x!.settings.properties,
      post_type: oneOf('post', 'article'),
      article_title: text(),
      article_status: text(),
      article_cover: picture,
    },
  ),
}
