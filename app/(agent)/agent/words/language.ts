/** The languages that the page speaks, each by its own name. */
export const languages = { en: 'English', pt: 'Português' } as const

export type Language = keyof typeof languages

/** Under which name the person's choice is kept; other tabs hear of a change by it. */
export const languageKey = 'postyard.language'

type Args = {
  /** What the person chose on this phone, if ever. */
  chosen: string | null
  /** The phone's own languages, the dearest first (BCP 47). */
  phone: readonly string[]
}

const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name)

/** The language to speak: the one that was chosen, else the first of the phone's that is known, else English. */
export const chooseLanguage = ({ chosen, phone }: Args): Language => {
  const wanted = [chosen ?? '', ...phone].map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return wanted.find(isLanguage) ?? 'en'
}

/** How numbers, dates and times are written: in the phone's own kind of English, and in European Portuguese. */
export const localeOf = (language: Language, phone: readonly string[]): string =>
  language === 'pt' ? 'pt-PT' : (phone.find((tag) => /^en-/i.test(tag)) ?? 'en-GB')
