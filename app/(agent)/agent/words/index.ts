import { en } from './en.ts'
import { type Language, localeOf } from './language.ts'
import { pt } from './pt.ts'
import { type Spoken, speak } from './speak.ts'

/** Everything the page says, in one language, with how numbers and times are written in it. */
export type Words = Spoken<typeof en> & { readonly language: Language; readonly locale: string }

const dictionaries = { en, pt }
const made = new Map<string, Words>()

/** The words of a language. `phone` holds the phone's own languages (BCP 47), by which times are written. */
export const wordsOf = (language: Language, phone: readonly string[] = []): Words => {
  const locale = localeOf(language, phone)
  const known = made.get(`${language} ${locale}`)
  if (known) return known
  // A translation has the same sentences with the same placeholders: see `translate`.
  const dictionary = dictionaries[language] as typeof en
  const words = { ...speak({ dictionary, locale }), language, locale }
  made.set(`${language} ${locale}`, words)
  return words
}
