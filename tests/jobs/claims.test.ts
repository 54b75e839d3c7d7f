import { afterEach, describe, expect, it } from 'vitest'
import { enqueueJobs } from '../../plugins/durable-jobs/index.ts'
import { endWorkers, forkWorker } from './support/forkWorker.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

const jobCount = 300
const workerCount = 4

let database: TestDatabase

afterEach(async () => {
  await endWorkers()
  await database.close()
})

type Ran = { executions: number; jobs: number; workers: number }

/** Four processes of five slots each work off the same jobs, until what they did is enough. */
const runUntil = async (args: {
  isStock: boolean
  isEnough: (ran: Ran) => boolean
}): Promise<Ran> => {
  const { isStock, isEnough } = args
  database = await openDatabase()
  const { url } = database
  const payload = await startPayload({ url })
  const start = () => forkWorker({ url, slots: 5, isStock })
  await Promise.all(Array.from({ length: workerCount }, start))
  await enqueueJobs({
    payload,
    jobs: Array.from({ length: jobCount }, () => ({ task: 'note', queue: 'q', input: { ms: 5 } })),
  })
  const readRan = async () => {
    const [ran] = await database.query<Ran>(
      `select count(*)::int as executions, count(distinct job)::int as jobs,
        count(distinct worker)::int as workers
      from notes.executions`,
    )
    return ran!
  }
  const check = async () => isEnough(await readRan())
  await waitFor({ what: 'enough jobs to run', check, withinMs: 50_000 })
  return readRan()
}

describe('four worker processes on one queue', () => {
  it('run each of 300 jobs once', async () => {
    const ran = await runUntil({
      isStock: false,
      isEnough: ({ executions }) => executions >= jobCount,
    })
    expect(ran).toEqual({ executions: jobCount, jobs: jobCount, workers: workerCount })
    await waitFor({
      what: 'all jobs to be completed',
      check: async () =>
        (await database.query('select 1 from payload_jobs where completed_at is null')).length ===
        0,
    })
    expect(await database.query('select 1 from notes.executions')).toHaveLength(jobCount)
  })

  it('run some of them twice without the plugin', async () => {
    const isEnough = ({ executions, jobs }: Ran) => executions > jobs
    await runUntil({ isStock: true, isEnough })
  })
})
