import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { startWorker } from '../../../../plugins/durable-jobs/index.ts'
import { waitFor } from '../../support/waitFor.ts'
import type { Run } from './readOutcome.ts'

type Args = {
  payload: Payload
  queue: string
  /** Arguments of `payload.jobs.run`, beside the queue. */
  run?: Partial<Parameters<Payload['jobs']['run']>[0]>
  slots?: number
  /** Called when jobs have begun to run. */
  during?: (payload: Payload) => Promise<unknown>
}

export type Settle = (args: Args) => Promise<Map<string, Run[]>>

const push = (runs: Map<string, Run[]>, id: number | string, run: Run) =>
  runs.set(String(id), [...(runs.get(String(id)) ?? []), run])

const isSettled = async ({ payload, queue }: Args): Promise<boolean> => {
  const { totalDocs } = await payload.db.count({
    collection: 'payload-jobs',
    where: {
      and: [
        { queue: { equals: queue } },
        { completedAt: { exists: false } },
        { hasError: { not_equals: true } },
      ],
    },
  })
  return totalDocs === 0
}

/** Calls `payload.jobs.run` again and again until every job of the queue has ended. */
export const settleByRun: Settle = async (args) => {
  const { payload, queue, run, during } = args
  const runs = new Map<string, Run[]>()
  let beside = during
  for (;;) {
    const running = payload.jobs.run({ queue, silent: true, ...run })
    const [{ jobStatus }] = await Promise.all([running, beside?.(payload)])
    beside = undefined
    for (const [id, { status }] of Object.entries(jobStatus ?? {})) push(runs, id, status)
    if (jobStatus) continue
    if (await isSettled(args)) return runs
    await sleep(5)
  }
}

const outcomes = {
  done: 'success',
  retrying: 'error',
  failed: 'error-reached-max-retries',
  broken: 'broken',
} as const

/** Lets a worker run until every job of the queue has ended. */
export const settleByWorker: Settle = async (args) => {
  const { payload, queue, slots = 10, during } = args
  const runs = new Map<string, Run[]>()
  const worker = await startWorker({
    payload,
    queues: { [queue]: slots },
    onEvent: (event) => {
      if (event.type === 'finished') push(runs, event.jobID, outcomes[event.outcome])
    },
  })
  await during?.(payload)
  await waitFor({ what: `the jobs of ${queue} to end`, check: () => isSettled(args) })
  await worker.stop()
  return runs
}
