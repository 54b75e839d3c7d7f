import type { Payload, TaskConfig } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways } from './support/openWays.ts'
import { see, seenOf } from './support/see.ts'
import { settleByRun, settleByWorker } from './support/settle.ts'

let ways: Ways

const named = (slug: string): TaskConfig => ({
  slug,
  handler: ({ input, job, req }) => {
    see({ job, req }, (input as { name: string }).name)
    return { output: {} }
  },
})

beforeAll(async () => {
  ways = await openWays({ tasks: [named('a'), named('b')] })
})

afterAll(() => ways.close())

type Jobs = Payload['config']['jobs']

/** Payload reads it anew at each run. */
const setOrder = (payload: Payload, order: Jobs['processingOrder']) => {
  const { jobs } = payload.config
  const before = jobs.processingOrder
  jobs.processingOrder = order
  return () => {
    jobs.processingOrder = before
  }
}

let undo = () => {}
afterEach(() => undo())

const add = async (payload: Payload, queue: string, jobs: string[]) => {
  const ids: (number | string)[] = []
  for (const job of jobs) {
    const [task, name] = job.split(':')
    const made = await payload.jobs.queue({ task, queue, input: { name } } as never)
    ids.push(made.id)
  }
  // Jobs of one millisecond have no order: each is made a second after the one before.
  for (const [index, id] of ids.entries()) {
    await payload.db.updateOne({
      collection: 'payload-jobs',
      id,
      data: { createdAt: new Date(Date.now() - (100 - index) * 1_000).toISOString() },
    })
  }
  return ids
}

const seenFrom = async (payload: Payload, run: () => Promise<unknown>) => {
  const from = seenOf(payload).length
  await run()
  return seenOf(payload)
    .slice(from)
    .map(({ what }) => what)
}

const numbers = Array.from({ length: 12 }, (_, n) => `a:${n}`)
const names = numbers.map((job) => job.split(':')[1])

const table = [
  { way: 'stock', payload: () => ways.stock, settle: settleByRun },
  { way: 'payload.jobs.run', payload: () => ways.durable, settle: settleByRun },
  { way: 'a worker', payload: () => ways.durable, settle: settleByWorker },
]

describe.each(table)('one after the other, by $way', ({ way, payload, settle }) => {
  const orderOf = async (name: string, jobs: string[]) => {
    const queue = `${name} ${way}`
    await add(payload(), queue, jobs)
    const run = { sequential: true, limit: 100 }
    return seenFrom(payload(), () => settle({ payload: payload(), queue, run, slots: 1 }))
  }

  it('jobs run in the order in which they were made', async () => {
    expect(await orderOf('as made', numbers)).toEqual(names)
  })

  it('or in that of the config', async () => {
    undo = setOrder(payload(), '-createdAt')
    expect(await orderOf('reversed', numbers)).toEqual(names.toReversed())
  })

  it('or in one of several fields', async () => {
    undo = setOrder(payload(), () => ['-taskSlug', 'createdAt'])
    expect(await orderOf('sorted', ['a:1', 'b:2', 'a:3', 'b:4'])).toEqual(['2', '4', '1', '3'])
  })

  it('or in that of their queue, or of all others', async () => {
    undo = setOrder(payload(), {
      default: '-createdAt',
      queues: { [`named ${way}`]: 'createdAt' },
    })
    expect(await orderOf('named', ['a:1', 'a:2'])).toEqual(['1', '2'])
    expect(await orderOf('other', ['a:1', 'a:2'])).toEqual(['2', '1'])
  })

  it('or in what a function says', async () => {
    undo = setOrder(payload(), ({ queue }) =>
      queue?.startsWith('backwards') ? '-createdAt' : 'createdAt',
    )
    expect(await orderOf('backwards', ['a:1', 'a:2', 'a:3'])).toEqual(['3', '2', '1'])
    expect(await orderOf('forwards', ['a:1', 'a:2', 'a:3'])).toEqual(['1', '2', '3'])
  })
})

describe.each(['stock', 'durable'] as const)('payload.jobs.run, %s', (way) => {
  const run = (args: object) => ways[way].jobs.run({ sequential: true, silent: true, ...args })
  const ran = (args: object) => seenFrom(ways[way], () => run(args))
  const addTo = (queue: string, jobs: string[]) => add(ways[way], queue, jobs)

  it('takes ten jobs, or as many as it is told', async () => {
    const queue = 'limits'
    await addTo(queue, [...numbers, ...numbers])
    expect(await ran({ queue })).toEqual(names.slice(0, 10))
    expect(await ran({ queue, limit: 3 })).toEqual(['10', '11', '0'])
    expect(await ran({ queue, limit: 100 })).toEqual(names.slice(1))
  })

  it('takes the order that it is given', async () => {
    await addTo('given', ['a:1', 'a:2', 'a:3'])
    expect(await ran({ queue: 'given', processingOrder: '-createdAt' })).toEqual(['3', '2', '1'])
  })

  it('runs side by side unless told otherwise, with the same outcome', async () => {
    const ids = await addTo('beside', numbers)
    const { jobStatus } = await run({ queue: 'beside', limit: 100, sequential: false })
    expect(jobStatus).toEqual(Object.fromEntries(ids.map((id) => [id, { status: 'success' }])))
  })

  it('says whether there was anything, and what may be tried again', async () => {
    expect(await run({ queue: 'nothing here' })).toEqual({
      noJobsRemaining: true,
      remainingJobsFromQueried: 0,
    })
    const [id] = await addTo('one', ['a:1'])
    expect(await run({ queue: 'one' })).toEqual({
      jobStatus: { [String(id)]: { status: 'success' } },
      remainingJobsFromQueried: 0,
    })
  })

  it('takes only what a condition allows: of the id, the input, the task, or another field', async () => {
    const queue = 'conditions'
    const ids = await addTo(queue, ['a:1', 'a:2', 'b:3', 'b:4', "a:it's 5", 'a:6'])
    expect(await ran({ queue, where: { id: { equals: ids[1] } } })).toEqual(['2'])
    expect(await ran({ queue, where: { 'input.name': { equals: '4' } } })).toEqual(['4'])
    expect(await ran({ queue, where: { taskSlug: { equals: 'b' } } })).toEqual(['3'])
    const either = { or: [{ id: { in: [ids[0]] } }, { 'input.name': { like: '6' } }] }
    expect(await ran({ queue, where: either })).toEqual(['1', '6'])
    expect(await run({ queue, where: { 'input.name': { equals: 'none' } } })).toMatchObject({
      noJobsRemaining: true,
    })
    expect(await ran({ queue, where: { 'log.taskID': { exists: false } } })).toEqual(["it's 5"])
  })

  it('takes the queue that it is given, `default` where there is none, or all', async () => {
    await addTo('default', ['a:1'])
    await addTo('x', ['a:2'])
    await addTo('y', ['a:3'])
    expect(await ran({})).toEqual(['1'])
    expect(await ran({ queue: 'x' })).toEqual(['2'])
    expect(await ran({ allQueues: true })).toEqual(['3'])
  })

  it('takes no job before its time', async () => {
    const at = (ms: number) => new Date(Date.now() + ms)
    const queue = (name: string, waitUntil: Date) =>
      ways[way].jobs.queue({ task: 'a', queue: 'timed', input: { name }, waitUntil } as never)
    await queue('later', at(60_000))
    await queue('now', at(-60_000))
    expect(await ran({ queue: 'timed' })).toEqual(['now'])
    expect(await run({ queue: 'timed' })).toMatchObject({ noJobsRemaining: true })
  })
})
