import type { Content, Refusal } from '../adapter.ts'

/** More text than this is no post, and receivers refuse it. */
const maxText = 100_000

/** What keeps a content from a receiver that takes whatever there is: there must only be something, and not a book. */
export const checkWords = (content: Content): Refusal[] => {
  const count = [content, ...(content.parts ?? [])].reduce((sum, { text }) => sum + text.length, 0)
  if (content.text.trim() === '' && content.media.length === 0) {
    const message = 'There is nothing to send. Give it a text or a picture.'
    return [{ code: 'POST_EMPTY', message, field: 'text' }]
  }
  if (count <= maxText) return []
  return [
    {
      code: 'TEXT_TOO_LONG',
      message: `The text has ${count.toLocaleString('en-GB')} characters. This channel takes up to ${maxText.toLocaleString('en-GB')}.`,
      field: 'text',
      limit: maxText,
      count,
    },
  ]
}
