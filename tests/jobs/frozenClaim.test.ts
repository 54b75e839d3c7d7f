import type { Payload } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import { jobsTable } from '../../plugins/durable-jobs/postgres.ts'
import { getRuntime } from '../../plugins/durable-jobs/runtime.ts'
import { countHeld } from '../../plugins/durable-jobs/sql/countHeld.ts'
import { makeGate } from './support/makeGate.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined

const options = { leaseMs: 2_000 }

beforeEach(async () => {
  database = await openDatabase()
  payload = await startPayload({ url: database.url, options })
})

afterEach(async () => {
  await worker?.stop()
  await database.close()
})

it('a process that freezes in the middle of a claim does not keep all others from claiming', async () => {
  const { own, adapter } = getRuntime(
    await startPayload({ url: database.url, push: false, options }),
  )
  const gate = makeGate()
  const counting = makeGate()
  const frozen = own
    .transaction(async (db) => {
      await countHeld({ db, jobs: jobsTable(adapter), queue: 'q' })
      counting.open()
      await gate.wait()
    })
    // It learns of its end when it thaws.
    .catch(() => {})
  await counting.wait()
  worker = await startWorker({ payload, queues: { q: { slots: 1, installationSlots: 1 } } })
  await enqueueJobs({ payload, jobs: [{ task: 'note', queue: 'q', input: {} }] })
  await waitFor({
    what: 'the job to run',
    check: async () => (await database.query('select 1 from notes.executions')).length > 0,
    withinMs: 35_000,
  }).finally(() => {
    gate.open()
  })
  await frozen
  expect(await database.query('select 1 from notes.executions')).toHaveLength(1)
})
