import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  enqueueJobs,
  leaseSignal,
  startWorker,
  type Worker,
  type WorkerEvent,
} from '../../plugins/durable-jobs/index.ts'
import { makeGate } from './support/makeGate.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker
let log: string[]
let events: WorkerEvent[]
let signal: AbortSignal | undefined
let gate: ReturnType<typeof makeGate>

const endless: TaskConfig = {
  slug: 'endless',
  handler: async ({ job, req }) => {
    signal = leaseSignal({ req, job })
    await gate.wait()
    return { output: {} }
  },
}

/** So long that only a wake-up can explain that a job begins sooner. */
const options = { leaseMs: 30_000, pollMs: 60_000 }

type Open = { slots?: number; drainMs?: number; options?: object; random?: () => number }

const open = async (args: Open = {}) => {
  payload = await startPayload({
    url: database.url,
    options: { ...options, ...args.options },
    tasks: [endless],
    onLog: (line) => log.push(line),
  })
  worker = await startWorker({
    payload,
    queues: { q: args.slots ?? 5 },
    drainMs: args.drainMs ?? 5_000,
    onEvent: (event) => events.push(event),
    random: args.random,
  })
  await waitFor({ what: 'the worker to listen', check: () => worker.stats().isListening })
  // Long enough to have looked once, and to be idle.
  await sleep(100)
}

beforeEach(async () => {
  database = await openDatabase()
  events = []
  log = []
  gate = makeGate()
  signal = undefined
})

afterEach(async () => {
  await worker.stop()
  await database.close()
})

const completed = async () =>
  (await database.query('select 1 from payload_jobs where completed_at is not null')).length

const isCompleted = (count: number, withinMs?: number) =>
  waitFor({
    what: `${count} jobs completed`,
    check: async () => (await completed()) === count,
    withinMs,
  })

const notes = (count: number, input: object = {}) =>
  Array.from({ length: count }, () => ({ task: 'note', queue: 'q', input }))

/** How late each job began, ms after it was due, in order. */
const lateness = async () => {
  const rows = await database.query<{ late: number }>(
    `select (extract(epoch from e.began - coalesce(j.wait_until, j.created_at)) * 1000)::float8 as late
    from notes.executions e join payload_jobs j on j.id::text = e.job order by late`,
  )
  return rows.map(({ late }) => late)
}

describe('an idle worker', () => {
  it('is woken by a flood of jobs', async () => {
    await open()
    await enqueueJobs({ payload, jobs: notes(200) })
    await isCompleted(200)
    expect((await lateness())[0]).toBeLessThan(1_000)
    expect(worker.stats().queues.q).toMatchObject({ claimed: 200, done: 200, running: 0 })
  })

  it('is woken by payload.jobs.queue', async () => {
    await open()
    await payload.jobs.queue({ task: 'note', queue: 'q', input: {} } as never)
    await isCompleted(1)
    expect((await lateness())[0]).toBeLessThan(1_000)
  })

  it('begins jobs on time, in the order in which they fall due', async () => {
    await open()
    const start = Date.now() + 500
    const offsets = Array.from({ length: 40 }, (_, n) => ((n * 17) % 40) * 50)
    await enqueueJobs({
      payload,
      jobs: offsets.map((ms) => ({
        task: 'note',
        queue: 'q',
        input: {},
        waitUntil: new Date(start + ms),
      })),
    })
    await isCompleted(40)
    const late = await lateness()
    expect(late[0]).toBeGreaterThanOrEqual(0)
    // The median: other programs on the machine may hold up some.
    expect(late[late.length / 2]).toBeLessThan(50)
  })

  it('begins a job that was made long before on time, though nothing wakes it', async () => {
    const waitUntil = new Date(Date.now() + 2_500)
    payload = await startPayload({ url: database.url, options, tasks: [endless] })
    await enqueueJobs({ payload, jobs: [{ task: 'note', queue: 'q', input: {}, waitUntil }] })
    await open()
    await isCompleted(1)
    const [late] = await lateness()
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(1_000)
  })

  it('finds by looking what nobody told it of', async () => {
    await open({ options: { pollMs: 300 } })
    await database.query(
      `insert into payload_jobs (queue, task_slug, input) values ('q', 'note', '{}')`,
    )
    await isCompleted(1)
  })

  it('takes over an expired lease as soon as it runs out', async () => {
    payload = await startPayload({ url: database.url, options, tasks: [endless] })
    await database.query(
      `insert into payload_jobs (queue, task_slug, input, processing, lease_token, lease_until)
      values ('q', 'note', '{}', true, 'dead', now() + interval '1500 ms')`,
    )
    await open()
    await isCompleted(1)
    const [row] = await database.query<{ late: number }>(
      `select (extract(epoch from e.began - j.created_at) * 1000)::float8 as late
      from notes.executions e, payload_jobs j`,
    )
    expect(row?.late).toBeGreaterThan(1_450)
    expect(row?.late).toBeLessThan(15_000)
  })

  it('asks the database almost nothing', async () => {
    await open({ options: { pollMs: 500 } })
    const claims: unknown[] = []
    const { updateJobs } = payload.db
    payload.db.updateJobs = (args) => {
      claims.push(args)
      return updateJobs.call(payload.db, args)
    }
    await sleep(3_000)
    // One claim about every half second, however many slots there are.
    expect(claims.length).toBeGreaterThanOrEqual(1)
    expect(claims.length).toBeLessThanOrEqual(9)
  })
})

it('a slow job holds its own slot only', async () => {
  await open({ slots: 2 })
  await enqueueJobs({
    payload,
    jobs: [{ task: 'endless', queue: 'q', input: {} }, ...notes(40, { ms: 5 })],
  })
  await isCompleted(40)
  // What the database has is counted by the worker a moment later.
  await waitFor({
    what: 'the other slot to be free',
    check: () => worker.stats().queues.q?.running === 1,
  })
  expect(worker.stats().queues.q).toMatchObject({ claimed: 41, running: 1 })
  gate.open()
  await isCompleted(41)
})

it('stop gives back what still runs, tells its handler, and drops its late result', async () => {
  await open({ slots: 2, drainMs: 200 })
  const [id] = await enqueueJobs({ payload, jobs: [{ task: 'endless', queue: 'q', input: {} }] })
  await waitFor({ what: 'it to run', check: () => signal })
  expect(signal?.aborted).toBe(false)
  await worker.stop()
  expect(signal?.aborted).toBe(true)
  expect(events).toContainEqual({ type: 'gaveBack', jobIDs: [id] })
  const readJob = () =>
    database.query(
      `select processing, lease_token, total_tried::int as tried, has_error, completed_at from payload_jobs`,
    )
  const untouched = [
    { processing: false, lease_token: null, tried: 0, has_error: false, completed_at: null },
  ]
  expect(await readJob()).toEqual(untouched)
  gate.open()
  await sleep(200)
  expect(await readJob()).toEqual(untouched)
})

it('a lost database is said once, and does not end the worker', async () => {
  await open({ slots: 3 })
  await database.allowConnections(false)
  await database.cutConnections()
  await waitFor({
    what: 'it to notice',
    check: () => events.some(({ type }) => type === 'databaseLost'),
  })
  await sleep(1_000)
  expect(worker.stats()).toMatchObject({ isDatabaseLost: true, isListening: false })

  await database.allowConnections(true)
  await waitFor({
    what: 'it to be back',
    check: () => events.some(({ type }) => type === 'databaseBack'),
  })
  await waitFor({ what: 'it to listen again', check: () => worker.stats().isListening })
  await enqueueJobs({ payload, jobs: notes(10) })
  await isCompleted(10)
  const told = events.map(({ type }) => type).filter((type) => type.startsWith('database'))
  expect(told).toEqual(['databaseLost', 'databaseBack'])
  expect(log.filter((line) => line.includes('the database cannot be reached'))).toHaveLength(1)
})

it('completed jobs are deleted after their time, in batches; failed ones stay', async () => {
  payload = await startPayload({ url: database.url, options, tasks: [endless] })
  await database.query(
    `insert into payload_jobs (queue, task_slug, completed_at, has_error, created_at)
    select 'q', 'note'::enum_payload_jobs_task_slug, now() - interval '61 minutes', false, now() from generate_series(1, 1200)
    union all select 'q', 'note', now() - interval '59 minutes', false, now()
    union all select 'q', 'note', null, true, now() - interval '1 year'`,
  )
  await open({ options: { retentionMs: 3_600_000 }, random: () => 0 })
  const left = () =>
    database.query<{ failed: boolean }>('select has_error as failed from payload_jobs order by id')
  await waitFor({ what: 'the old ones to go', check: async () => (await left()).length === 2 })
  expect(await left()).toEqual([{ failed: false }, { failed: true }])
  await waitFor({
    what: 'three batches',
    check: () => events.filter(({ type }) => type === 'deletedFinished').length === 3,
  })
  const deleted = events
    .filter((event) => event.type === 'deletedFinished')
    .map(({ count }) => count)
  expect(deleted).toEqual([500, 500, 200])
})

it('refuses what is no number of slots', async () => {
  await open()
  await expect(startWorker({ payload, queues: { q: 0 } })).rejects.toMatchObject({
    code: 'INVALID_OPTION',
  })
})
