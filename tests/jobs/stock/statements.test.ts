import type { Payload, TaskConfig } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWays, type Ways, type Workflow } from './support/openWays.ts'

let ways: Ways

const noOp: TaskConfig = { slug: 'noOp', handler: () => ({ output: {} }) }

const threeTasks: Workflow = {
  slug: 'threeTasks',
  handler: async ({ inlineTask }) => {
    for (const id of ['1', '2', '3']) await inlineTask(id, { task: () => ({ output: {} }) })
  },
}

beforeAll(async () => {
  ways = await openWays({ tasks: [noOp], jobs: { workflows: [threeTasks] } })
})

afterAll(() => ways.close())

type Client = { query: (...args: unknown[]) => unknown }

/** Counts what Payload and the plugin send to Postgres, on whatever connection. */
const countStatements = async (payload: Payload, run: () => Promise<unknown>) => {
  const { Client } = (payload.db as unknown as { pg: { Client: { prototype: Client } } }).pg
  const { query } = Client.prototype
  let count = 0
  Client.prototype.query = function counted(...args) {
    count += 1
    return query.apply(this, args)
  }
  await run().finally(() => {
    Client.prototype.query = query
  })
  return count
}

const add = async (payload: Payload, queue: string, job: object, count: number) => {
  for (let n = 0; n < count; n += 1) {
    await payload.jobs.queue({ queue, input: {}, ...job } as never)
  }
}

const ofJobs = async (payload: Payload, job: object, count: number) => {
  const queue = `${count} of ${JSON.stringify(job)}`
  await add(payload, queue, job, count)
  const run = () => payload.jobs.run({ queue, silent: true, limit: count })
  return countStatements(payload, run)
}

it.each([{ task: 'noOp' }, { workflow: 'threeTasks' }])(
  'a run costs fewer statements than in stock, and many jobs hardly more than one: $task$workflow',
  async (job) => {
    const [stockOne, stockTen] = [
      await ofJobs(ways.stock, job, 1),
      await ofJobs(ways.stock, job, 10),
    ]
    const [one, ten] = [await ofJobs(ways.durable, job, 1), await ofJobs(ways.durable, job, 10)]
    expect(one).toBeLessThan(stockOne)
    // Ten together, and not one by one: 123 in stock.
    expect(ten).toBeLessThan(stockTen / 4)
  },
)
