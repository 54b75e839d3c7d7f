import { describe, expect, test } from 'vitest'
import { countdown, spellClock } from './countdown.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

describe('countdown', () => {
  const dueAt = '2026-11-22T12:00:00.000Z'
  const deadlineAt = '2026-11-22T14:00:00.000Z'
  const at = (ms: number) => countdown({ dueAt, deadlineAt, now: Date.parse(dueAt) + ms })

  test('half of the time is left after half of it', () => {
    expect(at(hour)).toEqual({ urgency: 'calm', ms: hour, share: 0.5 })
  })

  test('the last ten minutes are pressing', () => {
    expect(at(110 * minute - 1).urgency).toBe('calm')
    expect(at(110 * minute).urgency).toBe('soon')
  })

  test('from the deadline on it is late, and counts what has gone by', () => {
    expect(at(2 * hour).urgency).toBe('late')
    expect(at(2 * hour + 3 * minute)).toEqual({ urgency: 'late', ms: 3 * minute, share: 0 })
  })
})

test.each([
  [5 * minute, '5:00'],
  [4 * minute + 7 * second, '4:07'],
  [999, '0:00'],
  [-1, '0:00'],
])('%d ms stand on a clock as %s', (ms, clock) => {
  expect(spellClock(ms)).toBe(clock)
})
