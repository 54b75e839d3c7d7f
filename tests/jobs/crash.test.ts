import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs } from '../../plugins/durable-jobs/index.ts'
import { endWorkers, forkWorker } from './support/forkWorker.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

const options = { leaseMs: 2_000 }

let database: TestDatabase

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(async () => {
  await endWorkers()
  await database.close()
})

type Execution = { job: string; worker: string; isEnded: boolean }

const executions = () =>
  database.query<Execution>(
    `select job, worker, ended is not null as "isEnded" from notes.executions order by id`,
  )

const jobRows = () =>
  database.query<{
    id: number
    total_tried: string
    processing: boolean
    leased_by: string | null
    completed: boolean
  }>(
    'select id, total_tried, processing, leased_by, completed_at is not null as completed from payload_jobs order by id',
  )

const began = (count: number) =>
  waitFor({ what: `${count} executions`, check: async () => (await executions()).length >= count })

const allCompleted = () =>
  waitFor({
    what: 'all jobs completed',
    check: async () => (await jobRows()).every(({ completed }) => completed),
  })

it("a killed worker's jobs are done once more, by another, without costing a try", async () => {
  const { url } = database
  const payload = await startPayload({ url, options })
  const [doomed, heir] = await Promise.all([
    forkWorker({ url, slots: 3, options }),
    forkWorker({ url, slots: 3, options, isHeldBack: true }),
  ])
  await enqueueJobs({
    payload,
    jobs: Array.from({ length: 3 }, () => ({ task: 'note', queue: 'q', input: { ms: 4_000 } })),
  })
  await began(3)
  expect(await doomed.end('SIGKILL')).toBe('SIGKILL')
  expect(await jobRows()).toMatchObject(Array(3).fill({ processing: true, total_tried: '0' }))

  heir.begin()
  await allCompleted()
  const ran = await executions()
  expect(ran.filter(({ worker }) => worker === String(doomed.pid))).toMatchObject(
    Array(3).fill({ isEnded: false }),
  )
  expect(ran.filter(({ worker }) => worker === String(heir.pid))).toMatchObject(
    Array(3).fill({ isEnded: true }),
  )
  expect(ran).toHaveLength(6)
  // One try: the one that succeeded.
  expect(await jobRows()).toMatchObject(Array(3).fill({ total_tried: '1', leased_by: null }))
})

it('a long job is kept by its heartbeat, though others look for work all the time', async () => {
  const { url } = database
  const payload = await startPayload({ url, options })
  await Promise.all(
    [1, 2].map(() => forkWorker({ url, slots: 2, options: { ...options, pollMs: 100 } })),
  )
  await enqueueJobs({
    payload,
    jobs: [1, 2].map(() => ({ task: 'note', queue: 'q', input: { ms: 3 * options.leaseMs } })),
  })
  await allCompleted()
  expect(await executions()).toMatchObject([{ isEnded: true }, { isEnded: true }])
})

it('SIGTERM lets a running job end, and takes no further one', async () => {
  const { url } = database
  const payload = await startPayload({ url, options })
  const worker = await forkWorker({ url, slots: 1, options })
  await enqueueJobs({
    payload,
    jobs: Array.from({ length: 2 }, () => ({ task: 'note', queue: 'q', input: { ms: 700 } })),
  })
  await began(1)
  expect(await worker.end('SIGTERM')).toBe(0)
  expect(await jobRows()).toMatchObject([
    { completed: true, total_tried: '1' },
    { completed: false, total_tried: '0', processing: false },
  ])
  expect(await executions()).toHaveLength(1)
})

it('SIGTERM gives back what is not done in time, and another worker begins it at once', async () => {
  const { url } = database
  const long = { leaseMs: 60_000 }
  const payload = await startPayload({ url, options: long })
  const [leaving, staying] = [
    await forkWorker({ url, slots: 1, options: long, drainMs: 300 }),
    await forkWorker({ url, slots: 1, options: { ...long, pollMs: 60_000 } }),
  ]
  await enqueueJobs({
    payload,
    jobs: [1, 2].map(() => ({ task: 'note', queue: 'q', input: { ms: 2_000 } })),
  })
  await began(2)
  const [first] = (await executions()).filter(({ worker }) => worker === String(leaving.pid))
  expect(await leaving.end('SIGTERM')).toBe(0)
  expect((await jobRows()).find(({ id }) => String(id) === first?.job)).toMatchObject({
    total_tried: '0',
  })
  await allCompleted()
  expect((await executions()).filter(({ job }) => job === first?.job)).toMatchObject([
    { worker: String(leaving.pid), isEnded: false },
    { worker: String(staying.pid), isEnded: true },
  ])
})
