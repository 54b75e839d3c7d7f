import { numberOfDay } from './openCalendar.ts'

/** A series as its folder and its record say: all that the days of its flights follow from. */
export type ExpectedSeries = {
  slug: string
  /** Its pages that are no drafts. */
  size: number
  /** The first night in which its folder was there. */
  firstDay: string
  /** On which day of how many it flies once it is large, as its record holds it. */
  phase: number | null
  phaseOf: number | null
  /** Days in whose night it was paused. */
  pausedOn: ReadonlySet<string>
}

/** From so many pages on a series flies once a week. */
export const threshold = 75

/**
 * The days on which a series is to fly, from nothing but its size, its weekday and the days on which it was paused: this
 * knows nothing of how the house decides.
 */
export function expectFlights(series: ExpectedSeries, days: readonly string[]): string[] {
  const isGrown = series.size >= threshold
  const expected: string[] = []
  for (const day of days) {
    if (day < series.firstDay || series.pausedOn.has(day)) continue
    const { phase, phaseOf } = series
    const isItsDay =
      !isGrown || (phase !== null && phaseOf !== null && numberOfDay(day) % phaseOf === phase)
    // Each page goes out once.
    if (isItsDay && expected.length < series.size) expected.push(day)
  }
  return expected
}
