import { en } from '../../../app/(agent)/agent/words/en.ts'
import { pt } from '../../../app/(agent)/agent/words/pt.ts'

const sentences = (entry: unknown): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry ?? {}).flatMap(sentences)

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const asPattern = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence
      .split(/\{\w+\}/)
      .map(literally)
      .join('.+')}$`,
  )

const portuguese = sentences(pt).map(asPattern)
const english = sentences(en)
  .filter((sentence) => !sentences(pt).includes(sentence))
  .filter((sentence) => /\p{L}/u.test(sentence.replace(/\{\w+\}/g, '')))
  .map(asPattern)

/**
 * Which of these texts are in English: sentences of the English dictionary, and others with English little words. What
 * people wrote is left out: `content` holds it.
 */
export const findEnglish = (texts: string[], content: string): string[] =>
  texts.filter((text) => {
    if (content.includes(text) || portuguese.some((pattern) => pattern.test(text))) return false
    return (
      english.some((pattern) => pattern.test(text)) ||
      /\b(the|your|you|and|this|not|with|again|has|opened|when|will|is|of)\b/i.test(text)
    )
  })
