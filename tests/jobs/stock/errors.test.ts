import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

class TooLate extends Error {
  override name = 'TooLate'
}

const failures: Record<string, () => unknown> = {
  throwsError: () => {
    throw new Error('it failed')
  },
  throwsOwnError: () => {
    throw new TooLate('it is too late')
  },
  throwsWithCause: () => {
    throw new Error('the outer one', { cause: new Error('the inner one') })
  },
  throwsWithoutMessage: () => {
    throw new Error()
  },
  throwsText: () => {
    throw 'just text'
  },
  throwsObject: () => {
    throw { code: 'E42', message: 'an object' }
  },
  rejects: () => Promise.reject(new Error('rejected')),
  returnsFailed: () => ({ state: 'failed' }),
  returnsMessage: () => ({ state: 'failed', errorMessage: 'it said so' }),
  oddMessage: () => {
    throw new Error(`"quotes" 'and' \\ $1 \u{1f600}\nnext line`)
  },
}

const messages: Record<string, string> = {
  throwsError: 'it failed',
  throwsOwnError: 'it is too late',
  throwsWithCause: 'the outer one',
  throwsWithoutMessage: 'Task handler threw an error',
  throwsText: 'Task handler threw an error',
  throwsObject: 'an object',
  rejects: 'rejected',
  returnsFailed: 'Task handler returned a failed state',
  returnsMessage: 'it said so',
  oddMessage: `"quotes" 'and' \\ $1 \u{1f600}\nnext line`,
}

const failing: TaskConfig = {
  slug: 'failing',
  retries: 1,
  handler: ({ input, job, req }) => {
    see({ job, req }, 'failing')
    return failures[(input as { kind: string }).kind]!() as { output: object }
  },
  onFail: ({ input, job, req, taskStatus }) => {
    if (!job) throw new Error('onFail was called without a job')
    see({ job, req: req! }, 'onFail', [input, taskStatus?.totalTried ?? 0])
  },
}

const fine: TaskConfig = {
  slug: 'fine',
  handler: () => ({ output: { is: 'fine' } }),
  onSuccess: ({ input, job, req, taskStatus }) => {
    see({ job: job!, req: req! }, 'onSuccess', [input, taskStatus ?? null])
  },
}

/** Postgres keeps no such character in JSON. */
const unstorable: TaskConfig = {
  slug: 'unstorable',
  retries: 2,
  handler: ({ job, req }) => {
    see({ job, req }, 'unstorable')
    return { output: { text: '\u0000' } }
  },
}

const unstorableWithin: Workflow = {
  slug: 'unstorableWithin',
  retries: 1,
  handler: async ({ inlineTask, tasks }) => {
    await inlineTask('before', { task: () => ({ output: { is: 'fine' } }) })
    await tasks.unstorable!('1', { input: {} })
  },
}

const within: Workflow = {
  slug: 'within',
  retries: 1,
  handler: async ({ job, tasks }) => {
    await tasks.fine!('before', { input: {} })
    await tasks.failing!('1', { input: job.input as never })
  },
}

const throwing: Workflow = {
  slug: 'throwing',
  retries: 0,
  handler: ({ job }) => {
    failures[(job.input as { kind: string }).kind]!()
  },
}

beforeAll(async () => {
  ways = await openWays({
    tasks: [failing, fine, unstorable],
    jobs: { workflows: [within, throwing, unstorableWithin] },
  })
})

afterAll(() => ways.close())

describe('a task that fails', () => {
  it.each(Object.keys(failures))('%s', async (kind) => {
    const [alone, inWorkflow] = await ways.expectAlike({
      jobs: [
        { task: 'failing', input: { kind } },
        { workflow: 'within', input: { kind } },
      ],
    })
    const error = { name: 'Error', message: messages[kind], cancelled: false, hasStack: true }
    expect(alone).toMatchObject({ tried: 2, hasError: true, isCompleted: false, error })
    expect(alone!.log).toMatchObject(Array(2).fill({ state: 'failed', error, output: {} }))
    expect(inWorkflow).toMatchObject({ tried: 2, hasError: true, error })
  })
})

describe('a workflow that fails between its tasks', () => {
  const kinds = Object.keys(failures).filter((kind) => kind.startsWith('throws'))
  it.each(kinds)('%s', async (kind) => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'throwing', input: { kind } }] })
    expect(ended).toMatchObject({ tried: 1, hasError: true, log: [] })
  })
})

it('onFail is called after each try that failed, onSuccess after one that did not', async () => {
  const [ended] = await ways.expectAlike({
    jobs: [{ workflow: 'within', input: { kind: 'throwsError' } }],
  })
  expect(ended!.seen.map(({ what, more }) => [what, more])).toEqual([
    ['onSuccess', [{}, null]],
    ['failing', undefined],
    ['onFail', [{ kind: 'throwsError' }, 0]],
    ['failing', undefined],
    ['onFail', [{ kind: 'throwsError' }, 1]],
  ])
})

describe('what the config no longer knows fails for good at its first try', () => {
  const removed: { name: string; slug: string; job: object; message: string }[] = [
    {
      name: 'a task',
      slug: 'fine',
      job: { task: 'fine' },
      message: "Task 'fine' is not registered in payload.config.jobs.",
    },
    {
      name: 'a workflow',
      slug: 'within',
      job: { workflow: 'within' },
      message: "Workflow 'within' is not registered in payload.config.jobs.",
    },
    {
      name: 'a task of a workflow',
      slug: 'fine',
      job: { workflow: 'within' },
      message: 'tasks.fine is not a function',
    },
  ]

  it.each(removed)('$name', async ({ slug, job, message }) => {
    const all = [ways.stock, ways.durable].map(({ config }) => config.jobs)
    const before = all.map(({ tasks, workflows }) => ({ tasks, workflows }))
    for (const jobs of all) {
      jobs.tasks = jobs.tasks?.filter((task) => task.slug !== slug) ?? []
      jobs.workflows = jobs.workflows?.filter((workflow) => workflow.slug !== slug)
    }
    try {
      const [ended] = await ways.expectAlike({ jobs: [job] })
      expect(ended).toMatchObject({ hasError: true, isProcessing: false, error: { message } })
      expect(ended!.log).toEqual([])
    } finally {
      for (const [index, jobs] of all.entries()) Object.assign(jobs, before[index])
    }
  })
})

describe('an output that the database refuses', () => {
  it.each([
    ['of a task fails the job, though the task has retries', { task: 'unstorable' }, 1, 0],
    ['of a workflow counts as its error', { workflow: 'unstorableWithin' }, 2, 1],
  ])('%s', async (_, job, tried, logged) => {
    const outcomes = await ways.play({ jobs: [job] })
    const ended = { tried, hasError: true, isCompleted: false, isProcessing: false }
    for (const [way, [outcome]] of Object.entries(outcomes)) {
      expect(outcome, way).toMatchObject(ended)
      // What it says differs by the statement that failed.
      expect(String((outcome!.error as Error).message), way).toContain('Failed query')
      expect(outcome!.log, way).toHaveLength(logged)
      expect(outcome!.seen, way).toHaveLength(tried)
    }
  })
})
