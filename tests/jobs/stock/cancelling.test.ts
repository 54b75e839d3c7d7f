import { JobCancelledError, type Payload, type TaskConfig } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeGate } from '../support/makeGate.ts'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways
let began: ReturnType<typeof makeGate>
let gate: ReturnType<typeof makeGate>

const refusing: TaskConfig = {
  slug: 'refusing',
  retries: 4,
  handler: ({ input, job, req }) => {
    see({ job, req }, 'refusing')
    if ((input as { isRefused?: boolean }).isRefused === false) throw new Error('only failed')
    throw new JobCancelledError('never again')
  },
}

const waiting: TaskConfig = {
  slug: 'waiting',
  retries: 4,
  handler: async ({ job, req }) => {
    see({ job, req }, 'waiting')
    if (job.totalTried === 0) {
      began.open()
      await gate.wait()
    }
    if ((job.input as { isFailing?: boolean }).isFailing) throw new Error('too late')
    return { output: { isLate: true } }
  },
}

const workflow = (slug: string, handler: Workflow['handler']): Workflow => ({
  slug,
  retries: 4,
  handler,
})

const workflows: Workflow[] = [
  workflow('byItself', async ({ job, req }) => {
    see({ job, req }, 'byItself')
    throw new JobCancelledError('enough')
  }),
  workflow('byTask', async ({ inlineTask, tasks }) => {
    await inlineTask('before', { task: () => ({ output: { isDone: true } }) })
    await tasks.refusing!('1', { input: {} })
  }),
  workflow('bySubTask', async ({ inlineTask }) => {
    await inlineTask('outer', {
      task: async ({ tasks }) => {
        await tasks.refusing!('inner', { input: {} })
        return { output: {} }
      },
    })
  }),
  workflow('byStep', [{ id: '1', task: 'refusing', completesJob: true, input: () => ({}) }]),
  workflow('caught', async ({ tasks }) => {
    await tasks.refusing!('1', { input: {} }).catch(() => {})
  }),
  workflow('long', async ({ inlineTask, job, req, tasks }) => {
    await tasks.waiting!('1', { input: {} })
    await inlineTask('2', {
      task: () => {
        see({ job, req }, 'after')
        return { output: {} }
      },
    })
  }),
]

beforeAll(async () => {
  ways = await openWays({ tasks: [refusing, waiting], jobs: { workflows } })
})

beforeEach(() => {
  began = makeGate()
  gate = makeGate()
})

afterAll(() => ways.close())

const cancelled = (message?: string) => ({
  error: message ? { cancelled: true, message } : { cancelled: true },
  hasError: true,
  isCompleted: false,
  isProcessing: false,
  hasWait: false,
  runs: ['error-reached-max-retries'],
})

describe('a JobCancelledError ends the job at once, whatever its retries, when it comes', () => {
  it.each([
    ['from a task', { task: 'refusing' }, 'never again', 0],
    ['from a workflow', { workflow: 'byItself' }, 'enough', 0],
    ['from a task within a workflow', { workflow: 'byTask' }, 'never again', 1],
    ['from a task within a task', { workflow: 'bySubTask' }, 'never again', 0],
  ])('%s', async (_, job, message, logged) => {
    const [ended] = await ways.expectAlike({ jobs: [job] })
    expect(ended).toMatchObject({ ...cancelled(message), tried: 0 })
    expect(ended!.seen).toHaveLength(1)
    expect(ended!.log).toHaveLength(logged)
  })
})

it('any other error is tried again', async () => {
  const [ended] = await ways.expectAlike({
    jobs: [{ task: 'refusing', input: { isRefused: false } }],
  })
  expect(ended).toMatchObject({ tried: 5, error: { message: 'only failed', cancelled: false } })
})

it('a step of a JSON workflow cannot cancel: its error counts as one of the workflow', async () => {
  const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'byStep' }] })
  expect(ended).toMatchObject({ tried: 5, error: { message: 'never again', cancelled: false } })
})

it('a workflow may catch it, and ends well', async () => {
  const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'caught' }] })
  expect(ended).toMatchObject({ tried: 1, isCompleted: true, hasError: false, log: [] })
})

describe('a running job that is cancelled', () => {
  const cancelThen = (cancel: (payload: Payload, id: number | string) => Promise<unknown>) => {
    return async (payload: Payload) => {
      await began.wait()
      const { docs } = await payload.db.find<{ id: number | string }>({
        collection: 'payload-jobs',
        where: { processing: { equals: true } },
      })
      expect(docs).toHaveLength(1)
      await cancel(payload, docs[0]!.id)
      gate.open()
      began = makeGate()
      gate = makeGate()
    }
  }
  const byID = cancelThen((payload, id) => payload.jobs.cancelByID({ id }))
  const byCondition = cancelThen((payload, id) =>
    payload.jobs.cancel({ where: { id: { in: [id] } } }),
  )

  it.each([
    ['by its id', byID],
    ['by a condition', byCondition],
  ])('%s writes its task to the log, and begins no other', async (_, during) => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'long' }], during })
    expect(ended).toMatchObject({ ...cancelled(), tried: 0 })
    expect(ended!.seen.map(({ what }) => what)).toEqual(['waiting'])
  })

  it('though its only task succeeds is not completed', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ task: 'waiting' }], during: byID })
    expect(ended).toMatchObject({ ...cancelled(), tried: 0 })
  })

  it('and whose task then fails is not tried again', async () => {
    const { byStock, byRun, byWorker } = await ways.play({
      jobs: [{ task: 'waiting', input: { isFailing: true } }],
      during: byID,
    })
    // Stock says here, and only here, that it was cancelled, and counts the try.
    const unsaid = ([job]: typeof byStock) => ({
      ...job!,
      error: { cancelled: true },
      tried: 'any',
    })
    expect(byStock).toMatchObject([{ ...cancelled(), log: [{ state: 'failed' }] }])
    expect(unsaid(byRun)).toEqual(unsaid(byStock))
    expect(unsaid(byWorker)).toEqual(unsaid(byStock))
    expect([byRun, byWorker]).toMatchObject(Array(2).fill([cancelled()]))
  })
})

it.each(['stock', 'durable'] as const)(
  'jobs that wait are cancelled by condition and queue: %s',
  async (way) => {
    const payload = ways[way]
    const add = (queue: string, input: object) =>
      payload.jobs.queue({ task: 'note', queue, input } as never)
    const jobs = [await add('a', { n: 1 }), await add('a', { n: 2 }), await add('b', { n: 1 })]
    await payload.jobs.cancel({ where: { 'input.n': { equals: 1 } }, queue: 'a' })
    for (const queue of ['a', 'b']) await payload.jobs.run({ queue, silent: true })
    const { docs } = await payload.db.find<Record<string, unknown>>({
      collection: 'payload-jobs',
      sort: 'id',
      where: { id: { in: jobs.map(({ id }) => id) } },
    })
    expect(
      docs.map((job) => [
        job.hasError,
        job.error ?? null,
        Boolean(job.completedAt),
        job.processing,
      ]),
    ).toEqual([
      [true, { cancelled: true }, false, false],
      [false, null, true, false],
      [false, null, true, false],
    ])
  },
)
