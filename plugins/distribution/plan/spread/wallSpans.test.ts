import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { findViolations, isPeakAt } from './findViolations.ts'
import type { SpreadProblem } from './problem.ts'
import { isIn, nextIn } from './spans.ts'
import { blackoutSpans, peakSpans, readClockRuns } from './wallSpans.ts'

const hour = 60 * 60_000
const day = 24 * hour

const zones = [
  'Europe/Berlin',
  'Europe/Lisbon',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'UTC',
]

const year = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2027-01-01T00:00:00Z') }

const changesOf = (zone: string): number[] =>
  readClockRuns(zone, year.from, year.to)
    .slice(1)
    .map(({ from }) => from)

test('the runs of a zone give each instant the offset that the time zone database gives it', () => {
  for (const zone of zones) {
    const runs = readClockRuns(zone, year.from, year.to)
    const instants = [
      ...Array.from({ length: 60 }, (_, index) => year.from + index * 6 * day + index * 977),
      ...changesOf(zone).flatMap((at) => [at - 1, at, at + 1]),
    ]
    for (const at of instants) {
      const run = runs.find(({ from, to }) => from <= at && at <= to)
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
      expect(run?.offset).toBe(there.offsetNanoseconds / 1e6)
    }
  }
})

const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 })
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

test('hours are those that the clock on the wall shows, on days of 23, 24 and 25 hours', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -day, max: day }),
      minuteOfDay,
      minuteOfDay,
      fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      (zone, change, moved, from, to, days) => {
        const changes = changesOf(zone)
        const near = (changes[change % Math.max(1, changes.length)] ?? year.from + 7 * day) + moved
        const window = { from: near - 2 * day, to: near + 2 * day }
        const hours = { from: clock(from), to: clock(to) }
        const blackout = { days, ...hours }
        const peaks = { weekday: [hours], weekend: [{ from: clock(to), to: clock(from) }] }
        const runs = readClockRuns(zone, window.from, window.to)
        const dark = blackoutSpans([blackout], runs)
        const bright = peakSpans(peaks, runs)
        const problem: SpreadProblem = {
          ...{ window, sameContentMs: 0, sameContentAt: [], peaks, seed: '' },
          gapMs: { min: 0, max: 0 },
          accounts: [{ id: 'a', timezone: zone, taken: [], caps: [], blackouts: [blackout] }],
        }
        for (const at of [near, ...dark, ...bright].flatMap((one) => [one - 1, one, one + 1])) {
          if (at < window.from || at > window.to) continue
          const isDark = findViolations({ problem, times: [{ id: 'a', at }] }).length > 0
          expect([at, isIn(dark, at)]).toEqual([at, isDark])
          expect([at, isIn(bright, at)]).toEqual([at, isPeakAt(at, zone, peaks)])
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('an hour that the clocks show twice is out twice, and a night is one of the day on which it begins', () => {
  const window = {
    from: Date.parse('2026-10-24T12:00:00Z'),
    to: Date.parse('2026-10-26T12:00:00Z'),
  }
  const runs = readClockRuns('Europe/Berlin', window.from, window.to)
  const twice = blackoutSpans([{ days: [7], from: '02:15', to: '02:45' }], runs)
  expect(twice.map((at) => new Date(at).toISOString())).toEqual([
    '2026-10-25T00:15:00.000Z',
    '2026-10-25T00:44:59.999Z',
    '2026-10-25T01:15:00.000Z',
    '2026-10-25T01:44:59.999Z',
  ])
  const night = blackoutSpans([{ days: [6], from: '22:00', to: '06:00' }], runs)
  // Nine hours, since the clocks are put back in it.
  expect(night).toEqual([Date.parse('2026-10-24T20:00Z'), Date.parse('2026-10-25T05:00Z') - 1])
  const whole = blackoutSpans([{ date: '2026-10-25' }], runs)
  expect((whole[1] as number) - (whole[0] as number) + 1).toBe(25 * hour)
  expect(nextIn(whole, window.from)).toBe(Date.parse('2026-10-24T22:00Z'))
})
