/** What a receiver would get, as texts without markup. */
export type LeavingTexts = {
  /** What is composed of the post. */
  words: string[]
  /** Settings of its platform. */
  settings: string[]
  files: number
}

type Args = {
  leaving: LeavingTexts
  /** The texts of the post and of what follows it, without markup, of which an excerpt may leave. */
  whole: string[]
  /** The beginning of the post that may leave. */
  span: string
  title: string
  link?: string | null
  /** What is written behind a text that is shortened for its platform. */
  ending?: string
  /** What is added to addresses, each as it is written there: `utm_source=x`. */
  added?: readonly string[]
  includesMedia: boolean
}

/** What is read and what is not differs from platform to platform in marks and blanks, never in these. */
const notLetters = /[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Sk}\p{Sm}\s]/gu

const address = /https?:\/\/[^\s<>]*/gi

/** What of an address can be no text in another script, written right behind it. */
const ascii = /^[\x21-\x7e]*/

/** An address without what was added to it, and without the signs that joined that to it. */
const bare = (found: string, added: readonly string[]): string =>
  added.reduce((left, one) => left.replaceAll(one, ''), found).replace(/[?&]/g, '')

type Known = { link?: string; added?: readonly string[] }

const lettersOf = (text: string, { link = '', added = [] }: Known = {}): string =>
  text
    .normalize('NFC')
    .replace(address, (found) => {
      const [whole, known] = [bare(found, added), bare(link, added)]
      const behind = known !== '' && whole.startsWith(known) ? whole.slice(known.length) : whole
      return ` ${behind.replace(ascii, '')}`
    })
    .replace(notLetters, '')

const sentencesOf = (text: string, known: Known): string[] =>
  [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(({ segment }) =>
    lettersOf(segment, known),
  )

/** A setting says no more than a name or a choice does. */
const isShort = (text: string): boolean =>
  text.trim().split(/\s+/).length < 6 && [...text].length < 30

/**
 * Looks for what leaves beyond the span of a post that is permitted. Its title and its link may leave besides. Compared
 * are letters, digits and symbols, so that no markup hides anything; an address is no sentence. Returns what is beyond, as
 * it would leave; undefined where nothing is.
 */
export const findBeyond = (args: Args): string | undefined => {
  const { leaving, whole, span, title, ending = '', includesMedia, added } = args
  const known: Known = { link: args.link?.trim().normalize('NFC'), added }
  if (leaving.files > 0 && !includesMedia) return 'a picture or video'
  const permitted = [span, title].map((text) => lettersOf(text, known))
  const isWithin = (text: string): boolean => {
    const letters = lettersOf(text, known)
    return permitted.some((one) => one.includes(letters))
  }
  const pieces = (text: string): string[] => (ending.trim() === '' ? [text] : text.split(ending))
  const word = leaving.words.flatMap(pieces).find((text) => !isWithin(text))
  if (word !== undefined) return word
  const others = leaving.settings.flatMap(pieces).filter((text) => !isWithin(text))
  if (others.length === 0) return undefined
  const said = new Set(whole.flatMap((text) => sentencesOf(text, known)))
  return others.find((text) => !isShort(text) || said.has(lettersOf(text, known)))
}
