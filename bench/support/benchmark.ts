import type { Metric } from './metric.ts'

/** A benchmark, as `npm run bench -- NAME` runs it. */
export type Benchmark = {
  /** What its options are called, and what they are without being given. All are numbers. */
  options: Record<string, number>
  /**
   * Measures. Throws `BENCH_INVALID` where a run did not do what was to be measured: figures of such a run would say
   * nothing.
   */
  run: (args: BenchmarkArgs) => Promise<Metric[]>
}

export type BenchmarkArgs = {
  /** Every option of the benchmark has a value. */
  options: Record<string, number>
  /** Told of what goes on, one line each. */
  say: (line: string) => void
  signal: AbortSignal
}
