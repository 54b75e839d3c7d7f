import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import type { Adapter } from '../../plugins/durable-jobs/postgres.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let workers: Worker[]
let ran: string[]

const options = { leaseMs: 1_000, pollMs: 200 }

beforeEach(async () => {
  database = await openDatabase()
  workers = []
  ran = []
})

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  await database.close()
})

const open = (args: {
  name: string
  push: boolean
  beforeItFails?: () => Promise<void>
}): Promise<Payload> => {
  const fail: TaskConfig = {
    slug: 'fail',
    retries: 0,
    handler: async () => {
      ran.push(args.name)
      await args.beforeItFails?.()
      throw new Error('it failed')
    },
  }
  return startPayload({
    url: database.url,
    push: args.push,
    options,
    tasks: [fail],
    pool: { max: 1 },
  })
}

it('a job is kept by its process while the write that ends it waits for a connection', async () => {
  let giveBack = () => {}
  const slow = await open({
    name: 'slow',
    push: true,
    // A transaction of the application has the only connection of its pool for longer than a lease lasts.
    beforeItFails: async () => {
      const client = await (slow.db as unknown as Adapter).pool.connect()
      giveBack = () => client.release()
    },
  })
  const other = await open({ name: 'other', push: false })
  workers.push(await startWorker({ payload: slow, queues: { q: 1 } }))
  await enqueueJobs({ payload: other, jobs: [{ task: 'fail', queue: 'q', input: {} }] })
  await waitFor({ what: 'the job to run', check: () => ran.length === 1 })
  workers.push(await startWorker({ payload: other, queues: { q: 1 } }))
  await new Promise((resolve) => setTimeout(resolve, 3 * options.leaseMs))
  giveBack()
  expect(ran).toEqual(['slow'])
})
