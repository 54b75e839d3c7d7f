import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, it } from 'vitest'
import { enqueueJobs, startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined
let began: number
let ends: (() => void)[]

const hold: TaskConfig = {
  slug: 'hold',
  handler: async () => {
    began += 1
    await new Promise<void>((resolve) => ends.push(resolve))
    return { output: {} }
  },
}

const open = async () => {
  payload = await startPayload({
    url: database.url,
    tasks: [hold],
    options: { pollMs: 60_000 },
  })
}

const many = (count: number, share: object) =>
  Array.from({ length: count }, () => ({ task: 'hold', queue: 'q', input: {}, ...share }))

beforeEach(async () => {
  database = await openDatabase()
  began = 0
  ends = []
})

afterEach(async () => {
  const stopping = worker?.stop()
  for (const end of ends) end()
  await stopping
  await database.close()
})

it('a group with one job leaves no slot empty while another group has many', async () => {
  await open()
  worker = await startWorker({ payload, queues: { q: 6 }, drainMs: 1 })
  await waitFor({ what: 'the worker to listen', check: () => worker?.stats().isListening })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await enqueueJobs({
    payload,
    jobs: [...many(1, { group: 'small' }), ...many(20, { group: 'large' })],
  })
  await waitFor({ what: 'all six slots to be busy', check: () => began === 6, withinMs: 5_000 })
})

it('a resource that is full leaves no slot empty while others have jobs', async () => {
  await open()
  worker = await startWorker({ payload, queues: { q: { slots: 6, perResource: 1 } }, drainMs: 1 })
  await waitFor({ what: 'the worker to listen', check: () => worker?.stats().isListening })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await enqueueJobs({ payload, jobs: [...many(20, { resource: 'a' }), ...many(20, {})] })
  await waitFor({ what: 'all six slots to be busy', check: () => began === 6, withinMs: 5_000 })
})
