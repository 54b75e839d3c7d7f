import { readMarkdown } from './readMarkdown.ts'

/** `html` is what Postiz is given; `preview` is what the platform will show. */
export type LaidOutText = { html: string; preview: string }

type Args = {
  /** Markdown or plain text, as its author wrote it. */
  text: string
  /** An address that ends the text on a line of its own, unless the text has it already. */
  link?: string | null
}

/** No keyboard types these, and Postiz's database refuses or its HTML parser drops them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** Text as it comes out of Postiz whatever we do: one kind of line end, no blanks at the edges. */
const settle = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether the text has the address, and not merely a longer one that begins like it. */
const hasAddress = (text: string, address: string): boolean =>
  text
    .split(address)
    .slice(1)
    .some((rest) => /^[.,;:!?)\]"'”’»]*(\s|$)/.test(rest))

/**
 * Lays a text out so that Postiz shows it to the letter: each line in a bare `<p>`, an empty line as
 * `<p></p>`, `&`, `<` and `>` escaped, addresses as bare text, never a `<br>` or an attribute.
 *
 * Given raw text, Postiz would publish `Tom & Jerry` as `Tom &amp; Jerry` and `a<b then c>d` as `ad`.
 * `preview` is the same text as people will read it; an empty text gives two empty strings.
 * Source: the strip rule of Postiz 2.23.0, read on 2026-08-21.
 */
export const layOutText = ({ text, link }: Args): LaidOutText => {
  const words = settle(readMarkdown(text))
  const address = link?.trim() ?? ''
  const isNew = address !== '' && !hasAddress(words, address)
  const preview = isNew ? settle(words === '' ? address : `${words}\n\n${address}`) : words
  const html = preview
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')
  return { html: preview === '' ? '' : html, preview }
}
