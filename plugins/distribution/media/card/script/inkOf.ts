import type { Line } from './breakLines.ts'
import { orderRuns } from './findLevels.ts'
import type { Glyph, Run, ShapedText } from './shapeText.ts'

/** How far ink reaches, in em: from the base line up and down, and beyond the two ends of a line. Never below 0. */
export type Ink = { above: number; below: number; over: { left: number; right: number } }

/** A run of a line, from left to right, with how far from the line's left end it begins, in em. */
export type PlacedRun = { run: Run; glyphs: Glyph[]; x: number }

/** A line's runs from left to right. What is cut off from its run is shaped anew, so that no letter joins what is gone. */
export const placeRuns = (shaped: ShapedText, { start, end }: Line): PlacedRun[] => {
  const runs = shaped.runs.flatMap((run) => {
    const part = { ...run, start: Math.max(run.start, start), end: Math.min(run.end, end) }
    return part.start < part.end ? [part] : []
  })
  let x = 0
  return orderRuns(runs).map((run) => {
    const placed = { run, glyphs: shaped.shape(run), x }
    x += placed.glyphs.reduce((sum, { advance }) => sum + advance, 0)
    return placed
  })
}

/** The ink of some lines of a text. */
export const inkOf = (shaped: ShapedText, lines: Line[]): Ink => {
  const ink: Ink = { above: 0, below: 0, over: { left: 0, right: 0 } }
  for (const line of lines) {
    const runs = placeRuns(shaped, line)
    const length = runs.reduce(
      (sum, { glyphs }) => sum + glyphs.reduce((part, { advance }) => part + advance, 0),
      0,
    )
    for (const { run, glyphs, x: start } of runs) {
      for (const { id, x, y } of glyphs) {
        const box = run.font.font.glyphExtents(id)
        if (!box || box.width === 0) continue
        const em = (units: number) => units / run.font.upem
        const left = start + x + em(box.xBearing)
        ink.above = Math.max(ink.above, y + em(box.yBearing))
        ink.below = Math.max(ink.below, -(y + em(box.yBearing + box.height)))
        ink.over.left = Math.max(ink.over.left, -left)
        ink.over.right = Math.max(ink.over.right, left + em(box.width) - length)
      }
    }
  }
  return ink
}
