import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

const retriesOf: Record<string, TaskConfig['retries']> = {
  none: undefined,
  zero: 0,
  one: { attempts: 1 },
  three: 3,
}

const names = Object.keys(retriesOf)

/** Fails in its first `failures` tries. */
const flaky = (name: string): TaskConfig => ({
  slug: `flaky-${name}`,
  retries: retriesOf[name],
  handler: ({ input, job, req }) => {
    const { id, failures } = input as { id: string; failures: number }
    see({ job, req }, id)
    const tried = job.taskStatus?.[`flaky-${name}`]?.[id]?.totalTried ?? 0
    if (tried < failures) throw new Error(`failed ${tried + 1}`)
    return { output: { tried } }
  },
})

/** A first task that succeeds, and a second that fails. */
const twoTasks = (workflow: string, task: string): Workflow => ({
  slug: `${workflow}-${task}`,
  retries: retriesOf[workflow],
  handler: async ({ job, tasks }) => {
    const { failures } = job.input as { failures: number }
    const run = tasks[`flaky-${task}`]!
    await run('first', { input: { id: 'first', failures: 0 } })
    await run('second', { input: { id: 'second', failures } })
  },
})

/** Fails outside of any task. */
const throwing = (name: string): Workflow => ({
  slug: `throwing-${name}`,
  retries: retriesOf[name],
  handler: async ({ inlineTask, job, req }) => {
    await inlineTask('before', { task: () => ({ output: { isDone: true } }) })
    see({ job, req }, 'throws')
    if (job.totalTried < (job.input as { failures: number }).failures) throw new Error('between')
  },
})

const pairs = names.flatMap((workflow) => names.map((task) => ({ workflow, task })))

beforeAll(async () => {
  ways = await openWays({
    tasks: names.map(flaky),
    jobs: {
      workflows: [
        ...pairs.map(({ workflow, task }) => twoTasks(workflow, task)),
        ...names.map(throwing),
      ],
    },
  })
})

afterAll(() => ways.close())

/** Tries until a task that always fails ends its workflow: by retries of the workflow, then of the task. */
const tries: Record<string, Record<string, number>> = {
  none: { none: 1, zero: 1, one: 2, three: 4 },
  zero: { none: 1, zero: 1, one: 1, three: 1 },
  one: { none: 2, zero: 1, one: 2, three: 2 },
  three: { none: 4, zero: 1, one: 2, three: 4 },
}

describe('a workflow', () => {
  it.each(pairs)('with retries $workflow, of a task with retries $task', async (pair) => {
    const { workflow, task } = pair
    const expected = tries[workflow]![task]!
    const jobs = await ways.expectAlike({
      jobs: [100, 1].map((failures) => ({
        workflow: `${workflow}-${task}`,
        input: { failures },
      })),
    })
    expect(jobs).toMatchObject([
      { tried: expected, hasError: true, isCompleted: false, isProcessing: false },
      { tried: Math.min(2, expected), hasError: expected === 1, isCompleted: expected > 1 },
    ])
    expect(jobs[0]!.seen.map(({ what }) => what)).toEqual([
      'first',
      ...Array(expected).fill('second'),
    ])
    expect(jobs[0]!.log).toHaveLength(1 + expected)
  })

  it.each(names)('with retries %s, whose handler throws between tasks', async (name) => {
    const expected = { none: 1, zero: 1, one: 2, three: 4 }[name]!
    const jobs = await ways.expectAlike({
      jobs: [100, 1].map((failures) => ({ workflow: `throwing-${name}`, input: { failures } })),
    })
    expect(jobs).toMatchObject([
      { tried: expected, hasError: true, error: { name: 'Error', message: 'between' } },
      { tried: Math.min(2, expected), hasError: expected === 1, isCompleted: expected > 1 },
    ])
    expect(jobs[0]!.seen).toHaveLength(expected)
    // The task before it is restored, and its row stands alone.
    expect(jobs[0]!.log).toHaveLength(1)
  })
})

describe('a task by itself', () => {
  it.each(names)('with retries %s', async (name) => {
    const expected = { none: 1, zero: 1, one: 2, three: 4 }[name]!
    const jobs = await ways.expectAlike({
      jobs: [100, 1, 0].map((failures) => ({
        task: `flaky-${name}`,
        input: { id: '1', failures },
      })),
    })
    expect(jobs).toMatchObject([
      { tried: expected, hasError: true, isCompleted: false },
      { tried: Math.min(2, expected), hasError: expected === 1, isCompleted: expected > 1 },
      { tried: 1, hasError: false, error: null, isCompleted: true },
    ])
  })
})
