import { _internal_jobSystemGlobals, createLocalReq, type Payload, type TaskConfig } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorker } from '../../../plugins/durable-jobs/index.ts'
import { waitFor } from '../support/waitFor.ts'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see, seenOf } from './support/see.ts'

let ways: Ways

const scheduled = (slug: string, more: object = {}): TaskConfig => ({
  slug,
  schedule: [{ cron: '* * * * * *', queue: slug, ...more }],
  handler: ({ input, job, req }) => {
    see({ job, req }, slug, input)
    return { output: {} }
  },
})

const withInput = scheduled('withInput', {
  hooks: {
    beforeSchedule: async (args: {
      defaultBeforeSchedule: (args: unknown) => Promise<object>
    }) => ({
      ...(await args.defaultBeforeSchedule(args)),
      input: { message: 'from the schedule' },
    }),
  },
})

const refused = scheduled('refused', {
  hooks: { beforeSchedule: () => ({ shouldSchedule: false }) },
})

const broken = scheduled('broken', {
  hooks: {
    beforeSchedule: () => {
      throw new Error('cannot be scheduled')
    },
  },
})

const workflow: Workflow = {
  slug: 'scheduledWorkflow',
  schedule: [{ cron: '* * * * * *', queue: 'workflows' }],
  handler: async ({ job, req }) => {
    see({ job, req }, 'workflow')
  },
}

beforeAll(async () => {
  ways = await openWays({
    tasks: [scheduled('plain'), withInput, refused, broken],
    jobs: { workflows: [workflow] },
  })
})

afterAll(() => ways.close())

/** Payload's own clock stands still in these tests, and goes on as they say. */
let now: number

beforeEach(() => {
  now = Date.now()
  _internal_jobSystemGlobals.getCurrentDate = () => new Date(now)
})

afterEach(() => {
  _internal_jobSystemGlobals.getCurrentDate = () => new Date()
})

type Stored = { meta: unknown; waitUntil: string; queue: string; completedAt: string | null }

const jobsOf = async (payload: Payload, queue: string) => {
  const { docs } = await payload.db.find<Stored>({
    collection: 'payload-jobs',
    sort: 'id',
    where: { queue: { equals: queue } },
  })
  return docs
}

const counts = ({ errored, queued, skipped }: Record<string, unknown[]>) => ({
  errored: errored!.length,
  queued: queued!.length,
  skipped: skipped!.length,
})

describe.each(['stock', 'durable'] as const)('%s', (way) => {
  const payload = () => ways[way]
  const schedule = async (args: object) => counts(await payload().jobs.handleSchedules(args))
  const run = (queue: string) => payload().jobs.run({ queue, silent: true })
  const clear = () =>
    payload().db.deleteMany({ collection: 'payload-jobs', where: { id: { exists: true } } })

  beforeEach(clear)

  it('makes one job for the next time, and no further one before that is done', async () => {
    const queued = { errored: 0, queued: 1, skipped: 0 }
    expect(await schedule({ queue: 'plain' })).toEqual(queued)
    expect(await schedule({ queue: 'plain' })).toEqual({ ...queued, queued: 0, skipped: 1 })
    const [job, ...others] = await jobsOf(payload(), 'plain')
    expect(others).toEqual([])
    expect(job).toMatchObject({ meta: { scheduled: true } })
    expect(Date.parse(job!.waitUntil)).toBeGreaterThan(now)
    expect(await run('plain')).toMatchObject({ noJobsRemaining: true })
    for (const round of [1, 2]) {
      now += 20_000
      expect(await run('plain')).toMatchObject({ remainingJobsFromQueried: 0 })
      expect(await schedule({ queue: 'plain' })).toEqual(queued)
      const jobs = await jobsOf(payload(), 'plain')
      expect(jobs.filter(({ completedAt }) => completedAt)).toHaveLength(round)
    }
  })

  it('knows only what it has scheduled itself', async () => {
    for (const _ of [1, 2]) {
      await payload().jobs.queue({ task: 'plain', queue: 'plain', input: {} } as never)
    }
    expect(await schedule({ queue: 'plain' })).toMatchObject({ queued: 1 })
    expect(await jobsOf(payload(), 'plain')).toHaveLength(3)
  })

  it('gives the job what its schedule says', async () => {
    await schedule({ queue: 'withInput' })
    now += 20_000
    await run('withInput')
    expect(seenOf(payload()).findLast(({ what }) => what === 'withInput')!.more).toEqual({
      message: 'from the schedule',
    })
  })

  it('schedules workflows too', async () => {
    expect(await schedule({ queue: 'workflows' })).toMatchObject({ queued: 1 })
    now += 20_000
    expect(await run('workflows')).toMatchObject({ remainingJobsFromQueried: 0 })
    expect(seenOf(payload()).at(-1)!.what).toBe('workflow')
  })

  it('takes a queue, `default` where there is none, or all', async () => {
    expect(await schedule({})).toEqual({ errored: 0, queued: 0, skipped: 0 })
    expect(await schedule({ queue: 'refused' })).toEqual({ errored: 0, queued: 0, skipped: 1 })
    expect(await schedule({ queue: 'broken' })).toEqual({ errored: 1, queued: 0, skipped: 0 })
    expect(await schedule({ allQueues: true })).toEqual({ errored: 1, queued: 3, skipped: 1 })
  })

  it('comes with the endpoint that runs jobs, unless it is told not to', async () => {
    const { config } = payload().collections['payload-jobs' as never] as unknown as {
      config: { endpoints: { path: string; handler: (req: unknown) => Promise<Response> }[] }
    }
    const ask = async (path: string, query: object) => {
      const user = { id: 1, collection: 'users' } as never
      const req = Object.assign(await createLocalReq({ user }, payload()), { query })
      return config.endpoints.find((one) => one.path === path)!.handler(req)
    }
    const query = { queue: 'plain', silent: 'true' }
    await ask('/run', { ...query, disableScheduling: 'true' })
    expect(await jobsOf(payload(), 'plain')).toHaveLength(0)
    await ask('/run', query)
    expect(await jobsOf(payload(), 'plain')).toHaveLength(1)
    await ask('/handle-schedules', { queue: 'workflows' })
    expect(await jobsOf(payload(), 'workflows')).toHaveLength(1)
  })
})

it('a worker runs a scheduled job when its time has come', async () => {
  _internal_jobSystemGlobals.getCurrentDate = () => new Date()
  const { durable } = ways
  const isDone = async () => {
    const jobs = await jobsOf(durable, 'withInput')
    return jobs.length > 0 && jobs.every(({ completedAt }) => completedAt)
  }
  const worker = await startWorker({ payload: durable, queues: { withInput: 1 } })
  await durable.jobs.handleSchedules({ queue: 'withInput' })
  await waitFor({ what: 'the scheduled job to be done', check: isDone })
  await worker.stop()
  const [job] = await jobsOf(durable, 'withInput')
  expect(Date.parse(job!.completedAt!)).toBeGreaterThan(Date.parse(job!.waitUntil))
})
