import type { Benchmark } from '../support/benchmark.ts'
import { type Metric, summarise } from '../support/metric.ts'
import { measureDelivered } from './measureDelivered.ts'
import { measureSpread, type Spreading } from './measureSpread.ts'

/** How the cost grows is shown by these numbers of accounts. */
const sizes = [10, 100, 1_000, 10_000]

/**
 * How long it takes to spread one post over 10 to 10,000 accounts with every rule at once, how many rules the plan breaks, and
 * how many of its posts are in peak hours; beside even spacing of the same accounts in the same run, which solves nothing.
 * And one plan all the way: made by its operation, delivered by a worker, its distances measured at the stand-in for Postiz.
 */
export const plan: Benchmark = {
  options: {
    runs: 5,
    /** Of accounts, in the largest of the problems. */
    most: 10_000,
    /** Accounts of the plan that is delivered; 0 delivers none. */
    delivered: 1_000,
    /** Between two posts of it at the least, ms. */
    gap: 50,
    /** Of the problems; each further run has the next one. */
    'random-seed': 1,
  },
  run: async ({ options, say, signal }) => {
    const { runs, most } = options as Record<'runs' | 'most', number>
    const randomSeed = options['random-seed'] as number
    // The first problems of a process are slower, until its code is compiled.
    for (let run = 0; run < 3; run += 1) measureSpread({ accounts: 200, seed: `warm ${run}` })
    const metrics: Metric[] = []
    let violations = 0
    let spreads = 0
    for (const accounts of sizes.filter((size) => size <= most)) {
      const measured: Spreading[] = []
      for (let run = 0; run < runs; run += 1) {
        signal.throwIfAborted()
        const one = measureSpread({ accounts, seed: `${randomSeed + run}` })
        measured.push(one)
        violations += one.violations
        spreads += 1
        say(
          `${accounts} accounts, run ${run + 1}: ${one.ms.toFixed(1)} ms, ${one.violations} violations, ${(100 * one.peakShare).toFixed(1)} % in peak hours; spaced evenly ${one.even.violations} violations, ${(100 * one.even.peakShare).toFixed(1)} %`,
        )
      }
      const metric = (name: string, unit: string, of: (one: Spreading) => number) =>
        metrics.push(summarise({ metric: `plan.${name}`, unit, values: measured.map(of) }))
      metric(`ms${accounts}`, 'ms', ({ ms }) => ms)
      if (accounts !== 1_000) continue
      metric('evenViolations', 'violations', ({ even }) => even.violations)
      metric('peakShare', '%', ({ peakShare }) => 100 * peakShare)
      metric('evenPeakShare', '%', ({ even }) => 100 * even.peakShare)
      metric('peakOfBound', 'ratio', ({ peakOfBound }) => peakOfBound)
    }
    // One sum over all of them.
    const sum = summarise({ metric: 'plan.violations', unit: 'violations', values: [violations] })
    const { delivered, gap } = options as Record<'delivered' | 'gap', number>
    const through =
      delivered > 0
        ? await measureDelivered({ accounts: delivered, gapMs: gap, say, signal })
        : undefined
    const once = (name: string, unit: string, value: number) =>
      summarise({ metric: `plan.${name}`, unit, values: [value] })
    return [
      ...metrics,
      { ...sum, runs: spreads },
      ...(through
        ? [
            once('deliveredViolations', 'violations', through.violations),
            once('deliveredShortestMs', 'ms', through.shortestMs),
            once(`made${delivered}Ms`, 'ms', through.madeMs),
          ]
        : []),
    ]
  },
}
