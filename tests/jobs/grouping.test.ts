import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enqueueJobs, startWorker, type Worker } from '../../plugins/durable-jobs/index.ts'
import type { Adapter } from '../../plugins/durable-jobs/postgres.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let worker: Worker | undefined

/** Answers with what Postgres cannot store, where it is told to. */
const answer: TaskConfig = {
  slug: 'answer',
  handler: async ({ input }) => {
    const { text } = input as unknown as { text: string }
    return { output: { text: text === 'unstorable' ? '\u0000' : text } }
  },
}

/** Writes a document in a transaction of its own, and takes it back where it is told to. */
const transact: TaskConfig = {
  slug: 'transact',
  handler: async ({ input, req }) => {
    const { text } = input as unknown as { text: string }
    const { db } = req.payload
    const transactionID = await db.beginTransaction()
    await db.create({
      collection: 'things',
      data: { text },
      req: { transactionID: transactionID ?? undefined },
    })
    if (text === 'taken back') await db.rollbackTransaction(transactionID ?? '')
    else await db.commitTransaction(transactionID ?? '')
    return { output: {} }
  },
}

const open = async (args: { slots: number; max?: number }) => {
  payload = await startPayload({
    url: database.url,
    tasks: [answer, transact],
    pool: { max: args.max },
    config: {
      collections: [{ slug: 'things', fields: [{ name: 'text', type: 'text' }] }],
    },
  })
  worker = await startWorker({ payload, queues: { q: args.slots } })
}

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await database.close()
})

const jobs = (task: string, texts: string[]) =>
  texts.map((text) => ({ task, queue: 'q', input: { text } }))

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)

const count = async (where: string): Promise<number> => {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from payload_jobs where ${where}`,
  )
  return row!.count
}

const areCompleted = (many: number) =>
  waitFor({
    what: `${many} jobs to be completed`,
    check: async () => (await count('completed_at is not null')) === many,
    withinMs: 30_000,
  })

it('many jobs that end together cost few statements, each with its log and its end', async () => {
  await open({ slots: 50 })
  const commits = async () => {
    const [row] = await database.query<{ commits: number }>(
      `select xact_commit::int as commits from pg_stat_database where datname = current_database()`,
    )
    return row!.commits
  }
  const before = await commits()
  await enqueueJobs({ payload, jobs: jobs('answer', numbered(500)) })
  await areCompleted(500)
  const [log] = await database.query<{ rows: number; jobs: number; wrong: number }>(
    `select count(*)::int as rows, count(distinct l._parent_id)::int as jobs,
      count(*) filter (where l.output ->> 'text' <> j.input ->> 'text' or l.state <> 'succeeded')::int as wrong
    from payload_jobs_log l join payload_jobs j on j.id = l._parent_id`,
  )
  expect(log).toEqual({ rows: 500, jobs: 500, wrong: 0 })
  expect(
    await count('total_tried = 1 and not processing and lease_token is null and leased_by is null'),
  ).toBe(500)
  // One by one it would be four each.
  await waitFor({ what: 'the figures of Postgres', check: async () => (await commits()) > before })
  expect((await commits()) - before).toBeLessThan(500)
})

it('a result that cannot be stored fails its own job, and none of those beside it', async () => {
  await open({ slots: 20 })
  await enqueueJobs({ payload, jobs: jobs('answer', [...numbered(19), 'unstorable', 'last']) })
  await areCompleted(20)
  await waitFor({
    what: 'the other to have been tried',
    check: async () => (await count('completed_at is null and total_tried > 0')) === 1,
  })
})

it('more slots than connections never wait for one another', async () => {
  await open({ slots: 30, max: 1 })
  await enqueueJobs({ payload, jobs: jobs('transact', numbered(60)) })
  await areCompleted(60)
  const { pool } = payload.db as unknown as Adapter
  expect(pool.waitingCount).toBe(0)
})

it("a handler's own transaction is what it says: kept, or taken back", async () => {
  await open({ slots: 5 })
  await enqueueJobs({ payload, jobs: jobs('transact', ['kept', 'taken back', 'kept as well']) })
  await areCompleted(3)
  const things = await database.query<{ text: string }>('select text from things order by text')
  expect(things.map(({ text }) => text)).toEqual(['kept', 'kept as well'])
})
