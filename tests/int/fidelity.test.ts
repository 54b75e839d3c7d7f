import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelFacts, Content } from '../../plugins/distribution/channels/adapter.ts'
import { measurePost, postizChannel } from '../../plugins/distribution/channels/postiz/index.ts'
import { channelOf, contentOf } from '../../plugins/distribution/channels/postiz/testing/media.ts'
import {
  type PostizKind,
  type PostizSandbox,
  type Publication,
  startPostizSandbox,
} from '../../src/sandbox/postiz/index.ts'
import { eventually } from './support/eventually.ts'

const apiKey = 'key'
const kinds: PostizKind[] = ['2.23', 'newer']
const sandboxes: Partial<Record<PostizKind, PostizSandbox>> = {}

beforeAll(async () => {
  for (const kind of kinds) {
    sandboxes[kind] = await startPostizSandbox({
      port: 0,
      kind,
      publishDelayMs: 0,
      limitPerHour: 1_000_000,
      organisations: [
        {
          name: 'A',
          key: apiKey,
          integrations: ['mastodon', 'discord', 'telegram', 'x'].map((identifier) => ({
            id: identifier,
            name: identifier,
            identifier,
          })),
        },
      ],
    })
  }
})

afterAll(async () => {
  for (const sandbox of Object.values(sandboxes)) await sandbox.close()
})

/** What people, machines and other systems put into texts. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ' ',
      '\n',
      '\n\n',
      '\r\n',
      '\t',
      '  ',
      '\u200b',
      '\u200d',
      '\u200e',
      '\u200f',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\u00a0',
      '\u2028',
      'مرحبا بكم',
      'שלום',
      '👨‍👩‍👧‍👦',
      '🇩🇪',
      '漢字',
      'Tom & Jerry',
      'a<b',
      'c>d',
      '<script>alert(1)</script>',
      '<p>',
      '</p>',
      '<br>',
      '<strong>',
      '&amp;',
      '&lt;',
      '&nbsp;',
      '&#39;',
      '"\'',
      '(post:',
      '(post:x)',
      '**bold**',
      '__bold__',
      '*thin*',
      '_thin_',
      '***both***',
      '**',
      '*',
      '_',
      '`code`',
      '# Title',
      '- item',
      '1. item',
      '> said',
      '~~gone~~',
      '[here](https://example.com/a_b?c=1&d=_2_)',
      '![picture](https://example.com/a.png)',
      '<https://example.com/>',
      'https://example.com/(x)?y=*1*#_z_',
      'example.com',
      '@_jane_',
      '#a_b',
      '¯\\_(ツ)_/¯',
      '\\*not\\*',
    ),
  },
)

const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''))

let lastInstant = 0
const nextInstant = () => {
  lastInstant = Math.max(Date.now(), lastInstant + 1)
  return new Date(lastInstant)
}

/** Stages and fires a content by real requests; what then stands on the wall. */
const publish = async (
  sandbox: PostizSandbox,
  channel: ChannelFacts,
  content: Content,
): Promise<Publication> => {
  const connection = { baseUrl: `${sandbox.url}/api`, apiKey }
  const staged = await postizChannel.stage({
    connection,
    channel,
    content,
    draftAt: nextInstant(),
    reference: 'r',
  })
  if (staged.kind !== 'staged') throw new Error(JSON.stringify(staged))
  const fired = await postizChannel.fire({ connection, draftId: staged.draftId })
  expect(fired.kind).toBe('submitted')
  const query = `integration=${channel.integrationId}&limit=500`
  return eventually(
    async () => {
      const answer = await fetch(`${sandbox.url}/sandbox/publications?${query}`)
      const { publications } = (await answer.json()) as { publications: Publication[] }
      return publications.find(({ postId }) => postId === staged.draftId) as Publication
    },
    (one) => one !== undefined && one.comments.length === (content.parts?.length ?? 0),
  )
}

const platforms: [PostizKind, string, Record<string, unknown>][] = [
  ['2.23', 'mastodon', {}],
  ['2.23', 'discord', { channel: '1' }],
  ['2.23', 'telegram', {}],
  ['2.23', 'x', {}],
  ['newer', 'x', {}],
]

test.each(platforms)(
  'Postiz %s shows any text on %s as its preview does, and its comments too',
  async (kind, platform, settings) => {
    const sandbox = sandboxes[kind] as PostizSandbox
    const channel = channelOf({ integrationId: platform, platform, settings })
    await fc.assert(
      fc.asyncProperty(text, text, async (root, comment) => {
        const content = contentOf({
          text: root,
          parts: [{ text: comment, media: [], delayMinutes: 0 }],
        })
        fc.pre(postizChannel.check({ channel, content }).length === 0)
        const { preview, parts } = measurePost({ channel, content })
        const live = await publish(sandbox, channel, content)
        expect(live.text).toBe(preview)
        expect(live.comments.map((one) => one.text)).toEqual(parts.map((part) => part.preview))
        expect(live.outcome).toBe('PUBLISHED')
      }),
      { numRuns: 40 },
    )
  },
)

test.each([
  ['discord', { channel: '1' }, '**Sale**\n', 'Sale'],
  ['telegram', {}, '<p><strong>Sale</strong></p>', 'Sale'],
  ['mastodon', {}, 'Sale', 'Sale'],
])(
  'bold on %s is what the platform makes of it, never look-alikes',
  async (platform, settings, sent, shown) => {
    const channel = channelOf({ integrationId: platform, platform, settings })
    const content = contentOf({ text: '**Sale**' })
    const live = await publish(sandboxes['2.23'] as PostizSandbox, channel, content)
    expect(live).toMatchObject({ sent, text: shown })
    expect(measurePost({ channel, content }).bold).toEqual(platform === 'mastodon' ? [] : [[0, 4]])
  },
)

test('a text is as long as Postiz counts it: what fits for us is published, what does not is refused by both', async () => {
  const sandbox = sandboxes['2.23'] as PostizSandbox
  const limits: [string, Record<string, unknown>, string, string][] = [
    // Bold letters count twice, wherever they go.
    ['discord', { channel: '1' }, `**${'a'.repeat(990)}**`, `**${'a'.repeat(991)}**`],
    ['telegram', {}, `${'&'.repeat(4096)}`, `${'&'.repeat(4097)}`],
    ['mastodon', {}, '😀'.repeat(250), '😀'.repeat(251)],
    ['x', {}, '漢'.repeat(140), '漢'.repeat(141)],
    ['x', {}, `https://example.com/${'a'.repeat(260)}`, `https://example.com/${'a'.repeat(261)}`],
  ]
  for (const [platform, settings, fits, exceeds] of limits) {
    const channel = channelOf({ integrationId: platform, platform, settings })
    const refused = postizChannel.check({ channel, content: contentOf({ text: exceeds }) })
    expect(refused.map(({ code }) => code)).toEqual(['TEXT_TOO_LONG'])
    const live = await publish(sandbox, channel, contentOf({ text: fits }))
    expect(live.outcome).toBe('PUBLISHED')
  }
})
