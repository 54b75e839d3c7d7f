import type { Fold } from './platformLook.ts'

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where the line after the last one that is shown begins; the whole length where there are no more. */
const endOfLines = (text: string, lines: number): number => {
  let at = -1
  for (let line = 0; line < lines; line += 1) {
    at = text.indexOf('\n', at + 1)
    if (at === -1) return text.length
  }
  return at
}

/**
 * How much of a text is shown before "more", in UTF-16 units: the whole of it where it fits; else up to a blank, where one
 * is near, and never half a character.
 */
export const foldText = (text: string, fold: Fold | undefined): number => {
  if (!fold) return text.length
  let end = 0
  let count = 0
  for (const { index, segment } of characters.segment(text)) {
    if (count === fold.characters) break
    count += 1
    end = index + segment.length
  }
  const most = Math.min(end, endOfLines(text, fold.lines))
  if (most === text.length) return most
  const blank = text.slice(0, most).search(/\s\S*$/)
  return blank > most * 0.8 ? blank : most
}
