import { describe, expect, it } from 'vitest'
import { formatDistance } from './formatDistance.ts'
import { formatDuration } from './formatDuration.ts'
import { formatMoment } from './formatMoment.ts'
import { toInstant, toWallTime } from './wallTime.ts'

const now = new Date('2026-11-22T13:00:00Z')
const at = (text: string) => new Date(text)

describe('a moment', () => {
  it('of today is told by its clock and the name of its zone', () => {
    expect(formatMoment({ at: at('2026-11-22T14:30:00Z'), zone: 'Europe/Lisbon', now })).toBe(
      '14:30 Lisbon',
    )
  })

  it('of another day in its zone is told with that day, even where it is today elsewhere', () => {
    expect(formatMoment({ at: at('2026-11-22T15:30:00Z'), zone: 'Asia/Tokyo', now })).toBe(
      '23 Nov, 00:30 Tokyo',
    )
  })

  it('of another year is told with the year', () => {
    expect(
      formatMoment({ at: at('2027-01-02T08:05:09Z'), zone: 'UTC', now, withSeconds: true }),
    ).toBe('2 Jan 2027, 08:05:09 UTC')
  })
})

describe('a distance', () => {
  it.each([
    ['2026-11-22T13:12:00Z', 'in 12 min'],
    ['2026-11-22T12:59:19Z', '41 s ago'],
    ['2026-11-22T13:00:03Z', 'now'],
    ['2026-11-23T13:00:00Z', 'in 1 day'],
    ['2026-11-22T09:01:00Z', '3 h ago'],
  ])('to %s is "%s"', (text, said) => {
    expect(formatDistance(at(text), now)).toBe(said)
  })
})

it('tells how long something took in the unit that fits', () => {
  expect([41.4, 1234, 185_000].map(formatDuration)).toEqual(['41 ms', '1.2 s', '3 min 5 s'])
})

describe('a wall time', () => {
  it('goes to its instant and back in any zone', () => {
    expect(toInstant('2026-07-01T14:30', 'Europe/Lisbon')).toBe('2026-07-01T13:30:00Z')
    expect(toWallTime(at('2026-07-01T13:30:00Z'), 'Europe/Lisbon')).toBe('2026-07-01T14:30')
  })

  it('that the clock leaps over is the moment after the leap', () => {
    expect(toInstant('2026-03-29T01:30', 'Europe/Lisbon')).toBe('2026-03-29T01:30:00Z')
  })
})
