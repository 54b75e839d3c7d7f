import { setTimeout as sleep } from 'node:timers/promises'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload, type Payload, type TaskConfig } from 'payload'
import { durableJobs, enqueueJobs, startWorker } from '../../../plugins/durable-jobs/index.ts'
import type { Connected, OnExecution, Peer } from './peer.ts'

type BootArgs = {
  url: string
  isDurable: boolean
  push?: boolean
  pool?: number
  leaseMs?: number | undefined
}

const running: { onExecution?: OnExecution } = {}

const noop: TaskConfig = {
  slug: 'noop',
  handler: async ({ job }) => {
    await running.onExecution?.(String(job.id))
    return { output: {} }
  },
}

/** The smallest Payload that has a queue; with and without the plugin it differs by one line. */
const boot = ({ url, isDurable, push = false, pool = 10, leaseMs }: BootArgs): Promise<Payload> =>
  getPayload({
    config: buildConfig({
      secret: 'secret of a benchmark',
      telemetry: false,
      typescript: { autoGenerate: false },
      logger: { options: { level: 'silent' } },
      db: postgresAdapter({ pool: { connectionString: url, max: pool }, push }),
      jobs: { tasks: [noop] },
      plugins: isDurable ? [durableJobs(leaseMs ? { leaseMs } : {})] : [],
    }),
  })

const together = 20
const perStatement = 5_000

const fillDurable = async (payload: Payload, queue: string, count: number): Promise<void> => {
  for (let done = 0; done < count; done += perStatement) {
    const jobs = Array.from({ length: Math.min(perStatement, count - done) }, (_, index) => ({
      task: 'noop',
      queue,
      input: { number: done + index },
    }))
    await enqueueJobs({ payload, jobs })
  }
}

const fillStock = async (payload: Payload, queue: string, count: number): Promise<void> => {
  for (let done = 0; done < count; done += together) {
    const numbers = Array.from({ length: Math.min(together, count - done) }, (_, i) => done + i)
    await Promise.all(
      numbers.map((number) =>
        // No task is known to the types of a config that is made as the program runs.
        payload.jobs.queue({ task: 'noop', queue, input: { number } } as never),
      ),
    )
  }
}

/**
 * As an application with `autoRun` does, but without its pause between two rounds: take up to as many jobs as there are
 * slots, run them side by side, take the next.
 */
const runStock = (payload: Payload, queue: string, slots: number) => {
  let isClosed = false
  const loop = async () => {
    while (!isClosed) {
      // A round in which another worker was quicker with a job breaks off with an error, by its own design.
      const { noJobsRemaining } = await payload.jobs
        .run({ queue, limit: slots, silent: true })
        .catch(() => ({ noJobsRemaining: false }))
      if (noJobsRemaining) await sleep(5)
    }
  }
  const done = loop()
  return {
    close: async () => {
      isClosed = true
      await done
    },
  }
}

/** Payload's own queue, with or without durable-jobs. Everything else is as Payload has it. */
export const payloadPeer = ({ isDurable }: { isDurable: boolean }): Peer => ({
  prepare: async ({ url }) => {
    await boot({ url, isDurable, push: true })
  },
  fill: async ({ url, queues }) => {
    // The Payload that has made the schema: there is one for each process.
    const payload = await boot({ url, isDurable })
    for (const [queue, count] of Object.entries(queues)) {
      await (isDurable ? fillDurable : fillStock)(payload, queue, count)
    }
  },
  countOpen: `
    select count(*)::int as open from payload_jobs
    where queue = $1 and completed_at is null and has_error is not true`,
  connect: async ({ url, slots, pool, leaseMs }): Promise<Connected> => {
    const payload = await boot({ url, isDurable, pool, leaseMs })
    return {
      open: async ({ queue, onExecution }) => {
        running.onExecution = onExecution
        if (!isDurable) return runStock(payload, queue, slots)
        const worker = await startWorker({ payload, queues: { [queue]: slots } })
        return { close: worker.stop }
      },
    }
  },
})
