import { setTimeout as sleep } from 'node:timers/promises'
import type { Config, Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startWorker } from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
/** What ran, in order. */
let ran: string[]
let failures: number

type Workflow = NonNullable<NonNullable<Config['jobs']>['workflows']>[number]

const step: TaskConfig = {
  slug: 'step',
  inputSchema: [{ name: 'name', type: 'text' }],
  handler: async ({ input }) => {
    const { name, ms = 0 } = input as { name: string; ms?: number }
    await sleep(ms)
    ran.push(name)
    return { output: {} }
  },
}

const flaky: TaskConfig = {
  slug: 'flaky',
  retries: { attempts: 3, backoff: { type: 'fixed', delay: 50 } },
  handler: () => {
    ran.push('flaky')
    failures -= 1
    if (failures >= 0) throw new Error('not yet')
    return { output: {} }
  },
}

const steps: Workflow = {
  slug: 'steps',
  retries: 3,
  queue: 'q',
  handler: async ({ tasks }) => {
    await tasks.step!('first', { input: { name: 'first' } })
    await tasks.flaky!('second', { input: {} })
    await tasks.step!('third', { input: { name: 'third' } })
  },
}

/** One task fails at once, while the one beside it takes its time and succeeds. */
const sideBySide: Workflow = {
  slug: 'sideBySide',
  retries: 3,
  queue: 'q',
  handler: async ({ tasks }) => {
    await Promise.all([
      tasks.flaky!('quick', { input: {} }),
      tasks.step!('slow', { input: { name: 'slow', ms: 300 } }),
    ])
  },
}

beforeEach(async () => {
  ran = []
  database = await openDatabase()
  payload = await startPayload({
    url: database.url,
    tasks: [step, flaky],
    jobs: { workflows: [steps, sideBySide] },
  })
})

afterEach(() => database.close())

const readJob = async () => {
  const [job] = await database.query<Record<string, unknown>>(
    'select processing, total_tried::int as tried, has_error, completed_at is not null as completed from payload_jobs',
  )
  return job
}

const readLog = () =>
  database.query<{ task: string; state: string }>(
    'select task_i_d as task, state from payload_jobs_log order by completed_at',
  )

it('a retry of a workflow restores the tasks that succeeded', async () => {
  failures = 2
  await payload.jobs.queue({ workflow: 'steps', input: {} } as never)
  const worker = await startWorker({ payload, queues: { q: 2 } })
  await waitFor({ what: 'the workflow to end', check: async () => (await readJob())?.completed })
  await worker.stop()
  expect(ran).toEqual(['first', 'flaky', 'flaky', 'flaky', 'third'])
  expect(await readJob()).toEqual({
    processing: false,
    tried: 3,
    has_error: false,
    completed: true,
  })
  expect(await readLog()).toEqual([
    { task: 'first', state: 'succeeded' },
    { task: 'second', state: 'failed' },
    { task: 'second', state: 'failed' },
    { task: 'second', state: 'succeeded' },
    { task: 'third', state: 'succeeded' },
  ])
  expect(worker.stats().queues.q).toMatchObject({ done: 1, retrying: 2 })
})

it('a workflow that has used up its retries fails for good', async () => {
  failures = 10
  await payload.jobs.queue({ workflow: 'steps', input: {} } as never)
  const worker = await startWorker({ payload, queues: { q: 1 } })
  await waitFor({ what: 'the workflow to fail', check: async () => (await readJob())?.has_error })
  await worker.stop()
  expect(ran.filter((name) => name === 'flaky')).toHaveLength(4)
  expect(await readJob()).toEqual({
    processing: false,
    tried: 4,
    has_error: true,
    completed: false,
  })
})

it('a task that succeeds beside one that failed is not done again', async () => {
  failures = 1
  await payload.jobs.queue({ workflow: 'sideBySide', input: {} } as never)
  await payload.jobs.run({ queue: 'q', silent: true })
  expect(await readJob()).toMatchObject({ processing: false, tried: 1 })
  await waitFor({
    what: 'the slow task in the log',
    check: async () => (await readLog()).length === 2,
  })
  await payload.jobs.run({ queue: 'q', silent: true })
  expect(ran).toEqual(['flaky', 'slow', 'flaky'])
  expect(await readJob()).toEqual({
    processing: false,
    tried: 2,
    has_error: false,
    completed: true,
  })
})
