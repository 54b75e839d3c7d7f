import { expect, test } from 'vitest'
import { type ExpectedSeries, expectFlights } from './expectFlights.ts'
import { type Arrival, figuresOf, judgeSeries } from './judgeMonth.ts'
import { numberOfDay, openCalendar } from './openCalendar.ts'

const calendar = openCalendar({
  ...{ days: 30, timezone: 'America/New_York', today: new Date('2026-11-23T00:00:00Z') },
  stepMinutes: 15,
})
const days = calendar.map(({ day }) => day)

const series = (given: Partial<ExpectedSeries>): ExpectedSeries => ({
  ...{ slug: 'foxes', size: 40, firstDay: days[0]!, phase: null, phaseOf: null },
  ...{ pausedOn: new Set<string>(), ...given },
})

test('days are those of a March to come, from midnight to midnight, also where clocks change', () => {
  expect([days[0], days.at(-1)]).toEqual(['2027-03-01', '2027-03-30'])
  expect(calendar[0]!.steps[0]!.now.toISOString()).toBe('2027-03-01T05:00:00.000Z')
  const hours = calendar[13]!.steps.flatMap(({ hour, isFullHour }) => (isFullHour ? hour : []))
  expect([calendar[13]!.day, hours.length, hours.includes(2)]).toEqual(['2027-03-14', 23, false])
})

test('a small series is due every day until it has no page left, a large one on its weekday', () => {
  expect(expectFlights(series({ size: 74 }), days)).toEqual(days)
  expect(expectFlights(series({ size: 12 }), days)).toEqual(days.slice(0, 12))
  expect(expectFlights(series({ firstDay: days[2]! }), days)).toEqual(days.slice(2))
  expect(expectFlights(series({ pausedOn: new Set([days[1]!]) }), days)).toHaveLength(29)
  const phase = numberOfDay(days[3]!) % 7
  expect(expectFlights(series({ size: 75, phase, phaseOf: 7 }), days)).toEqual(
    [3, 10, 17, 24].map((index) => days[index]),
  )
})

test('what came too often, on another day, on another board or not at all is counted as that', () => {
  const came = (day: number, page: string, board = 'Fox Coloring Pages'): Arrival => ({
    ...{ day: days[day]!, slug: 'foxes', page, board, route: 'make' },
  })
  const judge = (due: number[], ...arrivals: Arrival[]) => {
    const expected = due.map((day) => days[day]!)
    return figuresOf([
      judgeSeries({ slug: 'foxes', board: 'Fox Coloring Pages', expected, arrivals }),
    ])
  }
  const good = { flights: 2, offDay: 0, doubled: 0, lost: 0 }
  expect(judge([0, 1], came(0, 'a'), came(1, 'b'))).toEqual(good)
  expect(judge([0, 1], came(0, 'a'), came(2, 'b'))).toEqual({ ...good, offDay: 1 })
  expect(judge([0, 1], came(0, 'a'), came(0, 'b'), came(1, 'c'))).toMatchObject({ offDay: 1 })
  expect(judge([0, 1], came(0, 'a'), came(1, 'a'))).toMatchObject({ doubled: 1, lost: 1 })
  expect(judge([0, 1, 2], came(0, 'a'), came(1, 'b'))).toEqual({ ...good, lost: 1 })
  expect(judge([0, 1], came(0, 'a'), came(1, 'b', 'Foxes'))).toEqual({ ...good, lost: 1 })
})
