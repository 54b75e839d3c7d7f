import { sql } from '@payloadcms/db-postgres'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
} from 'payload'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enqueueJobs } from '../../plugins/durable-jobs/index.ts'
import type { Adapter } from '../../plugins/durable-jobs/postgres.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(() => database.close())

const start = (idType?: 'serial' | 'uuid' | 'uuidv7') => startPayload({ url: database.url, idType })

const count = async () => (await database.query('select 1 from payload_jobs')).length

const jobs = (howMany: number) =>
  Array.from({ length: howMany }, (_, n) => ({
    task: 'note',
    queue: n % 2 ? 'odd' : 'even',
    input: { n },
  }))

describe.each(['serial', 'uuid', 'uuidv7'] as const)('with ids of type %s', (idType) => {
  it('many jobs are made at once, returned in order, and run as any other', async () => {
    const payload = await start(idType)
    const waitUntil = new Date('2001-02-03T04:05:06.789Z')
    const ids = await enqueueJobs({
      payload,
      jobs: [
        ...jobs(100),
        { task: 'note', queue: 'late', input: { a: 'b' }, waitUntil, meta: { why: 'x' } },
      ],
    })
    expect(new Set(ids).size).toBe(101)
    const rows = await database.query<{ id: number | string; input: object }>(
      'select id, input from payload_jobs',
    )
    const inputs = new Map(rows.map(({ id, input }) => [id, input]))
    expect(ids.slice(0, 100).map((id) => inputs.get(id))).toEqual(
      jobs(100).map(({ input }) => input),
    )

    // Just like one that Payload made itself.
    const own = (await payload.jobs.queue({
      task: 'note',
      queue: 'late',
      input: { a: 'b' },
      waitUntil,
      meta: { why: 'x' },
    } as never)) as Record<string, unknown>
    const differing = { id: null, createdAt: null, updatedAt: null }
    const made = await payload.findByID({
      collection: 'payload-jobs',
      id: ids[100]!,
      overrideAccess: true,
    })
    expect({ ...made, ...differing }).toEqual({ ...own, ...differing })

    const run = new Set<string>()
    for (const queue of ['even', 'odd']) {
      const { jobStatus = {} } = await payload.jobs.run({ queue, limit: 3, silent: true })
      expect(Object.values(jobStatus)).toEqual(Array(3).fill({ status: 'success' }))
      for (const id of Object.keys(jobStatus)) run.add(id)
    }
    const late = await payload.jobs.runByID({ id: ids[100]!, silent: true })
    expect(late.jobStatus).toEqual({ [String(ids[100])]: { status: 'success' } })
    // Which of them were run is as their ids fall.
    const waiting = ids.slice(0, 100).find((id) => !run.has(String(id)))!
    await payload.jobs.cancelByID({ id: waiting })
    const [cancelled] = await database.query('select has_error from payload_jobs where id = $1', [
      waiting,
    ])
    expect(cancelled).toEqual({ has_error: true })
  })
})

describe('within a transaction', () => {
  it('of a request, jobs are there when it commits, and not before', async () => {
    const payload = await start()
    const req = await createLocalReq({}, payload)
    await initTransaction(req)
    await enqueueJobs({ payload, req, jobs: jobs(10) })
    expect(await count()).toBe(0)
    await commitTransaction(req)
    expect(await count()).toBe(10)
  })

  it('that is rolled back, nothing remains', async () => {
    const payload = await start()
    const req = await createLocalReq({}, payload)
    await initTransaction(req)
    await enqueueJobs({ payload, req, jobs: jobs(10) })
    await payload.jobs.queue({ task: 'note', queue: 'q', input: {}, req } as never)
    await killTransaction(req)
    expect(await count()).toBe(0)
  })

  it('of the caller, given by hand', async () => {
    const payload = await start()
    const { drizzle } = payload.db as unknown as Adapter
    await expect(
      drizzle.transaction(async (db) => {
        await enqueueJobs({ payload, db, jobs: jobs(10) })
        const { rows } = await db.execute(sql`select count(*)::int as count from payload_jobs`)
        expect(rows).toEqual([{ count: 10 }])
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await count()).toBe(0)
  })

  it('workers are told once for each queue, when it commits', async () => {
    const payload = await start()
    const told: unknown[] = []
    const listener = new pg.Client({ connectionString: database.url, application_name: 'test' })
    await listener.connect()
    listener.on('notification', (message) => told.push(JSON.parse(message.payload ?? '')))
    await listener.query('listen durable_jobs_public')
    const req = await createLocalReq({}, payload)
    await initTransaction(req)
    const soon = new Date(Date.now() + 5_000)
    await enqueueJobs({
      payload,
      req,
      jobs: [
        ...jobs(5),
        { task: 'note', queue: 'soon', input: {}, waitUntil: soon },
        // Workers will have looked by then.
        {
          task: 'note',
          queue: 'much later',
          input: {},
          waitUntil: new Date(Date.now() + 3_600_000),
        },
      ],
    })
    await listener.query('select 1')
    expect(told).toEqual([])
    await commitTransaction(req)
    await waitFor({ what: 'three messages', check: () => told.length === 3 })
    expect(told).toEqual([
      { queue: 'even', at: null, count: 3 },
      { queue: 'odd', at: null, count: 2 },
      { queue: 'soon', at: soon.getTime(), count: 1 },
    ])
    await listener.end()
  })
})

it('refuses a task that nobody defined', async () => {
  const payload: Payload = await start()
  await expect(
    enqueueJobs({ payload, jobs: [{ task: 'nothing', queue: 'q', input: {} }] }),
  ).rejects.toMatchObject({ code: 'UNKNOWN_TASK' })
  expect(await enqueueJobs({ payload, jobs: [] })).toEqual([])
})
