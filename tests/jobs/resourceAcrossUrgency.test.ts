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
  payload = await startPayload({ url: database.url, tasks: [named] })
})

afterEach(async () => {
  const stopping = worker?.stop()
  for (const end of ends) end()
  await stopping
  await database.close()
})

it('an urgent and a calm job of one resource, claimed together, keep to what it may run at once', async () => {
  await enqueueJobs({
    payload,
    jobs: [
      { task: 'named', queue: 'q', input: { name: 'calm' }, resource: 'server' },
      { task: 'named', queue: 'q', input: { name: 'urgent' }, resource: 'server', urgent: true },
    ],
  })
  worker = await startWorker({ payload, queues: { q: { slots: 4, perResource: 1 } }, drainMs: 1 })
  await waitFor({ what: 'the urgent one to begin', check: () => began.includes('urgent') })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(began).toEqual(['urgent'])
})
