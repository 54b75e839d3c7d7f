import { findCuts, graphemeEnds } from './findCuts.ts'

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** What people count as characters: an emoji with its parts is one. */
export const countCharacters = (text: string): number => graphemeEnds(text).length

/** The first characters of a text, as its readers see characters. */
export const firstCharacters = (text: string, count: number): string => {
  // No character that anybody types has more units; of a long text little is looked into.
  const near = text.slice(0, count * 50 + 100)
  const end = graphemeEnds(near)[count - 1]
  return end === undefined ? near : near.slice(0, end)
}

const ellipsis = '…'

/**
 * The beginning of a text without markup, of so many characters at most. It ends with a sentence where one ends in its
 * second half, else with a word and an ellipsis; empty where not even the first word fits. Addresses, names and tags are
 * there as a whole or not at all.
 */
export const cutExcerpt = (text: string, most: number): string => {
  const whole = text.trim()
  const fitting = firstCharacters(whole, most)
  if (fitting.length === whole.length) return whole
  // A little more, so that it is seen whether a word goes on.
  const near = whole.slice(0, fitting.length + 500)
  const cuts = findCuts(near)
  const isFree = new Set(cuts.all)
  const sentence = [...sentences.segment(near)]
    .map(({ index, segment }) => index + segment.trimEnd().length)
    .findLast((end) => end <= fitting.length && isFree.has(end))
  if (sentence !== undefined && sentence >= fitting.length / 2) return whole.slice(0, sentence)
  const room = firstCharacters(whole, most - 2).length
  const word = cuts.all.findLast((end) => end <= room && cuts.betweenWords.has(end)) ?? 0
  const cut = whole.slice(0, word).trimEnd()
  // What stands right behind an address is taken for a part of it.
  const joint = cuts.afterSpans.has(cut.length) ? ' ' : ''
  return cut === '' ? '' : `${cut}${joint}${ellipsis}`
}
