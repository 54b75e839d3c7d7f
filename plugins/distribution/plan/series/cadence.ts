import { luckOf } from '../luckOf.ts'
import { dayNumber } from './dayNumber.ts'
import type { DayOptions, Mode, OwnDay, SeriesFacts } from './facts.ts'

/** Few items: it grows. As many as the threshold: it is kept up. */
export const modeOf = (count: number, { threshold }: Pick<DayOptions, 'threshold'>): Mode =>
  count >= threshold ? 'maintenance' : 'growth'

/** A day that a series was given just now. */
export type Phase = { mode: Mode; phase: number; of: number }

/** Of how many days a series flies on one. */
const cadenceOf = (mode: Mode, options: DayOptions): number =>
  mode === 'growth' ? options.growthEveryDays : options.maintenanceEveryDays

/** The day of its own that a series has; undefined where it has none for a cadence of this length. */
const ownDay = (series: SeriesFacts, mode: Mode, every: number): OwnDay | undefined => {
  const { phase, phaseOf, phaseDay } = series
  const own =
    mode === 'growth'
      ? series.growthDay
      : phase !== null && phaseOf !== null && { phase, of: phaseOf, day: phaseDay ?? null }
  return own && own.of === every ? own : undefined
}

const giveDays = (series: readonly SeriesFacts[], mode: Mode, of: number): Map<string, Phase> => {
  const load = Array.from({ length: of }, () => 0)
  const without: SeriesFacts[] = []
  for (const one of series) {
    const own = ownDay(one, mode, of)
    if (own === undefined) without.push(one)
    else load[own.phase] = (load[own.phase] as number) + 1
  }
  const given = new Map<string, Phase>()
  for (const { id } of without.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const least = Math.min(...load)
    const free = load.flatMap((count, phase) => (count === least ? phase : []))
    const phase = free[Math.floor(luckOf(id, 'phase') * free.length)] as number
    load[phase] = (load[phase] as number) + 1
    given.set(id, { mode, phase, of })
  }
  return given
}

/**
 * Gives a day to each series that comes into maintenance, or into a growth that is not daily, or whose cadence has another
 * length: the one on which the fewest of its kind fly, of several by chance. Whoever has one keeps it, whoever comes or goes.
 */
export const givePhases = (
  series: readonly SeriesFacts[],
  options: DayOptions,
): Map<string, Phase> => {
  const there = series.filter(({ isGone }) => !isGone)
  const given = (['growth', 'maintenance'] as const).flatMap((mode) => {
    const every = cadenceOf(mode, options)
    // Who flies every day while it grows needs no day of its own, and keeps that of its maintenance.
    if (mode === 'growth' && every === 1) return []
    const own = there.filter(({ count }) => modeOf(count, options) === mode)
    return [...giveDays(own, mode, every)]
  })
  return new Map(given)
}

/** A series with the day that it was given, from that day on. */
export const withPhase = (series: SeriesFacts, given: Phase, day: string): SeriesFacts => {
  const { mode, phase, of } = given
  return mode === 'growth'
    ? { ...series, growthDay: { phase, of, day } }
    : { ...series, phase, phaseOf: of, phaseDay: day }
}

/**
 * Whether it is the turn of a series: the last of its days that has come, since it has that day, must be later than its
 * last flight. What a night or a day without Postyard has missed, the first one too, is caught up once, and its day stays
 * what it is. A new series that grows flies at once.
 */
export const isDue = (args: {
  series: SeriesFacts
  /** The one that it was given just now. */
  given: Phase | undefined
  day: string
  options: DayOptions
}): boolean => {
  const { given, day, options } = args
  const series = given ? withPhase(args.series, given, day) : args.series
  const mode = modeOf(series.count, options)
  const every = cadenceOf(mode, options)
  const today = dayNumber(day)
  const last = series.lastPlannedDay === null ? undefined : dayNumber(series.lastPlannedDay)
  if (mode === 'growth' && (last === undefined || every === 1)) {
    return last === undefined || last < today
  }
  const own = ownDay(series, mode, every)
  if (own === undefined) return false
  const turn = today - ((((today - own.phase) % every) + every) % every)
  // The days before it had its day were none of its turns.
  const first = own.day === null ? today : dayNumber(own.day)
  return last === undefined ? turn >= first : turn > last && (own.day === null || turn >= first)
}
