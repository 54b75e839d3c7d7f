import { luckOf } from '../luckOf.ts'
import { dayNumber } from './dayNumber.ts'
import type { DayOptions, Mode, SeriesFacts } from './facts.ts'

/** Few items: it grows. As many as the threshold: it is kept up. */
export const modeOf = (count: number, { threshold }: Pick<DayOptions, 'threshold'>): Mode =>
  count >= threshold ? 'maintenance' : 'growth'

export type Phase = { phase: number; of: number }

/** So many days lie between two turns of a series, as many items as it has. */
const everyOf = ({ count }: SeriesFacts, options: DayOptions): number =>
  modeOf(count, options) === 'growth' ? options.growthEveryDays : options.maintenanceEveryDays

/** The day of its cadence that a series has; undefined where it has none for one of this length. */
const phaseFor = ({ phase, phaseOf }: SeriesFacts, every: number): number | undefined =>
  phase !== null && phaseOf === every ? phase : undefined

/** A cadence of so many days, and those who have it. */
const givePhasesOf = (of: number, series: readonly SeriesFacts[]): [string, Phase][] => {
  const load = Array.from({ length: of }, () => 0)
  const without: SeriesFacts[] = []
  for (const one of series) {
    const phase = phaseFor(one, of)
    if (phase === undefined) without.push(one)
    else load[phase] = (load[phase] as number) + 1
  }
  return without
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id }) => {
      const least = Math.min(...load)
      const free = load.flatMap((count, phase) => (count === least ? phase : []))
      const phase = free[Math.floor(luckOf(id, 'phase') * free.length)] as number
      load[phase] = (load[phase] as number) + 1
      return [id, { phase, of }]
    })
}

/**
 * Gives a day to each series that does not fly daily and has none, or whose cadence has another length: the one on which the
 * fewest fly, of several by chance. Whoever has one keeps it, whoever comes or goes.
 */
export const givePhases = (
  series: readonly SeriesFacts[],
  options: DayOptions,
): Map<string, Phase> => {
  const living = series.filter((one) => !one.isGone && everyOf(one, options) > 1)
  const byCadence = Map.groupBy(living, (one) => everyOf(one, options))
  return new Map([...byCadence].flatMap(([of, some]) => givePhasesOf(of, some)))
}

/**
 * Whether it is the turn of a series. The last of its days that has come must be later than its last flight: what a night or
 * days without Postyard have missed is caught up once, and its day stays what it is. One that grows and has never flown
 * flies at once; in maintenance it waits for the first of its days.
 */
export const isDue = (args: {
  series: SeriesFacts
  /** The one that it was given just now. */
  given: Phase | undefined
  day: string
  options: DayOptions
  /** The day of the flight plan before this one; null where there is none. */
  plannedBefore: string | null
}): boolean => {
  const { series, given, day, options, plannedBefore } = args
  const today = dayNumber(day)
  const every = everyOf(series, options)
  const last = series.lastPlannedDay === null ? undefined : dayNumber(series.lastPlannedDay)
  if (last === undefined && modeOf(series.count, options) === 'growth') return true
  const phase = every === 1 ? 0 : (given?.phase ?? phaseFor(series, every))
  if (phase === undefined) return false
  const turn = today - ((((today - phase) % every) + every) % every)
  if (last !== undefined) return turn > last
  // It has its day since a plan before this one: a turn since then that nobody planned was missed.
  const isMissed = given === undefined && plannedBefore !== null && turn > dayNumber(plannedBefore)
  return turn === today || isMissed
}
