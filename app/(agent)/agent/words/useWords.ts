import { useEffect, useSyncExternalStore } from 'react'
import { phoneStore } from '../shell/phoneStore.ts'
import { type Words, wordsOf } from './index.ts'
import type { Language } from './language.ts'
import { phoneLanguage } from './phoneLanguage.ts'

const server = (): Language => 'en'

/** What the page says, in the language of this phone; anew when another one is chosen. */
export const useWords = (): Words => {
  const language = useSyncExternalStore(phoneLanguage.subscribe, phoneLanguage.read, server)
  return wordsOf(language, typeof navigator === 'undefined' ? [] : navigator.languages)
}

/** Tells the browser (and by it screen readers) and the service worker which language the page speaks. */
export const useDocumentLanguage = (): void => {
  const { language, locale } = useWords()
  useEffect(() => {
    document.documentElement.lang = locale
    void phoneStore.set('language', language)
  }, [language, locale])
}
