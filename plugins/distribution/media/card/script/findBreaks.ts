import { loadInstalled } from '../../resolveInstalled.ts'

/**
 * Where a new line may begin, in rising order. `preferred`: between words; `allowed`: wherever the script permits it,
 * for a word or a phrase that is longer than a line.
 */
export type Breaks = { preferred: number[]; allowed: number[] }

type LineBreaker = new (text: string) => { nextBreak: () => { position: number } | null }

/** Written without spaces between words, whose ends only a dictionary tells. */
const UNSPACED = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu
const HANGUL = /^\p{sc=Hangul}$/u
const CHINESE_OR_JAPANESE = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]$/u

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/**
 * By the Unicode line breaking algorithm (UAX #14), which keeps signs of East Asia from the wrong end of a line; between
 * the words of Thai; in Korean only at spaces; and in Chinese and Japanese by preference between words, a Japanese
 * word with the endings and particles that follow it.
 */
export const findBreaks = (text: string): Breaks => {
  const Breaker = loadInstalled('linebreak') as LineBreaker
  const breaker = new Breaker(text)
  const allowed = new Set<number>()
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    const { position } = found
    const isInWord = HANGUL.test(text[position - 1] ?? '') && HANGUL.test(text[position] ?? '')
    if (position < text.length && !isInWord) allowed.add(position)
  }
  for (const match of text.matchAll(UNSPACED)) {
    for (const { index, isWordLike } of segmenter.segment(match[0])) {
      if (index > 0 && isWordLike) allowed.add(match.index + index)
    }
  }
  const sorted = [...allowed].sort((a, b) => a - b)
  const words = new Map([...segmenter.segment(text)].map((word) => [word.index, word.segment]))
  return { allowed: sorted, preferred: sorted.filter((at) => isBetweenWords(text, at, words)) }
}

/** Politeness stands before its word: お待ち, ご用意. */
const POLITE = /^[おご]$/

const isBetweenWords = (text: string, at: number, words: Map<number, string>): boolean => {
  const [before = '', next = ''] = [text[at - 1], text[at]]
  if (!CHINESE_OR_JAPANESE.test(before) || !CHINESE_OR_JAPANESE.test(next)) return true
  const word = words.get(at)
  if (word === undefined || (POLITE.test(before) && words.get(at - 1) === before)) return false
  // What is written in Hiragana alone belongs to the word before it.
  return (
    !/^\p{sc=Hiragana}+$/u.test(word) ||
    (POLITE.test(word) && /\p{sc=Han}/u.test(text[at + 1] ?? ''))
  )
}
