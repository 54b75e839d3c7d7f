import { Temporal } from 'temporal-polyfill'
import type { Blackout } from './blackout.ts'
import type { HourSpan, Peaks } from './problem.ts'
import { joinSpans, type Spans } from './spans.ts'

/** A time in which the clocks of a zone are not changed: a wall time in it is the instant plus `offset` (ms). */
export type ClockRun = { from: number; to: number; offset: number }

const dayMs = 24 * 60 * 60_000

/** The runs of a zone's clocks that cover the window. Asked of the time zone database once, not for each instant. */
export const readClockRuns = (zone: string, from: number, to: number): ClockRun[] => {
  const runs: ClockRun[] = []
  let start = from
  while (start <= to) {
    const there = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone)
    const change = there.getTimeZoneTransition('next')?.epochMilliseconds
    const end = change === undefined ? to : Math.min(to, change - 1)
    runs.push({ from: start, to: end, offset: there.offsetNanoseconds / 1e6 })
    start = end + 1
  }
  return runs
}

const msOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number)
  return ((hours as number) * 60 + (minutes as number)) * 60_000
}

/** Days since 1970-01-01, which was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

type WallRule = { isOn: (day: number) => boolean; from: number; to: number }

const ruleOf = ({ from, to }: HourSpan, isOn: WallRule['isOn']): WallRule => {
  const [start, end] = [msOf(from), msOf(to)]
  return { isOn, from: start, to: end > start ? end : end + dayMs }
}

/**
 * The instants at which the clock on the wall shows a time of one of these rules. Within a run of the clocks wall times are
 * instants moved by a constant, so each rule is laid over each run; an hour shown twice counts twice, one left out never.
 */
const spansOfRules = (rules: readonly WallRule[], runs: readonly ClockRun[]): Spans =>
  joinSpans(
    runs.flatMap(({ from, to, offset }) => {
      // The day before, since a rule may go over midnight.
      const first = Math.floor((from + offset) / dayMs) - 1
      const last = Math.floor((to + offset) / dayMs)
      const pairs: [number, number][] = []
      for (let day = first; day <= last; day += 1) {
        for (const rule of rules) {
          if (!rule.isOn(day)) continue
          const start = day * dayMs + rule.from - offset
          const end = day * dayMs + rule.to - offset - 1
          if (start <= to && end >= from) pairs.push([Math.max(start, from), Math.min(end, to)])
        }
      }
      return pairs
    }),
  )

/** When an account is blacked out. */
export const blackoutSpans = (blackouts: readonly Blackout[], runs: readonly ClockRun[]): Spans =>
  spansOfRules(
    blackouts.map((one) => {
      if ('date' in one) {
        const date = Date.parse(`${one.date}T00:00:00Z`) / dayMs
        return { isOn: (day) => day === date, from: 0, to: dayMs }
      }
      return ruleOf(one, (day) => one.days.length === 0 || one.days.includes(weekdayOf(day)))
    }),
    runs,
  )

/** The peak hours of the days of the week, and those of Saturdays and Sundays. */
export const peakSpans = (peaks: Peaks, runs: readonly ClockRun[]): Spans => {
  const isWeekend = (day: number) => weekdayOf(day) > 5
  return spansOfRules(
    [
      ...peaks.weekday.map((hours) => ruleOf(hours, (day) => !isWeekend(day))),
      ...peaks.weekend.map((hours) => ruleOf(hours, isWeekend)),
    ],
    runs,
  )
}
