import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Policy } from '../../model/policy.ts'
import type { Content } from '../adapter.ts'
import { measurePost, postizChannel } from '../postiz/index.ts'
import { channelOf, contentOf, video } from '../postiz/testing/media.ts'
import { hasAddress } from '../text/cleanText.ts'
import { readMarkdown } from '../text/readMarkdown.ts'
import { graphemeEnds } from './findCuts.ts'
import { transform } from './index.ts'
import { addressesOf } from './replaceAddresses.ts'

const shorten = (
  content: Partial<Content>,
  { platform = 'bluesky', ending = '…', keepHashtags = false } = {},
) => {
  const policy: Policy = { shorten: { ending, keepHashtags } }
  const channel = channelOf({ platform })
  const given = { kind: 'postiz', channel, policy } as const
  const done = transform({ ...given, content: contentOf(content) })
  const { count, limit = 0, preview, parts } = measurePost({ channel, content: done.content })
  return {
    ...done,
    again: () => transform({ ...given, content: done.content }),
    count,
    limit,
    preview,
    parts,
  }
}

const repeat = (text: string, count: number) => text.repeat(count)

describe('a text that is too long', () => {
  it('ends between two words, with its ending and its whole link below it', () => {
    const link = 'https://homes.example/flats?id=1#plan'
    const { preview, changes } = shorten({ text: repeat('Bright rooms, ', 40), link })
    expect(preview).toMatch(
      /^(Bright rooms, )+Bright( rooms)?…\n\nhttps:\/\/homes\.example\/flats\?id=1#plan$/,
    )
    expect(preview.length).toBeGreaterThan(285)
    expect(changes).toEqual([
      {
        code: 'SHORTENED',
        message: 'The text is shortened: it counts 598, and 300 are taken here.',
        field: 'text',
      },
    ])
  })

  it('of a post without a link of its own keeps the last address that it names', () => {
    const text = `${repeat('Bright rooms. ', 40)}See [all of them](https://homes.example/all).`
    expect(shorten({ text }).preview).toMatch(/Bright( rooms)?…\n\nhttps:\/\/homes\.example\/all$/)
  })

  it('keeps the hashtags at its end where that is wanted', () => {
    const text = `${repeat('Bright rooms. ', 40)}\n#flats #été_2026`
    expect(shorten({ text }, { keepHashtags: true }).preview).toMatch(
      /Bright( rooms)?…\n\n#flats #été_2026$/,
    )
    expect(shorten({ text }).preview).not.toContain('#')
  })

  it.each([
    [
      'never cuts an address',
      `${repeat('x', 280)} https://homes.example/a-long-way`,
      /^x+ https:\/\/homes\.example\/a-long-way$|^x+…\n\nhttps:\/\/homes\.example\/a-long-way$/,
    ],
    ['never cuts a name', `${repeat('yes ', 73)}@jane.of.the.harbour and more`, /yes…$/],
    ['never cuts a tag', `${repeat('yes ', 73)}#harbourside and more`, /yes…$/],
    ['closes what is bold', `**${repeat('bold ', 90)}end**`, /^(bold )+bold…$/],
    ['is cut within a word that has no end', repeat('x', 400), /^x{299}…$/],
    ['goes by the characters of readers', repeat('👨‍👩‍👧‍👦', 40), /^(👨‍👩‍👧‍👦)+…$/u],
    ['keeps a letter and its marks together', repeat('e\u0301', 200), /^(e\u0301)+…$/u],
    ['finds words where there are no blanks', repeat('漢字', 200), /^(漢字)+…$/],
    ['reads from the right as well', repeat('שלום ', 80), /^(שלום )+שלום…$/],
  ])('%s', (_, text, expected) => {
    expect(shorten({ text }).preview).toMatch(expected)
  })

  it('is counted as X counts it', () => {
    const { preview, count } = shorten(
      { text: repeat('漢', 200), link: 'https://homes.example/a' },
      { platform: 'x' },
    )
    expect(preview.replace(/…\n\nhttps:\/\/homes\.example\/a$/, '')).toMatch(/^漢{126}$/)
    expect(count).toBe(279)
  })

  it('is shortened in each part of a thread, and in its title', () => {
    const thread = shorten({
      text: 'First.',
      parts: [
        { text: 'Short.', media: [], delayMinutes: 0 },
        { text: repeat('Second one. ', 40), media: [], delayMinutes: 0 },
      ],
    })
    expect(thread.changes.map(({ message }) => message)).toEqual([
      'Part 2 is shortened: it counts 479, and 300 are taken here.',
    ])
    expect(thread.parts.map(({ count }) => count <= 300)).toEqual([true, true])
    const { content } = shorten(
      { title: repeat('Open house ', 20), media: [video()] },
      { platform: 'youtube' },
    )
    expect(content.title).toMatch(/^(Open house )+Open house…$|^(Open house )+Open…$/)
    expect(content.title.length).toBeLessThanOrEqual(100)
  })

  it('whose link leaves no room is left as it is, and refused by its link', () => {
    const content = { text: 'Look', link: `https://homes.example/${repeat('a', 300)}` }
    const { refusals, changes, content: left } = shorten(content)
    expect(left.text).toBe('Look')
    expect(changes).toEqual([])
    expect(refusals).toMatchObject([{ code: 'LINK_TOO_LONG', field: 'link', limit: 300 }])
  })

  it('that fits is left to the letter', () => {
    const text = ' **Short**\r\n and sweet '
    expect(shorten({ text, link: 'https://a.example' })).toMatchObject({
      content: { text },
      changes: [],
    })
  })
})

it.each(['.', ' a', '#a ', '**a ', '@', ')', 'https://a.example '])(
  'is quick with a book of %j',
  (unit) => {
    const text = `${repeat(`${unit}x `, 5)}${repeat(unit, 60_000 / unit.length)} end`
    const { count, limit } = shorten({ text }, { keepHashtags: true })
    expect(count).toBeLessThanOrEqual(limit)
  },
  10_000,
)

const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }) },
  {
    weight: 7,
    arbitrary: fc.constantFrom(
      ...[
        'Bright',
        'rooms,',
        'שלום',
        'مرحبا',
        'สวัสดีครับ',
        '漢字かな交じり文',
        '👨‍👩‍👧‍👦',
        '🇩🇪🇵🇹',
        'e\u0301té',
      ],
      ...[
        '**very bold words**',
        '*thin*',
        '__more__ of it',
        '**',
        '_',
        '~~',
        '\n',
        '\n\n',
        '- item\n',
      ],
      ...[
        '[our homes](https://homes.example/a_(b)?c=1)',
        'https://x.example/way?a=1&b=2#c',
        '<https://y.example/>',
      ],
      ...[
        '@jane_doe',
        '@jane@social.example',
        '#open_house',
        'homes.example/flats',
        'me@homes.example',
        '(https://z.example/q).',
      ],
    ),
  },
)

const texts = fc
  .array(word, { minLength: 5, maxLength: 40 })
  .chain((words) => fc.constantFrom(' ', ' ', '  ', '').map((blank) => words.join(blank)))
  .map((text) => repeat(`${text} `, Math.ceil(320 / Math.max(1, text.length))))

const links = fc.option(
  fc.constantFrom('https://homes.example/flats?id=1#plan', 'https://x.example/way?a=1&b=2#c'),
  { nil: null },
)

it('whatever is written: what is left fits, is the beginning of the text, ends with a whole character, and keeps the link', () => {
  fc.assert(
    fc.property(
      texts,
      links,
      fc.constantFrom('x', 'bluesky', 'mastodon'),
      fc.constantFrom('…', '', ' […]', ' more'),
      fc.boolean(),
      (text, link, platform, ending, keepHashtags) => {
        const before = measurePost({
          channel: channelOf({ platform }),
          content: contentOf({ text, link }),
        })
        const { content, changes, refusals, again, count, limit, preview } = shorten(
          { text, link },
          { platform, ending, keepHashtags },
        )
        if (before.count <= (before.limit ?? 0)) {
          expect(content.text).toBe(text)
          return
        }
        expect(refusals).toEqual([])
        expect(changes.map(({ code }) => code)).toEqual(['SHORTENED'])
        expect(count).toBeLessThanOrEqual(limit)
        const codes = postizChannel
          .check({ channel: channelOf({ platform }), content })
          .map(({ code }) => code)
        expect(codes).not.toContain('TEXT_TOO_LONG')
        expect(again().content).toEqual(content)

        // What is left of the words, and where it ends.
        const seen = before.preview
        const shown = readMarkdown(content.text)
        let same = 0
        while (same < shown.length && shown[same] === seen[same]) same += 1
        const ends = [0, ...graphemeEnds(seen)]
        const isEnd = (at: number) =>
          at <= same &&
          [ending, ` ${ending}`].some(
            (one) =>
              shown.slice(at).startsWith(one) &&
              /^(\n\n(#\S+\s*)+)?(\s*https?:\S+)?$/.test(shown.slice(at + one.length)),
          )
        expect(ends.findLast(isEnd), JSON.stringify({ shown, seen })).toBeGreaterThan(0)

        if (link) expect(hasAddress(preview, link)).toBe(true)
        const known = new Set(addressesOf(text))
        for (const address of addressesOf(content.text)) expect(known).toContain(address)
      },
    ),
    { numRuns: 300 },
  )
})
