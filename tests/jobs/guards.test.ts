import { JobCancelledError, type Payload, type TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { leaseSignal } from '../../plugins/durable-jobs/index.ts'
import { makeGate } from './support/makeGate.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let gate: ReturnType<typeof makeGate>
let began: ReturnType<typeof makeGate>
let signal: AbortSignal

const wait: TaskConfig = {
  slug: 'wait',
  retries: 3,
  handler: async ({ job, req }) => {
    signal = leaseSignal({ req, job })
    began.open()
    await gate.wait()
    return { output: {} }
  },
}

const refuse: TaskConfig = {
  slug: 'refuse',
  retries: 3,
  handler: () => {
    throw new JobCancelledError('never again')
  },
}

const later: TaskConfig = {
  slug: 'later',
  retries: { attempts: 3, backoff: { type: 'fixed', delay: 1_000 } },
  handler: ({ job }) => {
    job.waitUntil = new Date(Date.now() + 90_000).toISOString()
    throw new Error('come back later')
  },
}

beforeEach(async () => {
  database = await openDatabase()
  gate = makeGate()
  began = makeGate()
  payload = await startPayload({
    url: database.url,
    options: { leaseMs: 1_500 },
    tasks: [wait, refuse, later],
  })
})

afterEach(() => database.close())

const queue = (task: string, more: object = {}) =>
  payload.jobs.queue({ task, queue: 'q', input: {}, ...more } as never) as Promise<{ id: number }>

const run = () => payload.jobs.run({ queue: 'q', silent: true })

const readJob = async (id: number) => {
  const [job] = await database.query<Record<string, unknown>>(
    `select processing, total_tried::int as tried, has_error, completed_at is not null as completed,
      error->'cancelled' as cancelled, error->>'message' as message,
      round(extract(epoch from wait_until - clock_timestamp()))::int as wait_s
    from payload_jobs where id = $1`,
    [id],
  )
  return job!
}

const executions = async () => (await database.query('select 1 from notes.executions')).length

it('runByID runs a job that waits, whatever it waits for', async () => {
  const { id } = await queue('note', { waitUntil: new Date(Date.now() + 60_000) })
  await payload.jobs.runByID({ id, silent: true })
  expect(await readJob(id)).toMatchObject({ completed: true, tried: 1 })
})

it('runByID does not run a job that another run holds', async () => {
  const { id } = await queue('wait')
  const first = run()
  await began.wait()
  expect(await payload.jobs.runByID({ id, silent: true })).toMatchObject({ noJobsRemaining: true })
  gate.open()
  await first
  expect(await readJob(id)).toMatchObject({ completed: true, tried: 1 })
})

it('runByID does not run a job that is over', async () => {
  const done = await queue('note')
  const failed = await queue('refuse')
  await run()
  for (const { id } of [done, failed]) {
    const before = await readJob(id)
    expect(await payload.jobs.runByID({ id, silent: true })).toMatchObject({
      noJobsRemaining: true,
    })
    expect(await readJob(id)).toEqual(before)
  }
  expect(await executions()).toBe(1)
})

it('cancel ends a running job at its next write, and tells its handler', async () => {
  const { id } = await queue('wait')
  const running = run()
  await began.wait()
  await payload.jobs.cancelByID({ id })
  await waitFor({ what: 'the signal', check: () => signal.aborted })
  gate.open()
  expect(Object.values((await running).jobStatus ?? {})).toEqual([
    { status: 'error-reached-max-retries' },
  ])
  expect(await readJob(id)).toMatchObject({
    processing: false,
    completed: false,
    has_error: true,
    cancelled: true,
  })
  expect(await run()).toMatchObject({ noJobsRemaining: true })
})

it('cancel by a condition ends what waits and what runs', async () => {
  const running = await queue('wait')
  const first = run()
  await began.wait()
  const waiting = await queue('note')
  await payload.jobs.cancel({ where: { id: { exists: true } }, queue: 'q' })
  gate.open()
  await first
  for (const { id } of [running, waiting]) {
    expect(await readJob(id)).toMatchObject({
      processing: false,
      completed: false,
      has_error: true,
      cancelled: true,
    })
  }
  expect(await executions()).toBe(0)
})

it('cancel leaves a completed job as it is', async () => {
  const { id } = await queue('note')
  await run()
  await payload.jobs.cancelByID({ id })
  await payload.jobs.cancel({ where: { id: { equals: id } } })
  expect(await readJob(id)).toMatchObject({ completed: true, has_error: false, cancelled: null })
})

it('a handler that throws JobCancelledError ends its job without a retry', async () => {
  const { id } = await queue('refuse')
  await run()
  expect(await readJob(id)).toMatchObject({
    processing: false,
    has_error: true,
    cancelled: true,
    message: 'never again',
    tried: 0,
  })
  expect(await run()).toMatchObject({ noJobsRemaining: true })
})

it('a handler can put its next try off by job.waitUntil', async () => {
  const { id } = await queue('later')
  await run()
  const job = await readJob(id)
  expect(job).toMatchObject({ processing: false, has_error: false, tried: 1 })
  expect(job.wait_s).toBeGreaterThan(85)
})

it('completed jobs stay, whatever deleteJobOnComplete says', async () => {
  const { id } = await queue('note')
  await run()
  expect(payload.config.jobs.deleteJobOnComplete).toBe(false)
  expect(await readJob(id)).toMatchObject({ completed: true, tried: 1 })
})

it('a job that a Payload without the plugin left in processing is taken over after an hour', async () => {
  const [old, recent] = [await queue('note'), await queue('note')]
  await database.query(
    `update payload_jobs set processing = true,
      updated_at = now() - case when id = $1 then interval '61 minutes' else interval '59 minutes' end`,
    [old.id],
  )
  await run()
  expect(await readJob(old.id)).toMatchObject({ completed: true })
  expect(await readJob(recent.id)).toMatchObject({ completed: false, processing: true })
})
