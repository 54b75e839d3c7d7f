import { expect, test } from 'vitest'
import { flyingHours, nextMidnight, nextTakeOff } from './index.ts'
import { spaceFlights } from './spaceFlights.ts'

const minute = 60_000
const options = { from: '00:00', to: '24:00', minMinutes: 45, maxMinutes: 60, floorMinutes: 1 }
const all = {
  ...options,
  threshold: 75,
  growthEveryDays: 1,
  maintenanceEveryDays: 7,
  boardTemplate: '{name}',
}
const day = '2026-11-23'
const midnight = new Date(`${day}T00:00:00Z`)
const place = { day, timezone: 'UTC', options: all, seed: 's' }

const gapsOf = (times: (number | null)[]) =>
  times.flatMap((at, index) =>
    index > 0 && at !== null && times[index - 1] !== null ? at - (times[index - 1] as number) : [],
  )

test('few fly at the usual distance, many as often as the day needs, too many as many as fit', () => {
  const few = gapsOf(spaceFlights({ ...place, count: 10, now: midnight }))
  expect(Math.min(...few)).toBeGreaterThanOrEqual(45 * minute)
  expect(Math.max(...few)).toBeLessThanOrEqual(60 * minute)
  expect(new Set(few).size).toBe(9)
  const many = spaceFlights({ ...place, count: 200, now: midnight })
  expect(many.every((at) => at !== null && at < midnight.getTime() + 1_440 * minute)).toBe(true)
  const most = spaceFlights({ ...place, count: 2_000, now: midnight })
  expect(most.filter((at) => at !== null)).toHaveLength(1_440)
})

test('two hundred fly on a day of 23 hours and on one of 25, all within it', () => {
  for (const on of ['2026-03-29', '2026-10-25']) {
    const where = { ...place, day: on, timezone: 'Europe/Lisbon' }
    const { from, to } = flyingHours(where)
    const times = spaceFlights({ ...where, count: 200, now: new Date(from) })
    expect(times.every((at) => at !== null && at >= from && at < to)).toBe(true)
    expect(to - (times.at(-1) as number)).toBeLessThan(10 * minute)
  }
})

test('what is left of a day brings all that waits, and no two are closer than the floor', () => {
  for (const [hour, waiting] of [
    [0, 200],
    [13, 60],
    [23, 30],
  ] as const) {
    let now = new Date(midnight.getTime() + hour * 60 * minute)
    let last: Date | null = null
    const took: number[] = []
    for (let left: number = waiting; left > 0; left -= 1) {
      const at: Date | null = nextTakeOff({ ...place, now, waiting: left, lastTakeOff: last })
      if (!at) break
      took.push(at.getTime())
      last = at
      // The conductor looks a moment late.
      now = new Date(at.getTime() + 2_000)
    }
    expect(took).toHaveLength(waiting)
    expect(took.at(-1)).toBeLessThan(midnight.getTime() + 1_440 * minute)
    expect(Math.min(...gapsOf(took))).toBeGreaterThanOrEqual(minute)
  }
})

test('nothing flies before its hours, nor after them', () => {
  const hours = { ...place, options: { ...all, from: '08:00', to: '20:00' } }
  const at = (time: string, lastTakeOff: Date | null = null) =>
    nextTakeOff({ ...hours, now: new Date(`${day}T${time}:00Z`), waiting: 3, lastTakeOff })
  expect(at('05:00')?.toISOString()).toBe(`${day}T08:00:00.000Z`)
  expect(at('20:00')).toBeNull()
  expect(at('19:59', new Date(`${day}T19:59:30Z`))).toBeNull()
})

test('days of 23 and 25 hours are as long as they are', () => {
  const lengthOf = (on: string) => {
    const { from, to } = flyingHours({ day: on, timezone: 'Europe/Lisbon', options })
    return (to - from) / 3_600_000
  }
  expect([lengthOf('2026-03-29'), lengthOf('2026-10-25'), lengthOf('2026-11-23')]).toEqual([
    23, 25, 24,
  ])
  const next = nextMidnight(new Date('2026-10-24T23:30:00Z'), 'Europe/Lisbon')
  expect(next.toISOString()).toBe('2026-10-26T00:00:00.000Z')
})
