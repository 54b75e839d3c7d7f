import { postgresAdapter } from '@payloadcms/db-postgres'
import type { Config } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { durableJobs, enqueueJobs, startWorker } from '../../plugins/durable-jobs/index.ts'
import type { Adapter } from '../../plugins/durable-jobs/postgres.ts'
import { jobsConfig } from './support/jobsConfig.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(() => database.close())

describe('durableJobs refuses at boot', () => {
  it('jobs.runHooks', async () => {
    const config = async () => jobsConfig({ url: database.url, jobs: { runHooks: true } })
    await expect(config()).rejects.toMatchObject({
      code: 'RUN_HOOKS',
      message: expect.stringMatching(/^durable-jobs: /),
    })
  })

  it('jobs.depth', async () => {
    const config = async () => jobsConfig({ url: database.url, jobs: { depth: 1 } })
    await expect(config()).rejects.toMatchObject({ code: 'DEPTH' })
  })

  it('either of them, set by a plugin that comes later', async () => {
    const later = (config: Config): Config => ({
      ...config,
      jobs: { ...config.jobs, runHooks: true },
    })
    const started = startPayload({ url: database.url, plugins: [durableJobs(), later] })
    await expect(started).rejects.toMatchObject({ code: 'RUN_HOOKS' })
  })

  it('another database', () => {
    const db = { ...postgresAdapter({ pool: {} }), name: 'mongoose' }
    expect(() => durableJobs()({ db, secret: '' } as unknown as Config)).toThrow(
      expect.objectContaining({
        code: 'NOT_POSTGRES',
        message: expect.stringContaining('"mongoose"'),
      }),
    )
  })

  it('an adapter without transactions', async () => {
    const withoutTransactions = (config: Config): Config => ({
      ...config,
      db: postgresAdapter({
        pool: { connectionString: database.url },
        push: true,
        transactionOptions: false,
      }),
    })
    const started = startPayload({
      url: database.url,
      plugins: [withoutTransactions, durableJobs()],
    })
    await expect(started).rejects.toMatchObject({ code: 'NO_TRANSACTIONS' })
  })

  it.each([{ isolationLevel: 'repeatable read' }, { isolationLevel: 'serializable' }] as const)(
    'transactions that do not see what others commit meanwhile: %o',
    async (transactionOptions) => {
      const otherwise = (config: Config): Config => ({
        ...config,
        db: postgresAdapter({
          pool: { connectionString: database.url },
          push: true,
          transactionOptions,
        }),
      })
      const started = startPayload({ url: database.url, plugins: [otherwise, durableJobs()] })
      await expect(started).rejects.toMatchObject({ code: 'ISOLATION' })
    },
  )

  it("a database whose transactions do not, unless the application's own do", async () => {
    const name = new URL(database.url).pathname.slice(1)
    await database.query(
      `alter database "${name}" set default_transaction_isolation = 'repeatable read'`,
    )
    await expect(startPayload({ url: database.url })).rejects.toMatchObject({ code: 'ISOLATION' })
  })

  it.each([
    { leaseMs: 10 },
    { leaseMs: 1_000, heartbeatMs: 600 },
    { pollMs: Number.NaN },
    { retentionMs: -1 },
  ])('options that make no sense: %j', (options) => {
    expect(() => durableJobs(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
  })
})

describe('durableJobs steps aside', () => {
  const expectStock = async (plugins: Config['plugins']) => {
    const payload = await startPayload({ url: database.url, plugins })
    // Stock Payload does not listen, and would end the process when the database goes.
    ;(payload.db as unknown as Adapter).pool.on('error', () => {})
    expect(payload.config.jobs.deleteJobOnComplete).toBe(true)
    await payload.jobs.queue({ task: 'note', queue: 'default', input: {} } as never)
    await payload.jobs.run({ silent: true })
    expect(await database.query('select 1 from payload_jobs')).toEqual([])
    await expect(
      enqueueJobs({ payload, jobs: [{ task: 'note', queue: 'q', input: {} }] }),
    ).rejects.toMatchObject({
      code: 'NOT_INSTALLED',
    })
    await expect(startWorker({ payload, queues: { q: 1 } })).rejects.toMatchObject({
      code: 'NOT_INSTALLED',
    })
    return database.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_name = 'payload_jobs' and column_name like 'lease%'`,
    )
  }

  it('where the jobs collection has leases of its own', async () => {
    const native = (config: Config): Config => ({
      ...config,
      jobs: {
        ...config.jobs,
        jobsCollectionOverrides: ({ defaultJobsCollection }) => ({
          ...defaultJobsCollection,
          fields: [...defaultJobsCollection.fields, { name: 'processingUntil', type: 'date' }],
        }),
      },
    })
    expect(await expectStock([native, durableJobs()])).toEqual([])
  })

  it('when it is switched off, but keeps its columns', async () => {
    expect(await expectStock([durableJobs({ enabled: false })])).toHaveLength(3)
  })
})
