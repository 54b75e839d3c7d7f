import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { _internal_jobSystemGlobals, type Config, getPayload, type Payload } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { durableJobs } from '../../../plugins/durable-jobs/index.ts'
import { jobsConfig } from '../support/jobsConfig.ts'
import { openDatabase, type TestDatabase } from '../support/openDatabase.ts'
import { waitFor } from '../support/waitFor.ts'
import { bearCuts } from './support/bearCuts.ts'

let database: TestDatabase
let payload: Payload
let log: string[]

beforeEach(async () => {
  process.env.PAYLOAD_FORCE_DRIZZLE_PUSH = 'true'
  database = await openDatabase()
  log = []
})

afterEach(async () => {
  _internal_jobSystemGlobals.shouldAutoRun = true
  for (const cron of payload.crons) cron.stop()
  // A run that has begun may still write.
  await waitFor({
    what: 'all runs to end',
    check: () => payload.crons.every((cron) => !cron.isBusy()),
  })
  await database.close()
})

type Jobs = NonNullable<Config['jobs']>

const start = async (plugins: Config['plugins'], jobs: Partial<Jobs>) => {
  payload = await getPayload({
    config: jobsConfig({
      url: database.url,
      push: true,
      jobs: { deleteJobOnComplete: false, ...jobs },
      plugins,
      onLog: (line) => log.push(line),
    }),
    key: randomUUID(),
    cron: true,
  })
  bearCuts(payload)
}

const everySecond = { cron: '* * * * * *', silent: true }

const add = (queue: string) => payload.jobs.queue({ task: 'note', queue, input: {} } as never)

const done = async () =>
  (await database.query('select 1 from payload_jobs where completed_at is not null')).length

const executions = async () => (await database.query('select 1 from notes.executions')).length

describe.each([
  ['stock', []],
  ['durable', [durableJobs()]],
])('autoRun, %s', (_, plugins) => {
  it('runs the jobs of its queues, up to its limit, and no others', async () => {
    await start(plugins, { autoRun: [{ ...everySecond, queue: 'q', limit: 2 }] })
    for (const queue of ['q', 'q', 'q', 'other']) await add(queue)
    await waitFor({ what: 'three jobs', check: async () => (await done()) === 3 })
    await sleep(1_100)
    expect([await done(), await executions()]).toEqual([3, 3])
  })

  it('takes all queues, and asks first whether it should', async () => {
    let isAllowed = false
    await start(plugins, {
      autoRun: () => [{ ...everySecond, allQueues: true }],
      shouldAutoRun: () => isAllowed,
    })
    for (const queue of ['a', 'b']) await add(queue)
    await sleep(1_200)
    expect(await done()).toBe(0)
    isAllowed = true
    await waitFor({ what: 'both jobs', check: async () => (await done()) === 2 })
  })

  it('goes on after a claim that failed', async () => {
    await start(plugins, { autoRun: [{ ...everySecond, queue: 'q' }] })
    _internal_jobSystemGlobals.shouldAutoRun = false
    const { updateJobs } = payload.db
    let failures = 1
    payload.db.updateJobs = (args) => {
      failures -= 1
      if (failures >= 0) throw new Error('a claim failed')
      return updateJobs.call(payload.db, args)
    }
    await add('q')
    _internal_jobSystemGlobals.shouldAutoRun = true
    await waitFor({ what: 'the job', check: async () => (await done()) === 1 })
    expect(log.filter((line) => line.includes('a claim failed'))).toHaveLength(1)
  })

  it('of a scheduled task makes and runs a job each second', async () => {
    const ran: number[] = []
    await start(plugins, {
      autoRun: [{ ...everySecond, queue: 'q' }],
      workflows: [
        {
          slug: 'scheduled',
          schedule: [{ cron: '* * * * * *', queue: 'q' }],
          handler: async () => void ran.push(Date.now()),
        },
      ],
    })
    await waitFor({ what: 'two jobs', check: async () => (await done()) >= 2 })
    expect(ran.length).toBeGreaterThanOrEqual(2)
  })
})
