import { linkOrAddress } from '../text/readMarkdown.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const words = new Intl.Segmenter('en', { granularity: 'word' })

type Span = { from: number; to: number }

/** What means something only as a whole: names with @, hashtags, mail addresses, and addresses without their scheme. */
const whole =
  /[@#][\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.@-]*[\p{L}\p{N}\p{M}_])?|(?<![\w.%+@-])(?:[\w.%+-]{1,64}@)?(?:[a-z\d][a-z\d-]{0,62}\.)+[a-z]{2,}(?:\/[^\s<>]*)?/giu

const spansOf = (text: string): Span[] =>
  [linkOrAddress, whole]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ index, 0: found }) => ({ from: index, to: index + found.length }))
    .sort((a, b) => a.from - b.from)

/** The places, in their order, at which no span is cut in two. */
const outside = (places: number[], spans: Span[]): number[] => {
  let next = 0
  let end = 0
  return places.filter((place) => {
    while ((spans[next]?.from ?? Number.POSITIVE_INFINITY) < place) {
      end = Math.max(end, spans[next]?.to ?? 0)
      next += 1
    }
    return place >= end
  })
}

/** Where each character of a text ends, as its readers see characters. */
export const graphemeEnds = (text: string): number[] =>
  [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length)

/** Where a text may be cut, in UTF-16 units and in their order. */
export type Cuts = {
  /** After any character that stands in no address, name or tag. */
  all: number[]
  /** Those between two words, in any language. */
  betweenWords: Set<number>
  /** Those at the end of an address, a name or a tag. */
  afterSpans: Set<number>
}

/** Finds where a text may be cut: between characters as readers see them, never within a link, a name or a tag. */
export const findCuts = (text: string): Cuts => {
  const spans = spansOf(text)
  return {
    all: outside(graphemeEnds(text), spans),
    betweenWords: new Set(
      [...words.segment(text)].map(({ index, segment }) => index + segment.length),
    ),
    afterSpans: new Set(spans.map(({ to }) => to)),
  }
}
