import { countPeriod, dayBefore } from './countPeriod.ts'
import type { HealthDay, HealthFacts } from './facts.ts'
import { judgePeriod, scoreOf } from './judgePeriod.ts'

/** A day of an account: what was attempted, and what its record was worth by then. */
export type DayOfHealth = {
  /** `YYYY-MM-DD`, in the client's zone. */
  date: string
  attempts: number
  succeeded: number
  limited: number
  /** By the attempts of the 7 days until then; null where there were none. */
  score: number | null
}

const attemptsOf = (day: HealthDay): number =>
  day.succeeded + day.limited + day.unauthorised + day.rejected + day.failed + day.unsure

/** Each of the last `many` days, the oldest first and today last. */
export const followDays = (
  { days, today }: Pick<HealthFacts, 'days' | 'today'>,
  many: number,
): DayOfHealth[] => {
  const byDate = new Map(days.map((day) => [day.date, day]))
  return Array.from({ length: many }, (_, index) => {
    const date = dayBefore(today, many - 1 - index)
    const day = byDate.get(date)
    const period = countPeriod(days, date)
    return {
      date,
      attempts: day ? attemptsOf(day) : 0,
      succeeded: day?.succeeded ?? 0,
      limited: day?.limited ?? 0,
      score: period.attempts === 0 ? null : scoreOf(judgePeriod(period)),
    }
  })
}
