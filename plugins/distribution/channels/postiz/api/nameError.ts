import { redact } from '../../http/redact.ts'

/** An error that Postiz wrote on a post, named. */
export type NamedError = { code: string; message: string }

const readText = (error: unknown): string => {
  if (typeof error === 'string') {
    const text = error.trim()
    if (!/^[{["]/.test(text)) return text
    try {
      return readText(JSON.parse(text)) || text
    } catch {
      // It only looked like JSON.
      return text
    }
  }
  if (Array.isArray(error)) return error.map(readText).filter(Boolean).join('; ')
  if (typeof error !== 'object' || error === null) return ''
  const { message, msg, error: inner } = error as Record<string, unknown>
  return readText(message) || readText(msg) || readText(inner)
}

/**
 * Names the error text of a post whose publishing failed.
 *
 * Certainly nothing is live with those before which Postiz or the platform stops:
 * - `CHANNEL_DISABLED`: switched off in Postiz; a person must switch it on
 * - `CHANNEL_UNAUTHORISED`: a person must connect the account anew
 * - `CONTENT_REFUSED`: its own rule for the platform's length was broken
 * - `BOARD_GONE`: the platform refused the post, since it has not its board
 *
 * All others may have come from the platform, or while waiting for it:
 * - `PUBLISH_UNCONFIRMED`: Postiz says itself that it does not know whether the post is live
 * - `PUBLISH_FAILED`: anything else, with Postiz's own words
 *
 * Source: the error texts of Postiz 2.23.0, read on 2026-08-21.
 */
export const nameError = (error: unknown): NamedError => {
  const text = redact({ text: readText(error) })
  if (/^channel disabled\b/i.test(text)) {
    const message = 'The channel is disabled in Postiz. Enable it there, then retry the delivery.'
    return { code: 'CHANNEL_DISABLED', message }
  }
  if (/^refresh channel needed\b/i.test(text)) {
    const message =
      'The account is no longer connected to Postiz. Reconnect it there, then retry the delivery.'
    return { code: 'CHANNEL_UNAUTHORISED', message }
  }
  if (/^post is too long, please fix it$/i.test(text)) {
    const message = 'Postiz finds the text too long for the platform. Shorten it.'
    return { code: 'CONTENT_REFUSED', message }
  }
  if (/\bboard (?:was )?not found\b/i.test(text)) {
    const message =
      'The platform has no such board (any more). Choose another board for the post, then retry the delivery.'
    return { code: 'BOARD_GONE', message }
  }
  if (/confirm/i.test(text)) {
    const message = `Postiz could not confirm that the post is live: ${text.replace(/\.$/, '')}.`
    return { code: 'PUBLISH_UNCONFIRMED', message }
  }
  return text === ''
    ? { code: 'PUBLISH_FAILED', message: 'Publishing failed, and Postiz does not say why.' }
    : { code: 'PUBLISH_FAILED', message: `Publishing failed: ${text.replace(/(?<![.!?…])$/, '.')}` }
}
