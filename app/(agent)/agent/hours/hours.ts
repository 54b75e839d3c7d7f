import type { z } from 'zod'
import type { readHours } from '../../../../plugins/distribution/assist/operations/readHours.ts'

/** When a person is asked to post, as the API says it. */
export type WorkHours = z.output<(typeof readHours)['output']>

/** Hours on some days; 1 is Monday. */
export type Span = WorkHours['hours'][number]

/** The hours that a new entry begins with: a usual working week. */
export const usualSpan: Span = { days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }

/** For how long one can be away at one tap, in hours. */
export const awayChoices = [1, 4, 24, 72, 168]

/** The days with this one added, or taken out, in the order of the week. */
export const toggleDay = (days: number[], day: number): number[] =>
  days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted((a, b) => a - b)

type DayName = { day: number; short: string; long: string }

/** The days of the week from Monday on, by their names in a language (BCP 47). */
export const nameDays = (locale: string): DayName[] =>
  Array.from({ length: 7 }, (_, index) => {
    // 5 January 2026 is a Monday.
    const at = Date.UTC(2026, 0, 5 + index)
    const name = (weekday: 'short' | 'long') =>
      new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(at)
    return { day: index + 1, short: name('short').replace('.', ''), long: name('long') }
  })
