import type { Peaks } from '../../plan/spread/problem.ts'
import type { Spans } from '../../plan/spread/spans.ts'
import { peakSpans, readClockRuns } from '../../plan/spread/wallSpans.ts'
import { nameZone } from '../time/nameZone.ts'
import type { MapPoint } from './mapPoint.ts'

/** A part of the width, both ends from 0 to 1. */
export type Stretch = { from: number; to: number }

export type MapGroup = {
  zone: string
  name: string
  peaks: Stretch[]
  rows: { point: MapPoint; x: number | null; plannedX: number | null }[]
}

export type DayMapLayout = {
  from: number
  to: number
  /** Full hours, or wider steps where the window is long; `label` by the clock of `zone`. */
  ticks: { x: number; label: string }[]
  groups: MapGroup[]
}

const hourMs = 60 * 60_000

/** As many labels as fit beside one another on a phone. */
const mostTicks = 8

const steps = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 168]

const parse = (at: string | null): number | null => (at === null ? null : Date.parse(at))

const tickStep = (length: number): number =>
  hourMs * (steps.find((hours) => length / (hours * hourMs) <= mostTicks) ?? 168)

const readTicks = (args: { from: number; to: number; zone: string }): DayMapLayout['ticks'] => {
  const { from, to, zone } = args
  const step = tickStep(to - from)
  const isDays = to - from > 36 * hourMs
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    ...(isDays ? ({ day: 'numeric', month: 'short' } as const) : {}),
  })
  const ticks: DayMapLayout['ticks'] = []
  // Zones are off UTC by quarters of an hour, so the first tick is one on the clock of this one.
  const offset = readClockRuns(zone, from, from)[0]?.offset ?? 0
  const first = Math.ceil((from + offset) / step) * step - offset
  for (let at = first; at <= to; at += step) {
    ticks.push({ x: (at - from) / (to - from), label: format.format(at) })
  }
  return ticks
}

const toStretches = (spans: Spans, place: (at: number) => number): Stretch[] =>
  Array.from({ length: spans.length / 2 }, (_, index) => ({
    from: place(spans[2 * index] as number),
    to: place(spans[2 * index + 1] as number),
  }))

/**
 * Lays the accounts of a plan out as a map of its time: one row each, those of one zone together, the zones in the order of
 * their clocks, in each the earliest first. What lies outside the window widens it, so that nothing is off the map.
 */
export const layOutMap = (args: {
  points: MapPoint[]
  window: { from: string; to: string }
  /** Undefined where they are not known: nothing is shaded. */
  peaks: Peaks | undefined
  /** In which the hours are labelled. */
  zone: string
}): DayMapLayout => {
  const { points, window, peaks, zone } = args
  const instants = points.flatMap(({ at, plannedAt }) =>
    [parse(at), parse(plannedAt)].filter((one) => one !== null),
  )
  const from = Math.min(Date.parse(window.from), ...instants)
  const to = Math.max(Date.parse(window.to), from + 60_000, ...instants)
  const place = (at: number) => (at - from) / (to - from)
  const placeOf = (at: string | null) => (at === null ? null : place(Date.parse(at)))
  const byZone = Map.groupBy(points, ({ timezone }) => timezone)
  const groups = [...byZone].map(([name, own]) => {
    const runs = readClockRuns(name, from, to)
    return {
      offset: runs[0]?.offset ?? 0,
      group: {
        zone: name,
        name: nameZone(name),
        peaks: peaks ? toStretches(peakSpans(peaks, runs), place) : [],
        rows: own
          .toSorted((a, b) => (parse(a.at) ?? Infinity) - (parse(b.at) ?? Infinity))
          .map((point) => ({ point, x: placeOf(point.at), plannedX: placeOf(point.plannedAt) })),
      },
    }
  })
  groups.sort((a, b) => b.offset - a.offset || (a.group.name < b.group.name ? -1 : 1))
  return {
    from,
    to,
    ticks: readTicks({ from, to, zone }),
    groups: groups.map(({ group }) => group),
  }
}
