import { Gauge, type Registry } from 'prom-client'
import type { QueueReport, QueuesReport, WorkerState } from '../readQueues.ts'

type Args = {
  register: Registry
  /** Null while the database does not answer. */
  read: () => Promise<QueuesReport | null>
}

const perQueue: [name: string, help: string, figureOf: (queue: QueueReport) => number][] = [
  ['due', 'Jobs that are due and wait for a slot, counted up to 10,000.', ({ due }) => due],
  [
    'oldest_due_seconds',
    'How long the oldest of them is due.',
    ({ oldestDueMs }) => (oldestDueMs ?? 0) / 1000,
  ],
  ['waiting', 'Jobs that are due later, counted up to 10,000.', ({ waiting }) => waiting],
  ['held', 'Jobs that run, in all workers together.', ({ running }) => running],
  ['retrying', 'Jobs that were tried in vain and are tried again.', ({ retrying }) => retrying],
  ['failed_last_day', 'Jobs that failed for good in the last 24 hours.', ({ failed }) => failed],
]

const perState: [name: string, help: string, state: WorkerState][] = [
  ['working', 'Workers that live and take jobs.', 'working'],
  ['stopping', 'Workers that finish what they hold and take no more.', 'stopping'],
  ['gone', 'Workers that stopped answering in the last 24 hours.', 'gone'],
]

/** What stands in the queues, for all workers together: each process of an installation tells the same. */
export const gaugeQueues = ({ register, read }: Args): void => {
  const registers = [register]
  for (const [name, help, figureOf] of perQueue) {
    new Gauge({
      name: `durable_jobs_queue_${name}`,
      help,
      labelNames: ['queue'],
      registers,
      async collect() {
        const report = await read()
        this.reset()
        for (const queue of report?.queues ?? []) this.set({ queue: queue.name }, figureOf(queue))
      },
    })
  }
  for (const [name, help, state] of perState) {
    new Gauge({
      name: `durable_jobs_workers_${name}`,
      help,
      registers,
      async collect() {
        const report = await read()
        // Nothing rather than a number that is not known.
        if (report) this.set(report.workers.filter((worker) => worker.state === state).length)
        else this.remove()
      },
    })
  }
  new Gauge({
    name: 'durable_jobs_database_up',
    help: '1 where the queues could be read just now.',
    registers,
    async collect() {
      this.set((await read()) === null ? 0 : 1)
    },
  })
}
