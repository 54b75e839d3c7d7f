import { describe, expect, it } from 'vitest'
import type { Answered } from '../../http/send.ts'
import { readError } from './readError.ts'

const now = new Date('2026-08-21T10:00:00.000Z')

const answered = (statusCode: number, body: unknown = '', headers = {}): Answered => ({
  kind: 'answered',
  statusCode,
  headers: {
    'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
    ...headers,
  },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

const read = (failure: Parameters<typeof readError>[0]['failure'], hasEffect = true) =>
  readError({ failure, hasEffect, now, apiKey: 'sk-secret-key' })

describe('what an answer says', () => {
  it.each([
    ['a text', answered(400, { message: 'Post not found' }), 'Post not found'],
    ['a list', answered(400, { message: ['a must be', 'b must be'] }), 'a must be; b must be'],
    ['msg', answered(400, { msg: 'Failed to fetch URL' }), 'Failed to fetch URL'],
    ['nothing', answered(500, ''), ''],
    [
      'a page',
      answered(504, '<html><head><title>504 Gateway Time-out</title></head>'),
      '504 Gateway Time-out',
    ],
    [
      'plain words',
      answered(503, 'upstream down', { 'content-type': 'text/plain' }),
      'upstream down',
    ],
    ['cut JSON', answered(500, '{"mess', { 'content-type': 'application/json' }), '{"mess'],
  ])('%s', (_, failure, said) => {
    expect(read(failure).said).toBe(said)
  })

  it('never has the key or other secrets in it', () => {
    const message = 'bad key sk-secret-key, Bearer abc.def, access_token=xyz'
    const fault = read(answered(400, { message }))
    expect(JSON.stringify(fault)).not.toMatch(/sk-secret-key|abc\.def|xyz/)
  })

  it('ends after 500 characters', () => {
    expect(read(answered(400, { message: 'x'.repeat(9000) })).said).toHaveLength(500)
  })
})

describe('certainly no effect, and for good', () => {
  it.each([
    [400, { message: 'post is too long, please fix it' }, 'POSTIZ_REFUSED'],
    [400, { message: 'Integration with id nope not found' }, 'POSTIZ_INTEGRATION_UNKNOWN'],
    [401, { msg: 'Invalid API key' }, 'POSTIZ_KEY_REFUSED'],
    [401, { msg: 'No API Key found' }, 'POSTIZ_KEY_REFUSED'],
    [402, { message: 'You have reached your limit' }, 'POSTIZ_PLAN_LIMIT'],
    [403, 'Forbidden', 'POSTIZ_FORBIDDEN'],
    [404, { message: 'Cannot PUT /public/v1/posts/1/status' }, 'POSTIZ_ROUTE_MISSING'],
    [404, { msg: 'Integration not found' }, 'POSTIZ_NOT_FOUND'],
    [404, '<html></html>', 'POSTIZ_NOT_AN_API'],
    [413, { message: 'request entity too large' }, 'POSTIZ_TOO_LARGE'],
    [301, '', 'POSTIZ_REDIRECTS'],
  ])('%i %j is %s', (status, body, code) => {
    expect(read(answered(status, body))).toMatchObject({
      certainty: 'no-effect',
      isPermanent: true,
      code,
      statusCode: status,
    })
  })

  it('401 from a log-in before Postiz', () => {
    const failure = answered(401, '', { 'www-authenticate': 'Basic realm="x"' })
    expect(read(failure)).toMatchObject({ code: 'POSTIZ_BEHIND_LOGIN', isPermanent: true })
  })
})

describe('certainly no effect, but only for now', () => {
  it('401 with an empty body and a logout header says nothing about the key', () => {
    const fault = read(answered(401, '', { logout: 'true' }))
    expect(fault).toMatchObject({
      certainty: 'no-effect',
      isPermanent: false,
      code: 'POSTIZ_AUTH_UNAVAILABLE',
    })
  })

  it.each([
    ['seconds', { 'retry-after': '3600' }, 3_600_000],
    ['a date', { 'retry-after': 'Fri, 21 Aug 2026 10:00:30 GMT' }, 30_000],
    [
      'a date by the clock of the other side',
      {
        'retry-after': 'Fri, 21 Aug 2026 12:00:30 GMT',
        date: 'Fri, 21 Aug 2026 12:00:00 GMT',
      },
      30_000,
    ],
    ['a date that is over', { 'retry-after': 'Fri, 21 Aug 2026 09:00:00 GMT' }, 0],
    ['more than anybody means', { 'retry-after': '99999999999999' }, 86_400_000],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['nothing', {}, undefined],
  ])('429 with Retry-After as %s', (_, headers, retryAfterMs) => {
    const body = { message: 'ThrottlerException: Too Many Requests' }
    const fault = read(answered(429, body, headers))
    expect(fault).toMatchObject({
      certainty: 'no-effect',
      isPermanent: false,
      code: 'POSTIZ_RATE_LIMITED',
    })
    expect(fault.retryAfterMs).toBe(retryAfterMs)
  })

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'])(
    '%s before anything was sent',
    (errorCode) => {
      expect(read({ kind: 'broken', isSent: false, reason: 'network', errorCode })).toMatchObject({
        certainty: 'no-effect',
        isPermanent: false,
        code: 'POSTIZ_UNREACHABLE',
      })
    },
  )
})

describe('an effect that is not known', () => {
  it.each([
    ['500', answered(500, { message: 'Internal server error' }), 'POSTIZ_SERVER_ERROR'],
    ['502 page', answered(502, '<html></html>'), 'POSTIZ_SERVER_ERROR'],
    ['504 page', answered(504, '<html></html>'), 'POSTIZ_GATEWAY_TIMEOUT'],
    ['408', answered(408, ''), 'POSTIZ_GATEWAY_TIMEOUT'],
    ['a page with 200', answered(200, '<!doctype html>'), 'POSTIZ_NOT_AN_API'],
    ['other JSON with 201', answered(201, { odd: true }), 'POSTIZ_ANSWER_UNREADABLE'],
    [
      'a time-out',
      { kind: 'broken', isSent: true, reason: 'timeout', errorCode: 'X' },
      'POSTIZ_TIMEOUT',
    ],
    [
      'a reset',
      { kind: 'broken', isSent: true, reason: 'network', errorCode: 'ECONNRESET' },
      'POSTIZ_CONNECTION_LOST',
    ],
    [
      'a flood',
      { kind: 'broken', isSent: true, reason: 'too-large', errorCode: 'X' },
      'POSTIZ_ANSWER_TOO_LARGE',
    ],
    [
      'a break here',
      { kind: 'broken', isSent: true, reason: 'aborted', errorCode: 'X' },
      'POSTIZ_ABORTED',
    ],
  ] as const)('%s', (_, failure, code) => {
    expect(read(failure)).toMatchObject({ certainty: 'unknown', code })
  })

  it('is none for a call that changes nothing', () => {
    expect(read(answered(504, '<html></html>'), false).certainty).toBe('no-effect')
    expect(
      read({ kind: 'broken', isSent: true, reason: 'timeout', errorCode: 'X' }, false).certainty,
    ).toBe('no-effect')
  })
})
