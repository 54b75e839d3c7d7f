import { Temporal } from 'temporal-polyfill'
import type { DayOptions } from './facts.ts'

type Args = { day: string; timezone: string; options: Pick<DayOptions, 'from' | 'to'> }

/** The hours of a day in which series fly, in ms since the epoch; `to` is no more part of them. Days of 23 or 25 hours are as long as they are. */
export const flyingHours = ({ day, timezone, options }: Args): { from: number; to: number } => {
  const date = Temporal.PlainDate.from(day)
  const at = (time: string): number => {
    const zoned =
      time === '24:00'
        ? date.add({ days: 1 }).toZonedDateTime({ timeZone: timezone })
        : date.toZonedDateTime({ timeZone: timezone, plainTime: time })
    return zoned.epochMilliseconds
  }
  return { from: at(options.from), to: at(options.to) }
}

/** The day that it is at an instant by the clock of a zone, `YYYY-MM-DD`. */
export const dayAt = (now: Date, timezone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString()

/** The first instant of the day after the one that it is, by the clock of a zone. */
export const nextMidnight = (now: Date, timezone: string): Date => {
  const day = Temporal.PlainDate.from(dayAt(now, timezone)).add({ days: 1 })
  return new Date(day.toZonedDateTime({ timeZone: timezone }).epochMilliseconds)
}
