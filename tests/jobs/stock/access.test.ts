import { createLocalReq, Forbidden, type Payload, type PayloadRequest } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWays, type Ways } from './support/openWays.ts'

let ways: Ways

beforeAll(async () => {
  ways = await openWays()
})

afterAll(() => ways.close())

const reqOf = async (payload: Payload, isLoggedIn: boolean): Promise<PayloadRequest> => {
  const user = { id: 1, collection: 'users', email: 'somebody@example.com' }
  return createLocalReq(isLoggedIn ? { user: user as never } : {}, payload)
}

type Endpoint = { path: string; handler: (req: PayloadRequest) => Promise<Response> }

/** Asks an endpoint of the jobs collection, as Payload's router would. */
const ask = async (payload: Payload, path: string, query: object, isLoggedIn: boolean) => {
  const { config } = payload.collections['payload-jobs' as never] as unknown as {
    config: { endpoints: Endpoint[] }
  }
  const endpoint = config.endpoints.find((one) => one.path === path)!
  const req = await reqOf(payload, isLoggedIn)
  const response = await endpoint.handler(Object.assign(req, { query }))
  return { status: response.status, body: await response.json() }
}

describe.each(['stock', 'durable'] as const)('%s', (way) => {
  const payload = () => ways[way]
  const queue = async () =>
    (await payload().jobs.queue({ task: 'note', queue: 'q', input: {} } as never)).id
  const read = async (id: number | string) => {
    const job = await payload().findByID({ collection: 'payload-jobs', id })
    const { completedAt, error, hasError } = job as unknown as Record<string, unknown>
    return { isCompleted: Boolean(completedAt), hasError, error: error ?? null }
  }

  const calls: [string, (args: object, id: number | string) => Promise<unknown>][] = [
    ['queue', (args) => payload().jobs.queue({ ...args, task: 'note', input: {} } as never)],
    ['run', (args) => payload().jobs.run({ ...args, queue: 'q', silent: true })],
    ['runByID', (args, id) => payload().jobs.runByID({ ...args, id, silent: true })],
    ['cancel', (args, id) => payload().jobs.cancel({ ...args, where: { id: { equals: id } } })],
    ['cancelByID', (args, id) => payload().jobs.cancelByID({ ...args, id })],
  ]

  it.each(calls)(
    '%s asks for the right to do it where overrideAccess is false',
    async (_, call) => {
      const id = await queue()
      const untouched = await read(id)
      const anonymous = await reqOf(payload(), false)
      await expect(call({ overrideAccess: false, req: anonymous }, id)).rejects.toThrow(Forbidden)
      expect(await read(id)).toEqual(untouched)
      const req = await reqOf(payload(), true)
      await call({ overrideAccess: false, req }, id)
      await payload().jobs.cancelByID({ id })
    },
  )

  it('the endpoint that runs jobs is for those who are logged in', async () => {
    const id = await queue()
    const query = { queue: 'q', silent: 'true' }
    expect(await ask(payload(), '/run', query, false)).toMatchObject({ status: 401 })
    expect(await read(id)).toMatchObject({ isCompleted: false })
    expect(await ask(payload(), '/run', query, true)).toEqual({
      status: 200,
      body: { message: 'Success', noJobsRemaining: false, remainingJobsFromQueried: 0 },
    })
    expect(await read(id)).toMatchObject({ isCompleted: true })
    expect(await ask(payload(), '/run', query, true)).toMatchObject({
      status: 200,
      body: { noJobsRemaining: true },
    })
  })

  it('it takes a limit, and all queues', async () => {
    const ids = [await queue(), await queue(), await queue()]
    const done = async () => (await Promise.all(ids.map(read))).filter((job) => job.isCompleted)
    await ask(payload(), '/run', { queue: 'q', limit: '2', silent: 'true' }, true)
    expect(await done()).toHaveLength(2)
    await ask(payload(), '/run', { allQueues: 'false', silent: 'true' }, true)
    expect(await done()).toHaveLength(2)
    await ask(payload(), '/run', { allQueues: 'true', silent: 'true' }, true)
    expect(await done()).toHaveLength(3)
  })

  it('a job can be made and changed as a document', async () => {
    const made = await payload().create({
      collection: 'payload-jobs',
      data: { taskSlug: 'note', queue: 'q', input: { message: '1' } } as never,
    })
    const changed = await payload().update({
      collection: 'payload-jobs',
      id: made.id,
      data: { input: { message: '2' } } as never,
    })
    expect((changed as unknown as { input: unknown }).input).toEqual({ message: '2' })
    await payload().jobs.run({ queue: 'q', silent: true })
    expect(await read(made.id)).toMatchObject({ isCompleted: true })
  })
})
