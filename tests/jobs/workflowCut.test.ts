import type { Payload } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined
let steps: string[]

beforeEach(async () => {
  database = await openDatabase()
  steps = []
  payload = await startPayload({
    url: database.url,
    options: { leaseMs: 1_000, pollMs: 200 },
    jobs: {
      workflows: [
        {
          slug: 'twoSteps',
          retries: 0,
          handler: async ({ inlineTask }) => {
            for (const name of ['first', 'second']) {
              await inlineTask(name, {
                task: () => {
                  steps.push(name)
                  return { output: {} }
                },
              })
            }
          },
        },
      ],
    },
  })
})

afterEach(async () => {
  await worker?.stop()
  await database.close()
})

it('a workflow does not fail for good because the connection was lost while it wrote a log', async () => {
  const { updateJobs } = payload.db
  let isCut = false
  payload.db.updateJobs = async (args) => {
    if (isCut || !args.data.log) return updateJobs.call(payload.db, args)
    isCut = true
    await database.allowConnections(false)
    await database.cutConnections()
    try {
      return await updateJobs.call(payload.db, args)
    } finally {
      await database.allowConnections(true)
    }
  }
  await payload.jobs.queue({ workflow: 'twoSteps', queue: 'q', input: {} } as never)
  worker = await startWorker({ payload, queues: { q: 1 } })
  const read = async () =>
    (
      await database.query<{ done: boolean; failed: boolean; message: string | null }>(
        `select completed_at is not null as done, has_error as failed, error ->> 'message' as message
        from payload_jobs`,
      )
    )[0]!
  await waitFor({
    what: 'the job to end',
    check: async () => {
      const { done, failed } = await read()
      return done || failed
    },
    withinMs: 20_000,
  })
  expect(isCut).toBe(true)
  expect(await read()).toEqual({ done: true, failed: false, message: null })
  expect(steps.at(-1)).toBe('second')
})
