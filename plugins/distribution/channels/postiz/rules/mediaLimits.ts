/** What a platform takes of one sort of file. A moving GIF is an animation, not a picture. */
export type MediaLimit = {
  /** Postiz's identifiers. */
  platforms: readonly string[]
  of: 'picture' | 'animation' | 'video'
  /** Only while a setting has this value. */
  when?: { path: string; is: string | true }
  /** What a file is converted to where it is otherwise: nobody is refused for it. Sides and areas in pixels. */
  fit?: { maxBytes?: number; maxSide?: number; maxPixels?: number; types?: readonly string[] }
  /** What no conversion brings about without spoiling the file: it is refused. Width by height, pixels, seconds. */
  must?: {
    ratio?: readonly [number, number]
    minSide?: number
    seconds?: readonly [number, number]
  }
  /** Where this was read, and on which day (ISO 8601). */
  source: string
  checkedOn: string
}

const MB = 1024 ** 2

/** What providers' documentation is known to say, and could not be read again on the day it was written down. */
const knownFrom = (name: string) => ({
  source: `${name} (provider's documentation, not re-checked)`,
  checkedOn: '2026-11-22',
})

const instagram = ['instagram', 'instagram-standalone']
const inPost = { path: 'post_type', is: 'post' } as const
const inStory = { path: 'post_type', is: 'story' } as const
const linkedin = ['linkedin', 'linkedin-page']
const tiktok = ['tiktok', 'tiktok-business']

const instagramMedia = knownFrom('Instagram Platform: IG User Media')
const threadsMedia = knownFrom('Threads API: Posts, Media Specifications')
const xMedia = {
  source: 'X API: Media, docs.x.com/x-api/media (a stored copy)',
  checkedOn: '2026-11-22',
}

/**
 * What platforms take beyond what Postiz checks, as far as it is known for certain. A platform that is missing here is held
 * to what Postiz takes.
 */
export const mediaLimits: readonly MediaLimit[] = [
  {
    platforms: instagram,
    of: 'picture',
    when: inPost,
    fit: { maxBytes: 8 * MB },
    must: { ratio: [4 / 5, 1.91] },
    ...instagramMedia,
  },
  {
    platforms: instagram,
    of: 'picture',
    when: inStory,
    fit: { maxBytes: 8 * MB },
    ...instagramMedia,
  },
  {
    platforms: instagram,
    of: 'video',
    when: inPost,
    fit: { maxBytes: 300 * MB },
    must: { seconds: [3, 15 * 60] },
    ...instagramMedia,
  },
  {
    platforms: instagram,
    of: 'video',
    when: inStory,
    fit: { maxBytes: 100 * MB },
    must: { seconds: [3, 60] },
    ...instagramMedia,
  },
  {
    platforms: ['threads'],
    of: 'picture',
    fit: { maxBytes: 8 * MB },
    must: { ratio: [1 / 10, 10] },
    ...threadsMedia,
  },
  { platforms: ['threads'], of: 'video', must: { seconds: [0, 5 * 60] }, ...threadsMedia },
  { platforms: ['x'], of: 'picture', fit: { maxBytes: 5 * MB }, ...xMedia },
  { platforms: ['x'], of: 'video', fit: { maxBytes: 512 * MB }, ...xMedia },
  {
    platforms: ['x'],
    of: 'video',
    must: { seconds: [0.5, 140] },
    ...knownFrom('X API: Media best practices, accounts without Premium'),
  },
  {
    platforms: tiktok,
    of: 'picture',
    fit: { types: ['image/jpeg', 'image/webp'], maxSide: 1920 },
    ...knownFrom('TikTok Content Posting API: Media Transfer Guide, image restrictions'),
  },
  {
    platforms: tiktok,
    of: 'video',
    must: { seconds: [3, 10 * 60], minSide: 360 },
    ...knownFrom('TikTok Content Posting API: Media Transfer Guide, video restrictions'),
  },
  {
    platforms: ['youtube'],
    of: 'video',
    must: { seconds: [0, 12 * 60 * 60] },
    ...knownFrom('YouTube Help: Upload videos longer than 15 minutes'),
  },
  {
    platforms: linkedin,
    of: 'picture',
    fit: { maxPixels: 36_152_320 },
    ...knownFrom('LinkedIn Marketing API: Images API'),
  },
  {
    platforms: linkedin,
    of: 'video',
    fit: { maxBytes: 500 * MB },
    must: { seconds: [3, 30 * 60] },
    ...knownFrom('LinkedIn Marketing API: Videos API'),
  },
  {
    platforms: ['pinterest'],
    of: 'video',
    must: { seconds: [4, 15 * 60] },
    ...knownFrom('Pinterest Help: Review Pin specs'),
  },
  {
    platforms: ['bluesky'],
    of: 'picture',
    fit: { maxBytes: 1_000_000 },
    ...knownFrom('AT Protocol lexicon app.bsky.embed.images'),
  },
  {
    platforms: ['bluesky'],
    of: 'video',
    fit: { maxBytes: 100_000_000 },
    must: { seconds: [0, 3 * 60] },
    ...knownFrom('AT Protocol lexicon app.bsky.embed.video; Bluesky, 2025-03-12'),
  },
  {
    platforms: ['mastodon'],
    of: 'picture',
    fit: { maxPixels: 33_177_600 },
    ...knownFrom('Mastodon API: Instance, media_attachments (a server may set its own)'),
  },
  {
    platforms: ['mastodon'],
    of: 'video',
    fit: { maxBytes: 99 * MB },
    ...knownFrom('Mastodon API: Instance, media_attachments (a server may set its own)'),
  },
  {
    platforms: ['telegram'],
    of: 'picture',
    // Width and height together may have 10,000.
    fit: { maxSide: 5000 },
    must: { ratio: [1 / 20, 20] },
    ...knownFrom('Telegram Bot API: sendPhoto'),
  },
  {
    platforms: ['telegram'],
    of: 'video',
    fit: { maxBytes: 50_000_000 },
    ...knownFrom('Telegram Bot API: sendVideo'),
  },
  {
    platforms: ['discord'],
    of: 'video',
    fit: { maxBytes: 10 * MB },
    ...knownFrom('Discord API: Uploading Files, servers without boosts'),
  },
  {
    platforms: ['gmb'],
    of: 'picture',
    fit: { maxBytes: 5 * MB, types: ['image/jpeg', 'image/png'] },
    must: { minSide: 250 },
    ...knownFrom('Google Business Profile Help: Photo and video requirements'),
  },
]
