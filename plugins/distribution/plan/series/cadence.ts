import { luckOf } from '../luckOf.ts'
import { dayNumber } from './dayNumber.ts'
import type { DayOptions, Mode, SeriesFacts } from './facts.ts'

/** Few items: it grows. As many as the threshold: it is kept up. */
export const modeOf = (count: number, { threshold }: Pick<DayOptions, 'threshold'>): Mode =>
  count >= threshold ? 'maintenance' : 'growth'

export type Phase = { phase: number; of: number }

/** The day of its maintenance that a series has; undefined where it has none for this cadence. */
const phaseFor = ({ phase, phaseOf }: SeriesFacts, every: number): number | undefined =>
  phase !== null && phaseOf === every ? phase : undefined

/**
 * Gives a day to each series that comes into maintenance, or whose cadence has another length: the one on which the fewest
 * fly, of several by chance. Whoever has one keeps it, whoever comes or goes.
 */
export const givePhases = (
  series: readonly SeriesFacts[],
  options: DayOptions,
): Map<string, Phase> => {
  const of = options.maintenanceEveryDays
  const kept = series.filter(
    ({ count, isGone }) => !isGone && modeOf(count, options) === 'maintenance',
  )
  const load = Array.from({ length: of }, () => 0)
  const without: SeriesFacts[] = []
  for (const one of kept) {
    const phase = phaseFor(one, of)
    if (phase === undefined) without.push(one)
    else load[phase] = (load[phase] as number) + 1
  }
  const given = new Map<string, Phase>()
  for (const { id } of without.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const least = Math.min(...load)
    const free = load.flatMap((count, phase) => (count === least ? phase : []))
    const phase = free[Math.floor(luckOf(id, 'phase') * free.length)] as number
    load[phase] = (load[phase] as number) + 1
    given.set(id, { phase, of })
  }
  return given
}

/**
 * Whether it is the turn of a series. In maintenance the last of its days that has come must be later than its last
 * flight: what a night or a day without Postyard has missed is caught up once, and its day stays what it is.
 */
export const isDue = (args: {
  series: SeriesFacts
  /** The one that it was given just now. */
  given: Phase | undefined
  day: string
  options: DayOptions
}): boolean => {
  const { series, given, day, options } = args
  const today = dayNumber(day)
  const last = series.lastPlannedDay === null ? undefined : dayNumber(series.lastPlannedDay)
  if (modeOf(series.count, options) === 'growth') {
    return last === undefined || today - last >= options.growthEveryDays
  }
  const every = options.maintenanceEveryDays
  const phase = given?.phase ?? phaseFor(series, every)
  if (phase === undefined) return false
  const since = (((today - phase) % every) + every) % every
  return last === undefined ? since === 0 : today - since > last
}
