import { type Enclosure, Feed } from 'feed'
import { cleanText, escapeHtml } from '../text/cleanText.ts'
import type { FeedItem } from './composeItem.ts'

export const feedFormats = {
  'rss.xml': 'application/rss+xml; charset=utf-8',
  'atom.xml': 'application/atom+xml; charset=utf-8',
  'feed.json': 'application/feed+json; charset=utf-8',
} as const

/** The file under which a feed is read, which names its format. */
export type FeedFormat = keyof typeof feedFormats

/** A file where readers fetch it. */
export type FeedFile = { url: string; mimeType: string; bytes: number; alt: string | null }

export type PublishedItem = FeedItem<FeedFile> & { id: string; publishedAt: Date }

export type FeedFacts = {
  id: string
  title: string
  description: string
  /** The page that the feed belongs to. */
  link: string
  language?: string | null
  /** Where readers are told at once of what is new (WebSub). */
  hub?: string | null
  updated: Date
  /** The addresses of the feed, by format. */
  addresses: Record<FeedFormat, string>
}

const attribute = (text: string): string => escapeHtml(text).replaceAll('"', '&quot;')

const showFile = ({ url, mimeType, alt }: FeedFile): string => {
  const [at, said] = [attribute(url), attribute(alt ?? '')]
  if (mimeType.startsWith('image/')) return `<p><img src="${at}" alt="${said}"></p>`
  const tag = mimeType.startsWith('video/') ? 'video' : 'audio'
  return `<p><${tag} controls src="${at}"></${tag}></p>`
}

const kindOf = ({ mimeType }: FeedFile) => {
  const kind = mimeType.split('/')[0]
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : undefined
}

const enclosureOf = (file: FeedFile): Enclosure => ({
  url: file.url,
  type: file.mimeType,
  length: file.bytes,
})

/** An item has one enclosure in RSS; in a JSON feed each of its files is attached. */
const filesFor = (format: FeedFormat, files: FeedFile[]) => {
  const [first] = files
  const kind = first && kindOf(first)
  if (!first || !kind) return {}
  if (format !== 'feed.json') return { [kind]: enclosureOf(first) }
  const attachments = files.map(({ url, mimeType, bytes, alt }) => ({
    url,
    mime_type: mimeType,
    size_in_bytes: bytes,
    ...(alt ? { title: alt } : {}),
  }))
  return {
    ...(kind === 'image' ? { image: first.url } : {}),
    extensions: [{ name: 'attachments', objects: attachments as never }],
  }
}

/** A text without what XML 1.0 forbids, by which a reader would refuse the whole feed. */
const forXml = (text: string): string => cleanText(text).replaceAll(/[\ufffe\uffff]/g, '')

/** A title of which no part ends the section in which it stands: the library sees to the first of them only. */
const openTitle = (title: string): string => {
  const [head = '', ...rest] = forXml(title).split(']]>')
  return rest.length === 0 ? head : `${head}]]>${rest.join(']] >')}`
}

/** The page itself, where something was added to the link of an item (RFC 6596); a JSON feed has no place for it. */
const canonicalOf = ({ canonicalLink }: PublishedItem): string | undefined =>
  canonicalLink && URL.canParse(canonicalLink) ? escapeHtml(new URL(canonicalLink).href) : undefined

/** The library gives an entry no further links: they stand behind its own, which readers take for the first. */
const addCanonical = (atom: string, items: PublishedItem[]): string =>
  items.reduce((text, item) => {
    const href = canonicalOf(item)
    const at = text.indexOf('<updated>', text.indexOf(`<id>${item.id}</id>`))
    if (!href || at === -1) return text
    return `${text.slice(0, at)}<link rel="canonical" href="${href}"/>\n        ${text.slice(at)}`
  }, atom)

/** Writes a feed in one of its formats: RSS 2.0, Atom (RFC 4287) or JSON Feed 1. */
export const renderFeed = (args: {
  format: FeedFormat
  facts: FeedFacts
  /** The newest first. */
  items: PublishedItem[]
}): string => {
  const { format, facts, items } = args
  const feed = new Feed({
    id: facts.id,
    title: forXml(facts.title),
    description: forXml(facts.description),
    link: facts.link,
    updated: facts.updated,
    generator: 'Postyard',
    feed: facts.addresses[format],
    feedLinks: { json: facts.addresses['feed.json'] },
    author: { name: forXml(facts.title) },
    ...(facts.language ? { language: facts.language } : {}),
    ...(facts.hub ? { hub: facts.hub } : {}),
  })
  if (format === 'feed.json') {
    if (facts.hub) {
      feed.addExtension({ name: 'hubs', objects: [{ type: 'WebSub', url: facts.hub }] as never })
    }
  }
  for (const item of items) {
    const { id, title, html, link, publishedAt, files } = item
    const canonical = canonicalOf(item)
    feed.addItem({
      id,
      // Atom reads a title as HTML.
      title: format === 'atom.xml' ? escapeHtml(forXml(title)) : openTitle(title),
      link: link ?? facts.link,
      date: publishedAt,
      published: publishedAt,
      content: forXml([html, ...files.map(showFile)].filter((part) => part !== '').join('\n')),
      ...filesFor(format, files),
      ...(format === 'rss.xml' && canonical
        ? {
            extensions: [
              {
                name: 'atom:link',
                objects: { _attributes: { rel: 'canonical', href: canonical } },
              },
            ],
          }
        : {}),
    })
  }
  if (format === 'rss.xml') return feed.rss2()
  return format === 'atom.xml' ? addCanonical(feed.atom1(), items) : feed.json1()
}
