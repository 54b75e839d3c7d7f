import { cleanText, escapeHtml, trimEdges } from './cleanText.ts'
import { formMarkdown } from './readMarkdown.ts'

const attribute = (text: string): string => escapeHtml(text).replaceAll('"', '&quot;')

const emphasise = (inner: string, isStrong: boolean): string =>
  isStrong ? `<strong>${inner}</strong>` : `<em>${inner}</em>`

const anchor = (target: string, words: string): string =>
  `<a href="${attribute(target)}">${words}</a>`

/** An address in a sentence, and the stop that ends the sentence. */
const bareAnchor = (found: string): string => {
  const target = found.replace(/[.,;:!?]+$/, '')
  return `${anchor(target, escapeHtml(target))}${found.slice(target.length)}`
}

const inline = (markdown: string): string =>
  formMarkdown(markdown, {
    link: ({ label, target, hide }) =>
      hide(label === undefined ? bareAnchor(target) : anchor(target, inline(label))),
    words: escapeHtml,
    emphasise,
  })

/**
 * Markdown as HTML: a paragraph for each block of lines, `<br>` between its lines, links, bold and italic. All else is
 * text, and none of it is taken for markup. An empty text gives an empty string.
 */
export const markdownToHtml = (markdown: string): string =>
  trimEdges(cleanText(markdown))
    .split(/\n{2,}/)
    .filter((block) => block !== '')
    .map((block) => `<p>${inline(block).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n')
