import Parser from 'rss-parser'
import { expect, it } from 'vitest'
import { type FeedFacts, type PublishedItem, renderFeed } from './index.ts'

const facts: FeedFacts = {
  id: 'urn:postyard:channel:7',
  title: 'Homes & <boats>',
  description: 'What is new "here"',
  link: 'https://homes.example/?a=1&b=2',
  language: 'pt',
  hub: 'https://hub.example/',
  updated: new Date('2026-11-22T10:00:00Z'),
  addresses: {
    'rss.xml': 'https://p.example/api/feeds/t/rss.xml',
    'atom.xml': 'https://p.example/api/feeds/t/atom.xml',
    'feed.json': 'https://p.example/api/feeds/t/feed.json',
  },
}

const item: PublishedItem = {
  id: 'urn:postyard:delivery:1',
  title: 'Tom & <Jerry> ]]>',
  text: 'a ]]> b',
  html: '<p>a ]]&gt; b &amp; c</p>',
  link: null,
  canonicalLink: null,
  publishedAt: new Date('2026-11-22T09:00:00Z'),
  files: [
    { url: 'https://p.example/m/1.jpeg', mimeType: 'image/jpeg', bytes: 10, alt: 'A "flat"' },
    { url: 'https://p.example/m/2.mp4', mimeType: 'video/mp4', bytes: 20, alt: null },
  ],
}

it.each(['rss.xml', 'atom.xml'] as const)(
  '%s says to a parser what was written',
  async (format) => {
    const text = renderFeed({ format, facts, items: [item] })
    const feed = await new Parser({ defaultRSS: 2.0 }).parseString(text)
    expect(feed.title).toBe(facts.title)
    expect(feed.items).toHaveLength(1)
    const [read] = feed.items
    expect(read).toMatchObject({ isoDate: item.publishedAt.toISOString() })
    expect(read!.guid ?? read!.id).toBe(item.id)
    expect(read!.link).toBe(facts.link)
    expect(read!.title).toBe(format === 'atom.xml' ? 'Tom &amp; &lt;Jerry&gt; ]]&gt;' : item.title)
    expect(read!['content:encoded'] ?? read!.content).toContain('<p>a ]]&gt; b &amp; c</p>')
    expect(read!['content:encoded'] ?? read!.content).toContain('alt="A &quot;flat&quot;"')
    expect(text).toContain('type="image/jpeg"')
    expect(text).toContain('href="https://hub.example/"')
  },
)

it.each(['rss.xml', 'atom.xml'] as const)(
  '%s is well formed whatever is written',
  async (format) => {
    const text = renderFeed({
      format,
      facts: { ...facts, title: 'Homes\u000b', description: 'New\uffff\u0001' },
      items: [
        {
          ...item,
          title: 'a ]]> b ]]> <c> ]]>',
          html: '<p>d\ufffe</p>',
          files: [{ ...item.files[0]!, alt: 'A\u0008 flat' }],
        },
      ],
    })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
    const feed = await new Parser().parseString(text)
    expect(feed.items).toHaveLength(1)
    expect(feed.title).toBe('Homes')
    expect(feed.items[0]!.title).toMatch(/^a .* b .*c/)
  },
)

it('attaches each file to the item of a JSON feed', () => {
  const feed = JSON.parse(renderFeed({ format: 'feed.json', facts, items: [item] }))
  expect(feed).toMatchObject({
    version: 'https://jsonfeed.org/version/1',
    title: facts.title,
    hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
  })
  expect(feed.items[0]).toMatchObject({
    id: item.id,
    title: item.title,
    attachments: [
      { url: 'https://p.example/m/1.jpeg', mime_type: 'image/jpeg', size_in_bytes: 10 },
      { url: 'https://p.example/m/2.mp4', mime_type: 'video/mp4', size_in_bytes: 20 },
    ],
  })
})
