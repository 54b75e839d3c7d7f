import { expect, test } from 'vitest'
import { fromField, judgeTime, toField, usualTime } from './wallTimes.ts'

const now = Date.parse('2026-11-23T12:34:56Z')
const minute = 60_000
const day = 24 * 60 * minute

test('a time survives the field for it, to the minute', () => {
  const instant = Date.parse('2026-12-24T18:05:00Z')
  expect(fromField(toField(instant))).toBe(instant)
  expect(fromField('')).toBeUndefined()
})

test('at first a full hour is offered that is not too near', () => {
  const usual = usualTime(now)
  expect(usual % (60 * minute)).toBe(0)
  expect(usual - now).toBeGreaterThanOrEqual(30 * minute)
})

test.each([
  [undefined, 'none'],
  [now + 5 * minute - 1, 'soon'],
  [now + 5 * minute, undefined],
  [now + 30 * day, undefined],
  [now + 30 * day + 1, 'far'],
])('%s is %s', (instant, wrong) => {
  expect(judgeTime(instant, now)).toBe(wrong)
})
