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
let ended: Promise<void>
let end: () => void

const options = { leaseMs: 1_000 }

beforeEach(async () => {
  database = await openDatabase()
  workers = []
  ran = []
  ;({ promise: ended, resolve: end } = Promise.withResolvers<void>())
})

afterEach(async () => {
  end()
  await Promise.all(workers.map((worker) => worker.stop()))
  await database.close()
})

const open = (name: string, push: boolean): Promise<Payload> => {
  const once: TaskConfig = {
    slug: 'once',
    handler: async () => {
      ran.push(name)
      await ended
      return { output: {} }
    },
  }
  return startPayload({ url: database.url, push, options, tasks: [once], pool: { max: 1 } })
}

it('a worker claims and begins its job although the application uses every connection', async () => {
  const busy = await open('busy', true)
  const other = await open('other', false)
  const worker = await startWorker({ payload: busy, queues: { q: 1 } })
  workers.push(worker)
  await waitFor({ what: 'the worker to listen', check: () => worker.stats().isListening })
  const client = await (busy.db as unknown as Adapter).pool.connect()
  await enqueueJobs({ payload: other, jobs: [{ task: 'once', queue: 'q', input: {} }] })
  await waitFor({ what: 'the job to begin', check: () => ran.length > 0 })
  workers.push(await startWorker({ payload: other, queues: { q: 1 } }))
  await new Promise((resolve) => setTimeout(resolve, 3 * options.leaseMs))
  client.release()
  expect(ran).toEqual(['busy'])
})
