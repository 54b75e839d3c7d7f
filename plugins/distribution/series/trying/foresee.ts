import type { ID } from '../../model/database.ts'
import { type DayInputs, lookAhead, type SeriesFacts } from '../../plan/series/index.ts'
import { seedOf } from '../readDay.ts'

/** So far it is looked ahead, in days: one that flies once a month is seen. */
const mostDays = 35

/** When a series as it would be flies first, or why it does not. */
export const foresee = (args: { inputs: DayInputs; one: SeriesFacts; tenant: ID }) => {
  const { inputs, one, tenant } = args
  const series = [...inputs.series.filter(({ id }) => id !== one.id), one]
  const days = lookAhead({
    inputs: { ...inputs, series },
    days: mostDays,
    seedOf: (day) => seedOf(tenant, day),
  })
  const isOwn = (own: { series: string }) => own.series === one.id
  for (const { day, queue } of days) {
    const flight = queue.find(isOwn)
    if (flight) return { next: { day, at: flight.at }, why: null }
  }
  const [skip] = days.flatMap(({ skipped }) => skipped.filter(isOwn))
  return { next: null, why: skip ? { code: skip.code, message: skip.message } : null }
}
