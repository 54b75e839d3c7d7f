import { expect, test } from 'vitest'
import { judgeDeliveries, type KeptDelivery } from './judgeDeliveries.ts'

const delivery = (mark: string, kept: Partial<KeptDelivery>): KeptDelivery => ({
  id: mark,
  mark,
  integration: 'channel',
  state: 'published',
  reasonCode: 'PUBLISHED',
  reason: 'Is live.',
  ...kept,
})

const judge = (deliveries: KeptDelivery[], live: string[], expected: string[] = []) => {
  const judged = judgeDeliveries({
    deliveries,
    publications: live.map((mark) => ({ text: `${mark} goes out`, integration: 'channel' })),
    expected,
  })
  const marks = (list: KeptDelivery[]) => list.map(({ mark }) => mark)
  return {
    ...judged,
    publishedTwice: marks(judged.publishedTwice),
    lost: marks(judged.lost),
    unresolved: marks(judged.unresolved),
  }
}

const clean = {
  published: 0,
  heldOrFailed: {},
  withPerson: 0,
  publishedTwice: [],
  lost: [],
  unresolved: [],
}

test('what is live once and called published is well', () => {
  expect(judge([delivery('M000001', {})], ['M000001'])).toEqual({ ...clean, published: 1 })
})

test('what is live twice is seen, whatever we call it', () => {
  const person = { state: 'unknown', reasonCode: 'NEEDS_PERSON' }
  const seen = judge(
    [delivery('M000001', {}), delivery('M000002', person)],
    ['M000001', 'M000001', 'M000002', 'M000002'],
  )
  expect(seen).toMatchObject({ publishedTwice: ['M000001', 'M000002'], lost: [], unresolved: [] })
})

test('what is called published and is not live is lost, and so is a delivery that is gone or ended without a reason', () => {
  const silent = delivery('M000002', { state: 'failed', reasonCode: null, reason: null })
  const seen = judge([delivery('M000001', {}), silent], [], ['M000001@channel', 'M000003@channel'])
  expect(seen).toEqual({ ...clean, lost: ['M000001', 'M000002', 'M000003'] })
})

test('what still moves is unresolved, and so is what is live without our knowing', () => {
  const seen = judge(
    [
      delivery('M000001', { state: 'unknown', reasonCode: 'OUTCOME_UNKNOWN' }),
      delivery('M000002', { state: 'failed', reasonCode: 'POSTIZ_REFUSED' }),
    ],
    ['M000002', 'M000003'],
  )
  expect(seen).toEqual({ ...clean, unresolved: ['M000001', 'M000002', 'M000003'] })
})

test('what failed or is held with its reason, and what a person is asked about, is well', () => {
  const seen = judge(
    [
      delivery('M000001', { state: 'failed', reasonCode: 'POSTIZ_REFUSED' }),
      delivery('M000002', { state: 'held', reasonCode: 'STALE' }),
      delivery('M000003', { state: 'unknown', reasonCode: 'NEEDS_PERSON' }),
    ],
    ['M000003'],
  )
  expect(seen).toEqual({ ...clean, heldOrFailed: { POSTIZ_REFUSED: 1, STALE: 1 }, withPerson: 1 })
})
