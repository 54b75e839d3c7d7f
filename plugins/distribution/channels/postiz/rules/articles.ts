import { type ChannelRules, link, list, optional, reading, text } from './rule.ts'

const tags = (details: { min?: number } = {}) =>
  list('tags', 'Tags', { entries: 'tags', ...details })

const canonical = optional(
  link('canonical', 'Canonical address', { says: 'Where the article stands first.' }),
)

/** Blogs and newsletters, where a post is an article with a title. */
export const articles: readonly ChannelRules[] = [
  {
    platform: 'wordpress',
    name: 'WordPress',
    maxLength: 100_000,
    counting: 'utf16',
    hasBold: true,
    settings: [
      text('title', 'Title', { min: 2, fromPost: 'title' }),
      text('type', 'Kind of content', { says: 'Such as post or page, as the site calls it.' }),
      optional(text('status', 'Status', { says: 'Such as publish or draft.' })),
    ],
    ...reading,
  },
  {
    platform: 'medium',
    name: 'Medium',
    maxLength: 100_000,
    counting: 'utf16',
    hasBold: true,
    settings: [
      text('title', 'Title', { min: 2, fromPost: 'title' }),
      text('subtitle', 'Subtitle', { min: 2 }),
      canonical,
      optional(tags()),
    ],
    ...reading,
  },
  {
    platform: 'devto',
    name: 'DEV',
    maxLength: 100_000,
    counting: 'utf16',
    hasBold: true,
    settings: [text('title', 'Title', { min: 2, fromPost: 'title' }), canonical, optional(tags())],
    ...reading,
  },
  {
    platform: 'hashnode',
    name: 'Hashnode',
    maxLength: 10_000,
    counting: 'utf16',
    hasBold: true,
    settings: [
      text('title', 'Title', { min: 6, fromPost: 'title' }),
      text('publication', 'Publication'),
      tags({ min: 1 }),
      canonical,
    ],
    ...reading,
  },
  {
    platform: 'listmonk',
    name: 'listmonk',
    maxLength: 100_000_000,
    counting: 'utf16',
    hasBold: true,
    settings: [
      text('subject', 'Subject', { fromPost: 'title' }),
      text('preview', 'Preview line'),
      text('list', 'List'),
      optional(text('template', 'Template')),
    ],
    ...reading,
  },
]
