import { createHash } from 'node:crypto'
import { isTelling, normaliseText } from '../plan/content/normaliseText.ts'

/** The mark of a text: equal for texts that say the same. None for one that is too short to be told by. */
export const markText = (text: string): string | undefined => {
  const normalised = normaliseText(text)
  if (!isTelling(normalised)) return undefined
  return `text:${createHash('sha256').update(normalised).digest('hex')}`
}
