import type { Harf } from '../fonts/harfbuzz.ts'
import { lengthOf } from './breakLines.ts'
import { placeRuns } from './inkOf.ts'
import { heightOf, type LaidOut } from './layOut.ts'
import { paintGlyph } from './paintGlyph.ts'

type Args = {
  hb: Harf
  laid: LaidOut
  /** Of its letters, in pixels. */
  size: number
  colour: string
  /** The width of the box at whose right side text from right to left begins, in pixels; undefined: no wider than its words. */
  width?: number
}

/** A text that is set already, as a picture of its glyphs. */
export const drawWords = ({ hb, laid, size, colour, width }: Args) => {
  const { shaped, lines, lineHeight, base, over } = laid
  const height = heightOf(laid, size)
  const lengths = lines.map((line) => lengthOf(shaped, line) * size)
  const edge = { left: over.left * size, right: over.right * size }
  const natural = Math.ceil(Math.max(0, ...lengths) + edge.left + edge.right)
  const isRightToLeft = shaped.levels.base % 2 === 1
  const wide = isRightToLeft ? Math.max(natural, Math.floor(width ?? 0)) : natural
  const parts = lines.flatMap((line, index) => {
    const y = (base + index * lineHeight) * size
    const start = isRightToLeft ? wide - edge.right - (lengths[index] ?? 0) : edge.left
    return placeRuns(shaped, line).flatMap(({ run, glyphs, x }, place) => {
      const { font, upem, isColoured } = run.font
      const scale = size / upem
      return glyphs.map((glyph, count) => {
        const at = [start + (x + glyph.x) * size, y - glyph.y * size]
          .map((value) => round(value))
          .join(' ')
        const transform = `translate(${at}) scale(${round(scale, 1e6)} ${round(-scale, 1e6)})`
        const prefix = `g${index}-${place}-${count}`
        return isColoured
          ? `<g transform="${transform}">${paintGlyph({ hb, font, glyph: glyph.id, prefix })}</g>`
          : `<path transform="${transform}" d="${font.glyphToPath(glyph.id)}"/>`
      })
    })
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${height}" viewBox="0 0 ${wide} ${height}" fill="${colour}">${parts.join('')}</svg>`
  return (
    // biome-ignore lint/performance/noImgElement: it is drawn into the card, no browser loads it
    <img
      src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
      alt=""
      width={wide}
      height={height}
      style={{ flexShrink: 0 }}
    />
  )
}

const round = (value: number, by = 1000) => Math.round(value * by) / by
