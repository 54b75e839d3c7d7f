import { boldMarks, readMarkdown } from '../text/readMarkdown.ts'
import { type Cuts, graphemeEnds } from './findCuts.ts'

type Args = {
  text: string
  cuts: Cuts
  /** What stands behind the last word that is left. */
  ending: string
  /** Whether the text is Markdown, whose marks are closed where it is cut. */
  isMarkdown: boolean
}

/** Marks that close what stands open where a text is cut. */
const closers = ['', '*', '_', '**', '__', '***', '___', '**_', '_**', '__*', '*__']

/** Blanks, and marks after which a sentence goes on. */
const loose = /[\s,;:.…–—\-([{"'“‘«¿¡]/u

const { open, close } = boldMarks

const dropEnd = (marked: string): string =>
  marked.endsWith(close) ? dropEnd(marked.slice(0, -1)) : marked

const dropMarks = (marked: string): string => marked.replaceAll(open, '').replaceAll(close, '')

/**
 * Ends a text at a cut: what its readers see then is the beginning of what they saw, bold where it was, and the ending.
 * Undefined where it cannot be ended there. No address is joined to the ending.
 */
export const createEnder = ({ text, cuts, ending, isMarkdown }: Args) => {
  const read = (written: string) =>
    isMarkdown ? readMarkdown(written, { hasBold: true }) : written
  const whole = read(text)
  const ends = new Set(graphemeEnds(dropMarks(whole)))
  const isBeginning = (seen: string) =>
    whole.startsWith(dropEnd(seen)) && ends.has(dropMarks(seen).length)
  const tighten = (cut: number): number => {
    let at = cut
    while (at > 0 && !cuts.afterSpans.has(at) && loose.test(text.charAt(at - 1))) at -= 1
    return at
  }
  const marks = isMarkdown ? closers : ['']
  return (cut: number): string | undefined => {
    const at = tighten(cut)
    if (at <= 0) return undefined
    const left = text.slice(0, at)
    const closed = marks.map((mark) => `${left}${mark}`).find((one) => isBeginning(read(one)))
    if (closed === undefined || ending === '') return closed
    const seen = read(closed)
    return (cuts.afterSpans.has(at) ? [' '] : ['', ' '])
      .map((joint) => `${closed}${joint}${ending}`)
      .find((one) => read(one).startsWith(seen))
  }
}
