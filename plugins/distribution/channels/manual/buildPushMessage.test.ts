import { describe, expect, test } from 'vitest'
import { buildPushMessage, type PushContent } from './buildPushMessage.ts'

const now = Date.UTC(2026, 10, 22, 14)
const content: PushContent = {
  notification: { title: 'Time to post', body: '' },
  data: { taskId: '1' },
  ttlSeconds: 60,
  collapseKey: 'task-1',
}
const build = (change: Partial<PushContent> = {}) =>
  buildPushMessage({ content: { ...content, ...change }, now })

describe('size', () => {
  const withBytes = (bytes: number): Partial<PushContent> => {
    const empty = JSON.stringify({ notification: content.notification, data: { taskId: '' } })
    return { data: { taskId: 'x'.repeat(bytes - empty.length) } }
  }

  test('4,000 bytes fit, one more does not', () => {
    expect(() => build(withBytes(4_000))).not.toThrow()
    expect(() => build(withBytes(4_001))).toThrow(
      expect.objectContaining({
        code: 'PAYLOAD_TOO_LARGE',
        message: expect.stringContaining('4001'),
      }),
    )
  })

  test('bytes are counted, not characters', () => {
    expect(() => build({ data: { taskId: '😀'.repeat(1_000) } })).toThrow(
      expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }),
    )
  })
})

describe('time to live', () => {
  test('0 is now or never on every kind of phone', () => {
    const { android, apns, webpush } = build({ ttlSeconds: 0 })
    expect([android.ttl, apns.headers?.['apns-expiration'], webpush.headers?.TTL]).toEqual([
      0,
      '0',
      '0',
    ])
  })

  test('a deadline in a year becomes the 28 days that FCM keeps', () => {
    const { android, webpush } = build({ ttlSeconds: 365 * 86_400 })
    expect([android.ttl, webpush.headers?.TTL]).toEqual([2_419_200_000, '2419200'])
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s seconds are refused', (ttlSeconds) => {
    expect(() => build({ ttlSeconds })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
  })
})

describe('collapse key', () => {
  test('a long one is told to Apple and the browser in their own lengths, the same each time', () => {
    const collapseKey = `assist-task:${'é'.repeat(80)}`
    const [one, two] = [build({ collapseKey }), build({ collapseKey })]
    expect(one.apns.headers?.['apns-collapse-id']).toMatch(/^[\w-]{32}$/)
    expect(one.webpush.headers?.Topic).toMatch(/^[\w-]{32}$/)
    expect(one).toEqual(two)
    expect(build({ collapseKey: `${collapseKey}2` }).webpush.headers?.Topic).not.toBe(
      one.webpush.headers?.Topic,
    )
  })
})

test.each(['from', 'message_type', 'google.id', 'gcm.x'])(
  'FCM keeps the data key %s to itself',
  (key) => {
    expect(() => build({ data: { [key]: '1' } })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(key) }),
    )
  },
)

test('a link without TLS is left out, since FCM would refuse the whole push', () => {
  expect(build({ link: 'http://localhost:3000/agent' }).webpush.fcmOptions).toBeUndefined()
})
