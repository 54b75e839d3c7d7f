import { cleanText, hasAddress, trimEdges } from './cleanText.ts'
import { readMarkdown } from './readMarkdown.ts'

type Args = {
  /** Markdown or plain text, as its author wrote it. */
  text: string
  /** An address that ends the text on a line of its own, unless the text has it already. */
  link?: string | null
}

/** A text as people read it where there is no markup. */
export const plainText = ({ text, link }: Args): string => {
  const words = trimEdges(readMarkdown(cleanText(text)))
  const address = cleanText(link ?? '').trim()
  if (address === '' || hasAddress(words, address)) return words
  return words === '' ? address : `${words}\n\n${address}`
}
