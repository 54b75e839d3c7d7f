import { setTimeout as sleep } from 'node:timers/promises'
import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

type Steps = Extract<Workflow['handler'], unknown[]>

const double: TaskConfig = {
  slug: 'double',
  retries: 3,
  handler: async ({ input, job, req }) => {
    const { id, value, failures = 0 } = input as { id: string; value: number; failures?: number }
    see({ job, req }, id, input)
    // Of two that end at the same moment, stock Payload may forget one, and do it again.
    if (id === 'b') await sleep(100)
    // What fails in a step is not logged: only the job knows how often it was tried.
    if (job.totalTried < failures) throw new Error(`${id} failed`)
    return { output: { value: 2 * value } }
  },
}

type Status = Record<string, Record<string, { complete: boolean; output: { value: number } }>>

const statusOf = (job: { taskStatus?: unknown }, id: string) =>
  (job.taskStatus as Status | undefined)?.double?.[id]

const isDone =
  (id: string): Steps[number]['condition'] =>
  ({ job }) =>
    statusOf(job, id)?.complete === true

const step = (id: string, after?: string, more: object = {}): Steps[number] => ({
  id,
  task: 'double',
  input: ({ job }) => ({
    id,
    value: after ? statusOf(job, after)!.output.value : (job.input as { value: number }).value,
    failures: (job.input as Record<string, number>)[`${id}Failures`],
  }),
  ...(after && { condition: isDone(after) }),
  ...more,
})

const together = ['v', 'w', 'x', 'y', 'z']

const workflow = (slug: string, handler: Steps, retries?: Workflow['retries']): Workflow => ({
  slug,
  retries,
  handler,
})

const inline: Steps[number] = {
  id: 'inline',
  inlineTask: ({ job, req }) => {
    see({ job, req }, 'inline')
    return { output: { isInline: true } }
  },
  completesJob: true,
}

beforeAll(async () => {
  ways = await openWays({
    tasks: [double],
    jobs: {
      workflows: [
        workflow('one', [step('a', undefined, { completesJob: true })]),
        workflow('chain', [step('c', 'b', { completesJob: true }), step('b', 'a'), step('a')], 3),
        workflow('chainOnce', [step('a'), step('b', 'a', { completesJob: true })]),
        workflow('inlineOnly', [inline]),
        workflow('mixed', [step('a'), { ...inline, condition: isDone('a') }]),
        // Both begin at once.
        workflow('fork', [step('a'), step('b', undefined, { completesJob: true })], 2),
        workflow('together', [
          ...together.map((id) => step(id)),
          {
            ...step('last'),
            condition: ({ job }) => together.every((id) => statusOf(job, id)?.complete === true),
            completesJob: true,
          },
        ]),
        workflow('early', [
          step('a', undefined, { completesJob: true }),
          { ...step('never'), condition: () => false },
        ]),
      ],
    },
  })
})

afterAll(() => ways.close())

describe('a workflow of steps', () => {
  it('ends with the step that completes it', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'one', input: { value: 2 } }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1, log: [{ output: { value: 4 } }] })
  })

  it('runs each as soon as its condition holds, in whatever order they are written', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'chain', input: { value: 1 } }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1 })
    expect(ended!.log.map(({ id, output }) => [id, output])).toEqual([
      ['a', { value: 2 }],
      ['b', { value: 4 }],
      ['c', { value: 8 }],
    ])
  })

  it('tries a step again that failed, and no other', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'chain', input: { value: 1, bFailures: 2 } }],
    })
    expect(ended).toMatchObject({ isCompleted: true, tried: 3 })
    expect(ended!.seen.map(({ what }) => what)).toEqual(['a', 'b', 'b', 'b', 'c'])
    // What fails in a step is the workflow's error, and not logged as the task's.
    expect(ended!.log.map(({ state }) => state)).toEqual(Array(3).fill('succeeded'))
  })

  it('without retries fails for good, though its task has some', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'chainOnce', input: { value: 1, bFailures: 1 } }],
    })
    expect(ended).toMatchObject({
      isCompleted: false,
      hasError: true,
      tried: 1,
      error: { name: 'Error', message: 'b failed', cancelled: false },
    })
  })

  it('may have a step of its own', async () => {
    const [only, mixed] = await ways.expectAlike({
      jobs: [
        { workflow: 'inlineOnly', input: {} },
        { workflow: 'mixed', input: { value: 1 } },
      ],
    })
    expect(only).toMatchObject({ isCompleted: true, log: [{ task: 'inline', id: 'inline' }] })
    expect(mixed!.log.map(({ id }) => id)).toEqual(['a', 'inline'])
  })

  it('begins steps without a condition side by side', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'fork', input: { value: 1 } }] })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1 })
    expect(ended!.log).toHaveLength(2)
  })

  it('leaves out what its condition never allows', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'early', input: { value: 1 } }] })
    expect(ended).toMatchObject({ isCompleted: true })
    expect(ended!.seen.map(({ what }) => what)).toEqual(['a'])
  })

  it('knows of each of several steps that end at the same moment; stock may do them again', async () => {
    const { byRun, byWorker } = await ways.play({
      jobs: [{ workflow: 'together', input: { value: 1 } }],
    })
    for (const [ended] of [byRun, byWorker]) {
      expect(ended).toMatchObject({ isCompleted: true, tried: 1 })
      expect(ended!.seen.map(({ what }) => what)).toEqual([...together, 'last'])
    }
  })
})
