import { setTimeout as sleep } from 'node:timers/promises'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { durableJobs, enqueueJobs, startWorker } from '../../plugins/durable-jobs/index.ts'
import { answerOrders } from '../support/answerOrders.ts'

/** What this program is started with. */
export type IdleOrder =
  | { act: 'prepare' | 'work'; url: string }
  | { act: 'enqueue'; url: string; jobs: number }

/** What this program says. */
export type IdleMessage =
  | { type: 'ready' | 'done' }
  /** From the `waitUntil` of each job to its start, ms. */
  | { type: 'report'; lateness: number[] }

const order = JSON.parse(process.argv[2]!) as IdleOrder
const lateness: number[] = []

const payload = await getPayload({
  config: buildConfig({
    secret: 'secret of a benchmark',
    telemetry: false,
    typescript: { autoGenerate: false },
    logger: { options: { level: 'silent' } },
    db: postgresAdapter({
      pool: { connectionString: order.url },
      push: order.act === 'prepare',
    }),
    jobs: {
      tasks: [
        {
          slug: 'noop',
          handler: ({ job }) => {
            lateness.push(Date.now() - Date.parse(String(job.waitUntil)))
            return { output: {} }
          },
        },
      ],
    },
    plugins: [durableJobs()],
  }),
})

/** One job after another, each some time ahead, on a queue that is empty otherwise. */
const enqueueOneByOne = async (jobs: number): Promise<void> => {
  for (let job = 0; job < jobs; job += 1) {
    const aheadMs = 50 + 200 * Math.random()
    const waitUntil = new Date(Date.now() + aheadMs)
    await enqueueJobs({ payload, jobs: [{ task: 'noop', queue: 'idle', input: {}, waitUntil }] })
    await sleep(aheadMs + 50)
  }
}

switch (order.act) {
  case 'prepare':
    process.send!({ type: 'done' }, () => process.exit(0))
    break
  case 'enqueue':
    await enqueueOneByOne(order.jobs)
    process.send!({ type: 'done' }, () => process.exit(0))
    break
  case 'work':
    await startWorker({ payload, queues: { idle: 5 } })
    answerOrders({ report: () => ({ type: 'report', lateness: lateness.splice(0) }) })
    process.send!({ type: 'ready' })
}
