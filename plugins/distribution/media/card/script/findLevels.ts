import type { Bidi } from 'bidi-js'
import { loadInstalled } from '../../resolveInstalled.ts'

/** The directions in a paragraph: odd levels run from right to left (Unicode UAX #9). */
export type Levels = { base: number; at: (place: number) => number }

let bidi: Bidi | undefined

/** Finds the direction of a paragraph, by its first letter that has one, and of each part of it. */
export const findLevels = (text: string): Levels => {
  if (!HAS_DIRECTION.test(text)) return { base: 0, at: () => 0 }
  bidi ??= (loadInstalled('bidi-js') as () => Bidi)()
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto')
  return { base: paragraphs[0]?.level ?? 0, at: (place) => levels[place] ?? 0 }
}

const HAS_DIRECTION = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff]/

/** True where a text is read from right to left as a whole. */
export const isRightToLeft = (text: string): boolean => findLevels(text).base % 2 === 1

/** The runs of a line from left to right: from the highest level down, what runs the other way is turned (rule L2). */
export const orderRuns = <Run extends { level: number }>(runs: Run[]): Run[] => {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    let start = 0
    while (start < ordered.length) {
      let end = start
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end++
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      start = end + 1
    }
  }
  return ordered
}
