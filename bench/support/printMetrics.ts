import type { Metric } from './metric.ts'

type Args = { metrics: Metric[]; isJson: boolean; write: (text: string) => void }

const numberOf = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 })

/** Prints the figures of a benchmark: one line of JSON for each, or a table for a person. */
export const printMetrics = ({ metrics, isJson, write }: Args): void => {
  if (isJson) {
    for (const metric of metrics) write(`${JSON.stringify(metric)}\n`)
    return
  }
  const rows = metrics.map(({ metric, value, unit, min, max, runs }) => [
    metric,
    `${numberOf(value)} ${unit}`,
    runs > 1 ? `${numberOf(min)} – ${numberOf(max)}` : '',
    runs > 1 ? `${runs} runs` : '1 run',
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const [name, value, spread, runs] of rows) {
    write(
      `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${spread!.padStart(widths[2]!)}  ${runs}\n`,
    )
  }
}
