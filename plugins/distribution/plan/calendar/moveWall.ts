import { Temporal } from 'temporal-polyfill'

/** `2026-11-23T14:30:10.5`, as clocks in a zone show it. */
const wallOf = (at: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()

/** The day, `YYYY-MM-DD`, that a calendar in a zone shows at an instant in ms. */
export const dayAt = (at: number, zone: string): string => wallOf(at, zone).toPlainDate().toString()

/**
 * Instants (ms) moved to another day of a zone, and the first of them to a time of the day where one is given: each keeps
 * its time on the clock, or its distance to the first on the clock. A time that clocks leave out is the one after it; of one
 * that comes twice it is the first.
 */
export const moveWall = (args: {
  instants: readonly number[]
  zone: string
  /** `YYYY-MM-DD`. */
  day: string
  /** `HH:MM`. */
  time?: string | undefined
}): number[] => {
  const { instants, zone, day, time } = args
  if (instants.length === 0) return []
  const first = wallOf(Math.min(...instants), zone)
  const to = Temporal.PlainDate.from(day).toPlainDateTime(time ?? first.toPlainTime())
  const by = first.until(to)
  return instants.map(
    (at) => wallOf(at, zone).add(by).toZonedDateTime(zone).toInstant().epochMilliseconds,
  )
}
