import type { CSSProperties } from 'react'
import type { Block, Setting } from './fitBlock.ts'
import type { Ink, Weight } from './fonts/families.ts'

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
  weight?: Weight
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
    fontWeight: weight,
    fontSize: size,
    lineHeight: `${lineAt(size)}px`,
    letterSpacing: size * spacing,
    textTransform: isUpperCase ? 'uppercase' : 'none',
    color: colour,
  })
  /** Room above the first and below the last line, so that all ink is inside the block. */
  const roomAt = (size: number, ink: Ink) => {
    const lead = (lineHeight - 1) / 2
    const above = isStacked ? ink.aboveStacked : ink.above
    return {
      above: Math.ceil(Math.max(0, above - lead) * size),
      below: Math.ceil(Math.max(0, ink.below - lead) * size),
    }
  }
  const linesAt = (size: number, ink: Ink) => {
    if (height === 'one line') return 1
    const { above, below } = roomAt(size, ink)
    return Math.max(1, Math.floor((height - above - below) / lineAt(size)))
  }
  return {
    width,
    height,
    max,
    min,
    words: {
      text: (isUpperCase ? text.toUpperCase() : text).replace(/[ \t\r\n]+/g, ' '),
      colour,
      weight,
      lineHeight,
      spacing,
    },
    render: ({ size, setting, hasLongWord, type: { family } }) => {
      const room = roomAt(size, family.ink)
      const style: CSSProperties = {
        ...styleAt(size),
        padding: `${room.above}px 0 ${room.below}px`,
        maxWidth: width,
        // Where words may be broken, even lines are found by breaking them.
        overflowWrap: hasLongWord ? 'anywhere' : 'normal',
      }
      // Satori balances before it cuts, which would leave half of each line empty.
      const lines: Record<Setting, CSSProperties> = {
        full: {},
        even: height === 'one line' ? { whiteSpace: 'nowrap' } : { textWrap: 'balance' },
        cut: { lineClamp: linesAt(size, family.ink) },
      }
      return <div style={{ ...style, ...lines[setting] }}>{text}</div>
    },
    renderUnbroken: ({ size }) =>
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
