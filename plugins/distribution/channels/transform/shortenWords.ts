import type { Policy } from '../../model/policy.ts'
import { cleanText, hasAddress, trimEdges } from '../text/cleanText.ts'
import { readMarkdown } from '../text/readMarkdown.ts'
import { addressesOf } from './replaceAddresses.ts'
import { shortenText } from './shortenText.ts'

const isTag = (word: string): boolean => /^#[\p{L}\p{N}\p{M}_]+$/u.test(word)

/** Where the hashtags begin that end a text; its length where none do. */
const startOfTags = (text: string): number => {
  let at = text.length
  for (const [index, piece] of text.split(/(\s+)/).toReversed().entries()) {
    const isWord = index % 2 === 0
    if (isWord && !isTag(piece)) return at
    at -= piece.length
  }
  return at
}

type Kept = { keepsAddress: boolean; keepHashtags: boolean }

/** What is kept whole of a text behind its words: its hashtags, its last address. */
const findKept = (text: string, { keepsAddress, keepHashtags }: Kept) => {
  const address = keepsAddress ? addressesOf(text).at(-1) : undefined
  const before =
    address !== undefined && text.endsWith(address)
      ? text.slice(0, -address.length).trimEnd()
      : text
  const until = keepHashtags ? startOfTags(before) : before.length
  return { address, tags: before.slice(until).trim(), until }
}

type Args = {
  text: string
  how: NonNullable<Policy['shorten']>
  /** Where the link of the post does not stand below the text by itself, the last address in it is kept. */
  keepsAddress: boolean
  fits: (text: string) => boolean
}

/** A Markdown text that fits, with what is kept of it whole; undefined where no word could be left beside that. */
export const shortenWords = ({ text, how, keepsAddress, fits }: Args): string | undefined => {
  const whole = trimEdges(cleanText(text))
  const shorten = (keepHashtags: boolean) => {
    const { address, tags, until } = findKept(whole, { keepsAddress, keepHashtags })
    const lacks = (ended: string) =>
      address !== undefined && !hasAddress(readMarkdown(ended), address)
    const tailOf = (ended: string) =>
      [tags, lacks(ended) ? address : undefined]
        .flatMap((part) => (part ? `\n\n${part}` : []))
        .join('')
    return shortenText({
      text: whole,
      ...(tags === '' ? {} : { until }),
      ...{ ending: how.ending, isMarkdown: true, tailOf, fits },
    })
  }
  return (how.keepHashtags ? shorten(true) : undefined) ?? shorten(false)
}
