import { median } from './statistics.ts'

/** One figure of a benchmark: the median of its runs, with the spread. */
export type Metric = {
  /** Its stable name, `<benchmark>.<figure>`. */
  metric: string
  value: number
  /** `ratio`, `ms`, `MB`, `%`, `jobs/s`, `rows/s`, or a plural for a count. */
  unit: string
  min: number
  max: number
  runs: number
}

type Args = { metric: string; unit: string; values: number[] }

/** Four digits say all that a measurement on a shared machine can. */
const round = (value: number): number => Number(value.toPrecision(4))

/** Sums up the values of several runs. Throws where there is none. */
export const summarise = ({ metric, unit, values }: Args): Metric => ({
  metric,
  value: round(median(values)),
  unit,
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
  runs: values.length,
})
