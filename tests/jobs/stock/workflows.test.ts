import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

const double: TaskConfig = {
  slug: 'double',
  retries: 2,
  handler: ({ input, job, req }) => {
    see({ job, req }, 'double', input)
    return { output: { value: 2 * (input as { value: number }).value } }
  },
}

/** Fails as often as its input says. */
const flaky: TaskConfig = {
  slug: 'flaky',
  retries: 3,
  handler: ({ input, job, req }) => {
    const { id, failures } = input as { id: string; failures: number }
    see({ job, req }, 'flaky', id)
    if ((job.taskStatus?.flaky?.[id]?.totalTried ?? 0) < failures) throw new Error('not yet')
    return { output: { id } }
  },
}

const numberIn = (output: unknown) => (output as { value: number }).value

const chain: Workflow = {
  slug: 'chain',
  handler: async ({ job, tasks }) => {
    const { value } = job.input as { value: number }
    const first = await tasks.double!('first', { input: { value } })
    const second = await tasks.double!('second', { input: { value: numberIn(first) } })
    await tasks.double!('third', { input: { value: numberIn(second) } })
  },
}

const sideBySide: Workflow = {
  slug: 'sideBySide',
  handler: async ({ job, tasks }) => {
    const { count } = job.input as { count: number }
    await Promise.all(
      Array.from({ length: count }, (_, n) =>
        tasks.double!(`number ${n}`, { input: { value: n } }),
      ),
    )
  },
}

/** Two tasks fail in turn, each more than once. */
const staggered: Workflow = {
  slug: 'staggered',
  retries: 5,
  handler: async ({ tasks }) => {
    await tasks.flaky!('a', { input: { id: 'a', failures: 2 } })
    await tasks.double!('between', { input: { value: 1 } })
    await tasks.flaky!('b', { input: { id: 'b', failures: 1 } })
  },
}

const forgiving: Workflow = {
  slug: 'forgiving',
  handler: async ({ tasks }) => {
    await tasks.flaky!('a', { input: { id: 'a', failures: 9 } }).catch(() => {})
    await tasks.double!('after', { input: { value: 1 } })
  },
}

/** Keeps a count in its own input, past the job queue, as an application may. */
const counting: Workflow = {
  slug: 'counting',
  retries: 3,
  handler: async ({ job, req, tasks }) => {
    const { count = 0 } = job.input as { count?: number }
    const input = { ...(job.input as object), count: count + 1 }
    await req.payload.update({ collection: 'payload-jobs', id: job.id, data: { input } as never })
    await tasks.double!('before', { input: { value: 1 } })
    see({ job, req }, 'after a task', job.input)
    await tasks.flaky!('a', { input: { id: 'a', failures: 2 } })
    see({ job, req }, 'at the end', job.input)
  },
}

/** Changes what it was given, without writing it. */
const careless: Workflow = {
  slug: 'careless',
  handler: async ({ job, req, tasks }) => {
    Object.assign(job, { input: { value: 'changed' }, waitUntil: new Date(0).toISOString() })
    await tasks.double!('1', { input: { value: 1 } })
    see({ job, req }, 'after a task', [job.input, job.waitUntil ?? null])
  },
}

const ofOtherQueue: Workflow = {
  slug: 'ofOtherQueue',
  queue: 'other',
  handler: async ({ tasks }) => {
    await tasks.double!('1', { input: { value: 1 } })
  },
}

beforeAll(async () => {
  ways = await openWays({
    tasks: [double, flaky],
    jobs: {
      workflows: [
        chain,
        sideBySide,
        staggered,
        forgiving,
        counting,
        careless,
        ofOtherQueue,
        { slug: 'empty', handler: async () => {} },
      ],
    },
  })
})

afterAll(() => ways.close())

describe('a workflow', () => {
  it('hands what one task gives to the next', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'chain', input: { value: 3 } }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1, error: null, hasError: false })
    expect(ended!.log.map(({ id, output }) => [id, output])).toEqual([
      ['first', { value: 6 }],
      ['second', { value: 12 }],
      ['third', { value: 24 }],
    ])
    // Each knows those before it.
    expect(
      ended!.seen.map(({ taskStatus }) => Object.keys(Object(taskStatus).double ?? {})),
    ).toEqual([[], ['first'], ['first', 'second']])
  })

  it.each([1, 20, 50])('runs %s tasks side by side, and logs each once', async (count) => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'sideBySide', input: { count } }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1 })
    expect(new Set(ended!.log.map(({ id }) => id)).size).toBe(count)
    expect(ended!.log).toHaveLength(count)
  })

  it('that fails here and there goes on where it left off', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'staggered' }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 4 })
    expect(ended!.log.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'a failed',
      'a failed',
      'a succeeded',
      'between succeeded',
      'b failed',
      'b succeeded',
    ])
  })

  it('may go on after a task that failed, of which the log then says nothing', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'forgiving' }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1, hasError: false })
    expect(ended!.log.map(({ id }) => id)).toEqual(['after'])
  })

  it('without a task is completed', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'empty' }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1, log: [], taskStatus: {} })
  })

  it('may write its own job, and finds that again', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'counting', input: { name: 'x' } }],
    })
    expect(ended).toMatchObject({ isCompleted: true, tried: 3, input: { name: 'x', count: 3 } })
    const known = ended!.seen.filter(({ what }) => what === 'at the end').map(({ more }) => more)
    expect(known).toEqual([{ name: 'x', count: 3 }])
  })

  it('that changes its job without writing it, is given the stored one again', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'careless', input: { value: 1 } }],
    })
    expect(ended).toMatchObject({ isCompleted: true, input: { value: 1 } })
    expect(ended!.seen.at(-1)!.more).toEqual([{ value: 1 }, null])
  })

  it('many at once do not mix', async () => {
    const values = Array.from({ length: 8 }, (_, n) => n)
    const ended = await ways.expectAlike({
      jobs: values.map((value) => ({ workflow: 'chain', input: { value } })),
    })
    expect(ended.map(({ log }) => log.at(-1)!.output)).toEqual(
      values.map((value) => ({ value: 8 * value })),
    )
  })
})

it('a workflow goes to the queue of its config, unless another is named', async () => {
  for (const payload of [ways.stock, ways.durable]) {
    const queued = async (job: object) =>
      (await payload.jobs.queue({ input: {}, ...job } as never)) as { id: number; queue: string }
    const jobs = [
      await queued({ workflow: 'ofOtherQueue' }),
      await queued({ workflow: 'ofOtherQueue', queue: 'named' }),
      await queued({ workflow: 'chain', input: { value: 1 } }),
      await queued({ task: 'double', input: { value: 1 } }),
    ]
    expect(jobs.map(({ queue }) => queue)).toEqual(['other', 'named', 'default', 'default'])
    const { jobStatus } = await payload.jobs.run({ queue: 'other', silent: true })
    expect(Object.keys(jobStatus ?? {})).toEqual([String(jobs[0]!.id)])
    await payload.jobs.run({ allQueues: true, silent: true })
  }
})
