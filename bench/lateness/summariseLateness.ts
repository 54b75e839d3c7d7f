import { type Metric, summarise } from '../support/metric.ts'
import { percentile } from '../support/statistics.ts'
import type { Late } from './readLateness.ts'
import { flooding, hanging, type Part } from './scenes.ts'

type Args = {
  /** How late each delivery of each run was. */
  runs: Late[][]
  /** The 99th percentile of each run on an idle queue. */
  idle: number[]
}

/** Too small a difference for the clock of Postiz to tell. */
const leastMs = 1

const at = (run: Late[], part: Part, share: number, without?: number): number =>
  percentile(
    run.filter((one) => one.part === part && one.organisation !== without).map(({ ms }) => ms),
    share,
  )

/** How much later the others are with a disturbance than without, in the same run. */
const change = (run: Late[], part: Part, without?: number): number =>
  Math.max(leastMs, at(run, part, 0.99, without)) /
  Math.max(leastMs, at(run, 'spread', 0.99, without))

/** The figures of all runs. A change is that of two scenes of the same run, never of two medians. */
export const summariseLateness = ({ runs, idle }: Args): Metric[] => {
  const metric = (name: string, unit: string, of: (run: Late[]) => number) =>
    summarise({ metric: `lateness.${name}`, unit, values: runs.map(of) })
  return [
    metric('p50Ms', 'ms', (run) => at(run, 'spread', 0.5)),
    metric('p99Ms', 'ms', (run) => at(run, 'spread', 0.99)),
    metric('burstP99Ms', 'ms', (run) => at(run, 'burst', 0.99)),
    metric('floodChange', 'ratio', (run) => change(run, 'flood', flooding)),
    metric('suspendChange', 'ratio', (run) => change(run, 'suspend')),
    metric('hangChange', 'ratio', (run) => change(run, 'hang', hanging)),
    summarise({ metric: 'lateness.idleP99Ms', unit: 'ms', values: idle }),
    metric('burstP50Ms', 'ms', (run) => at(run, 'burst', 0.5)),
    metric('floodP99Ms', 'ms', (run) => at(run, 'flood', 0.99, flooding)),
    metric('suspendP99Ms', 'ms', (run) => at(run, 'suspend', 0.99)),
    metric('hangP99Ms', 'ms', (run) => at(run, 'hang', 0.99, hanging)),
    metric('hangP50Ms', 'ms', (run) => at(run, 'hang', 0.5, hanging)),
  ]
}
