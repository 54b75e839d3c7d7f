import type { Blackout } from '../spread/blackout.ts'

const dayMs = 24 * 60 * 60_000

/** 1 is Monday. 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** Whether such a rule closes a whole day. */
const isWhole = (one: Blackout): boolean =>
  'date' in one || (one.from === '00:00' && one.to === '00:00')

const isOn = (one: Blackout, day: number, date: string): boolean =>
  'date' in one ? one.date === date : one.days.length === 0 || one.days.includes(weekdayOf(day))

/** The days (`YYYY-MM-DD`) from `first` to `last`, both with, on the whole of which an account posts nothing. */
export const closedDays = (
  blackouts: readonly Blackout[],
  { first, last }: { first: string; last: string },
): string[] => {
  const rules = blackouts.filter(isWhole)
  const days: string[] = []
  if (rules.length === 0) return days
  for (let day = Date.parse(first) / dayMs; day <= Date.parse(last) / dayMs; day += 1) {
    const date = new Date(day * dayMs).toISOString().slice(0, 10)
    if (rules.some((one) => isOn(one, day, date))) days.push(date)
  }
  return days
}
