import { families, type Weight } from '../fonts/families.ts'
import { type FontShelf, graphemesOf } from '../fonts/fillShelf.ts'
import type { OpenFont } from '../fonts/openFont.ts'
import { isEmoji } from '../fonts/pickFont.ts'
import { type Breaks, findBreaks } from './findBreaks.ts'
import { findLevels, type Levels } from './findLevels.ts'

/** A glyph where it stands, in em, from the start of its run on the base line; y grows upwards. */
export type Glyph = {
  id: number
  /** The place in the text of the character that it draws. */
  cluster: number
  x: number
  y: number
  advance: number
}

/** Neighbours in one font and one direction. */
export type Run = { start: number; end: number; level: number; font: OpenFont }

/** A text of one paragraph, measured. Places are those of JavaScript strings, lengths are in em. */
export type ShapedText = {
  text: string
  levels: Levels
  runs: Run[]
  /** What each place adds to a line: the advance of the glyphs that begin there. */
  advances: Float64Array
  breaks: Breaks
  /** Where a character as people count them begins. */
  graphemes: number[]
  shape: (run: Run) => Glyph[]
}

export type Voice = {
  shelf: FontShelf
  weight: Weight
  /** Between letters, as a share of their size. Scripts whose letters join have none. */
  spacing: number
}

type Args = Voice & { text: string }

/** Sets a text in glyphs: letters joined and ordered as their script wants it, each in the font that the shelf has for it. */
export const shapeText = ({ text, shelf, weight, spacing }: Args): ShapedText => {
  const { hb, lang } = shelf
  const levels = findLevels(text)
  const { runs, graphemes } = itemise({ text, shelf, weight, levels })
  const shape = (run: Run): Glyph[] => {
    const buffer = new hb.Buffer()
    buffer.addText(text.slice(run.start, run.end))
    buffer.guessSegmentProperties()
    buffer.setDirection(run.level % 2 === 1 ? hb.Direction.RTL : hb.Direction.LTR)
    if (lang) buffer.setLanguage(lang)
    hb.shape(run.font.font, buffer)
    const em = (units = 0) => units / run.font.upem
    const between = isSpaced(run.font) ? spacing : 0
    let x = 0
    return buffer.getGlyphInfosAndPositions().map((glyph) => {
      const advance = em(glyph.xAdvance) + between
      const placed: Glyph = {
        id: glyph.codepoint,
        cluster: run.start + glyph.cluster,
        x: x + em(glyph.xOffset),
        y: em(glyph.yOffset),
        advance,
      }
      x += advance
      return placed
    })
  }
  const advances = new Float64Array(text.length)
  for (const run of runs) {
    for (const { cluster, advance } of shape(run)) {
      advances[cluster] = (advances[cluster] ?? 0) + advance
    }
  }
  return { text, levels, runs, advances, breaks: findBreaks(text), graphemes, shape }
}

/** Only the families of templates are set wider or closer. */
const isSpaced = ({ key }: OpenFont) =>
  Object.values(families).some((family) => key.startsWith(`${family.package}/`))

type ItemiseArgs = Pick<Voice, 'shelf' | 'weight'> & { text: string; levels: Levels }

const itemise = ({ text, shelf, weight, levels }: ItemiseArgs) => {
  const runs: Run[] = []
  const graphemes: number[] = []
  for (const { segment, index } of graphemesOf(text)) {
    graphemes.push(index)
    const previous = runs.at(-1)
    const level = levels.at(index)
    const font = isCarried(segment, previous?.font) ? previous?.font : shelf.fontOf(segment, weight)
    if (!font) continue
    const end = index + segment.length
    const isSame =
      previous?.end === index && previous.font.key === font.key && previous.level === level
    if (isSame) previous.end = end
    else runs.push({ start: index, end, level, font })
  }
  return { runs, graphemes }
}

/** Spaces and signs go with the word before them where its font has them, so that it is shaped as one. */
const isCarried = (grapheme: string, font: OpenFont | undefined): boolean =>
  font !== undefined &&
  !font.isColoured &&
  !isEmoji(grapheme) &&
  /^[\p{sc=Common}\p{sc=Inherited}]+$/u.test(grapheme) &&
  [...grapheme].every((character) => font.font.nominalGlyph(character.codePointAt(0) ?? 0))
