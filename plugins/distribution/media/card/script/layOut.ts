import { families } from '../fonts/families.ts'
import {
  balanceLines,
  breakLines,
  cutText,
  type Line,
  lengthOf,
  longestPiece,
} from './breakLines.ts'
import { type Ink, inkOf } from './inkOf.ts'
import { type ShapedText, shapeText, type Voice } from './shapeText.ts'

/** A text in lines, all in em: so it has the same lines at any size. */
export type LaidOut = {
  shaped: ShapedText
  lines: Line[]
  /** From one base line to the next; from the upper edge to the first, and from the last to the lower edge. */
  lineHeight: number
  base: number
  below: number
  /** How far ink reaches beyond the ends of a line. */
  over: Ink['over']
}

/** What is to be set, within which limits. Lengths are in pixels. */
export type Setting = Voice & {
  text: string
  width: number
  height: number | 'one line'
  max: number
  min: number
  /** In em. */
  lineHeight: number
}

/** East Asian letters fill their square: closer lines would touch. */
const EAST_ASIAN_LINE = 1.22
/** Between the ink of two lines, in em. */
const GAP = 0.07

/**
 * The text at the largest whole size between its limits at which its ink stays inside its box, in even lines; at the
 * smallest, cut with an ellipsis, where even that is too large.
 */
export const layOut = (setting: Setting): { laid: LaidOut; size: number } => {
  const shaped = shapeText(setting)
  const { max, min, width } = setting
  const longest =
    setting.height === 'one line'
      ? lengthOf(shaped, { start: 0, end: shaped.text.length })
      : longestPiece(shaped)
  const at = (size: number) => setLines({ setting, shaped, size, isEven: true })
  let [low, high] = [min, Math.max(min, Math.min(max, Math.floor(width / Math.max(longest, 0.01))))]
  if (!fits(at(low), low, setting)) return { laid: cut(setting, shaped), size: min }
  while (low < high) {
    const size = Math.ceil((low + high) / 2)
    if (fits(at(size), size, setting)) low = size
    else high = size - 1
  }
  return { laid: at(low), size: low }
}

/** The height of a text at a size, in whole pixels. */
export const heightOf = ({ lines, lineHeight, base, below }: LaidOut, size: number): number =>
  Math.ceil((base + (lines.length - 1) * lineHeight + below) * size)

const fits = (laid: LaidOut, size: number, { height, width }: Setting): boolean => {
  if (height !== 'one line' && heightOf(laid, size) > height) return false
  const longest = Math.max(0, ...laid.lines.map((line) => lengthOf(laid.shaped, line)))
  return (longest + laid.over.left + laid.over.right) * size <= width + 0.5
}

/** One line as long as it is. */
export const layOutLine = (setting: Voice & { text: string; lineHeight: number }): LaidOut =>
  setLines({
    setting: { ...setting, width: 1, height: 'one line', max: 1, min: 1 },
    shaped: shapeText(setting),
    size: 1,
    isEven: false,
  })

type SetArgs = { setting: Setting; shaped: ShapedText; size: number; isEven: boolean }

const setLines = ({ setting, shaped, size, isEven }: SetArgs): LaidOut => {
  const linesIn = (em: number): Line[] => {
    if (setting.height === 'one line') return [{ start: 0, end: shaped.text.length }]
    return isEven ? balanceLines(shaped, em) : breakLines(shaped, em)
  }
  const em = setting.width / size
  let lines = linesIn(em)
  let ink = inkOf(shaped, lines)
  if (ink.over.left + ink.over.right > 0) {
    lines = linesIn(em - ink.over.left - ink.over.right)
    ink = inkOf(shaped, lines)
  }
  return { shaped, lines, over: ink.over, ...spaceOf(setting, shaped, ink) }
}

/** Room for the ink of every line, and no less than the family's own letters have. */
const spaceOf = (setting: Setting, { text }: ShapedText, { above, below }: Ink) => {
  const { ascent, descent } = families[setting.shelf.choice]
  const isEastAsian = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(text)
  const least = Math.max(above + below + GAP, isEastAsian ? EAST_ASIAN_LINE : 0)
  const lineHeight = Math.max(setting.lineHeight, least)
  const lead = (lineHeight - ascent - descent) / 2
  return {
    lineHeight,
    base: Math.max(lead + ascent, above),
    below: Math.max(lead + descent, below),
  }
}

/** At the smallest size, as much as there is room for. */
const cut = (setting: Setting, shaped: ShapedText): LaidOut => {
  const { width, height, min: size } = setting
  const whole = setLines({ setting, shaped, size, isEven: false })
  const room =
    height === 'one line' ? 1 : (height / size - whole.base - whole.below) / whole.lineHeight + 1
  const sign = shapeText({ ...setting, text: '…' })
  const end = cutText(shaped, {
    width: width / size - whole.over.left - whole.over.right - 0.02,
    count: Math.max(1, Math.floor(room)),
    sign: lengthOf(sign, { start: 0, end: 1 }),
  })
  const rest = shapeText({ ...setting, text: `${shaped.text.slice(0, end)}…` })
  return setLines({ setting, shaped: rest, size, isEven: false })
}
