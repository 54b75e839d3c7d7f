import { cleanText, escapeHtml, hasAddress, trimEdges } from '../../text/cleanText.ts'
import { boldMarks, readMarkdown } from '../../text/readMarkdown.ts'

/**
 * `html` is what Postiz is given, `preview` what the platform will show, `bold` the parts of it that it will show bold
 * (from and to, in UTF-16 units), and `counted` is the text by whose length Postiz judges it.
 */
export type LaidOutText = {
  html: string
  preview: string
  bold: [from: number, to: number][]
  counted: string
}

type Args = {
  /** Markdown or plain text, as its author wrote it. */
  text: string
  /** An address that ends the text on a line of its own, unless the text has it already. */
  link?: string | null
  /** Whether the platform shows what is bold; where it does not, the marks of it are left out. */
  hasBold?: boolean
}

const { open, close } = boldMarks

const dropMarks = (text: string): string => text.replaceAll(open, '').replaceAll(close, '')

const toHtml = (line: string): string =>
  `<p>${escapeHtml(line).replaceAll(open, '<strong>').replaceAll(close, '</strong>')}</p>`

/** The text in turns of what is not bold and what is, beginning with what is not. Bold within bold is bold once. */
const splitBold = (marked: string): { text: string; isBold: boolean }[] => {
  let depth = 0
  return marked.split(new RegExp(`([${open}${close}])`)).flatMap((piece) => {
    if (piece === open) depth += 1
    else if (piece === close) depth -= 1
    else if (piece !== '') return { text: piece, isBold: depth > 0 }
    return []
  })
}

/** Postiz counts as if every platform were given look-alikes for bold letters and digits, of two units each. */
const countedAs = '\u{1d5d4}'

/**
 * Lays a text out so that Postiz shows it to the letter: each line in a bare `<p>`, an empty line as
 * `<p></p>`, `&`, `<` and `>` escaped, addresses as bare text, never a `<br>` or an attribute.
 *
 * Given raw text, Postiz would publish `Tom & Jerry` as `Tom &amp; Jerry` and `a<b then c>d` as `ad`; and bold letters
 * on a platform that has no bold as look-alikes, which nobody can search or hear.
 * `preview` is the same text as people will read it; an empty text gives empty strings.
 * Source: the strip rule of Postiz 2.23.0, read on 2026-08-21.
 */
export const layOutText = ({ text, link, hasBold }: Args): LaidOutText => {
  const words = trimEdges(readMarkdown(cleanText(text), { hasBold }))
  const address = cleanText(link ?? '').trim()
  const isNew = address !== '' && !hasAddress(dropMarks(words), address)
  const separator = words === '' ? '' : '\n\n'
  const marked = isNew ? `${words}${separator}${address}` : words
  const pieces = splitBold(marked)
  let at = 0
  const bold = pieces.flatMap(({ text: piece, isBold }): [number, number][] => {
    const from = at
    at += piece.length
    return isBold ? [[from, at]] : []
  })
  return {
    html: marked === '' ? '' : marked.split('\n').map(toHtml).join(''),
    preview: dropMarks(marked),
    bold,
    counted: pieces
      .map((piece) => (piece.isBold ? piece.text.replace(/[a-z\d]/gi, countedAs) : piece.text))
      .join(''),
  }
}
