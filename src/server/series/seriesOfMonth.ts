import { unicorns } from '../../seed/series/animals.ts'
import type { SeriesCast } from './castOfSeries.ts'
import type { ExpectedSeries } from './expectFlights.ts'
import { planMonth } from './planMonth.ts'
import type { Weekday } from './readWeekdays.ts'

/** A day after all months. */
const never = '9999-12-31'

/** The series of the month as their folders are, and as the plan of the month has it; the one that is added comes last. */
export const seriesOfMonth = (
  cast: SeriesCast,
  days: string[],
): Omit<ExpectedSeries, keyof Weekday>[] => {
  const happenings = planMonth(days.length)
  const pausedDays = (slug: string): Set<string> => {
    const pause = happenings.find((one) => one.kind === 'pause' && one.series === slug)
    const resume = happenings.find((one) => one.kind === 'resume' && one.series === slug)
    return new Set(pause ? days.slice(pause.day, resume?.day) : [])
  }
  const added = happenings.find(({ kind }) => kind === 'newFolder')
  const dayAfter = added && days[added.day]
  return [
    ...cast.animals.map(({ slug, size }) => ({
      ...{ slug, size, firstDay: days[0] ?? '', pausedOn: pausedDays(slug) },
    })),
    { ...unicorns, firstDay: dayAfter ?? never, pausedOn: new Set<string>() },
  ]
}
