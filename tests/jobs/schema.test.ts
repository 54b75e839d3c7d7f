import type { CollectionConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker } from '../../plugins/durable-jobs/index.ts'
import type { Adapter, Executor } from '../../plugins/durable-jobs/postgres.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(() => database.close())

const indexes = async () => {
  const rows = await database.query<{ name: string }>(
    `select indexname as name from pg_indexes where tablename = 'payload_jobs' order by name`,
  )
  return rows.map(({ name }) => name)
}

const ours = [
  'payload_jobs_claim_idx',
  'payload_jobs_failed_idx',
  'payload_jobs_finished_idx',
  'payload_jobs_lane_idx',
  'payload_jobs_pkey',
]

it('the jobs table has the partial indexes of the queue, and none that it does not need', async () => {
  await startPayload({ url: database.url })
  expect(await indexes()).toEqual(ours)
})

it('a second push finds nothing to change', async () => {
  const filenodes = () =>
    database.query(
      `select relname, relfilenode from pg_class where relname like 'payload_jobs%' order by relname`,
    )
  await startPayload({ url: database.url })
  const before = await filenodes()
  await startPayload({ url: database.url })
  expect(await filenodes()).toEqual(before)
})

it('with concurrency keys there are two more', async () => {
  await startPayload({ url: database.url, jobs: { enableConcurrencyControl: true } })
  expect(await indexes()).toEqual(
    [...ours, 'payload_jobs_key_idx', 'payload_jobs_running_idx'].sort(),
  )
})

it("the application's own fields, indexes and overrides stay", async () => {
  const overrides = ({ defaultJobsCollection }: { defaultJobsCollection: CollectionConfig }) => ({
    ...defaultJobsCollection,
    fields: [
      ...defaultJobsCollection.fields,
      { name: 'tenant', type: 'text' as const, index: true },
    ],
    indexes: [{ fields: ['queue', 'tenant'] }],
  })
  await startPayload({ url: database.url, jobs: { jobsCollectionOverrides: overrides } })
  expect(await indexes()).toEqual([...ours, 'payload_jobs_tenant_idx', 'queue_tenant_idx'].sort())
})

it('dropIndexes: false leaves those of Payload', async () => {
  await startPayload({ url: database.url, options: { dropIndexes: false } })
  expect((await indexes()).length).toBe(ours.length + 9)
})

it('tables of another schema are used, and are apart from those of the first', async () => {
  await database.query('create schema cms')
  const payload = await startPayload({ url: database.url, schemaName: 'cms' })
  const worker = await startWorker({ payload, queues: { q: 2 } })
  await enqueueJobs({
    payload,
    jobs: Array.from({ length: 10 }, () => ({ task: 'note', queue: 'q', input: {} })),
  })
  await waitFor({
    what: 'all jobs completed',
    check: async () =>
      (await database.query('select 1 from cms.payload_jobs where completed_at is not null'))
        .length === 10,
  })
  await worker.stop()
  expect(await database.query('select 1 from notes.executions')).toHaveLength(10)
})

it('a claim reads few rows, however many wait for later and however many are done', async () => {
  const payload = await startPayload({ url: database.url })
  const later = new Date(Date.now() + 86_400_000)
  await enqueueJobs({
    payload,
    jobs: Array.from({ length: 20_000 }, () => ({
      task: 'note',
      queue: 'q',
      input: {},
      waitUntil: later,
    })),
  })
  await database.query(
    `insert into payload_jobs (queue, task_slug, completed_at)
    select 'q', 'note', now() from generate_series(1, 20000)`,
  )
  await database.query('analyze payload_jobs')
  await enqueueJobs({ payload, jobs: [{ task: 'note', queue: 'q', input: {} }] })

  const statements: string[] = []
  const { drizzle } = payload.db as unknown as Adapter
  const { updateJobs } = payload.db
  payload.db.updateJobs = async (args) => {
    const session = (payload.db as unknown as Adapter).sessions[
      String(await args.req?.transactionID)
    ]
    const db = session?.db as unknown as Executor
    const { execute } = db
    db.execute = (statement) => {
      const { sql, params } = (
        drizzle as unknown as {
          dialect: { sqlToQuery: (s: unknown) => { sql: string; params: unknown[] } }
        }
      ).dialect.sqlToQuery(statement)
      statements.push(sql, JSON.stringify(params))
      return execute.call(db, statement)
    }
    return updateJobs.call(payload.db, args)
  }
  await payload.jobs.run({ queue: 'q', limit: 1, silent: true })
  const claim = statements.findIndex((text) => text.includes('for update skip locked'))
  expect(claim).toBeGreaterThanOrEqual(0)
  const plan = await database.query<{ 'QUERY PLAN': unknown }>(
    `explain (analyze, format json) ${statements[claim]}`,
    JSON.parse(statements[claim + 1]!),
  )
  const text = JSON.stringify(plan)
  expect(text).toContain('payload_jobs_claim_idx')
  const removed = [...text.matchAll(/"Rows Removed by Filter":\s*(\d+)/g)].map(([, rows]) =>
    Number(rows),
  )
  expect(Math.max(0, ...removed)).toBeLessThan(10)
})
