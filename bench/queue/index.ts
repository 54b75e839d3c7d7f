import type { Benchmark } from '../support/benchmark.ts'
import { compile } from '../support/forkProgram.ts'
import { openServer } from '../support/openServer.ts'
import { killWorkers } from './killWorkers.ts'
import { measurePeers } from './measurePeers.ts'
import { summarisePeers } from './summarisePeers.ts'

/**
 * Jobs that do nothing: how many are done in a second, by Payload's queue with and without durable-jobs, graphile-worker
 * and pg-boss, with the same number of processes, slots and connections, on one server, one after another in each run;
 * and how many jobs were executed twice, also with other numbers of workers, and with workers that are killed.
 */
export const queue: Benchmark = {
  options: {
    runs: 5,
    workers: 4,
    /** Of 1, 2 and 8 workers, with which ours is run once each to look for double executions, those up to this. */
    'most-workers': 8,
    /** Over all workers together. */
    slots: 100,
    /** Connections of each worker's pool; 10 is what each of the peers has by itself. */
    pool: 10,
    jobs: 16_000,
    /** Stock Payload gets fewer, since it is slow: only its rate counts. */
    'stock-jobs': 400,
    /** pg-boss sorts all that is ready for each job that it takes: more would only make it look slower. */
    'pg-boss-jobs': 3_000,
    /** With workers that are killed. */
    'kill-jobs': 5_000,
    kills: 10,
    'random-seed': 1,
  },
  run: async ({ options, say, signal }) => {
    const path = await compile('bench/queue/queueProgram.ts')
    const server = await openServer()
    try {
      const measured = await measurePeers({ server, path, options, say, signal })
      const killed = await killWorkers({ server, path, options, say, signal })
      return summarisePeers({ ...measured, killed })
    } finally {
      await server.stop()
    }
  },
}
