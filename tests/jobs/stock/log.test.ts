import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

const values: [string, unknown][] = [
  ['text', 'plain'],
  ['quotes and backslashes', `it's "so" \\ and \\n and \\u0041`],
  ['line breaks', 'one\ntwo\r\n\tthree'],
  ['other alphabets', 'Zürich 東京 🎉 e\u0301 \u202e'],
  ['what looks like SQL', `'); drop table payload_jobs; --`],
  ['what looks like a placeholder', '$1 :name ? %s {}'],
  ['zero', 0],
  ['no', false],
  ['a large number', 9_007_199_254_740_991],
  ['a fraction', 0.1],
  ['an empty list', []],
  ['a list', [1, 'two', null, [3], { four: 4 }]],
  ['null', null],
  ['nested objects', { a: { b: { c: [{ d: null }] } }, '': 'no name', 'a.b': 'dots' }],
  ['a date', '2026-01-02T03:04:05.678Z'],
  ['much text', 'x'.repeat(200_000)],
]

const echo: TaskConfig = {
  slug: 'echo',
  handler: ({ input, job, req }) => {
    see({ job, req }, 'echo', input)
    return { output: input as object }
  },
}

const odd: Record<string, () => unknown> = {
  nothing: () => ({}),
  emptyOutput: () => ({ output: {} }),
  undefinedOutput: () => ({ output: undefined }),
  nullOutput: () => ({ output: null }),
  aDate: () => ({ output: { at: new Date(0), nested: [new Date(1)] } }),
  undefinedWithin: () => ({ output: { is: undefined, list: [undefined] } }),
  aList: () => ({ output: [1, 2] }),
  aText: () => ({ output: 'text' }),
  succeeded: () => ({ state: 'succeeded', output: { is: 'fine' } }),
}

const oddTask: TaskConfig = {
  slug: 'odd',
  handler: ({ input }) => odd[(input as { kind: string }).kind]!() as { output: object },
}

/** The same as a task of a workflow, where further tasks know of it. */
const oddWorkflow: Workflow = {
  slug: 'oddWorkflow',
  handler: async ({ job, req, tasks }) => {
    const output = await tasks.odd!('1', { input: job.input as never })
    see({ job, req }, 'after', output)
    await tasks.echo!('2', { input: { isLast: true } })
  },
}

const twice: Workflow = {
  slug: 'twice',
  retries: 1,
  handler: async ({ inlineTask, job, tasks }) => {
    await tasks.echo!('same', { input: { n: 1 } })
    await inlineTask('same', { task: () => ({ output: { is: 'another' } }) })
    if (job.totalTried === 0) throw new Error('again')
  },
}

beforeAll(async () => {
  ways = await openWays({ tasks: [echo, oddTask], jobs: { workflows: [oddWorkflow, twice] } })
})

afterAll(() => ways.close())

describe('input and output are kept as they are', () => {
  it.each(values)('%s', async (_, value) => {
    const [ended] = await ways.expectAlike({ jobs: [{ task: 'echo', input: { value } }] })
    expect(ended).toMatchObject({
      isCompleted: true,
      input: { value },
      log: [{ input: { value }, output: { value }, state: 'succeeded', isInTime: true }],
      taskStatus: { echo: { 1: { complete: true, totalTried: 1, output: { value } } } },
    })
  })
})

describe('a handler may answer', () => {
  it.each(Object.keys(odd))('%s', async (kind) => {
    const [alone, within] = await ways.expectAlike({
      jobs: [
        { task: 'odd', input: { kind } },
        { workflow: 'oddWorkflow', input: { kind } },
      ],
    })
    expect(alone).toMatchObject({ isCompleted: true, tried: 1 })
    expect(within).toMatchObject({ isCompleted: true, tried: 1 })
    expect(alone!.log[0]!.output).toEqual(within!.log[0]!.output)
  })
})

it('tasks of the same id and another slug are kept apart', async () => {
  const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'twice' }] })
  expect(ended).toMatchObject({ isCompleted: true, tried: 2 })
  expect(ended!.log.map(({ task, id }) => `${task} ${id}`)).toEqual(['echo same', 'inline same'])
})

it.each(['stock', 'durable'] as const)(
  'every row has its times, and the job its last write: %s',
  async (way) => {
    const payload = ways[way]
    const startedAt = Date.now()
    const { id } = await payload.jobs.queue({ task: 'echo', queue: 'times', input: {} } as never)
    await payload.jobs.run({ queue: 'times', silent: true })
    const job = (await payload.findByID({ collection: 'payload-jobs', id })) as unknown as {
      log: Record<string, string>[]
    } & Record<string, string>
    const [row] = job.log
    const times = [
      new Date(startedAt).toISOString(),
      job.createdAt,
      row!.executedAt,
      row!.completedAt,
      job.completedAt,
      job.updatedAt,
      new Date().toISOString(),
    ]
    expect(times.toSorted()).toEqual(times)
    expect(row!.id).toMatch(/^[0-9a-f]{24}$/)
  },
)
