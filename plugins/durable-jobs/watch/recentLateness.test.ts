import { expect, it } from 'vitest'
import { addCounts, keepLateness, quantileOf } from './recentLateness.ts'

it('tells within which bound a share of the jobs began', () => {
  const late = keepLateness({ now: () => 0 })
  for (let job = 0; job < 98; job += 1) late.note(3)
  late.note(700)
  late.note(4_000)
  expect(quantileOf(late.counts(), 0.5)).toBe(5)
  expect(quantileOf(late.counts(), 0.99)).toBe(1_000)
  expect(quantileOf(late.counts(), 1)).toBe(5_000)
})

it('says nothing where no job began, and the last bound where one was even later', () => {
  const late = keepLateness({ now: () => 0 })
  expect(quantileOf(late.counts(), 0.99)).toBeNull()
  late.note(100 * 3_600_000)
  expect(quantileOf(late.counts(), 0.5)).toBe(86_400_000)
})

it('forgets after five minutes, and adds up over workers', () => {
  let now = 0
  const late = keepLateness({ now: () => now })
  late.note(3)
  now = 4 * 60_000
  late.note(30)
  expect(late.counts().reduce((sum, count) => sum + count)).toBe(2)
  now = 6 * 60_000
  expect(quantileOf(late.counts(), 0.5)).toBe(50)
  expect(addCounts(late.counts(), late.counts()).reduce((sum, count) => sum + count)).toBe(2)
})
