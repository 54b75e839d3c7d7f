import { Logger, type RunnerOptions, run, runMigrations } from 'graphile-worker'
import { connectDatabase } from '../../../src/server/connectDatabase.ts'
import type { Peer } from './peer.ts'

/** It writes a line for each job; to print them would only slow it down. */
const logger = new Logger(() => () => {})

/**
 * Its own batching, off unless asked for: a process takes many jobs at once for its slots, and tells of those that are
 * done together. The price: a killed process holds all that it took for four hours.
 * Source: https://worker.graphile.org/docs/performance#batching (read 2026-11-22)
 */
const batching: RunnerOptions['preset'] = {
  worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
}

/** graphile-worker; each queue is a task of its own there. */
export const graphileWorkerPeer = ({ isBatching }: { isBatching: boolean }): Peer => ({
  prepare: ({ url }) => runMigrations({ connectionString: url, logger }),
  fill: async ({ url, queues }) => {
    const database = await connectDatabase({ url })
    for (const [queue, count] of Object.entries(queues)) {
      await database.query(
        `select graphile_worker.add_job($1, json_build_object('number', number))
        from generate_series(1, $2::int) number`,
        [queue, count],
      )
    }
    await database.end()
  },
  countOpen: `
    select count(*)::int as open from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier = $1`,
  connect: async ({ url, slots, pool }) => ({
    open: async ({ queue, onExecution }) => {
      const runner = await run({
        connectionString: url,
        concurrency: slots,
        maxPoolSize: pool,
        noHandleSignals: true,
        parsedCronItems: [],
        logger,
        taskList: {
          [queue]: async (_payload, { job }) => {
            await onExecution(String(job.id))
          },
        },
        ...(isBatching ? { preset: batching } : {}),
      })
      return { close: () => runner.stop() }
    },
  }),
})
