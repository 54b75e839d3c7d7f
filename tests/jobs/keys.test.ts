import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker } from '../../plugins/durable-jobs/index.ts'
import { note } from './support/jobsConfig.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase

const start = (push = true): Promise<Payload> => {
  const exclusive: TaskConfig = {
    slug: 'exclusive',
    concurrency: ({ input }) => (input as { key: string }).key,
    handler: async ({ job }) => {
      await note(database.url, job)
      return { output: {} }
    },
  }
  const superseding: TaskConfig = {
    slug: 'superseding',
    concurrency: { key: () => 'one', supersedes: true },
    handler: () => ({ output: {} }),
  }
  return startPayload({
    url: database.url,
    push,
    options: { leaseMs: 1_000 },
    tasks: [exclusive, superseding],
    jobs: { enableConcurrencyControl: true },
  })
}

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(() => database.close())

const unfinished = async () =>
  (await database.query('select 1 from payload_jobs where completed_at is null')).length

/** Pairs of executions of one key that ran at the same time. */
const overlaps = () =>
  database.query(`
    select 1
    from notes.executions a
    join notes.executions b on b.id > a.id and b.began < a.ended and a.began < b.ended
    join payload_jobs ja on ja.id::text = a.job
    join payload_jobs jb on jb.id::text = b.job and jb.concurrency_key = ja.concurrency_key`)

const newJob = (key: string, ms: number, queue = 'q') => ({
  task: 'exclusive',
  queue,
  input: { key, ms },
})

it('jobs of one key never run at once, over several workers and queues', async () => {
  const payloads = [await start(), await start(false), await start(false)]
  const keys = ['a', 'b', 'c']
  await enqueueJobs({
    payload: payloads[0]!,
    jobs: Array.from({ length: 90 }, (_, n) => newJob(keys[n % 3]!, 3, n % 2 ? 'q' : 'other')),
  })
  const workers = await Promise.all(
    payloads.map((payload) => startWorker({ payload, queues: { q: 3, other: 3 } })),
  )
  await waitFor({
    what: 'all jobs done',
    check: async () => (await unfinished()) === 0,
    withinMs: 45_000,
  })
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(await overlaps()).toEqual([])
  expect(await database.query('select 1 from notes.executions')).toHaveLength(90)
})

it('different keys run side by side', async () => {
  const payload = await start()
  await enqueueJobs({ payload, jobs: ['a', 'b', 'c'].map((key) => newJob(key, 400)) })
  await payload.jobs.run({ queue: 'q', silent: true })
  expect(await unfinished()).toBe(0)
  const [times] = await database.query<{ isAtOnce: boolean }>(
    'select max(began) < min(ended) as "isAtOnce" from notes.executions',
  )
  expect(times).toEqual({ isAtOnce: true })
})

it('one claim of many takes the first of each key, in order', async () => {
  const payload = await start()
  const ids = await enqueueJobs({
    payload,
    jobs: ['a', 'a', 'b', 'a', 'b'].map((key) => newJob(key, 0)),
  })
  for (const expected of [[0, 2], [1, 4], [3]]) {
    const { jobStatus } = await payload.jobs.run({ queue: 'q', limit: 10, silent: true })
    expect(Object.keys(jobStatus ?? {})).toEqual(expected.map((index) => String(ids[index])))
  }
})

it('a dead holder does not wedge its key', async () => {
  const payload = await start()
  const [dead, next] = await enqueueJobs({ payload, jobs: ['a', 'a'].map((key) => newJob(key, 0)) })
  await database.query(
    `update payload_jobs set processing = true, lease_token = 'dead', lease_until = now() + interval '1 hour'
    where id = $1`,
    [dead],
  )
  expect(await payload.jobs.run({ queue: 'q', silent: true })).toMatchObject({
    noJobsRemaining: true,
  })
  await database.query('update payload_jobs set lease_until = now() where processing')
  for (const id of [dead, next]) {
    const { jobStatus } = await payload.jobs.run({ queue: 'q', silent: true })
    expect(jobStatus).toEqual({ [String(id)]: { status: 'success' } })
  }
})

it('runByID waits its turn as well', async () => {
  const payload = await start()
  const [first, second] = await enqueueJobs({
    payload,
    jobs: ['a', 'a'].map((key) => newJob(key, 500)),
  })
  const running = payload.jobs.runByID({ id: first!, silent: true })
  await waitFor({
    what: 'the first to run',
    check: async () => (await database.query('select 1 from notes.executions')).length,
  })
  expect(await payload.jobs.runByID({ id: second!, silent: true })).toMatchObject({
    noJobsRemaining: true,
  })
  await running
  expect((await payload.jobs.runByID({ id: second!, silent: true })).jobStatus).toBeDefined()
  expect(await unfinished()).toBe(0)
})

it('enqueueJobs refuses a task that supersedes, and says what to use', async () => {
  const payload = await start()
  await expect(
    enqueueJobs({ payload, jobs: [{ task: 'superseding', queue: 'q', input: {} }] }),
  ).rejects.toMatchObject({
    code: 'SUPERSEDES',
    message: expect.stringContaining('payload.jobs.queue'),
  })
})
