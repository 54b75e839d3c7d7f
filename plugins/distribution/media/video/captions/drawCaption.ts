import { type FontShelf, fillShelf } from '../../card/fonts/fillShelf.ts'
import { lengthOf } from '../../card/script/breakLines.ts'
import { placeRuns } from '../../card/script/inkOf.ts'
import { heightOf, type LaidOut, layOut } from '../../card/script/layOut.ts'
import { paintGlyph } from '../../card/script/paintGlyph.ts'
import { mediaError } from '../../mediaError.ts'

type Size = { width: number; height: number }

type Args = {
  /** From `openCaptionFonts`. */
  shelf: FontShelf
  /** Those of one moment; none: nothing is drawn. */
  lines: string[]
  /** What of the frame is free, in pixels. */
  box: Size & { frame: Size }
}

/** Of a frame's shorter side: letters of the usual size, and the smallest that are still read on a phone. */
const usual = 0.055
const smallest = 0.034
/** The dark edge of letters, in em, all of which lies inside the box. */
const edge = 0.07
/** In em. */
const lineHeight = 1.25
const weight = 600

/**
 * Opens the fonts of captions: those of cards, which have every script that is known here.
 *
 * @throws `CAPTIONS_INVALID` where no font has a letter
 */
export const openCaptionFonts = async (texts: string[]): Promise<FontShelf> => {
  const { shelf, missing } = await fillShelf({ texts, choice: 'inter', isForAll: true })
  if (missing.length > 0) {
    throw invalid(`No font has: ${missing.slice(0, 20).join(' ')}. Write them without it.`)
  }
  if (!shelf) throw new Error('No font was opened for captions.')
  return shelf
}

/**
 * Draws a caption at the foot of a box as large as the box, on a transparent ground: white letters with a dark edge. As PNG.
 *
 * @throws `CAPTIONS_INVALID` where it is too long even in small letters
 */
export const drawCaption = async ({ shelf, lines, box }: Args): Promise<Buffer> => {
  const { default: sharp } = await import('sharp')
  const { width, height, frame } = box
  const ground = { r: 0, g: 0, b: 0, alpha: 0 }
  const blank = sharp({ create: { width, height, channels: 4, background: ground } })
  if (lines.length === 0) return blank.png({ compressionLevel: 1 }).toBuffer()
  const side = Math.min(frame.width, frame.height)
  const set = setParagraphs({
    ...{ shelf, lines, width, height },
    max: Math.round(side * usual),
    min: Math.max(1, Math.floor(side * smallest)),
  })
  return blank
    .composite([{ input: Buffer.from(draw({ shelf, ...set, width, height })) }])
    .png({ compressionLevel: 1 })
    .toBuffer()
}

type Paragraphs = { laid: LaidOut[]; size: number }

type SetArgs = Size & { shelf: FontShelf; lines: string[]; max: number; min: number }

/** All lines in letters of one size, the largest at which they stand inside the box. */
const setParagraphs = (args: SetArgs): Paragraphs => {
  const { shelf, lines, width, height, max, min } = args
  for (let size = max; size >= min; size--) {
    const room = width - 2 * edge * size
    const laid = lines.map(
      (text) =>
        layOut({
          ...{ shelf, text, weight, spacing: 0, lineHeight },
          ...{ width: room, height: Number.MAX_SAFE_INTEGER, max: size, min: size },
        }).laid,
    )
    const isWhole = laid.every(({ shaped }, index) => shaped.text === lines[index])
    if (isWhole && sumHeights({ laid, size }) + 2 * edge * size <= height) return { laid, size }
  }
  throw invalid(`"${lines.join(' ').slice(0, 60)}…" has no room on the picture. Divide it.`)
}

const sumHeights = ({ laid, size }: Paragraphs): number =>
  laid.reduce((sum, one) => sum + heightOf(one, size), 0)

const draw = (args: Paragraphs & Size & { shelf: FontShelf }): string => {
  const { shelf, laid, size, width, height } = args
  // All edges lie below all letters: letters that join would else be cut by their neighbours' edges.
  const edges: string[] = []
  const letters: string[] = []
  let top = height - edge * size - sumHeights(args)
  for (const [paragraph, one] of laid.entries()) {
    for (const [row, line] of one.lines.entries()) {
      const y = top + (one.base + row * one.lineHeight) * size
      const left = (width - lengthOf(one.shaped, line) * size) / 2
      for (const [place, { run, glyphs, x }] of placeRuns(one.shaped, line).entries()) {
        const { font, upem, isColoured } = run.font
        const scale = size / upem
        for (const [count, glyph] of glyphs.entries()) {
          const at = `${round(left + (x + glyph.x) * size)} ${round(y - glyph.y * size)}`
          const transform = `translate(${at}) scale(${round(scale)} ${round(-scale)})`
          if (isColoured) {
            const prefix = `c${paragraph}-${row}-${place}-${count}`
            const painted = paintGlyph({ hb: shelf.hb, font, glyph: glyph.id, prefix })
            letters.push(`<g transform="${transform}">${painted}</g>`)
            continue
          }
          const path = `<path transform="${transform}" d="${font.glyphToPath(glyph.id)}"`
          edges.push(`${path} stroke-width="${2 * edge * upem}"/>`)
          letters.push(`${path}/>`)
        }
      }
    }
    top += heightOf(one, size)
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<g fill="none" stroke="#000" stroke-linejoin="round" opacity="0.85">${edges.join('')}</g>`,
    `<g fill="#fff">${letters.join('')}</g></svg>`,
  ].join('')
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6

const invalid = (reason: string) =>
  mediaError({ code: 'CAPTIONS_INVALID', message: `The captions can not be shown. ${reason}` })
