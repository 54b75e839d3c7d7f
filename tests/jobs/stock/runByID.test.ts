import type { Payload, TaskConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'
import { readOutcome } from './support/readOutcome.ts'
import { see, seenOf } from './support/see.ts'

let ways: Ways

const flaky: TaskConfig = {
  slug: 'flaky',
  retries: { attempts: 2, backoff: { type: 'fixed', delay: 60_000 } },
  handler: ({ input, job, req }) => {
    see({ job, req }, 'flaky')
    if (job.totalTried < (input as { failures: number }).failures) throw new Error('not yet')
    return { output: {} }
  },
}

const twoSteps: Workflow = {
  slug: 'twoSteps',
  handler: async ({ inlineTask, job, req, tasks }) => {
    await inlineTask('1', {
      task: () => {
        see({ job, req }, 'first')
        return { output: {} }
      },
    })
    await tasks.flaky!('2', { input: job.input as never })
  },
}

beforeAll(async () => {
  ways = await openWays({ tasks: [flaky], jobs: { workflows: [twoSteps] } })
})

afterAll(() => ways.close())

const queue = async (payload: Payload, job: object) =>
  (await payload.jobs.queue({ queue: 'q', ...job } as never)).id

const readAll = (payload: Payload, ids: (number | string)[]) =>
  readOutcome({ payload, ids, runs: new Map(), queue: 'q' })

/** The same, by both; answers what stock Payload did. */
const expectAlike = async (does: (payload: Payload) => Promise<unknown>) => {
  const [stock, durable] = [await does(ways.stock), await does(ways.durable)]
  expect(durable).toEqual(stock)
  return stock
}

const status = (answer: Awaited<ReturnType<Payload['jobs']['runByID']>>) =>
  Object.values(answer.jobStatus ?? {}).map((one) => one.status)

describe('runByID', () => {
  it('runs one job, and leaves the others as they are', async () => {
    const done = await expectAlike(async (payload) => {
      const ids: (number | string)[] = []
      for (const _ of [1, 2, 3]) {
        ids.push(await queue(payload, { task: 'flaky', input: { failures: 0 } }))
      }
      const answer = await payload.jobs.runByID({ id: ids[1]!, silent: true })
      const jobs = await readAll(payload, ids)
      return [Object.keys(answer.jobStatus ?? {}).length, status(answer), jobs]
    })
    expect(done).toMatchObject([
      1,
      ['success'],
      [{ isCompleted: false, tried: 0 }, { isCompleted: true, tried: 1 }, { isCompleted: false }],
    ])
  })

  it('runs a job whatever its queue, its order, and its time', async () => {
    const done = await expectAlike(async (payload) => {
      const waitUntil = new Date(Date.now() + 3_600_000)
      const id = await queue(payload, {
        task: 'flaky',
        queue: 'of its own',
        input: { failures: 0 },
        waitUntil,
      })
      const answer = await payload.jobs.runByID({ id, silent: true })
      return [status(answer), await readAll(payload, [id])]
    })
    expect(done).toMatchObject([['success'], [{ isCompleted: true, tried: 1 }]])
  })

  it('tries a job again that waits for its next try, and restores what succeeded', async () => {
    const done = await expectAlike(async (payload) => {
      const id = await queue(payload, { workflow: 'twoSteps', input: { failures: 2 } })
      const tries: unknown[] = []
      for (const _ of [1, 2, 3]) {
        tries.push(...status(await payload.jobs.runByID({ id, silent: true })))
      }
      return [tries, await readAll(payload, [id])]
    })
    expect(done).toMatchObject([
      ['error', 'error', 'success'],
      [{ isCompleted: true, tried: 3, log: Array(4).fill({}) }],
    ])
    const firsts = (payload: Payload) => seenOf(payload).filter(({ what }) => what === 'first')
    expect([firsts(ways.stock).length, firsts(ways.durable).length]).toEqual([1, 1])
  })

  it('fails a job for good when its tries are used up', async () => {
    const done = await expectAlike(async (payload) => {
      const id = await queue(payload, { task: 'flaky', input: { failures: 9 } })
      const tries: unknown[] = []
      for (const _ of [1, 2, 3]) {
        tries.push(...status(await payload.jobs.runByID({ id, silent: true })))
      }
      return [tries, await readAll(payload, [id])]
    })
    expect(done).toMatchObject([
      ['error', 'error', 'error-reached-max-retries'],
      [{ hasError: true, tried: 3 }],
    ])
  })
})
