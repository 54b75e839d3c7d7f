import type { Steps } from '../steps.ts'
import type { Place } from './prepare.ts'
import type { Spans } from './spans.ts'

/** A stretch of time `[from, to)` in which no more than `holds` posts of a plan can begin. */
export type Bin = { from: number; to: number; holds: number }

type Args = { common: Spans; gap: number; most: number }

/**
 * Cuts the time of a plan into bins. Of posts at least `gap` apart each `[t, t + gap)` holds at most one, so a bin of k gaps
 * holds at most k; whatever the posts do across the bounds of bins, that is true of every plan. Bins are one gap long, or as
 * many as keeps their number below `most`.
 */
export const makeBins = ({ common, gap, most }: Args): Bin[] => {
  let room = 0
  for (let i = 0; i < common.length; i += 2) {
    room += Math.floor(((common[i + 1] as number) - (common[i] as number)) / gap) + 1
  }
  const length = Math.max(1, Math.ceil(room / most)) * gap
  const bins: Bin[] = []
  for (let i = 0; i < common.length; i += 2) {
    const end = common[i + 1] as number
    for (let from = common[i] as number; from <= end; from += length) {
      const to = Math.min(from + length, end + 1)
      bins.push({ from, to, holds: Math.floor((to - 1 - from) / gap) + 1 })
    }
  }
  return bins
}

/** What a bin is to an account: with a moment in peak hours, with one outside of them only, or with none. */
export const inPeak = 0
const offPeak = 1
export const never = 2

/** For each account what each bin is to it, a row each; and its bins, and those in peak hours, as `[first, last, …]`. */
export type Fits = { rows: Uint8Array; all: number[][]; peaks: number[][] }

/** How many of these, which ascend, are at most `value`, of which `from` are known to be; that is mostly few more. */
const countUpTo = (sorted: Float64Array, value: number, from: number): number => {
  let low = from
  let step = 1
  while (low + step <= sorted.length && (sorted[low + step - 1] as number) <= value) {
    low += step
    step *= 2
  }
  let high = Math.min(sorted.length, low + step)
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** The bins that these spans have a moment in; those of neighbouring spans may share one. */
const binsOf = (spans: Spans, starts: Float64Array, ends: Float64Array): number[] => {
  const runs: number[] = []
  let first = 0
  for (let i = 0; i < spans.length; i += 2) {
    first = countUpTo(ends, spans[i] as number, first)
    runs.push(first, countUpTo(starts, spans[i + 1] as number, first) - 1)
  }
  return runs
}

/** What each bin is to each account. */
export function* fitBins(places: readonly Place[], bins: readonly Bin[]): Steps<Fits> {
  const width = bins.length
  const rows = new Uint8Array(places.length * width)
  const mark = (row: number, runs: readonly number[], value: number) => {
    for (let i = 0; i < runs.length; i += 2) {
      // Runs are short: to call for each of them takes longer than this.
      const end = row * width + (runs[i + 1] as number)
      for (let at = row * width + (runs[i] as number); at <= end; at += 1) rows[at] = value
    }
  }
  const starts = Float64Array.from(bins, ({ from }) => from)
  const ends = Float64Array.from(bins, ({ to }) => to)
  const all: number[][] = []
  const peaks: number[][] = []
  for (const [row, { allowed, peak }] of places.entries()) {
    if (row % 32 === 0) yield
    const [own, ownPeaks] = [binsOf(allowed, starts, ends), binsOf(peak, starts, ends)]
    rows.fill(never, row * width, (row + 1) * width)
    mark(row, own, offPeak)
    mark(row, ownPeaks, inPeak)
    all.push(own)
    peaks.push(ownPeaks)
  }
  return { rows, all, peaks }
}
