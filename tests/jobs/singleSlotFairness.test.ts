import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  enqueueJobs,
  type QueueSlots,
  startWorker,
  type Worker,
} from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined
let began: string[]

const named: TaskConfig = {
  slug: 'named',
  handler: ({ input }) => {
    began.push((input as unknown as { name: string }).name)
    return { output: {} }
  },
}

beforeEach(async () => {
  database = await openDatabase()
  began = []
  payload = await startPayload({ url: database.url, tasks: [named] })
})

afterEach(async () => {
  await worker?.stop()
  await database.close()
})

const shares: { what: string; share: QueueSlots; resource?: string }[] = [
  { what: 'the only slot', share: { slots: 1 } },
  { what: 'the only place of a resource', share: { slots: 4, perResource: 1 }, resource: 'server' },
]

it.each(shares)('two groups take turns at $what', async ({ share, resource }) => {
  const job = (group: string, index: number) => ({
    task: 'named',
    queue: 'q',
    input: { name: `${group} ${index}` },
    group,
    resource,
  })
  const jobs = (group: string, count: number) =>
    Array.from({ length: count }, (_, index) => job(group, index))
  await enqueueJobs({ payload, jobs: jobs('a', 50), now: () => new Date(Date.now() - 1_000) })
  await enqueueJobs({ payload, jobs: jobs('b', 5) })
  worker = await startWorker({ payload, queues: { q: share } })
  await waitFor({ what: 'the last of b to begin', check: () => began.includes('b 4') })
  expect(began.indexOf('b 4')).toBeLessThan(15)
})
