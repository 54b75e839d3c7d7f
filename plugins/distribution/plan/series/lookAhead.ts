import { withPhase } from './cadence.ts'
import { dayNumber, dayOf } from './dayNumber.ts'
import type { DayInputs, DayPlan } from './facts.ts'
import { flyingHours } from './flyingHours.ts'
import { nameBoards, planDay } from './planDay.ts'

export type ComingDay = Pick<DayPlan, 'queue' | 'skipped' | 'late'> & { day: string }

/**
 * What would fly on the coming days, should nothing change but that each flight takes one item: no new items, nothing
 * paused or resumed, every flight on its day. The first day is that of the inputs.
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
      if (!phase && !flown.has(one.id)) return one
      return {
        ...(phase ? withPhase(one, phase, day) : one),
        ...(flown.has(one.id)
          ? { open: null, lastPlannedDay: day, remaining: Math.max(0, one.remaining - 1) }
          : {}),
      }
    })
    return { day, queue, skipped, late }
  })
}
