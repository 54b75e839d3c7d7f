import { expect, it } from 'vitest'
import { nameError } from './nameError.ts'

it.each([
  ['Channel disabled', 'CHANNEL_DISABLED'],
  ['Refresh channel needed', 'CHANNEL_UNAUTHORISED'],
  ['post is too long, please fix it', 'CONTENT_REFUSED'],
  ['The specified board was not found. Please check the board ID.', 'BOARD_GONE'],
  ['{"code":40,"message":"Board not found."}', 'BOARD_GONE'],
  ["We couldn't confirm it was published on x", 'PUBLISH_UNCONFIRMED'],
  ['{"message":"Channel disabled"}', 'CHANNEL_DISABLED'],
  ['The platform says: channel disabled', 'PUBLISH_FAILED'],
  ['token expired', 'PUBLISH_FAILED'],
  ['{oops', 'PUBLISH_FAILED'],
  [{ error: { message: 'bad_body' } }, 'PUBLISH_FAILED'],
  [null, 'PUBLISH_FAILED'],
  [undefined, 'PUBLISH_FAILED'],
])('%j is %s', (error, code) => {
  expect(nameError(error).code).toBe(code)
})

it('keeps the words of Postiz, but no token among them', () => {
  const { message } = nameError('{"msg":"The picture is broken, access_token=abc123"}')
  expect(message).toContain('The picture is broken')
  expect(message).not.toContain('abc123')
})
