import { withPhase } from './cadence.ts'
import { dayNumber, dayOf } from './dayNumber.ts'
import type { DayInputs, DayPlan, Returning, SeriesFacts } from './facts.ts'
import { flyingHours } from './flyingHours.ts'
import { nameBoards, planDay } from './planDay.ts'
import { restFrom } from './restFrom.ts'

export type ComingDay = Pick<DayPlan, 'queue' | 'skipped' | 'late'> & { day: string }

/** A series on a day: what has rested until then may fly again. */
const onDay = (one: SeriesFacts, day: string): SeriesFacts => {
  const isBack = (own: Returning) => own.day <= day
  const back = (one.returns ?? []).filter(isBack).reduce((sum, { items }) => sum + items, 0)
  if (back === 0) return one
  return {
    ...one,
    remaining: one.remaining + back,
    returns: one.returns?.filter((own) => !isBack(own)) ?? [],
  }
}

/** A series after its flight of a day. */
const afterFlight = (one: SeriesFacts, day: string): SeriesFacts =>
  // What is in the air is none of those that are left, and it is known when it returns.
  one.open?.state === 'flying'
    ? { ...one, open: null, lastPlannedDay: day }
    : {
        ...one,
        ...{ open: null, lastPlannedDay: day, remaining: Math.max(0, one.remaining - 1) },
        returns: restFrom(one, day),
      }

/**
 * What would fly on the coming days, should nothing change but that each flight takes one item, to all channels, and items
 * come again where they may: no new items, nothing paused or resumed, every flight on its day. The first day is that of
 * the inputs.
 *
 * @param args.seedOf the seed of the plan of a day, so that the order is that in which it will be planned
 */
export const lookAhead = (args: {
  inputs: DayInputs
  days: number
  seedOf: (day: string) => string
}): ComingDay[] => {
  const { inputs, days, seedOf } = args
  const names = nameBoards(inputs)
  const first = dayNumber(inputs.day)
  let series = inputs.series
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(first + index)
    const isFirst = index === 0
    const begins = flyingHours({ ...inputs, day }).from
    const now = isFirst ? inputs.now : new Date(begins).toISOString()
    series = series.map((one) => onDay(one, day))
    const { queue, skipped, late, phases } = planDay(
      {
        ...{ ...inputs, day, now, series },
        seed: isFirst ? inputs.seed : seedOf(day),
      },
      names,
    )
    const flown = new Set(queue.map((one) => one.series))
    const given = new Map(phases.map((one) => [one.series, one]))
    series = series.map((one) => {
      const phase = given.get(one.id)
      const own = phase ? withPhase(one, phase, day) : one
      return flown.has(one.id) ? afterFlight(own, day) : own
    })
    return { day, queue, skipped, late }
  })
}
