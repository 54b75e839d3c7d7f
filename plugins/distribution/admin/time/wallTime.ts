import { Temporal } from 'temporal-polyfill'

/** The instant at which the clocks of a zone show this: `2026-11-22T14:30` to `2026-11-22T14:30:00Z`. */
export const toInstant = (wallTime: string, zone: string): string =>
  Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone).toInstant().toString()

/** What the clocks of a zone show at an instant, to the minute, as a field for date and time takes it. */
export const toWallTime = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
