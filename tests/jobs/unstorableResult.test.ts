import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined
let runs: number

/** Has done its work, and answers with what Postgres cannot store. */
const answer: TaskConfig = {
  slug: 'answer',
  retries: 0,
  handler: () => {
    runs += 1
    return { output: { text: '\u0000' } }
  },
}

beforeEach(async () => {
  database = await openDatabase()
  runs = 0
  payload = await startPayload({
    url: database.url,
    options: { leaseMs: 300 },
    tasks: [answer],
  })
})

afterEach(async () => {
  await worker?.stop()
  await database.close()
})

it('a task that allows no retry is not run again because its result cannot be stored', async () => {
  worker = await startWorker({ payload, queues: { q: 1 } })
  await enqueueJobs({ payload, jobs: [{ task: 'answer', queue: 'q', input: {} }] })
  await waitFor({ what: 'the job to run', check: () => runs > 0 })
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(runs).toBe(1)
})
