import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

type Retries = TaskConfig['retries']

const fixed = (attempts: number, delay: number): Retries => ({
  attempts,
  backoff: { type: 'fixed', delay },
})

const exponential = (attempts: number, delay: number): Retries => ({
  attempts,
  backoff: { type: 'exponential', delay },
})

/** Always fails; `putOffMs` is a wish of its own, as from a `Retry-After`. */
const failing = (slug: string, retries: Retries): TaskConfig => ({
  slug,
  retries,
  handler: ({ input, job, req }) => {
    see({ job, req }, slug)
    const { putOffMs } = input as { putOffMs?: number }
    if (putOffMs) job.waitUntil = new Date(Date.now() + putOffMs).toISOString()
    throw new Error('not now')
  },
})

const failingWorkflow = (slug: string, task: string, retries: Retries): Workflow => ({
  slug,
  retries,
  handler: async ({ job, tasks }) => {
    await tasks[task]!('1', { input: job.input as never })
  },
})

/** Fails outside of a task, and so only by its own retries. */
const throwing: Workflow = {
  slug: 'throwing',
  retries: exponential(2, 200),
  handler: async ({ inlineTask, job, req }) => {
    await inlineTask('1', { task: () => ({ output: {} }) })
    see({ job, req }, 'throwing')
    throw new Error('not now')
  },
}

beforeAll(async () => {
  ways = await openWays({
    tasks: [
      failing('fixed', fixed(2, 400)),
      failing('growing', exponential(3, 200)),
      failing('atOnce', fixed(2, 0)),
      failing('plain', 2),
      failing('slow', fixed(5, 600)),
    ],
    jobs: {
      workflows: [
        failingWorkflow('slowTask', 'slow', exponential(2, 200)),
        failingWorkflow('slowWorkflow', 'growing', fixed(2, 800)),
        failingWorkflow('inherits', 'plain', fixed(5, 400)),
        throwing,
      ],
    },
  })
})

afterAll(() => ways.close())

type Case = { name: string; job: object; waits: (number | 'none')[] }

const cases: Case[] = [
  { name: 'a fixed one stays as it is', job: { task: 'fixed' }, waits: ['none', 400, 400] },
  {
    name: 'an exponential one doubles with each try',
    job: { task: 'growing' },
    waits: ['none', 200, 400, 800],
  },
  { name: 'one of nothing waits for nothing', job: { task: 'atOnce' }, waits: ['none', 0, 0] },
  { name: 'none waits for nothing', job: { task: 'plain' }, waits: ['none', 0, 0] },
  {
    name: "the longer wins: the task's",
    job: { workflow: 'slowTask' },
    waits: ['none', 600, 600],
  },
  {
    name: "the longer wins: the workflow's",
    job: { workflow: 'slowWorkflow' },
    waits: ['none', 800, 800],
  },
  {
    name: "a task without one waits as long as the workflow's",
    job: { workflow: 'inherits' },
    waits: ['none', 400, 400],
  },
  {
    name: 'a handler may put off its next try by more',
    job: { task: 'fixed', input: { putOffMs: 800 } },
    waits: ['none', 800, 800],
  },
  {
    name: 'a handler cannot put it off by less',
    job: { task: 'fixed', input: { putOffMs: 200 } },
    waits: ['none', 400, 400],
  },
]

it.each(cases)('back-off: $name', async ({ job, waits }) => {
  const [ended] = await ways.expectAlike({ jobs: [job], withWaits: true })
  expect(ended!.seen.map(({ wait }) => wait)).toEqual(waits)
  expect(ended).toMatchObject({ tried: waits.length, hasError: true, isCompleted: false })
})

it('back-off: a workflow that throws between tasks waits by its own', async () => {
  const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'throwing' }], withWaits: true })
  expect(ended!.seen.map(({ wait }) => wait)).toEqual(['none', 200, 400])
  expect(ended).toMatchObject({ tried: 3, hasError: true })
})

it('no job begins before its time', async () => {
  const startedAt = Date.now()
  const jobs = [600, 300, -60_000].map((ms) => ({
    task: 'note',
    waitUntil: new Date(startedAt + ms),
  }))
  const ended = await ways.expectAlike({ jobs })
  expect(ended).toMatchObject(Array(3).fill({ isCompleted: true, tried: 1 }))
  for (const { db } of [ways.stock, ways.durable]) {
    const { docs } = await db.find<Record<string, unknown>>({
      collection: 'payload-jobs',
      pagination: false,
      where: { taskSlug: { equals: 'note' } },
    })
    for (const { log, waitUntil } of docs) {
      const [row] = log as { executedAt: string }[]
      expect(Date.parse(row!.executedAt)).toBeGreaterThan(Date.parse(String(waitUntil)))
    }
  }
})
