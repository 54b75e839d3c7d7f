import { type Metric, summarise } from '../support/metric.ts'
import type { KillResult } from './killWorkers.ts'
import type { PeerRuns } from './measurePeers.ts'
import type { Measured } from './measureRun.ts'
import type { PeerName } from './peers/index.ts'

type Args = {
  results: PeerRuns
  /** Runs of ours with other numbers of workers. */
  others: Measured[]
  killed: KillResult
}

const doublesOf = (runs: Measured[]): number => runs.reduce((sum, { doubles }) => sum + doubles, 0)

/** The figures of all runs. A ratio is that of two neighbours in one run, never of two medians. */
export const summarisePeers = ({ results, others, killed }: Args): Metric[] => {
  const rates = (peer: PeerName) => results[peer].map(({ jobsPerSecond }) => jobsPerSecond)
  const versus = (metric: string, peer: PeerName) =>
    summarise({
      metric,
      unit: 'ratio',
      values: rates('durable').map((rate, run) => rate / rates(peer)[run]!),
    })
  const rate = (metric: string, peer: PeerName) =>
    summarise({ metric, unit: 'jobs/s', values: rates(peer) })
  const doubles = (metric: string, peer: PeerName) =>
    summarise({
      metric,
      unit: 'executions',
      values: results[peer].map((run) => run.doubles),
    })
  return [
    {
      ...summarise({
        metric: 'queue.doubleExecutions',
        unit: 'executions',
        values: [doublesOf(results.durable) + doublesOf(others) + killed.doubles],
      }),
      // One sum over all of them.
      runs: results.durable.length + others.length + 1,
    },
    rate('queue.jobsPerSecond', 'durable'),
    versus('queue.vsStock', 'stock'),
    versus('queue.vsGraphileWorker', 'graphileWorker'),
    versus('queue.vsPgBoss', 'pgBoss'),
    versus('queue.vsGraphileWorkerBatching', 'graphileWorkerBatching'),
    rate('queue.stockJobsPerSecond', 'stock'),
    rate('queue.graphileWorkerJobsPerSecond', 'graphileWorker'),
    rate('queue.pgBossJobsPerSecond', 'pgBoss'),
    rate('queue.graphileWorkerBatchingJobsPerSecond', 'graphileWorkerBatching'),
    doubles('queue.stockDoubleExecutions', 'stock'),
    summarise({
      metric: 'queue.stockLostJobs',
      unit: 'jobs',
      values: results.stock.map(({ lost }) => lost),
    }),
    doubles('queue.graphileWorkerDoubleExecutions', 'graphileWorker'),
    doubles('queue.pgBossDoubleExecutions', 'pgBoss'),
    doubles('queue.graphileWorkerBatchingDoubleExecutions', 'graphileWorkerBatching'),
    summarise({ metric: 'queue.killedWorkers', unit: 'workers', values: [killed.kills] }),
    summarise({ metric: 'queue.takenOverJobs', unit: 'jobs', values: [killed.takenOver] }),
  ]
}
