import { setTimeout as sleep } from 'node:timers/promises'
import { JobCancelledError, type Payload, type TaskConfig } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { makeGate } from '../support/makeGate.ts'
import { waitFor } from '../support/waitFor.ts'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see, seenOf } from './support/see.ts'

/** What the plugin does otherwise than stock Payload, on purpose: each test tells both. */

let ways: Ways
let began: ReturnType<typeof makeGate>
let gate: ReturnType<typeof makeGate>

const task: TaskConfig = {
  slug: 'task',
  handler: async ({ input, job, req }) => {
    const { name, does } = input as { name?: string; does?: string }
    see({ job, req }, name ?? 'task')
    if (does === 'wait' && job.totalTried === 0) {
      began.open()
      await gate.wait()
    }
    if (does === 'fail') throw new Error('it failed')
    if (does === 'cancel') throw new JobCancelledError('enough')
    return { output: {} }
  },
}

const onSuccessThrows: TaskConfig = {
  slug: 'onSuccessThrows',
  retries: 1,
  handler: () => ({ output: {} }),
  onSuccess: () => {
    throw new Error('onSuccess failed')
  },
}

const onFailThrows: TaskConfig = {
  slug: 'onFailThrows',
  retries: 1,
  handler: () => {
    throw new Error('it failed')
  },
  onFail: () => {
    throw new Error('onFail failed')
  },
}

const throwsLate: Workflow = {
  slug: 'throwsLate',
  retries: 2,
  handler: async ({ job, req }) => {
    see({ job, req }, 'throwsLate')
    if (job.totalTried > 0) return
    began.open()
    await gate.wait()
    throw new Error('too late')
  },
}

beforeAll(async () => {
  ways = await openWays({
    tasks: [task, onSuccessThrows, onFailThrows],
    jobs: { workflows: [throwsLate], deleteJobOnComplete: true },
  })
})

beforeEach(() => {
  began = makeGate()
  gate = makeGate()
})

afterAll(() => ways.close())

const add = async (payload: Payload, queue: string, job: object = {}) =>
  (await payload.jobs.queue({ task: 'task', queue, input: {}, ...job } as never)).id

const run = (payload: Payload, queue: string) =>
  payload.jobs.run({ queue, silent: true, sequential: true })

const read = async (payload: Payload, id: number | string) => {
  const { docs } = await payload.db.find<Record<string, unknown>>({
    collection: 'payload-jobs',
    where: { id: { equals: id } },
  })
  const [job] = docs
  return (
    job && {
      isCompleted: Boolean(job.completedAt),
      isProcessing: job.processing,
      hasError: job.hasError,
      isCancelled: (job.error as { cancelled?: boolean } | null)?.cancelled === true,
      tried: job.totalTried,
    }
  )
}

const both = async <Value>(does: (payload: Payload) => Promise<Value>) => ({
  stock: await does(ways.stock),
  durable: await does(ways.durable),
})

const completed = { isCompleted: true, isProcessing: false, hasError: false, isCancelled: false }

it('a completed job stays for its time; stock deletes it at once, whatever ran beside it', async () => {
  const { stock, durable } = await both(async (payload) => {
    const done = await add(payload, 'kept')
    const failed = await add(payload, 'kept', { input: { does: 'fail' } })
    await run(payload, 'kept')
    return [await read(payload, done), await read(payload, failed)]
  })
  expect(stock).toMatchObject([undefined, { hasError: true }])
  expect(durable).toMatchObject([{ ...completed, tried: 1 }, { hasError: true }])
})

it('jobs run as they fall due; stock runs them as they were made', async () => {
  const at = (seconds: number) => new Date(Date.now() - seconds * 1_000)
  const { stock, durable } = await both(async (payload) => {
    const from = seenOf(payload).length
    for (const [name, waitUntil] of [
      ['late', at(10)],
      ['early', at(30)],
      ['between', at(20)],
    ] as const) {
      await add(payload, 'due', { input: { name }, waitUntil })
      await sleep(2)
    }
    await run(payload, 'due')
    return seenOf(payload)
      .slice(from)
      .map(({ what }) => what)
  })
  expect(stock).toEqual(['late', 'early', 'between'])
  expect(durable).toEqual(['early', 'between', 'late'])
})

it('runByID leaves a failed job as it is; stock runs it again', async () => {
  const { stock, durable } = await both(async (payload) => {
    const id = await add(payload, 'again', { input: { does: 'fail' } })
    await run(payload, 'again')
    await payload.jobs.runByID({ id, silent: true })
    return (await read(payload, id))!.tried
  })
  expect({ stock, durable }).toEqual({ stock: 2, durable: 1 })
})

it('runByID leaves a running job to its run; stock runs it a second time', async () => {
  const { stock, durable } = await both(async (payload) => {
    began = makeGate()
    gate = makeGate()
    const id = await add(payload, 'running', { input: { does: 'wait' } })
    const running = run(payload, 'running')
    await began.wait()
    const times = () => seenOf(payload).filter(({ jobID }) => jobID === id).length
    const second = payload.jobs.runByID({ id, silent: true })
    await Promise.race([second, waitFor({ what: 'a second run', check: () => times() === 2 })])
    gate.open()
    await Promise.allSettled([running, second])
    return times()
  })
  expect({ stock, durable }).toEqual({ stock: 2, durable: 1 })
})

it('a completed job cannot be cancelled by its id; stock takes its completion back', async () => {
  const { durable, stock } = ways
  stock.config.jobs.deleteJobOnComplete = false
  const cancelAfter = async (payload: Payload) => {
    const id = await add(payload, 'done')
    await run(payload, 'done')
    await payload.jobs.cancelByID({ id })
    return read(payload, id)
  }
  const cancelled = { isCompleted: false, hasError: true, isCancelled: true }
  expect(await cancelAfter(stock)).toMatchObject(cancelled)
  expect(await cancelAfter(durable)).toEqual({ ...completed, tried: 1 })
  stock.config.jobs.deleteJobOnComplete = true
})

it('a cancelled job whose workflow then throws stays cancelled; stock forgets it, and tries again', async () => {
  const { stock, durable } = await both(async (payload) => {
    began = makeGate()
    gate = makeGate()
    const id = await add(payload, 'forgotten', { workflow: 'throwsLate', task: undefined })
    const running = run(payload, 'forgotten')
    await began.wait()
    await payload.jobs.cancelByID({ id })
    gate.open()
    await running
    await run(payload, 'forgotten')
    return seenOf(payload).filter(({ jobID }) => jobID === id).length
  })
  expect({ stock, durable }).toEqual({ stock: 2, durable: 1 })
})

it('a throwing onFail counts as a try; stock leaves the job in processing for ever', async () => {
  const { stock, durable } = await both(async (payload) => {
    const id = await add(payload, 'onFail', { task: 'onFailThrows' })
    await expect(run(payload, 'onFail')).rejects.toThrow('onFail failed')
    return read(payload, id)
  })
  expect(stock).toMatchObject({ isProcessing: true, tried: 0 })
  expect(durable).toMatchObject({ isProcessing: false, hasError: false, tried: 1 })
})

it('a throwing onSuccess is a failure of the workflow, as in stock', async () => {
  const { stock, durable } = await both(async (payload) => {
    const id = await add(payload, 'onSuccess', { task: 'onSuccessThrows' })
    await run(payload, 'onSuccess')
    return read(payload, id)
  })
  expect(durable).toEqual(stock)
  expect(stock).toMatchObject({ hasError: true, tried: 1 })
})

it('`meta` is kept; stock keeps it only where something is scheduled', async () => {
  const { stock, durable } = await both(async (payload) => {
    const id = await add(payload, 'meta', { meta: { why: 'because' } })
    const { docs } = await payload.db.find<{ meta?: unknown }>({
      collection: 'payload-jobs',
      where: { id: { equals: id } },
    })
    return docs[0]!.meta
  })
  expect({ stock, durable }).toEqual({ stock: undefined, durable: { why: 'because' } })
})

it('runByID of a job that is not there finds nothing; stock throws', async () => {
  const { stock, durable } = await both(async (payload) => {
    const id = 2_000_000_000
    const answer = await payload.jobs.runByID({ id, silent: true }).catch((error) => error)
    return [answer instanceof Error ? 'throws' : answer, await read(payload, id)]
  })
  expect({ stock, durable }).toEqual({
    stock: ['throws', undefined],
    durable: [{ noJobsRemaining: true, remainingJobsFromQueried: 0 }, undefined],
  })
})
