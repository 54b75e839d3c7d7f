import { expect, test } from 'vitest'
import type { HealthDay, HealthFacts } from './facts.ts'
import { followDays } from './followDays.ts'
import { judgeHealth } from './judgeHealth.ts'

const today = '2026-11-22'
const now = Date.parse(`${today}T12:00:00Z`)

const day = (date: string, counts: Partial<HealthDay>): HealthDay => ({
  date,
  succeeded: 0,
  limited: 0,
  unauthorised: 0,
  rejected: 0,
  failed: 0,
  unsure: 0,
  ...counts,
})

const judge = (days: HealthDay[], over: Partial<HealthFacts> = {}) =>
  judgeHealth({ state: 'active', today, now, lastPostAt: now - 3_600_000, days, ...over })

test('whose posts all go out is well, and nothing is said against it', () => {
  const days = [day(today, { succeeded: 4 }), day('2026-11-14', { succeeded: 6 })]
  expect(judge(days)).toMatchObject({
    score: 100,
    word: 'well',
    reasons: [],
    trend: { direction: 'steady', by: 0 },
  })
})

test('each thing that went wrong takes its points, the most first, and says its number', () => {
  const { score, word, reasons } = judge([
    day(today, { succeeded: 5, limited: 2, rejected: 2, unauthorised: 1 }),
  ])
  expect(reasons.map(({ code, points }) => [code, points])).toEqual([
    ['LIMITS', 24],
    ['REAUTHORISATIONS', 20],
    ['FAILURES', 18],
    ['REJECTIONS', 8],
  ])
  expect(reasons[0]?.message).toMatch(/^It was told 2 times in 7 days .* come later\.$/)
  expect(reasons[2]?.message).toBe('5 of 8 attempts in 7 days succeeded.')
  expect([score, word]).toEqual([30, 'unwell'])
})

test('a single failure is no verdict; many are', () => {
  expect(judge([day(today, { failed: 1 })])).toMatchObject({ score: 80, word: 'well' })
  expect(judge([day(today, { failed: 10 })])).toMatchObject({ score: 50, word: 'strained' })
})

test('days are judged together by seven, and the seven before are what they are compared with', () => {
  const at = (date: string) => judge([day(date, { limited: 3, succeeded: 1 })]).score
  expect([at('2026-11-16'), at('2026-11-15')]).toEqual([64, 100])
  const worse = judge([
    day(today, { limited: 3, succeeded: 1 }),
    day('2026-11-15', { succeeded: 1 }),
  ])
  expect(worse.trend).toEqual({
    direction: 'falling',
    by: -36,
    message: 'Its record was worth 100 points in the 7 days before, and is 36 worse now.',
  })
  const better = judge([day(today, { succeeded: 1 }), day('2026-11-15', { limited: 3 })])
  expect(better.trend).toMatchObject({ direction: 'rising', by: 36 })
})

test('of whom nothing is known that is said, and it is no fault', () => {
  const untried = judge([], { lastPostAt: null })
  expect(untried).toMatchObject({ score: 90, word: 'untried', trend: { direction: 'unknown' } })
  expect(untried.reasons[0]?.message).toMatch(/^Nothing went out there yet/)
  const silent = judge([day('2026-11-10', { succeeded: 1 })], { lastPostAt: now - 12 * 86_400_000 })
  expect(silent).toMatchObject({ score: 90, word: 'well' })
  expect(silent.reasons[0]?.message).toBe('The last post went out 12 days ago.')
  // It went out, and the platform has not spoken of it yet.
  expect(judge([])).toMatchObject({ score: 100, word: 'untried', reasons: [] })
})

test.each([
  ['limited', 70],
  ['suspended', 40],
  ['unauthorised', 20],
  ['removed', 0],
])('a channel that is %s keeps %i points of a good record', (state, score) => {
  expect(judge([day(today, { succeeded: 3 })], { state }).score).toBe(score)
})

test('each day is told once, also where the clocks change', () => {
  const days = [day('2026-10-25', { succeeded: 2 }), day('2026-10-26', { limited: 1 })]
  const followed = followDays({ days, today: '2026-10-27' }, 14)
  expect(followed).toHaveLength(14)
  expect(followed.slice(-4).map(({ date, attempts, score }) => [date, attempts, score])).toEqual([
    ['2026-10-24', 0, null],
    ['2026-10-25', 2, 100],
    ['2026-10-26', 1, 88],
    ['2026-10-27', 0, 88],
  ])
})
