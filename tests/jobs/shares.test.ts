import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorker } from '../../plugins/durable-jobs/index.ts'
import { job, many, type NamedJobs, openNamedJobs } from './support/openNamedJobs.ts'
import { startPayload } from './support/startPayload.ts'
import { waitFor } from './support/waitFor.ts'

let jobs: NamedJobs

beforeEach(async () => {
  jobs = await openNamedJobs()
})

afterEach(() => jobs.close())

describe('urgent jobs', () => {
  it('are taken before all others, however much longer those have waited', async () => {
    await jobs.enqueue(job('old'), job('older', { waitUntil: new Date(0) }))
    await jobs.enqueue(job('urgent', { urgent: true, waitUntil: new Date(Date.now() - 1) }))
    await jobs.work({ slots: 1 })
    await jobs.hasBegun('urgent')
    expect(jobs.began).toEqual(['urgent'])
    jobs.end('urgent')
    await jobs.hasBegun('older')
    expect(jobs.began).toEqual(['urgent', 'older'])
  })

  it('find slots that are kept for them, when all that others may have are taken', async () => {
    await jobs.work({ slots: 3, urgentOnly: 1 })
    await jobs.enqueue(job('a'), job('b'), job('c'))
    await jobs.hasBegun('a', 'b')
    await jobs.isAtRest()
    expect(jobs.began).toEqual(['a', 'b'])
    await jobs.enqueue(job('now', { urgent: true }))
    await jobs.hasBegun('now')
    jobs.end('a')
    await jobs.hasBegun('c')
    expect(jobs.began).toEqual(['a', 'b', 'now', 'c'])
  })

  it('let others go first that have waited for long, one at a time', async () => {
    const long = new Date(Date.now() - 60_000)
    await jobs.enqueue(
      ...many(4, 'urgent', { urgent: true }),
      job('calm', { waitUntil: long }),
      job('calm too', { waitUntil: long }),
    )
    await jobs.work({ slots: 3, calmAfterMs: 30_000 })
    await jobs.isAtRest()
    expect(jobs.began.filter((name) => name.startsWith('calm'))).toHaveLength(1)
    expect(jobs.began).toHaveLength(3)
    const [first] = jobs.began.filter((name) => name.startsWith('calm'))
    jobs.end(first!)
    await jobs.hasBegun('calm', 'calm too')
    expect(jobs.began).toHaveLength(4)
  })

  it('keep nothing free for others that are not due for long', async () => {
    await jobs.enqueue(...many(3, 'urgent', { urgent: true }), job('calm'))
    await jobs.work({ slots: 3, calmAfterMs: 30_000 })
    await jobs.isAtRest()
    expect(jobs.began).not.toContain('calm')
    expect(jobs.began).toHaveLength(3)
  })

  it('are begun before their time where the queue says so, and others are not', async () => {
    await jobs.work({ slots: 3, earlyMs: 60_000 })
    await jobs.enqueue(
      job('early', { urgent: true, waitUntil: new Date(Date.now() + 50_000) }),
      job('later', { urgent: true, waitUntil: new Date(Date.now() + 61_500) }),
      job('calm', { waitUntil: new Date(Date.now() + 30_000) }),
    )
    await jobs.hasBegun('early')
    expect(jobs.began).toEqual(['early'])
    // By the alarm of the worker, and not by a call.
    await jobs.hasBegun('later')
    await jobs.isAtRest()
    expect(jobs.began).toEqual(['early', 'later'])
  })

  it('may take every slot', async () => {
    await jobs.enqueue(...['a', 'b', 'c'].map((name) => job(name, { urgent: true })), job('calm'))
    await jobs.work({ slots: 3, urgentOnly: 2 })
    await jobs.hasBegun('a', 'b', 'c')
    await jobs.isAtRest()
    expect(jobs.began).toHaveLength(3)
  })
})

describe('resources', () => {
  it('hold only so many slots, and what hangs keeps nothing of others', async () => {
    await jobs.enqueue(
      ...Array.from({ length: 20 }, (_, index) =>
        job(`hangs ${index}`, { resource: 'dead server' }),
      ),
      job('well', { resource: 'live server' }),
      job('alone'),
    )
    await jobs.work({ slots: 4, perResource: 1 })
    await jobs.hasBegun('hangs 0', 'well', 'alone')
    await jobs.isAtRest()
    expect(jobs.began).toHaveLength(3)
    jobs.end('hangs 0')
    await jobs.hasBegun('hangs 1')
    await jobs.isAtRest()
    expect(jobs.began).toHaveLength(4)
  })
})

it('an urgent and another job of one resource, claimed together, keep to what it may run at once', async () => {
  await jobs.enqueue(
    job('calm', { resource: 'server' }),
    job('urgent', { resource: 'server', urgent: true }),
  )
  await jobs.work({ slots: 4, perResource: 1 })
  await jobs.hasBegun('urgent')
  await jobs.isAtRest()
  expect(jobs.began).toEqual(['urgent'])
})

it.each(['constructor', '__proto__', "a'b"])(
  'no more jobs of the resource %j run side by side than are allowed',
  async (resource) => {
    await jobs.work({ slots: 3, perResource: 1 })
    await jobs.enqueue(job('first', { resource }))
    await jobs.hasBegun('first')
    await jobs.enqueue(job('second', { resource }), job('free'))
    await jobs.hasBegun('free')
    await jobs.isAtRest()
    expect(jobs.began).toEqual(['first', 'free'])
  },
)

it('a resource that is full leaves no slot empty while others have jobs', async () => {
  await jobs.work({ slots: 6, perResource: 1 })
  await jobs.isAtRest()
  await jobs.enqueue(...many(20, 'a', { resource: 'a' }), ...many(20, 'free'))
  await jobs.isAtRest()
  expect(jobs.began).toHaveLength(6)
})

describe('a limit over the installation', () => {
  it('holds over several workers, and a place that comes free is taken', async () => {
    await jobs.enqueue(...Array.from({ length: 6 }, (_, index) => job(`${index}`)))
    const share = { slots: 3, installationSlots: 2 }
    await jobs.work(share)
    await jobs.work(share)
    await jobs.hasBegun('0', '1')
    await jobs.isAtRest()
    expect(jobs.began).toHaveLength(2)
    jobs.end('0')
    await waitFor({ what: 'another to begin', check: () => jobs.began.length === 3 })
    await jobs.isAtRest()
    expect(jobs.began).toHaveLength(3)
  })
})

it.each([
  { slots: 2, urgentOnly: 2 },
  { slots: 2, urgentOnly: -1 },
  { slots: 2, calmAfterMs: -1 },
  { slots: 2, earlyMs: Number.NaN },
  { slots: 2, perResource: 0 },
  { slots: 2, installationSlots: 0.5 },
])('refuses %o', async (share) => {
  await expect(startWorker({ payload: jobs.payload, queues: { q: share } })).rejects.toMatchObject({
    code: 'INVALID_OPTION',
  })
})

it("refuses to share slots where jobs are claimed in the application's own order", async () => {
  const own = await startPayload({
    url: jobs.url,
    tasks: [jobs.task],
    jobs: { processingOrder: '-createdAt' },
  })
  await expect(
    startWorker({ payload: own, queues: { q: { slots: 2, perResource: 1 } } }),
  ).rejects.toMatchObject({ code: 'INVALID_OPTION' })
})
