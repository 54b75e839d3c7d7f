import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined
let began: string[]
let ends: (() => void)[]

const named: TaskConfig = {
  slug: 'named',
  handler: async ({ input }) => {
    began.push((input as unknown as { name: string }).name)
    await new Promise<void>((resolve) => ends.push(resolve))
    return { output: {} }
  },
}

beforeEach(async () => {
  database = await openDatabase()
  began = []
  ends = []
  payload = await startPayload({
    url: database.url,
    tasks: [named],
    options: { pollMs: 500 },
  })
})

afterEach(async () => {
  const stopping = worker?.stop()
  for (const end of ends) end()
  await stopping
  await database.close()
})

const job = (name: string, share: { group?: string; resource?: string }) => ({
  task: 'named',
  queue: 'q',
  input: { name },
  ...share,
})

it.each(['constructor', 'toString', '__proto__', 'a\'b"c', '', '1', '\u{1f600}'])(
  'a running job of the group %j keeps no other from being claimed',
  async (group) => {
    worker = await startWorker({ payload, queues: { q: 2 }, drainMs: 1 })
    await enqueueJobs({ payload, jobs: [job('first', { group })] })
    await waitFor({ what: 'the first to begin', check: () => began.includes('first') })
    await enqueueJobs({ payload, jobs: [job('second', { group })] })
    await waitFor({
      what: 'the second to begin',
      check: () => began.includes('second'),
      withinMs: 5_000,
    })
  },
)

it.each(['constructor', '__proto__', "a'b"])(
  'no more jobs of the resource %j run side by side than are allowed',
  async (resource) => {
    worker = await startWorker({
      payload,
      queues: { q: { slots: 3, perResource: 1 } },
      drainMs: 1,
    })
    await enqueueJobs({ payload, jobs: [job('first', { resource })] })
    await waitFor({ what: 'the first to begin', check: () => began.includes('first') })
    await enqueueJobs({ payload, jobs: [job('second', { resource }), job('free', {})] })
    await waitFor({ what: 'another to begin', check: () => began.includes('free') })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(began).toEqual(['first', 'free'])
  },
)
