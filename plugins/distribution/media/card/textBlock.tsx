import type { CSSProperties } from 'react'
import type { Block, Setting } from './fitBlock.ts'
import { FAMILY } from './loadFonts.ts'

/** How far Inter's letters reach beyond a line as high as they are large, as a share of their size. */
const INK = { above: 0.135, aboveStacked: 0.24, below: 0.09 }
/** Letters with two marks, as in Vietnamese, stand higher than others. */
const STACKED = /\p{M}{2}/u

type Args = {
  text: string
  colour: string
  width: number
  /** The most that the text may take, in pixels. One line takes what it needs. */
  height: number | 'one line'
  /** The limits of its letters, in pixels. */
  max: number
  min: number
  weight?: 400 | 600 | 800
  lineHeight?: number
  /** Between letters, as a share of their size. */
  spacing?: number
  isUpperCase?: boolean
}

/**
 * Text in a box: balanced over its lines, shrunk where it is long, and cut with an ellipsis only where it is too long
 * even at its smallest.
 */
export const textBlock = ({ text, colour, width, height, max, min, ...look }: Args): Block => {
  const { weight = 400, spacing = 0, isUpperCase = false } = look
  const isStacked = STACKED.test(text.normalize('NFD'))
  const lineHeight = (look.lineHeight ?? 1.4) + (isStacked ? 0.1 : 0)
  const lineAt = (size: number) => Math.round(size * lineHeight)
  const styleAt = (size: number): CSSProperties => ({
    display: 'block',
    fontFamily: FAMILY,
    fontWeight: weight,
    fontSize: size,
    lineHeight: `${lineAt(size)}px`,
    letterSpacing: size * spacing,
    textTransform: isUpperCase ? 'uppercase' : 'none',
    color: colour,
  })
  /** Room above the first and below the last line, so that all ink is inside the block. */
  const roomAt = (size: number) => {
    const lead = (lineHeight - 1) / 2
    const above = isStacked ? INK.aboveStacked : INK.above
    return {
      above: Math.ceil(Math.max(0, above - lead) * size),
      below: Math.ceil(Math.max(0, INK.below - lead) * size),
    }
  }
  const linesAt = (size: number) => {
    if (height === 'one line') return 1
    const { above, below } = roomAt(size)
    return Math.max(1, Math.floor((height - above - below) / lineAt(size)))
  }
  return {
    width,
    height,
    max,
    min,
    render: ({ size, setting }) => {
      const style: CSSProperties = {
        ...styleAt(size),
        padding: `${roomAt(size).above}px 0 ${roomAt(size).below}px`,
        maxWidth: width,
        overflowWrap: 'anywhere',
      }
      // Satori balances before it cuts, which would leave half of each line empty.
      const lines: Record<Setting, CSSProperties> = {
        full: {},
        even: height === 'one line' ? { whiteSpace: 'nowrap' } : { textWrap: 'balance' },
        cut: { lineClamp: linesAt(size) },
      }
      return <div style={{ ...style, ...lines[setting] }}>{text}</div>
    },
    renderUnbroken: (size) =>
      (height === 'one line' ? [text] : longWords(text)).map((word) => (
        <div key={word} style={{ ...styleAt(size), whiteSpace: 'nowrap' }}>
          {word}
        </div>
      )),
  }
}

/** The longest words that a line can't break. Scripts without spaces break between any two letters. */
const longWords = (text: string) =>
  [...new Set(text.split(/[\s-]+/))]
    .filter(
      (word) =>
        word &&
        !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u.test(word),
    )
    .sort((a, b) => b.length - a.length)
    .slice(0, 4)
