import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  createMetrics,
  enqueueJobs,
  readQueues,
  startWorker,
  type WorkerState,
} from '../../plugins/durable-jobs/index.ts'
import { endWorkers, forkWorker } from './support/forkWorker.ts'
import { makeGate } from './support/makeGate.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(async () => {
  await endWorkers()
  await database.close()
})

const hour = 3_600_000

const workerOf = async (payload: Payload, pid: number) =>
  (await readQueues({ payload })).workers.find((worker) => worker.pid === pid)

const untilState = (payload: Payload, pid: number, state: WorkerState, withinMs = 15_000) =>
  waitFor({
    what: `worker ${pid} ${state}`,
    withinMs,
    check: async () => {
      const worker = await workerOf(payload, pid)
      return worker?.state === state ? worker : undefined
    },
  })

const add = (payload: Payload, count: number, job: { ms?: number; waitUntil?: Date } = {}) =>
  enqueueJobs({
    payload,
    jobs: Array.from({ length: count }, () => ({
      task: 'note',
      queue: 'q',
      input: { ms: job.ms ?? 0 },
      waitUntil: job.waitUntil,
    })),
  })

it('a worker is seen from its start to its end, with what it does', async () => {
  const { url } = database
  const payload = await startPayload({ url })
  const { pid, end } = await forkWorker({ url, slots: 3 })
  await add(payload, 2, { ms: 4_000 })
  const working = await waitFor({
    what: 'two jobs seen running',
    check: async () => {
      const worker = await untilState(payload, pid, 'working')
      return worker.queues[0]?.running === 2 ? worker : undefined
    },
  })
  expect(working).toMatchObject({
    name: expect.stringMatching(new RegExp(`:${pid}$`)),
    queues: [{ name: 'q', slots: 3, running: 2 }],
    holds: [{ task: 'note' }, { task: 'note' }],
    stoppedAt: null,
  })

  const ended = end('SIGTERM')
  await untilState(payload, pid, 'stopping')
  expect(await ended).toBe(0)
  const stopped = await untilState(payload, pid, 'stopped')
  expect(stopped).toMatchObject({ queues: [{ running: 0, done: 2 }], holds: [] })
  expect(stopped.stoppedAt?.getTime()).toBeGreaterThanOrEqual(stopped.startedAt.getTime())
})

it('a killed worker is gone within ten seconds, with the jobs that it held until another has them', async () => {
  const { url } = database
  const payload = await startPayload({ url })
  const options = { leaseMs: 16_000 }
  const { pid, end } = await forkWorker({ url, slots: 2, options })
  await add(payload, 2, { ms: hour })
  await waitFor({
    what: 'both jobs held',
    check: async () => (await workerOf(payload, pid))?.holds.length === 2,
  })
  await end('SIGKILL')
  const killedAt = Date.now()
  const gone = await untilState(payload, pid, 'gone')
  expect(Date.now() - killedAt).toBeLessThan(10_000)
  expect(gone.holds).toHaveLength(2)
  for (const { until } of gone.holds) {
    expect(until.getTime() - killedAt).toBeGreaterThan(0)
    expect(until.getTime() - killedAt).toBeLessThanOrEqual(options.leaseMs)
  }

  const heir = await forkWorker({ url, slots: 2, options })
  await waitFor({
    what: 'the jobs taken over',
    withinMs: 25_000,
    check: async () => (await workerOf(payload, heir.pid))?.holds.length === 2,
  })
  expect(await workerOf(payload, pid)).toMatchObject({ state: 'gone', holds: [] })
})

it('two starts under one name are two rows, and a job belongs to the one that has it', async () => {
  const { url } = database
  const payload = await startPayload({ url })
  const options = { workerName: 'container:1', leaseMs: 60_000 }
  const first = await forkWorker({ url, slots: 1, options })
  await add(payload, 1, { ms: hour })
  await waitFor({
    what: 'the job held',
    check: async () => (await workerOf(payload, first.pid))?.holds.length === 1,
  })
  await first.end('SIGKILL')
  const second = await forkWorker({ url, slots: 1, options })
  await add(payload, 1, { ms: hour })
  await waitFor({
    what: 'the next job held',
    check: async () => (await workerOf(payload, second.pid))?.holds.length === 1,
  })
  const gone = await untilState(payload, first.pid, 'gone')
  expect(gone.name).toBe('container:1')
  expect(gone.holds).toHaveLength(1)
  expect((await workerOf(payload, second.pid))?.holds).not.toEqual(gone.holds)
})

it('what is remembered of a worker is struck off after a day', async () => {
  const { url } = database
  const payload = await startPayload({ url })
  const { pid } = await forkWorker({ url, slots: 1 })
  await untilState(payload, pid, 'working')
  await database.query(
    `insert into durable_workers (name, host, pid, started_at, seen_at, stopped_at, lease_ms)
    select name, host, n, now() - interval '3 days', now() - age, case when stops then now() - age end, 1
    from (values (-1, interval '25 hours', true), (-2, interval '25 hours', false),
      (-3, interval '23 hours', true), (-4, interval '23 hours', false)) as old (n, age, stops),
      durable_workers`,
  )
  const another = await forkWorker({ url, slots: 1 })
  await untilState(payload, another.pid, 'working')
  await waitFor({
    what: 'the old ones struck off',
    check: async () => {
      const { workers } = await readQueues({ payload })
      const states = workers.filter((worker) => worker.pid < 0).map(({ state }) => state)
      return states.sort().join() === 'gone,stopped'
    },
  })
})

it('a worker works on, and says it once, while nobody can see it; then it is seen again', async () => {
  const { url } = database
  const log: string[] = []
  const payload = await startPayload({ url, onLog: (line) => log.push(line) })
  const worker = await startWorker({ payload, queues: { q: 1 } })
  await untilState(payload, process.pid, 'working')
  await database.query('alter table durable_workers rename to away')
  const said = () => log.filter((line) => line.includes('cannot see just now')).length
  await waitFor({ what: 'it is said', check: () => said() > 0 })
  await sleep(7_000)
  expect(said()).toBe(1)
  await add(payload, 1)
  await waitFor({
    what: 'the job done',
    check: async () => (await database.query('select 1 from notes.executions')).length === 1,
  })
  await database.query('alter table away rename to durable_workers')
  // Its row is gone too: it enters itself anew.
  await database.query('delete from durable_workers')
  await untilState(payload, process.pid, 'working')
  await worker.stop()
  expect(await workerOf(payload, process.pid)).toMatchObject({ state: 'stopped' })
})

it('each queue tells what is due, running, waiting, tried again and failed', async () => {
  const { url } = database
  const payload = await startPayload({ url })
  await add(payload, 3)
  await database.query(`update payload_jobs set created_at = now() - interval '90 seconds'`)
  const nextDueAt = new Date(Date.now() + hour)
  await add(payload, 2, { waitUntil: nextDueAt })
  await database.query(`
    insert into payload_jobs (queue, task_slug, has_error, error, updated_at, completed_at, total_tried, wait_until)
    values
      ('q', 'note', true, '{"message":"x"}', now(), null, 3, null),
      ('q', 'note', true, '{"message":"x"}', now() - interval '25 hours', null, 3, null),
      ('q', 'note', true, '{"cancelled":true}', now(), null, 0, null),
      ('q', 'note', true, '{"cancelled":true,"message":"never"}', now(), null, 0, null),
      ('q', 'note', false, null, now(), now(), 1, null),
      ('q', 'note', false, null, now(), null, 1, now() + interval '2 hours'),
      ('only failed', 'note', true, '{"message":"x"}', now(), null, 3, null),
      ('done', 'note', false, null, now(), now(), 1, null)`)
  const { queues } = await readQueues({ payload })
  expect(queues).toEqual([
    expect.objectContaining({ name: 'only failed', due: 0, failed: 1, oldestDueMs: null }),
    {
      name: 'q',
      due: 3,
      oldestDueMs: expect.any(Number),
      waiting: 3,
      nextDueAt,
      running: 0,
      slots: 0,
      retrying: 1,
      failed: 2,
      lateness: null,
    },
  ])
  expect(queues[1]?.oldestDueMs).toBeGreaterThan(89_000)
  expect(queues[1]?.oldestDueMs).toBeLessThan(120_000)
})

it('reading costs what there is to do, not what is done or failed long ago', async () => {
  const { url } = database
  const payload = await startPayload({ url })
  await database.query(`
    insert into payload_jobs (queue, task_slug, completed_at, has_error, updated_at)
    select 'q', 'note', case when n % 2 = 0 then now() end, n % 2 = 1, now() - interval '2 days'
    from generate_series(1, 60000) n`)
  await add(payload, 5)
  await database.query('vacuum analyze payload_jobs')
  const blocksRead = async () => {
    await database.query('select pg_stat_force_next_flush()')
    await sleep(1_200)
    const [row] = await database.query<{ blocks: string }>(
      `select heap_blks_read + heap_blks_hit as blocks from pg_statio_user_tables where relname = 'payload_jobs'`,
    )
    return Number(row?.blocks)
  }
  await readQueues({ payload })
  const before = await blocksRead()
  // A connection tells what it has read at most once a second, after a statement: the first one tells of two.
  const { queues } = await readQueues({ payload })
  expect(queues).toMatchObject([{ name: 'q', due: 5, failed: 0 }])
  const read = (await blocksRead()) - before
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(200)
})

it('is read while the pool of the application is exhausted', async () => {
  const payload = await startPayload({ url: database.url, pool: { max: 1 } })
  const { pool } = payload.db as unknown as {
    pool: { connect: () => Promise<{ release: () => void }> }
  }
  const client = await pool.connect()
  expect(await readQueues({ payload })).toMatchObject({ queues: [], workers: [] })
  client.release()
})

/** The samples of the text format: `name{labels} value`, by name and labels. */
const readSamples = (text: string): Map<string, number> => {
  const samples = new Map<string, number>()
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const [, name, value] =
      /^([a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})?) (\S+)$/.exec(line) ?? []
    if (name === undefined) throw new Error(`no sample: ${line}`)
    samples.set(name, Number(value))
  }
  return samples
}

it('metrics count what a worker does, in the text format of Prometheus', async () => {
  const gate = makeGate()
  const payload = await startPayload({
    url: database.url,
    tasks: [
      { slug: 'wait', handler: async () => gate.wait().then(() => ({ output: {} })) },
      {
        slug: 'fail',
        retries: { attempts: 1, backoff: { type: 'fixed', delay: 10 } },
        handler: () => Promise.reject(new Error('as wished')),
      },
    ],
  })
  const metrics = createMetrics({ payload })
  const worker = await startWorker({ payload, queues: { q: 4 }, onEvent: metrics.onEvent })
  metrics.watch(worker)
  const samples = async () => readSamples(await metrics.register.metrics())
  await add(payload, 2)
  await enqueueJobs({
    payload,
    jobs: [
      { task: 'wait', queue: 'q', input: {} },
      { task: 'fail', queue: 'q', input: {} },
      { task: 'note', queue: 'q', input: {}, waitUntil: new Date(Date.now() + hour) },
      { task: 'note', queue: 'nobody', input: {} },
    ],
  })
  const of = (task: string) => `{queue="q",task="${task}"}`
  const found = await waitFor({
    what: 'all counted',
    check: async () => {
      const all = await samples()
      const isWhole =
        all.get(`durable_jobs_failed_total${of('fail')}`) === 1 &&
        all.get(`durable_jobs_done_total${of('note')}`) === 2 &&
        all.get('durable_jobs_queue_failed_last_day{queue="q"}') === 1 &&
        all.get('durable_jobs_workers_working') === 1
      return isWhole ? all : undefined
    },
  })
  expect(Object.fromEntries(found)).toMatchObject({
    [`durable_jobs_claimed_total${of('note')}`]: 2,
    [`durable_jobs_claimed_total${of('wait')}`]: 1,
    [`durable_jobs_claimed_total${of('fail')}`]: 2,
    [`durable_jobs_retried_total${of('fail')}`]: 1,
    [`durable_jobs_lateness_seconds_count${of('note')}`]: 2,
    [`durable_jobs_duration_seconds_count${of('fail')}`]: 2,
    'durable_jobs_slots{queue="q"}': 4,
    'durable_jobs_running{queue="q"}': 1,
    durable_jobs_leases_held: 1,
    durable_jobs_lost_leases_total: 0,
    durable_jobs_listening: 1,
    'durable_jobs_queue_due{queue="nobody"}': 1,
    'durable_jobs_queue_due{queue="q"}': 0,
    'durable_jobs_queue_waiting{queue="q"}': 1,
    'durable_jobs_queue_held{queue="q"}': 1,
    durable_jobs_database_up: 1,
  })
  expect(found.get('durable_jobs_queue_oldest_due_seconds{queue="nobody"}')).toBeGreaterThan(0)

  await database.allowConnections(false)
  await database.cutConnections()
  const blind = await waitFor({
    what: 'the database missed',
    check: async () => {
      const all = await samples()
      return all.get('durable_jobs_database_up') === 0 ? all : undefined
    },
  })
  expect(blind.has('durable_jobs_queue_due{queue="q"}')).toBe(false)
  expect(blind.has('durable_jobs_workers_working')).toBe(false)
  expect(blind.get(`durable_jobs_done_total${of('note')}`)).toBe(2)
  await database.allowConnections(true)
  gate.open()
  await worker.stop()
})
