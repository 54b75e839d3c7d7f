import { chooseLanguage, type Language, languageKey } from './language.ts'

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

const read = (): Language => chooseLanguage({ chosen: readChoice(), phone: navigator.languages })

/** Where the storage is closed (a private window) the choice holds as long as the page is open. */
let unkept: string | null = null

const readChoice = (): string | null => {
  try {
    return localStorage.getItem(languageKey) ?? unkept
  } catch {
    return unkept
  }
}

/** The language of this phone, one for all tabs. */
export const phoneLanguage = {
  read,
  choose: (language: Language): void => {
    unkept = language
    try {
      localStorage.setItem(languageKey, language)
    } catch {
      // `unkept` holds it.
    }
    tell()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

if (typeof window !== 'undefined') {
  window.addEventListener('storage', tell)
  window.addEventListener('languagechange', tell)
}
