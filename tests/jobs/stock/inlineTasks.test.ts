import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

const step: TaskConfig = {
  slug: 'step',
  handler: ({ input, job, req }) => {
    see({ job, req }, 'step')
    return { output: { from: input as object } }
  },
}

const one: Workflow = {
  slug: 'one',
  handler: async ({ inlineTask, job, req }) => {
    const output = await inlineTask('1', {
      input: { message: (job.input as { message: string }).message },
      task: ({ input }) => {
        see({ job, req }, 'inline', input)
        return { output: { said: (input as { message: string }).message } }
      },
    })
    see({ job, req }, 'after', output)
  },
}

const retrying: Workflow = {
  slug: 'retrying',
  handler: async ({ inlineTask, job, req }) => {
    const { attempts } = job.input as { attempts: number }
    await inlineTask('1', {
      retries: { attempts, backoff: { type: 'fixed', delay: 200 } },
      task: () => {
        see({ job, req }, 'inline')
        throw new Error('never')
      },
    })
  },
}

/** Tasks within tasks, the second of which may fail. */
const nested: Workflow = {
  slug: 'nested',
  retries: 3,
  handler: async ({ inlineTask, job }) => {
    const { failures } = job.input as { failures: number }
    await inlineTask('outer', {
      input: { of: 'outer' },
      task: async ({ inlineTask: within, req, tasks }) => {
        see({ job, req }, 'outer')
        const first = await within('first', {
          task: () => {
            see({ job, req }, 'first')
            return { output: { n: 1 } }
          },
        })
        await within('second', {
          retries: 3,
          task: () => {
            see({ job, req }, 'second')
            if (job.totalTried < failures) throw new Error('the second failed')
            return { output: { n: 2 } }
          },
        })
        await tasks.step!('third', { input: { first } })
        return { output: { isWhole: true } }
      },
    })
  },
}

const withoutHandler: Workflow = {
  slug: 'withoutHandler',
  handler: async ({ inlineTask }) => {
    await inlineTask('1', { input: {} } as never)
  },
}

describe.each([false, true])('with addParentToTaskLog %s', (addParentToTaskLog) => {
  beforeAll(async () => {
    ways = await openWays({
      tasks: [step],
      jobs: { addParentToTaskLog, workflows: [one, retrying, nested, withoutHandler] },
    })
  })

  afterAll(() => ways.close())

  it('an inline task is logged by its id', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'one', input: { message: 'hello' } }],
    })
    expect(ended).toMatchObject({
      isCompleted: true,
      log: [{ task: 'inline', id: '1', input: { message: 'hello' }, output: { said: 'hello' } }],
      taskStatus: { inline: { 1: { complete: true, totalTried: 1 } } },
    })
  })

  it.each([0, 2])('an inline task has retries of its own: %s', async (attempts) => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'retrying', input: { attempts } }],
      withWaits: true,
    })
    expect(ended).toMatchObject({ hasError: true, tried: attempts + 1 })
    expect(ended!.seen.map(({ wait }) => wait)).toEqual(['none', ...Array(attempts).fill(200)])
  })

  it('tasks within a task are logged before it, with their parent where that is wanted', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'nested', input: { failures: 0 } }],
    })
    expect(ended).toMatchObject({ isCompleted: true, tried: 1 })
    expect(ended!.log.map(({ task, id }) => `${task} ${id}`)).toEqual([
      'inline first',
      'inline second',
      'step third',
      'inline outer',
    ])
    const parents = ended!.log.map(({ parent }) => parent)
    const outer = { taskID: 'outer', taskSlug: 'inline' }
    if (addParentToTaskLog) expect(parents.slice(0, 3)).toEqual([outer, outer, outer])
    else expect(parents).toEqual([null, null, null, null])
  })

  it('a task within a task that succeeded is not done again', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'nested', input: { failures: 2 } }],
    })
    expect(ended).toMatchObject({ isCompleted: true, tried: 3 })
    const times = (name: string) => ended!.seen.filter(({ what }) => what === name).length
    expect([times('outer'), times('first'), times('second'), times('step')]).toEqual([3, 1, 3, 1])
  })

  it('a task within a task that always fails ends the job', async () => {
    const [ended] = await ways.expectAlike({
      jobs: [{ workflow: 'nested', input: { failures: 9 } }],
    })
    expect(ended).toMatchObject({ hasError: true, isCompleted: false })
  })

  it('without a handler fails', async () => {
    const [ended] = await ways.expectAlike({ jobs: [{ workflow: 'withoutHandler' }] })
    expect(ended).toMatchObject({
      hasError: true,
      tried: 1,
      error: { message: 'Inline task with ID 1 does not have a valid handler.' },
    })
  })
})
