import type { Content, MediaFile } from '../../adapter.ts'
import { picture, video } from './media.ts'

/** The least with which a provider takes a post: its settings, and what the post itself must have. */
export type MinimalPost = {
  settings: Record<string, unknown>
  content?: Partial<Content>
}

const tiktok = {
  privacy_level: 'SELF_ONLY',
  duet: false,
  stitch: false,
  comment: false,
  autoAddMusic: 'no',
  brand_content_toggle: false,
  brand_organic_toggle: false,
  content_posting_method: 'DIRECT_POST',
}

const withMedia = (...media: MediaFile[]): Partial<Content> => ({ media })

const text: MinimalPost = { settings: {} }

/** By Postiz's name of the provider. Settings that a platform fills itself, and those that the post gives, are left out. */
export const minimalPosts: Record<string, MinimalPost> = {
  x: text,
  linkedin: text,
  'linkedin-page': text,
  facebook: text,
  instagram: { settings: {}, content: withMedia(picture()) },
  'instagram-standalone': { settings: {}, content: withMedia(picture()) },
  threads: text,
  youtube: { settings: { type: 'public' }, content: withMedia(video()) },
  tiktok: { settings: tiktok, content: withMedia(video()) },
  'tiktok-business': { settings: tiktok, content: withMedia(video()) },
  pinterest: { settings: { board: 'b1' }, content: withMedia(picture()) },
  reddit: {
    settings: {
      subreddit: [{ value: { subreddit: 'homes', type: 'self', is_flair_required: false } }],
    },
  },
  lemmy: { settings: { subreddit: [{ value: { subreddit: 'homes', id: '1' } }] } },
  bluesky: text,
  mastodon: text,
  telegram: text,
  discord: { settings: { channel: 'c1' } },
  slack: { settings: { channel: 'c1' } },
  gmb: text,
  dribbble: { settings: {}, content: withMedia(picture({ width: 400, height: 300 })) },
  wordpress: { settings: { type: 'post' } },
  medium: { settings: { subtitle: 'By the river' } },
  devto: text,
  hashnode: { settings: { publication: 'p1', tags: [{ value: 'a', label: 'a' }] } },
  listmonk: { settings: { preview: 'Flats', list: 'l1' } },
  moltbook: { settings: { submolt: 'homes' } },
  whop: { settings: { company: 'c1', experience: 'e1' } },
  skool: { settings: { group: 'g1', label: 'l1' } },
  mewe: { settings: { postType: 'timeline' } },
  tumblr: text,
  wrapcast: text,
  nostr: text,
  vk: text,
  twitch: text,
  kick: text,
}
