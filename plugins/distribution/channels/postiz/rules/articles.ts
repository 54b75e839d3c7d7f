import { type ChannelRules, list, reading, text } from './rule.ts'

/** Blogs and newsletters, where a post is an article with a title. */
export const articles: readonly ChannelRules[] = [
  {
    platform: 'wordpress',
    name: 'WordPress',
    maxLength: 100_000,
    counting: 'utf16',
    settings: [
      text('title', 'Title', { min: 2, fromPost: 'title' }),
      text('type', 'Kind of content'),
    ],
    ...reading,
  },
  {
    platform: 'medium',
    name: 'Medium',
    maxLength: 100_000,
    counting: 'utf16',
    settings: [
      text('title', 'Title', { min: 2, fromPost: 'title' }),
      text('subtitle', 'Subtitle', { min: 2 }),
    ],
    ...reading,
  },
  {
    platform: 'devto',
    name: 'DEV',
    maxLength: 100_000,
    counting: 'utf16',
    settings: [text('title', 'Title', { min: 2, fromPost: 'title' })],
    ...reading,
  },
  {
    platform: 'hashnode',
    name: 'Hashnode',
    maxLength: 10_000,
    counting: 'utf16',
    settings: [
      text('title', 'Title', { min: 6, fromPost: 'title' }),
      text('publication', 'Publication'),
      list('tags', 'Tags'),
    ],
    ...reading,
  },
  {
    platform: 'listmonk',
    name: 'listmonk',
    maxLength: 100_000_000,
    counting: 'utf16',
    settings: [
      text('subject', 'Subject', { fromPost: 'title' }),
      text('preview', 'Preview line'),
      text('list', 'List'),
    ],
    ...reading,
  },
]
