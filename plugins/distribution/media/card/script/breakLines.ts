import type { ShapedText } from './shapeText.ts'

/** A part of the text that stands on one line, spaces at its end left out. */
export type Line = { start: number; end: number }

type Shape = Pick<ShapedText, 'text' | 'advances' | 'breaks' | 'graphemes'>

/** The length of a part of a text, in em. */
export const lengthOf = ({ advances }: Shape, { start, end }: Line): number => {
  let sum = 0
  for (let at = start; at < end; at++) sum += advances[at] ?? 0
  return sum
}

/** Without the spaces at its end. */
const trim = ({ text }: Shape, { start, end }: Line): Line => {
  let last = end
  while (last > start && text[last - 1] === ' ') last--
  return { start, end: last }
}

/** The longest piece that must stay on one line, in em. */
export const longestPiece = (shape: Shape): number =>
  Math.max(
    0,
    ...pieces(shape, shape.breaks.allowed).map((piece) => lengthOf(shape, trim(shape, piece))),
  )

const pieces = ({ text }: Pick<Shape, 'text'>, breaks: number[]): Line[] => {
  const places = [0, ...breaks, text.length]
  return places.slice(1).map((end, index) => ({ start: places[index] ?? 0, end }))
}

/**
 * Lines no longer than `width` em, each as full as can be. A word or phrase that is longer is broken wherever its script
 * permits it; what is longer still, between any two characters.
 */
export const breakLines = (shape: Shape, width: number): Line[] => {
  const lines: Line[] = []
  let line: Line = { start: 0, end: 0 }
  const begin = (start: number) => {
    if (line.end > line.start) lines.push(trim(shape, line))
    line = { start, end: start }
  }
  const isIn = (piece: Line) => lengthOf(shape, trim(shape, piece)) <= width + 1e-6
  const add = (piece: Line, split?: (piece: Line) => void) => {
    if (!isIn({ start: line.start, end: piece.end })) {
      if (split && !isIn(piece)) return split(piece)
      begin(piece.start)
    }
    line.end = piece.end
  }
  const addWhole = (piece: Line) => {
    begin(piece.start)
    for (const part of graphemesIn(shape, piece)) add(part)
  }
  const addPhrase = (phrase: Line) => {
    for (const part of within(pieces(shape, shape.breaks.allowed), phrase)) add(part, addWhole)
  }
  for (const phrase of pieces(shape, shape.breaks.preferred)) add(phrase, addPhrase)
  begin(shape.text.length)
  return lines
}

const within = (parts: Line[], { start, end }: Line): Line[] =>
  parts.filter((part) => part.start >= start && part.end <= end)

const graphemesIn = ({ graphemes, text }: Shape, { start, end }: Line): Line[] =>
  graphemes
    .map((place, index) => ({
      start: place,
      end: Math.min(graphemes[index + 1] ?? text.length, text.length),
    }))
    .filter((grapheme) => grapheme.start >= start && grapheme.end <= end)

/** As many lines as at `width`, and as even as can be. */
export const balanceLines = (shape: Shape, width: number): Line[] => {
  const full = breakLines(shape, width)
  if (full.length < 2) return full
  let [fits, tooNarrow] = [width, Math.max(width / 2, Math.min(width, longestPiece(shape)))]
  if (breakLines(shape, tooNarrow).length <= full.length) return breakLines(shape, tooNarrow)
  for (let step = 0; step < 12; step++) {
    const middle = (fits + tooNarrow) / 2
    if (breakLines(shape, middle).length <= full.length) fits = middle
    else tooNarrow = middle
  }
  return breakLines(shape, fits)
}

/**
 * Where the text has to end so that it fits into `count` lines of `width` em with a sign of `sign` em behind it.
 * It ends with a whole character, and with no space or comma before the sign.
 */
export const cutText = (
  shape: Shape,
  { width, count, sign }: { width: number; count: number; sign: number },
): number => {
  const ends = [...shape.graphemes.slice(1), shape.text.length]
  const fits = (end: number) => {
    const before = (at: number) => at < end
    const breaks = {
      preferred: shape.breaks.preferred.filter(before),
      allowed: shape.breaks.allowed.filter(before),
    }
    const lines = breakLines({ ...shape, text: shape.text.slice(0, end), breaks }, width)
    const last = lines.at(-1)
    if (!last) return true
    return lines.length < count || (lines.length === count && lengthOf(shape, last) + sign <= width)
  }
  let [low, high] = [0, ends.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (fits(ends[middle] ?? 0)) low = middle
    else high = middle
  }
  return shape.text.slice(0, ends[low] ?? 0).replace(/[\s,;:、，،؛।-]+$/u, '').length
}
