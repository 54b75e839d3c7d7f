import type { SpreadFigures, SpreadTime } from './problem.ts'

type Args = { times: readonly SpreadTime[]; least: number; most: number; peakAtMost: number }

export const figuresOf = ({ times, least, most, peakAtMost }: Args): SpreadFigures => {
  const gaps = times.slice(1).map(({ at }, index) => at - (times[index] as SpreadTime).at)
  const inPeak = times.filter(({ isPeak }) => isPeak).length
  return {
    placed: times.length,
    inPeak,
    peakShare: times.length === 0 ? 0 : inPeak / times.length,
    peakAtMost: Math.max(inPeak, peakAtMost),
    leastGapMs: least,
    shortestGapMs: gaps.reduce((a, b) => Math.min(a, b), gaps[0] ?? 0),
    longestGapMs: gaps.reduce((a, b) => Math.max(a, b), 0),
    meanGapMs: gaps.length === 0 ? 0 : gaps.reduce((a, b) => a + b, 0) / gaps.length,
    gapsAboveMax: gaps.filter((gap) => gap > most).length,
  }
}
