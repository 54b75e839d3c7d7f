import { describe, expect, test } from 'vitest'
import { awakeAfter, quietEnd } from './quietHours.ts'
import { isAtWork, nextAtWork } from './workTime.ts'

const at = (text: string) => new Date(text)
const zone = 'Europe/Lisbon'
const minute = 60_000

describe('working hours', () => {
  test('over midnight belong to the day on which they begin', () => {
    const night = { zone, hours: [{ days: [5], from: '22:00', until: '06:00' }], awayUntil: null }
    expect(isAtWork(night, at('2026-11-28T05:59:00Z'))).toBe(true)
    expect(isAtWork(night, at('2026-11-28T06:00:00Z'))).toBe(false)
    expect(isAtWork(night, at('2026-11-27T05:00:00Z'))).toBe(false)
  })

  test('follow the clock of the zone through a change of it', () => {
    const early = { zone, hours: [{ days: [7], from: '09:00', until: '10:00' }], awayUntil: null }
    // In Lisbon summer begins on 29 March 2026.
    expect(nextAtWork(early, at('2026-03-23T00:00:00Z'))).toEqual(at('2026-03-29T08:00:00Z'))
    expect(nextAtWork(early, at('2026-03-16T00:00:00Z'))).toEqual(at('2026-03-22T09:00:00Z'))
  })

  test('begin after an absence, not in it', () => {
    const work = {
      zone,
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }],
      awayUntil: at('2026-11-25T12:00:00Z'),
    }
    expect(nextAtWork(work, at('2026-11-23T10:00:00Z'))).toEqual(at('2026-11-25T12:00:00Z'))
  })
})

describe('quiet hours', () => {
  const quiet = { zone, from: '22:00', until: '07:00' }

  test('do not count, and nothing ends within them', () => {
    expect(awakeAfter(quiet, at('2026-11-23T21:30:00Z'), 40 * minute)).toEqual(
      at('2026-11-24T07:10:00Z'),
    )
    expect(awakeAfter(quiet, at('2026-11-23T23:30:00Z'), 0)).toEqual(at('2026-11-24T07:00:00Z'))
    expect(awakeAfter(quiet, at('2026-11-23T21:30:00Z'), 30 * minute)).toEqual(
      at('2026-11-24T07:00:00Z'),
    )
    expect(awakeAfter(quiet, at('2026-11-23T08:00:00Z'), 40 * minute)).toEqual(
      at('2026-11-23T08:40:00Z'),
    )
  })

  test('count once for each night', () => {
    const longer = awakeAfter(quiet, at('2026-11-23T12:00:00Z'), 30 * 60 * minute)
    expect(longer).toEqual(at('2026-11-25T12:00:00Z'))
  })

  test('in the hour that is left out when the clocks go forward are none, and take no time away', () => {
    const odd = { zone: 'America/New_York', from: '02:30', until: '03:00' }
    expect(awakeAfter(odd, at('2026-03-08T06:59:00Z'), 60 * minute)).toEqual(
      at('2026-03-08T07:59:00Z'),
    )
    expect(awakeAfter(odd, at('2026-03-09T06:15:00Z'), 30 * minute)).toEqual(
      at('2026-03-09T07:15:00Z'),
    )
  })

  test('end where they end, and there are none without both times', () => {
    expect(quietEnd(quiet, at('2026-11-23T23:00:00Z'))).toEqual(at('2026-11-24T07:00:00Z'))
    expect(quietEnd(quiet, at('2026-11-23T07:00:00Z'))).toBeUndefined()
    expect(quietEnd({ zone, from: '22:00' }, at('2026-11-23T23:00:00Z'))).toBeUndefined()
    expect(
      quietEnd({ zone, from: '22:00', until: '22:00' }, at('2026-11-23T23:00:00Z')),
    ).toBeUndefined()
  })
})
