import { createLocalReq, type Payload, type TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Adapter } from '../../plugins/durable-jobs/postgres.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let log: string[]

const options = { leaseMs: 2_000 }

const onFailThrows: TaskConfig = {
  slug: 'onFailThrows',
  retries: 5,
  handler: () => {
    throw new Error('the handler failed')
  },
  onFail: () => {
    throw new Error('onFail failed as well')
  },
}

beforeEach(async () => {
  database = await openDatabase()
  log = []
  payload = await startPayload({
    url: database.url,
    options,
    pool: { max: 3 },
    tasks: [onFailThrows],
    onLog: (line) => log.push(line),
  })
})

afterEach(() => database.close())

const openTransactions = async () => {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`,
  )
  return row!.count
}

const count = async (what: string) =>
  (await database.query<{ count: number }>(`select count(*)::int as count from ${what}`))[0]!.count

it('a claim that fails leaves no transaction open, and the pool whole', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    // Greater than any id.
    await expect(payload.jobs.runByID({ id: 99_999_999_999 })).rejects.toThrow('Failed query')
  }
  expect(await openTransactions()).toBe(0)
  await payload.jobs.queue({ task: 'note', queue: 'q', input: {} } as never)
  expect((await payload.jobs.run({ queue: 'q', silent: true })).jobStatus).toBeDefined()
})

it('a job whose claim was not committed does not run', async () => {
  await payload.jobs.queue({ task: 'note', queue: 'q', input: {} } as never)
  const { updateJobs } = payload.db
  payload.db.updateJobs = async (args) => {
    const claimed = await updateJobs.call(payload.db, args)
    // The connection is lost between the claim and its commit.
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`,
    )
    return claimed
  }
  await expect(payload.jobs.run({ queue: 'q', silent: true })).rejects.toMatchObject({
    code: 'COMMIT_FAILED',
  })
  expect(await count('notes.executions')).toBe(0)

  payload.db.updateJobs = updateJobs
  expect((await payload.jobs.run({ queue: 'q', silent: true })).jobStatus).toBeDefined()
  expect(await count('notes.executions')).toBe(1)
  expect(await openTransactions()).toBe(0)
})

it('a throwing onFail cannot strand a job: it counts as a try, waits, and fails for good after five', async () => {
  await payload.jobs.queue({ task: 'onFailThrows', queue: 'q', input: {} } as never)
  for (let run = 1; run <= 5; run += 1) {
    await expect(payload.jobs.run({ queue: 'q', limit: 1, silent: true })).rejects.toThrow(
      'onFail failed as well',
    )
    const [job] = await database.query<Record<string, unknown>>(
      `select processing, total_tried::int as tried, has_error, lease_token, error->>'message' as message,
        round(extract(epoch from wait_until - clock_timestamp()))::int as wait_s
      from payload_jobs`,
    )
    expect(job).toEqual({
      processing: false,
      tried: run,
      has_error: run === 5,
      lease_token: null,
      message: 'onFail failed as well',
      wait_s: 2 * 2 ** (run - 1),
    })
    await database.query(`update payload_jobs set wait_until = now() - interval '1 second'`)
  }
  expect(await payload.jobs.run({ queue: 'q', silent: true })).toMatchObject({
    noJobsRemaining: true,
  })
})

it('the endpoint that runs jobs does not strand them either', async () => {
  await payload.jobs.queue({ task: 'onFailThrows', queue: 'q', input: {} } as never)
  const endpoints = payload.collections['payload-jobs' as never] as unknown as {
    config: { endpoints: { path: string; handler: (req: unknown) => Promise<Response> }[] }
  }
  const run = endpoints.config.endpoints.find(({ path }) => path === '/run')!
  const req = await createLocalReq({ user: { id: 1, collection: 'users' } as never }, payload)
  const response = await run.handler(Object.assign(req, { query: { queue: 'q', silent: 'true' } }))
  expect(response.status).toBe(500)
  const [job] = await database.query<{ processing: boolean; tried: number }>(
    'select processing, total_tried::int as tried from payload_jobs',
  )
  expect(job).toEqual({ processing: false, tried: 1 })
})

it('no client is pinned: the pool can be ended', async () => {
  const { pool } = payload.db as unknown as Adapter
  await payload.jobs.queue({ task: 'note', queue: 'q', input: {} } as never)
  await payload.jobs.run({ queue: 'q', silent: true })
  expect(pool.idleCount).toBe(pool.totalCount)
  await pool.end()
})

it('a cut connection does not end the process, and is said without secrets', async () => {
  await payload.jobs.queue({ task: 'note', queue: 'q', input: {} } as never)
  await database.cutConnections()
  // Until the pool has noticed, a query may still fail.
  const failure = await payload.jobs.run({ queue: 'q', silent: true }).then(
    () => undefined,
    (error: unknown) => String(error),
  )
  await payload.jobs.run({ queue: 'q', silent: true })
  expect(await count('notes.executions')).toBe(1)
  // Whoever used the connection at that moment is told, and else the log.
  await waitFor({
    what: 'the loss to be told',
    check: () => failure ?? log.find((line) => line.includes('a connection to Postgres was lost')),
  })
  expect(String(failure)).not.toContain(new URL(database.url).password)
  expect(log.join('\n')).not.toContain(new URL(database.url).password)
})

it('a connection that dies before its transaction begins gives its place in the pool back', async () => {
  const { pool } = payload.db as unknown as Adapter
  const clients = await Promise.all([1, 2, 3].map(() => pool.connect()))
  // Drizzle never releases a client whose `begin` failed.
  await Promise.all(clients.map((client) => client.query('select 1')))
  await database.cutConnections()
  await payload.jobs.queue({ task: 'note', queue: 'q', input: {} } as never)
  expect(await count('payload_jobs')).toBe(1)
})
