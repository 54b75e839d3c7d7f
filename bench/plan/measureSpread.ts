import { findViolations, isPeakAt, spread } from '../../plugins/distribution/plan/spread/index.ts'
import { invalid } from '../support/invalid.ts'
import { makeProblem } from './makeProblem.ts'
import { spaceEvenly } from './spaceEvenly.ts'

type Args = { accounts: number; seed: string }

export type Spreading = {
  ms: number
  violations: number
  peakShare: number
  /** Of the most posts in peak hours that any plan can have. */
  peakOfBound: number
  gapsAboveMax: number
  even: { ms: number; violations: number; peakShare: number }
}

/**
 * Spreads one problem, and spaces the same evenly.
 *
 * @throws BENCH_INVALID where there is no plan for it, or one without everybody
 */
export const measureSpread = ({ accounts, seed }: Args): Spreading => {
  const problem = makeProblem({ accounts, seed })
  const begun = performance.now()
  const found = spread(problem)
  const ms = performance.now() - begun
  if (found.kind === 'impossible') throw invalid(found.message)
  const { times, figures } = found
  if (times.length !== accounts) throw invalid(`${times.length} of ${accounts} have a time.`)
  const evenBegun = performance.now()
  const even = spaceEvenly(problem)
  const evenMs = performance.now() - evenBegun
  const zoneOf = new Map(problem.accounts.map(({ id, timezone }) => [id, timezone]))
  const evenInPeak = even.filter(({ id, at }) => isPeakAt(at, zoneOf.get(id) ?? '', problem.peaks))
  return {
    ms,
    violations: findViolations({ problem, times }).length,
    peakShare: figures.peakShare,
    peakOfBound: figures.peakAtMost === 0 ? 1 : figures.inPeak / figures.peakAtMost,
    gapsAboveMax: figures.gapsAboveMax,
    even: {
      ms: evenMs,
      violations: findViolations({ problem, times: even }).length,
      peakShare: evenInPeak.length / accounts,
    },
  }
}
