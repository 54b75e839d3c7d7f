import { Temporal } from 'temporal-polyfill'

/** Hours on some days: 1 is Monday, times of the day on 24 hours. `until` at or before `from` is of the next day. */
export type Hours = { days: number[]; from: string; until: string }

/** When somebody can be asked. Without any hours that is always. */
export type WorkTime = { zone: string; hours: Hours[]; awayUntil: Date | null }

type Span = { start: number; end: number }

const dayMs = 24 * 60 * 60_000

const instantOf = (day: Temporal.PlainDate, time: string, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds

/** The spans of these hours from the day before `at` to a week after it; whatever the clocks of the zone do meanwhile. */
export const spansOf = ({ zone, hours }: Pick<WorkTime, 'zone' | 'hours'>, at: Date): Span[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  const days = Array.from({ length: 10 }, (_, index) => today.add({ days: index - 1 }))
  return (
    days
      .flatMap((day) =>
        hours
          .filter((one) => one.days.includes(day.dayOfWeek))
          .map(({ from, until }) => ({
            start: instantOf(day, from, zone),
            end: instantOf(until > from ? day : day.add({ days: 1 }), until, zone),
          })),
      )
      // Where the clocks are put forward, what lies in the hour that there is not may end before it begins.
      .filter(({ start, end }) => start < end)
      .sort((a, b) => a.start - b.start)
  )
}

/** The first moment from `at` on at which somebody is at work; undefined where that is more than a week off. */
export const nextAtWork = (work: WorkTime, at: Date): Date | undefined => {
  const from = Math.max(at.getTime(), work.awayUntil?.getTime() ?? 0)
  if (from - at.getTime() > 8 * dayMs) return undefined
  if (work.hours.length === 0) return new Date(from)
  const next = spansOf(work, new Date(from)).find(({ end }) => end > from)
  return next && new Date(Math.max(next.start, from))
}

export const isAtWork = (work: WorkTime, at: Date): boolean =>
  nextAtWork(work, at)?.getTime() === at.getTime()
