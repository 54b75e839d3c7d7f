/** No keyboard types these, and databases or HTML parsers refuse or drop them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** A text without what no receiver gives back as it is: half characters, kinds of line ends, blanks that do not break. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replaceAll('\u00a0', ' ')

/** Without blanks at the edges, of the whole and of its lines. */
export const trimEdges = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

/** Text as it stands in HTML outside of a tag. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether the text has the address, and not merely a longer one that begins like it. */
export const hasAddress = (text: string, address: string): boolean =>
  text
    .split(address)
    .slice(1)
    .some((rest) => /^[.,;:!?)\]"'”’»]*(\s|$)/.test(rest))
