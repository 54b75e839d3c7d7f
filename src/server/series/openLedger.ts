import type { Animal } from '../../seed/series/animals.ts'
import { boardOf, unicorns } from '../../seed/series/animals.ts'
import type { SeriesCast } from './castOfSeries.ts'
import { type ExpectedSeries, expectFlights } from './expectFlights.ts'
import { type Arrival, judgeSeries, type SeriesVerdict } from './judgeMonth.ts'
import type { Weekday } from './readWeekdays.ts'
import { seriesOfMonth } from './seriesOfMonth.ts'

/** What became of a series in the month. */
export type SeriesLine = SeriesVerdict & ExpectedSeries

export type Ledger = {
  /** Takes down what came on a day, and the weekdays as they are at its end; returns the series that were to fly on it. */
  closeDay: (args: {
    nth: number
    came: Arrival[]
    weekdays: Map<string, Weekday>
  }) => ExpectedSeries[]
  lines: () => SeriesLine[]
  /** Series whose weekday is another one than it was. */
  moved: () => string[]
  arrivals: () => Arrival[]
}

type Args = {
  cast: SeriesCast
  /** All days of the month. */
  days: string[]
}

/** Keeps what came to the receivers beside what was to come. */
export function openLedger({ cast, days }: Args): Ledger {
  const facts = seriesOfMonth(cast, days)
  const boards = new Map(
    [...cast.animals, unicorns].map((animal: Animal) => [animal.slug, boardOf(animal)]),
  )
  const arrivals: Arrival[] = []
  const weekdays = new Map<string, Weekday>()
  const moved = new Set<string>()
  const all = (): ExpectedSeries[] =>
    facts.map((one) => ({ phase: null, phaseOf: null, ...weekdays.get(one.slug), ...one }))

  return {
    closeDay({ nth, came, weekdays: now }) {
      arrivals.push(...came)
      for (const [slug, weekday] of now) {
        const before = weekdays.get(slug)
        if (before && before.phase !== null && before.phase !== weekday.phase) moved.add(slug)
        weekdays.set(slug, weekday)
      }
      const until = days.slice(0, nth)
      return all().filter((series) => expectFlights(series, until).at(-1) === days[nth - 1])
    },
    lines: () =>
      all().map((series) => ({
        ...series,
        ...judgeSeries({
          ...{ slug: series.slug, board: boards.get(series.slug) ?? '', arrivals },
          expected: expectFlights(series, days),
        }),
      })),
    moved: () => [...moved],
    arrivals: () => arrivals,
  }
}
