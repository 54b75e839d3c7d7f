import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  enqueueJobs,
  type NewJob,
  type QueueSlots,
  startWorker,
  type Worker,
} from '../../plugins/durable-jobs/index.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let database: TestDatabase
let payload: Payload
let workers: Worker[]
/** The names of the jobs in the order in which they began. */
let began: string[]
let ends: Map<string, () => void>

/** Runs until its name is ended. */
const named: TaskConfig = {
  slug: 'named',
  handler: async ({ input }) => {
    const { name } = input as unknown as { name: string }
    began.push(name)
    await new Promise<void>((resolve) => ends.set(name, resolve))
    return { output: {} }
  },
}

const end = (name: string) => {
  ends.get(name)?.()
  ends.delete(name)
}

const job = (name: string, share: Partial<NewJob> = {}): NewJob => ({
  task: 'named',
  queue: 'q',
  input: { name },
  ...share,
})

const enqueue = (...jobs: NewJob[]) => enqueueJobs({ payload, jobs })

const work = async (share: QueueSlots) => {
  const worker = await startWorker({ payload, queues: { q: share }, drainMs: 1 })
  workers.push(worker)
  await waitFor({ what: 'the worker to listen', check: () => worker.stats().isListening })
}

const hasBegun = async (...names: string[]) => {
  await waitFor({
    what: `${names} to begin`,
    check: () => names.every((name) => began.includes(name)),
  })
}

/** All that the worker could begin it has begun: it has found nothing more, and sleeps. */
const isAtRest = async () => {
  let before = -1
  await waitFor({
    what: 'the worker to be at rest',
    check: async () => {
      const isSame = began.length === before
      before = began.length
      await new Promise((resolve) => setTimeout(resolve, 200))
      return isSame && began.length === before
    },
  })
}

beforeEach(async () => {
  database = await openDatabase()
  workers = []
  began = []
  ends = new Map()
  payload = await startPayload({
    url: database.url,
    tasks: [named],
    options: { pollMs: 60_000 },
  })
})

afterEach(async () => {
  const stopping = workers.map((worker) => worker.stop())
  for (const name of [...ends.keys()]) end(name)
  await Promise.all(stopping)
  await database.close()
})

describe('urgent jobs', () => {
  it('are taken before all others, however much longer those have waited', async () => {
    await enqueue(job('old'), job('older', { waitUntil: new Date(0) }))
    await enqueue(job('urgent', { urgent: true, waitUntil: new Date(Date.now() - 1) }))
    await work({ slots: 1 })
    await hasBegun('urgent')
    expect(began).toEqual(['urgent'])
    end('urgent')
    await hasBegun('older')
    expect(began).toEqual(['urgent', 'older'])
  })

  it('find slots that are kept for them, when all that others may have are taken', async () => {
    await work({ slots: 3, urgentOnly: 1 })
    await enqueue(job('a'), job('b'), job('c'))
    await hasBegun('a', 'b')
    await isAtRest()
    expect(began).toEqual(['a', 'b'])
    await enqueue(job('now', { urgent: true }))
    await hasBegun('now')
    end('a')
    await hasBegun('c')
    expect(began).toEqual(['a', 'b', 'now', 'c'])
  })

  it('leave those slots to others that are kept for them', async () => {
    await enqueue(...['a', 'b', 'c'].map((name) => job(name, { urgent: true })), job('calm'))
    await work({ slots: 3, urgentOnly: 1, calmOnly: 1 })
    await hasBegun('a', 'b', 'calm')
    await isAtRest()
    expect(began).toHaveLength(3)
    end('calm')
    await isAtRest()
    expect(began).toHaveLength(3)
  })

  it('may take every slot', async () => {
    await enqueue(...['a', 'b', 'c'].map((name) => job(name, { urgent: true })), job('calm'))
    await work({ slots: 3, urgentOnly: 2 })
    await hasBegun('a', 'b', 'c')
    await isAtRest()
    expect(began).toHaveLength(3)
  })
})

describe('groups', () => {
  it('take turns: a flood of one does not stand before another', async () => {
    const flood = Array.from({ length: 1000 }, (_, index) => job(`flood ${index}`, { group: 'a' }))
    await enqueue(...flood)
    await work({ slots: 2 })
    await hasBegun('flood 0', 'flood 1')
    await enqueue(job('b 0', { group: 'b' }), job('b 1', { group: 'b' }))
    end('flood 0')
    await hasBegun('b 0')
    expect(began).toEqual(['flood 0', 'flood 1', 'b 0'])
    end('flood 1')
    await isAtRest()
    // The one runs none of its own by now, and so it is its turn.
    expect(began.slice(3)).toEqual(['flood 2'])
  })

  it('share what is free at once', async () => {
    await enqueue(
      ...Array.from({ length: 8 }, (_, index) => job(`a ${index}`, { group: 'a' })),
      ...Array.from({ length: 8 }, (_, index) => job(`b ${index}`, { group: 'b' })),
    )
    await work({ slots: 4 })
    await isAtRest()
    expect(began.filter((name) => name.startsWith('a'))).toEqual(['a 0', 'a 1'])
    expect(began.filter((name) => name.startsWith('b'))).toEqual(['b 0', 'b 1'])
  })

  it('one group alone has all slots, in the order in which its jobs fall due', async () => {
    const now = Date.now()
    await enqueue(
      ...[3, 1, 2].map((place) =>
        job(`${place}`, { group: 'a', waitUntil: new Date(now - 10_000 + place) }),
      ),
    )
    await work({ slots: 3 })
    await isAtRest()
    expect(began).toEqual(['1', '2', '3'])
  })
})

describe('resources', () => {
  it('hold only so many slots, and what hangs keeps nothing of others', async () => {
    await enqueue(
      ...Array.from({ length: 20 }, (_, index) =>
        job(`hangs ${index}`, { resource: 'dead server' }),
      ),
      job('well', { resource: 'live server' }),
      job('alone'),
    )
    await work({ slots: 4, perResource: 1 })
    await hasBegun('hangs 0', 'well', 'alone')
    await isAtRest()
    expect(began).toHaveLength(3)
    end('hangs 0')
    await hasBegun('hangs 1')
    await isAtRest()
    expect(began).toHaveLength(4)
  })
})

describe('a limit over the installation', () => {
  it('holds over several workers, and a place that comes free is taken', async () => {
    await enqueue(...Array.from({ length: 6 }, (_, index) => job(`${index}`)))
    const share = { slots: 3, installationSlots: 2 }
    await work(share)
    await work(share)
    await hasBegun('0', '1')
    await isAtRest()
    expect(began).toHaveLength(2)
    end('0')
    await waitFor({ what: 'another to begin', check: () => began.length === 3 })
    await isAtRest()
    expect(began).toHaveLength(3)
  })
})

it.each([
  { slots: 2, urgentOnly: 2 },
  { slots: 2, urgentOnly: -1 },
  { slots: 2, urgentOnly: 1, calmOnly: 2 },
  { slots: 2, perResource: 0 },
  { slots: 2, installationSlots: 0.5 },
])('refuses %o', async (share) => {
  await expect(startWorker({ payload, queues: { q: share } })).rejects.toMatchObject({
    code: 'INVALID_OPTION',
  })
})

it("refuses to share slots where jobs are claimed in the application's own order", async () => {
  const own = await startPayload({
    url: database.url,
    tasks: [named],
    jobs: { processingOrder: '-createdAt' },
  })
  await expect(
    startWorker({ payload: own, queues: { q: { slots: 2, perResource: 1 } } }),
  ).rejects.toMatchObject({ code: 'INVALID_OPTION' })
})
