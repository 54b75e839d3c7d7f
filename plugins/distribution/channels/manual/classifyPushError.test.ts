import { describe, expect, test } from 'vitest'
import { classifyPushError } from './classifyPushError.ts'

const now = Date.UTC(2026, 10, 22, 14)
const token = 'dGhpcyBpcyBhIHRva2Vu-APA91bE'

type Answer = { status: number; headers?: Record<string, string>; data?: unknown }
type Args = { answer: Answer; isPayloadGood?: boolean }

const classify = ({ answer, isPayloadGood = false }: Args) =>
  classifyPushError({
    error: { httpResponse: { headers: {}, ...answer } },
    token,
    isPayloadGood,
    now,
  })

const invalid = (message: string, details: unknown[]) => ({
  status: 400,
  data: { error: { code: 400, message, status: 'INVALID_ARGUMENT', details } },
})
const ofFcm = {
  '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError',
  errorCode: 'INVALID_ARGUMENT',
}
const ofField = (field: string) => ({
  '@type': 'type.googleapis.com/google.rpc.BadRequest',
  fieldViolations: [{ field, description: '' }],
})

describe('INVALID_ARGUMENT', () => {
  const vague = invalid('Request contains an invalid argument.', [ofFcm])

  test('drops the token where another phone took the same payload', () => {
    expect(classify({ answer: vague, isPayloadGood: true }).kind).toBe('gone')
  })

  test('drops no token where nobody took the payload: it may be the payload', () => {
    expect(classify({ answer: vague }).kind).toBe('failed')
  })

  test('drops the token that Google names, whatever the others did', () => {
    const answer = invalid('Request contains an invalid argument.', [ofField('message.token')])
    expect(classify({ answer }).kind).toBe('gone')
  })

  test('drops no token where Google names another field', () => {
    const answer = invalid('Invalid value', [ofFcm, ofField('message.data[0].value')])
    expect(classify({ answer, isPayloadGood: true })).toMatchObject({
      kind: 'failed',
      code: 'PUSH_REFUSED',
    })
  })
})

test('a project that does not exist drops no phone', () => {
  const data = {
    error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' },
  }
  expect(classify({ answer: { status: 404, data } })).toMatchObject({
    kind: 'failed',
    code: 'PUSH_PROJECT_NOT_FOUND',
  })
})

describe('Retry-After', () => {
  const wait = (header?: string) =>
    classify({ answer: { status: 429, headers: header ? { 'retry-after': header } : {} } })

  test.each([
    ['120', 120_000],
    ['0', 0],
    [new Date(now + 45_000).toUTCString(), 45_000],
    [new Date(now - 45_000).toUTCString(), 0],
    ['soon', 60_000],
    [undefined, 60_000],
  ])('%s', (header, retryAfterMs) => {
    expect(wait(header)).toMatchObject({ kind: 'retry', retryAfterMs })
  })
})

test.each([502, 504, 408])(
  'a page of a proxy with status %s is worth another attempt',
  (status) => {
    expect(classify({ answer: { status, data: '<html>Bad Gateway</html>' } })).toMatchObject({
      kind: 'retry',
      code: 'PUSH_UNAVAILABLE',
    })
  },
)

test('what Google says of a token is passed on without the token', () => {
  const answer = invalid(`Bad ${token} for Bearer ya29.secret-of-an-hour`, [])
  const { message } = classify({ answer })
  expect(message).toContain('Bad …')
  expect(message).toContain(token.slice(-6))
  expect(message).not.toContain(token)
  expect(message).not.toContain('secret-of-an-hour')
})
