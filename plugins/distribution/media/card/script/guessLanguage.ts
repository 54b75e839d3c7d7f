import { guessHan } from './guessHan.ts'

const BY_SCRIPT: [RegExp, string][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'ja'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Arabic}/u, 'ar'],
  [/\p{sc=Hebrew}/u, 'he'],
  [/\p{sc=Devanagari}/u, 'hi'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Greek}/u, 'el'],
  [/[іїєґІЇЄҐ]/u, 'uk'],
  [/\p{sc=Cyrillic}/u, 'ru'],
]

/** The language in which a card most likely speaks, by its letters: for the name of a month where nobody has said. */
export const guessLanguage = (text: string): string => {
  const found = BY_SCRIPT.find(([letters]) => letters.test(text))
  if (found) return found[1]
  if (!/\p{sc=Han}/u.test(text)) return 'en'
  return guessHan({ text }) === 'traditional' ? 'zh-Hant' : 'zh-Hans'
}
