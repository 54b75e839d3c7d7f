import { luckOf } from '../luckOf.ts'
import type { DayOptions } from './facts.ts'
import { flyingHours } from './flyingHours.ts'

const minute = 60_000

type Gaps = Pick<DayOptions, 'minMinutes' | 'maxMinutes' | 'floorMinutes'>

/** The usual distance to the flight before, by chance between the least and the most, in ms. */
const usualGap = ({ minMinutes, maxMinutes }: Gaps, seed: string, turn: number): number =>
  Math.round((minMinutes + luckOf(seed, `gap ${turn}`) * (maxMinutes - minMinutes)) * minute)

/**
 * When the flights of a day take off, in their order, ms since the epoch: at the usual distance where all of them fit so,
 * else as often as the day needs, but never closer than the floor. Null for those that the day is too short for.
 */
export const spaceFlights = (args: {
  count: number
  day: string
  timezone: string
  now: Date
  options: DayOptions
  seed: string
}): (number | null)[] => {
  const { count, options, seed, now } = args
  const hours = flyingHours(args)
  const start = Math.max(hours.from, now.getTime())
  const gaps = Array.from({ length: Math.max(0, count - 1) }, (_, turn) =>
    usualGap(options, seed, turn),
  )
  const isCalm = start + gaps.reduce((sum, gap) => sum + gap, 0) < hours.to
  const even = Math.max(options.floorMinutes * minute, Math.floor((hours.to - start) / count))
  let at = start
  return Array.from({ length: count }, (_, turn) => {
    if (turn > 0) at += isCalm ? (gaps[turn - 1] as number) : even
    return at < hours.to ? at : null
  })
}

/**
 * When the next flight of a day takes off: at the usual distance to the last one, or sooner where else those that wait
 * would not all fly in what is left of the day. Null where nothing flies any more on that day.
 */
export const nextTakeOff = (args: {
  now: Date
  /** How many wait, this one included. */
  waiting: number
  lastTakeOff: Date | null
  day: string
  timezone: string
  options: DayOptions
  seed: string
}): Date | null => {
  const { now, waiting, lastTakeOff, options, seed } = args
  const hours = flyingHours(args)
  const soonest = Math.max(hours.from, now.getTime())
  if (soonest >= hours.to || waiting === 0) return null
  if (lastTakeOff === null) return new Date(soonest)
  const last = lastTakeOff.getTime()
  // With room for one more: whoever looks does so a moment late.
  const needed = Math.floor((hours.to - Math.max(last, hours.from)) / (waiting + 1))
  const gap = Math.max(
    options.floorMinutes * minute,
    Math.min(usualGap(options, seed, waiting), needed),
  )
  const at = Math.max(soonest, last + gap)
  return at < hours.to ? new Date(at) : null
}
