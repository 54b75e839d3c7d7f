import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Channel } from '../model/channel.ts'
import type { PlanExcerpt } from '../model/planContent.ts'
import type { Content, MediaFile } from './adapter.ts'
import { toFacts } from './checkContent.ts'
import { findBeyondExcerpt } from './checkExcerpt.ts'
import { composePayload } from './composePayload.ts'
import { readPayload } from './readPayload.ts'
import { plainText } from './text/plainText.ts'
import { cutExcerpt, firstCharacters } from './transform/cutExcerpt.ts'
import { policyFor, transformFor } from './transform/index.ts'

const channelOf = (kind: Channel['kind'], platform: string = kind): Channel =>
  ({
    id: `id-of-${platform}`,
    name: `The ${platform} of Marina`,
    kind,
    platform,
    state: 'active',
    integrationId: 'integration',
    settings: { visibility: 'public', board: 'Sharks of the seven seas, and how to draw them' },
    policy: { tooLong: 'shorten', ending: ' (more on our site)', utm: { campaign: '{post}' } },
  }) as unknown as Channel

const channels = [
  ...['x', 'bluesky', 'mastodon', 'linkedin', 'pinterest', 'reddit', 'youtube', 'medium'].map(
    (platform) => channelOf('postiz', platform),
  ),
  channelOf('manual'),
  channelOf('webhook'),
  { ...channelOf('webhook'), webhook: { body: 'flat' as const } },
  channelOf('feed'),
  channelOf('email'),
]

const word = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-zà-ý]{1,9}$/) },
  fc.stringMatching(/^[א-ת]{2,8}$/),
  fc.stringMatching(/^[ا-ي]{2,8}$/),
  fc.stringMatching(/^[一-龥]{2,12}$/),
  fc.constantFrom('👩‍👩‍👧‍👦', '🦈', '🇵🇹', 'é', '&', '<b>', 'a<b', '5 * 3', '#sharks', '@marina'),
  fc.stringMatching(/^[a-z]{60,150}$/),
  fc.stringMatching(/^https:\/\/[a-z]{3,8}\.pt\/[a-z]{2,8}$/),
)

const marked = fc.tuple(word, fc.constantFrom('', '', '', '**', '_', '[')).map(([one, mark]) => {
  if (mark === '[') return `[${one}](https://marina.example/a)`
  return `${mark}${one}${mark}`
})

const markdown = fc
  .array(fc.tuple(marked, fc.constantFrom(' ', ' ', ' ', ' ', '. ', '! ', '\n', '\n\n')), {
    minLength: 1,
    maxLength: 60,
  })
  .map((pairs) => pairs.flat().join(''))

const file = {
  id: 'f',
  version: '1',
  filename: 'f.png',
  mimeType: 'image/png',
  bytes: 1,
} as MediaFile

const flight = {
  ...{
    collection: 'sharks',
    boardName: 'Shark Coloring Pages of a Very Long Name',
    mode: 'growth',
  },
  ...{ feedUrl: 'https://postyard.example/feed', key: 'item-1-round-0-of-the-channel' },
}

/** What people read, however it is written: by other means than those of the check. */
const read = (text: string): string =>
  text
    .replace(/https?:\/\/[!-~]*/g, ' ')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

/** All runs of six words, and of thirty characters without a blank. */
const runsOf = (text: string): string[] => {
  const words = read(text).split(' ')
  const six = words.flatMap((_, at) => (words[at + 5] ? words.slice(at, at + 6).join(' ') : []))
  return [...six, ...words.filter((one) => [...one].length >= 30)]
}

const leaked = (args: { payload: unknown; outside: string[]; permitted: string[] }) => {
  const said = stringsIn(args.payload).map((text) => read(text.replace(/<[^>]*>/g, ' ')))
  const may = args.permitted.map(read)
  return args.outside
    .flatMap(runsOf)
    .find((run) => said.some((one) => one.includes(run)) && !may.some((one) => one.includes(run)))
}

type Case = { text: string; part: string; title: string; asked: number; granted: number }

const setUp = ({ text, part, asked, granted }: Case) => {
  const whole = [plainText({ text }), plainText({ text: part })]
  const span = firstCharacters(whole[0]?.trim() ?? '', granted)
  const excerpt: PlanExcerpt = { graphemes: asked, withoutMedia: false, whole }
  return { whole, span, excerpt, outside: [whole[0]?.trim().slice(span.length) ?? '', part] }
}

const cases = fc.record({
  text: markdown,
  part: markdown,
  title: fc.constantFrom('Sharks', 'A new flat by the river'),
  asked: fc.integer({ min: 10, max: 300 }),
  granted: fc.integer({ min: 10, max: 300 }),
  channel: fc.constantFrom(...channels),
})

const seed = Math.floor(Math.random() * 2 ** 31)

describe(`what leaves under an excerpt (random seed ${seed})`, () => {
  const judge = (channel: Channel, content: Content, one: Case) => {
    const { excerpt } = setUp(one)
    const sent = transformFor(channel, content).content
    const facts = toFacts(channel)
    const beyond = findBeyondExcerpt({
      ...{ channel, facts, content: sent, excerpt, title: one.title },
      form: { kind: 'excerpt', graphemes: one.granted, includesMedia: false },
      policy: policyFor(channel, content.title),
    })
    return {
      beyond,
      payload: composePayload({ kind: channel.kind, channel: facts, content: sent }),
    }
  }

  test('no sentence from beyond the permitted beginning ever does, on any kind of channel, whatever a plan says', () => {
    const mistakes = fc.constantFrom('none', 'whole', 'part', 'middle', 'behind', 'file')
    fc.assert(
      fc.property(cases, mistakes, ({ channel, ...one }, mistake) => {
        const { whole, span, outside } = setUp(one)
        const [plain = ''] = whole
        const cut = cutExcerpt(plain, one.asked)
        const end = outside[0]?.trim() ?? ''
        const content: Content = {
          title: one.title,
          text: { whole: one.text, middle: end, behind: `${cut} ${end}` }[mistake as string] ?? cut,
          link: 'https://marina.example/sharks',
          media: mistake === 'file' ? [file] : [],
          flight,
          ...(mistake === 'part'
            ? { parts: [{ text: one.part, media: [], delayMinutes: 0 }] }
            : {}),
        }
        const { beyond, payload } = judge(channel, content, one)
        if (mistake === 'file') expect(beyond).toBeDefined()
        if (beyond !== undefined) return
        const permitted = [span, one.title, '(more on our site)']
        expect(leaked({ payload, outside, permitted })).toBeUndefined()
      }),
      { seed, numRuns: 600 },
    )
  })

  test('an excerpt that is no longer than permitted does', () => {
    fc.assert(
      fc.property(cases, ({ channel, ...given }) => {
        const one = { ...given, granted: Math.max(given.granted, given.asked) }
        const text = cutExcerpt(setUp(one).whole[0] ?? '', one.asked)
        const content = {
          title: one.title,
          text,
          link: 'https://marina.example/é',
          media: [],
          flight,
        }
        expect(judge(channel, content, one).beyond).toBeUndefined()
      }),
      { seed, numRuns: 300 },
    )
  })
})

test.each(['https://bücher.example/größe', 'https://bücher.example/?q=ü#ende'])(
  'what is added to %s is no sentence, nor hides one',
  (link) => {
    const channel = {
      ...channelOf('postiz', 'mastodon'),
      policy: { utm: { source: 'x', campaign: '{post}' }, utmOn: 'site' },
    } as Channel
    const text = `Read ${link} or https://bücher.example/ä today.`
    const rest = 'Nobody 读 tells the end.'
    const whole = [`${text} ${rest}`]
    const beyondOf = (words: string) => {
      const title = 'Bücher'
      const { content } = transformFor(channel, { title, text: words, link, media: [] })
      expect(content.text).toContain('ä?utm_source=x&utm_campaign=b%C3%BCcher')
      return findBeyondExcerpt({
        ...{ channel, facts: toFacts(channel), content, title, policy: policyFor(channel, title) },
        excerpt: { graphemes: text.length, withoutMedia: false, whole },
        form: { kind: 'excerpt', graphemes: text.length, includesMedia: false },
      })
    }
    expect(beyondOf(text)).toBeUndefined()
    expect(beyondOf(`${text} ${rest}`)).toContain(rest)
    expect(beyondOf(`${text} ${link}读`)).toContain('读')
  },
)

test('a setting that a post brings along says no sentence of it', () => {
  const whole = ['The shark swims. It eats what it finds. Then it sleeps.']
  const channel = channelOf('postiz', 'reddit')
  const beyondOf = (flair: string) =>
    findBeyondExcerpt({
      channel,
      facts: { ...toFacts(channel), settings: { ...channel.settings, flair } },
      content: { title: 'Sharks', text: 'The shark swims.', media: [] },
      excerpt: { graphemes: 16, withoutMedia: false, whole },
      form: { kind: 'excerpt', graphemes: 16, includesMedia: false },
      title: 'Sharks',
    })
  expect(beyondOf('Animals')).toBeUndefined()
  expect(beyondOf('The shark swims')).toBeUndefined()
  expect(beyondOf('then it sleeps')).toBeUndefined()
  expect(beyondOf('Then it sleeps')).toBe('Then it sleeps')
  expect(beyondOf('It eats what it finds. Then it')).toBe('It eats what it finds. Then it')
})

test('a field that a payload gets one day is looked into, whatever it is called', () => {
  const payload = {
    item: { lead: 'a', html: '<p title="b">c &amp; d</p>', more: [{ html: 'e' }, 'f'] },
    media: [{ alt: 'of a file' }],
    settings: { list: [{ title: 'g' }] },
    channel: { name: 'its own' },
  }
  const { words, settings, files } = readPayload(payload, { channel: { name: 'its own' } })
  expect(words.map((text) => text.trim().replaceAll(/\s+/g, ' '))).toEqual([
    'a',
    'b c & d',
    'e',
    'f',
  ])
  expect([settings, files]).toEqual([['g'], 1])
})
