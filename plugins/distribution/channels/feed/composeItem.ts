import type { Content, MediaFile } from '../adapter.ts'
import { cleanText } from '../text/cleanText.ts'
import { markdownToHtml } from '../text/markdownToHtml.ts'
import { plainText } from '../text/plainText.ts'

/** A post as an item of a feed. Its files are shown below the text, and the first of them is its enclosure too. */
export type FeedItem<File> = {
  title: string
  /** Without marks. */
  text: string
  html: string
  link: string | null
  /** The link as its author wrote it, where something was added to it. */
  canonicalLink: string | null
  files: File[]
}

/** A post as its readers get it; what follows the post stands below it, since a feed has no threads. */
export const composeItem = <File>(
  content: Content,
  toFile: (file: MediaFile) => File,
): FeedItem<File> => {
  const words = [content, ...(content.parts ?? [])]
  const parts = words.filter(({ text }) => text.trim() !== '')
  return {
    title: cleanText(content.title).trim(),
    text: parts.map(({ text }) => plainText({ text })).join('\n\n'),
    html: parts.map(({ text }) => markdownToHtml(text)).join('\n'),
    link: content.link ?? null,
    canonicalLink: content.canonicalLink ?? null,
    files: words.flatMap(({ media }) => media).map(toFile),
  }
}
