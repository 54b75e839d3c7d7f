import type { TaskConfig } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { see } from './support/see.ts'

let ways: Ways

type ShouldRestore = Exclude<TaskConfig['retries'], number | undefined>['shouldRestore']

const counting = (slug: string, shouldRestore?: ShouldRestore): TaskConfig => ({
  slug,
  retries: { attempts: 2, shouldRestore },
  handler: ({ input, job, req }) => {
    see({ job, req }, slug)
    return { output: { by: slug, inTry: job.totalTried, input } }
  },
})

/** A task that succeeds, one that gives back what the first gave, and one that fails twice. */
const workflow = (task: string, retries?: TaskConfig['retries']): Workflow => ({
  slug: `of-${task}${retries ? '-here' : ''}`,
  retries: 3,
  handler: async ({ inlineTask, job, req, tasks }) => {
    const { isForced } = job.input as { isForced?: boolean }
    const output = await tasks[task]!('1', { input: { isForced, inTry: job.totalTried }, retries })
    see({ job, req }, 'restored', output)
    await inlineTask('2', {
      retries: 3,
      task: () => {
        if (job.totalTried < 2) throw new Error('not yet')
        return { output: {} }
      },
    })
  },
})

const byCondition: ShouldRestore = ({ input, job, taskStatus }) =>
  !(input as { isForced?: boolean }).isForced && job.totalTried > 0 && taskStatus.complete

beforeAll(async () => {
  const tasks = [
    counting('byDefault'),
    counting('always', true),
    counting('never', false),
    counting('asked', byCondition),
  ]
  ways = await openWays({
    tasks,
    jobs: {
      workflows: [
        ...tasks.map(({ slug }) => workflow(slug)),
        workflow('byDefault', { shouldRestore: false }),
      ],
    },
  })
})

afterAll(() => ways.close())

type Case = { name: string; workflow: string; isForced?: boolean; times: number }

const cases: Case[] = [
  { name: 'is restored', workflow: 'of-byDefault', times: 1 },
  { name: 'is restored with shouldRestore true', workflow: 'of-always', times: 1 },
  { name: 'is done again with shouldRestore false', workflow: 'of-never', times: 3 },
  { name: 'is restored where the workflow says so', workflow: 'of-asked', times: 1 },
  {
    name: 'is done again where a function says so',
    workflow: 'of-asked',
    isForced: true,
    times: 3,
  },
  { name: 'is done again where the call says so', workflow: 'of-byDefault-here', times: 3 },
]

it.each(cases)('a task that succeeded $name', async ({ workflow: slug, isForced, times }) => {
  const [ended] = await ways.expectAlike({ jobs: [{ workflow: slug, input: { isForced } }] })
  expect(ended).toMatchObject({ isCompleted: true, tried: 3 })
  const outputs = ended!.seen.filter(({ what }) => what === 'restored').map(({ more }) => more)
  expect(outputs.map((output) => (output as { inTry: number }).inTry)).toEqual(
    times === 1 ? [0, 0, 0] : [0, 1, 2],
  )
  expect(ended!.log.filter(({ id }) => id === '1')).toHaveLength(times)
})
