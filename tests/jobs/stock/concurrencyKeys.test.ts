import type { Config, Payload, TaskConfig } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeGate } from '../support/makeGate.ts'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see, seenOf } from './support/see.ts'

let ways: Ways
let began: ReturnType<typeof makeGate>
let gate: ReturnType<typeof makeGate>

type Input = { of: string; isWaiting?: boolean }

const ofInput = (input: unknown) => (input as Input).of

const handler: TaskConfig['handler'] = async ({ input, job, req }) => {
  see({ job, req }, ofInput(input))
  if ((input as Input).isWaiting) {
    began.open()
    await gate.wait()
  }
  return { output: {} }
}

type Keyed = Pick<TaskConfig, 'slug' | 'concurrency'>

const keys: Keyed[] = [
  { slug: 'exclusive', concurrency: ({ input }) => `exclusive ${ofInput(input)}` },
  { slug: 'named', concurrency: { key: ({ input }) => `named ${ofInput(input)}` } },
  { slug: 'ofQueue', concurrency: ({ input, queue }) => `${queue} ${ofInput(input)}` },
  {
    slug: 'newest',
    concurrency: { key: ({ input }) => `newest ${ofInput(input)}`, supersedes: true },
  },
  { slug: 'free' },
]

/** Each also as a workflow. */
const workflows = keys.map(
  ({ slug, concurrency }): Workflow => ({
    slug: `${slug}Workflow`,
    concurrency,
    handler: async ({ job, tasks }) => {
      await tasks.free!('1', { input: job.input as never })
    },
  }),
)

const jobs: NonNullable<Config['jobs']> = {
  enableConcurrencyControl: true,
  workflows,
  processingOrder: { default: 'createdAt', queues: { backwards: '-createdAt' } },
}

beforeAll(async () => {
  ways = await openWays({ tasks: keys.map((key): TaskConfig => ({ ...key, handler })), jobs })
})

beforeEach(() => {
  began = makeGate()
  gate = makeGate()
})

afterAll(() => ways.close())

type Made = { id: number | string; concurrencyKey?: string | null }

const add = (
  payload: Payload,
  job: { task?: string; workflow?: string; queue: string },
  input: Input,
) => payload.jobs.queue({ ...job, input } as never) as Promise<Made>

const run = (payload: Payload, queue: string, limit = 100) =>
  payload.jobs.run({ queue, limit, silent: true })

/** The jobs that still wait, by the order in which they were made. */
const waiting = async (payload: Payload, queue: string) => {
  const { docs } = await payload.db.find<{ input: Input; processing: boolean }>({
    collection: 'payload-jobs',
    pagination: false,
    sort: 'id',
    where: { and: [{ queue: { equals: queue } }, { completedAt: { exists: false } }] },
  })
  return docs.map(({ input, processing }) => (processing ? `${input.of} runs` : input.of))
}

describe.each(['stock', 'durable'] as const)('%s', (way) => {
  const payload = () => ways[way]

  it('a job has the key of its task or workflow, made of its input and its queue', async () => {
    const keyOf = async (job: { task?: string; workflow?: string }, queue: string) =>
      (await add(payload(), { ...job, queue }, { of: 'x' })).concurrencyKey ?? null
    expect([
      await keyOf({ task: 'exclusive' }, 'keys'),
      await keyOf({ task: 'named' }, 'keys'),
      await keyOf({ task: 'ofQueue' }, 'keys'),
      await keyOf({ workflow: 'ofQueueWorkflow' }, 'more'),
      await keyOf({ task: 'free' }, 'keys'),
      await keyOf({ workflow: 'freeWorkflow' }, 'keys'),
    ]).toEqual(['exclusive x', 'named x', 'keys x', 'more x', null, null])
    await run(payload(), 'keys')
    await run(payload(), 'more')
  })

  it('a run takes the first of each key, and whatever has none', async () => {
    const queue = 'mixed'
    const kinds = ['a', 'a', 'b', 'a', 'b']
    for (const of of kinds) await add(payload(), { task: 'exclusive', queue }, { of })
    await add(payload(), { workflow: 'exclusiveWorkflow', queue }, { of: 'a' })
    for (const of of ['free', 'free']) await add(payload(), { task: 'free', queue }, { of })
    const left: string[][] = []
    for (;;) {
      const { noJobsRemaining } = await run(payload(), queue)
      if (noJobsRemaining) break
      left.push(await waiting(payload(), queue))
    }
    expect(left).toEqual([['a', 'a', 'b', 'a'], ['a', 'a'], ['a'], []])
  })

  it.each([
    ['forwards', ['1', '2', '3']],
    ['backwards', ['3', '2', '1']],
  ])('jobs of one key keep the order of their queue: %s', async (queue, order) => {
    for (const of of ['1', '2', '3']) {
      const { id } = await add(payload(), { task: 'exclusive', queue }, { of })
      await payload().db.updateOne({
        collection: 'payload-jobs',
        id,
        data: { concurrencyKey: 'the same', createdAt: new Date(Number(of)).toISOString() },
      })
    }
    const from = seenOf(payload()).length
    for (const _ of order) await run(payload(), queue)
    expect(
      seenOf(payload())
        .slice(from)
        .map(({ what }) => what),
    ).toEqual(order)
  })

  it('a job waits while another of its key runs, in whatever queue', async () => {
    await add(payload(), { task: 'exclusive', queue: 'first' }, { of: 'k', isWaiting: true })
    const running = run(payload(), 'first')
    await began.wait()
    for (const of of ['k', 'other'])
      await add(payload(), { task: 'exclusive', queue: 'second' }, { of })
    await run(payload(), 'second')
    expect(await waiting(payload(), 'second')).toEqual(['k'])
    expect(await run(payload(), 'second')).toMatchObject({ noJobsRemaining: true })
    gate.open()
    await running
    await run(payload(), 'second')
    expect(await waiting(payload(), 'second')).toEqual([])
  })

  it('a key that names its queue holds within that only', async () => {
    await add(payload(), { task: 'ofQueue', queue: 'here' }, { of: 'k', isWaiting: true })
    const running = run(payload(), 'here')
    await began.wait()
    for (const queue of ['here', 'there'])
      await add(payload(), { task: 'ofQueue', queue }, { of: 'k' })
    await run(payload(), 'there')
    expect(await waiting(payload(), 'there')).toEqual([])
    expect(await run(payload(), 'here')).toMatchObject({ noJobsRemaining: true })
    gate.open()
    await running
    await run(payload(), 'here')
    expect(await waiting(payload(), 'here')).toEqual([])
  })

  it.each([{ task: 'newest' }, { workflow: 'newestWorkflow' }])(
    'a newer job takes the place of those that wait: $task$workflow',
    async (job) => {
      const queue = `newest ${Object.keys(job)}`
      const made: Made[] = []
      for (const of of ['x', 'y', 'x', 'x'])
        made.push(await add(payload(), { ...job, queue }, { of }))
      const { docs } = await payload().db.find<Made>({
        collection: 'payload-jobs',
        sort: 'id',
        where: { queue: { equals: queue } },
      })
      expect(docs.map(({ id }) => id)).toEqual([made[1]!.id, made[3]!.id])
      await run(payload(), queue)
      expect(await waiting(payload(), queue)).toEqual([])
    },
  )

  it('and leaves that which runs', async () => {
    const queue = 'newest beside'
    await add(payload(), { task: 'newest', queue }, { of: 'z', isWaiting: true })
    const running = run(payload(), queue)
    await began.wait()
    for (const _ of [1, 2]) await add(payload(), { task: 'newest', queue }, { of: 'z' })
    expect(await waiting(payload(), queue)).toEqual(['z runs', 'z'])
    gate.open()
    await running
    await run(payload(), queue)
    expect(await waiting(payload(), queue)).toEqual([])
  })
})

it('jobs with keys and without end alike, however they are run', async () => {
  const ended = await ways.expectAlike({
    jobs: ['a', 'b', 'a', 'c', 'a', 'b'].map((of, n) => ({
      ...(n % 2 ? { task: 'ofQueue' } : { workflow: 'ofQueueWorkflow' }),
      input: { of },
    })),
  })
  expect(ended).toMatchObject(Array(6).fill({ isCompleted: true, tried: 1 }))
})
