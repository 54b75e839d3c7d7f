import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutText } from './layOutText.ts'

/** Postiz's rules for text, from its documented behaviour: what it keeps, and what it shows of that. */
const keep = (html: string): string =>
  html.replace(/[^<>]+/g, (text) => encode(decode(text)).replaceAll('\u00a0', '&nbsp;'))
const encode = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const decode = (text: string): string =>
  text.replace(
    /&(amp|lt|gt);/g,
    (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name as string] ?? '',
  )
const show = (html: string): string => {
  if (!/<\/?[a-z][\s\S]*>/i.test(html)) return html
  const lines = [...html.matchAll(/<p>([^<>]*)<\/p>/g)].map(([, line]) => decode(line ?? ''))
  return lines.join('\n')
}
const published = (text: string) => show(keep(layOutText({ text }).html))

describe('a text reaches the platform to the letter', () => {
  it.each([
    'Tom & Jerry',
    'a<b then c>d',
    'first\n\nthird',
    'one\n\n\nfour',
    '&amp; stays &amp;, &lt;b&gt; stays too',
    '<p>not a tag</p> <br> <script>alert(1)</script>',
    '👨‍👩‍👧‍👦 family, 👍🏽 thumb, 🇩🇪 flag, ☺️',
    'مرحبا بكم في بيتكم الجديد\nשלום & ברוכים',
    'https://example.com/a_b_c?x=1&y=_2_&z=*3*#_top_',
    'https://example.com/(_a_)',
    'mail_name@example.com and @_jane_ and #a_b_c',
    '5 * 3 * 2 = 30, 2*3*4, snake_case_name',
    '- one\n- two\n* three\n1. four',
    '¯\\_(ツ)_/¯',
    'from 99 €* per night\n*without breakfast',
    'f(*args, **kwargs)',
  ])('%j', (text) => {
    expect(layOutText({ text }).preview).toBe(text)
    expect(published(text)).toBe(text)
  })

  it('whatever its letters are, the preview is what is published', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: fc.constantFrom('<', '>', '&', ';', 'amp', 'p', '/', '\n', ' ', '*') }),
        ),
        (text) => {
          expect(published(text)).toBe(layOutText({ text }).preview)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('a text without marks is its own preview', () => {
    const words = fc.string({ unit: fc.constantFrom(...'ab&<>"\'#@.:;-/?=%é漢😀ش \n') })
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(!text.includes('://') && !/[^\S\n]$/m.test(text) && text === text.trim())
        expect(layOutText({ text }).preview).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the laid out text', () => {
  it('is nothing but bare paragraphs, one for each line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { html, preview } = layOutText({ text })
        const lines = preview === '' ? 0 : preview.split('\n').length
        expect(html.match(/<p>[^<>]*<\/p>/g)?.length ?? 0).toBe(lines)
        expect(html.replace(/<p>[^<>]*<\/p>/g, '')).toBe('')
      }),
    )
  })

  it('has an empty paragraph for an empty line', () => {
    expect(layOutText({ text: 'line1\n\nline3' }).html).toBe('<p>line1</p><p></p><p>line3</p>')
  })

  it('takes all kinds of line ends for one, and no blanks at the edges', () => {
    expect(layOutText({ text: '\r\n  a  \r\nb\rc\u2028d\t\n\n' }).preview).toBe('a\nb\nc\nd')
  })

  it('has plain blanks for those that do not break, which Postiz would spell out', () => {
    const text = '10\u00a0000\u00a0€ for\u00a0'
    expect(layOutText({ text }).preview).toBe('10 000 € for')
    expect(published(text)).toBe('10 000 € for')
  })

  it('of an empty text is empty', () => {
    expect(layOutText({ text: ' \n ' })).toMatchObject({ html: '', preview: '' })
  })

  it('has no half characters and none that a database refuses', () => {
    expect(layOutText({ text: 'a\u0000b\ud800c\u0007' }).preview).toBe('ab\ufffdc')
  })

  it('stays quick with 100,000 awkward characters', () => {
    const start = performance.now()
    for (const unit of ['*', '_', '*a ', '**a *', '[', '<', ' ', 'https://*', '*a* ']) {
      layOutText({ text: unit.repeat(100_000 / unit.length) })
    }
    expect(performance.now() - start).toBeLessThan(3000)
  })
})

describe('the link of a post', () => {
  it('ends the text on a line of its own', () => {
    expect(layOutText({ text: 'Look', link: 'https://a.example/?b=1&c=2' })).toMatchObject({
      html: '<p>Look</p><p></p><p>https://a.example/?b=1&amp;c=2</p>',
      preview: 'Look\n\nhttps://a.example/?b=1&c=2',
    })
  })

  it('is not said twice', () => {
    const text = 'Look: https://a.example/b.'
    expect(layOutText({ text, link: 'https://a.example/b' }).preview).toBe(text)
  })

  it('is added although a longer address begins like it', () => {
    const { preview } = layOutText({ text: 'https://a.example/b/c', link: 'https://a.example/b' })
    expect(preview).toBe('https://a.example/b/c\n\nhttps://a.example/b')
  })
})

describe('what is bold', () => {
  it('is bold where the platform has that, and counted as Postiz counts it', () => {
    expect(layOutText({ text: '**Sale & more** and *now*', hasBold: true })).toEqual({
      html: '<p><strong>Sale &amp; more</strong> and now</p>',
      preview: 'Sale & more and now',
      bold: [[0, 11]],
      counted: `${'\u{1d5d4}'.repeat(4)} & ${'\u{1d5d4}'.repeat(4)} and now`,
    })
  })

  it('loses its marks elsewhere, and says the same', () => {
    const { html, preview } = layOutText({ text: '**Sale** and *now*' })
    expect({ html, preview }).toEqual({ html: '<p>Sale and now</p>', preview: 'Sale and now' })
  })

  it('says the same words with it and without it, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab *_<&\n[]()', '**', 'https://a.example/') }),
        (text) => {
          const [bold, plain] = [layOutText({ text, hasBold: true }), layOutText({ text })]
          expect(bold.preview).toBe(plain.preview)
          expect(bold.html.replaceAll(/<\/?strong>/g, '')).toBe(plain.html)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
