import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitOf } from '../../plugins/distribution/channels/budget/budget.ts'
import { learnRequest } from '../../plugins/distribution/channels/budget/learnRequest.ts'
import { readBudget } from '../../plugins/distribution/channels/budget/readBudget.ts'
import { takeRequest } from '../../plugins/distribution/channels/budget/takeRequest.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { countRequest } from '../../src/sandbox/postiz/http/countRequest.ts'
import { readLimit } from '../../src/sandbox/postiz/store/limits.ts'
import { openStore } from '../../src/sandbox/postiz/store/openStore.ts'
import { type House, openHouse } from './support/openHouse.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

const second = 1_000
const hour = 3_600 * second

/** What becomes of one request: how long its ways take, and what is lost on them. Times in ms. */
type Fate = {
  thereMs: number
  backMs: number
  end: 'answered' | 'unanswered' | 'refused' | 'killed'
  /** From its end to the next one of the same worker; or how long before the window ends that one begins. */
  pauseMs: number | { beforeEndMs: number }
}

const wayMs = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1 * second, max: 14 * second }) },
)

const fate: fc.Arbitrary<Fate> = fc.record({
  thereMs: wayMs,
  backMs: wayMs,
  end: fc.oneof(
    { weight: 12, arbitrary: fc.constant('answered' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('unanswered' as const, 'refused' as const, 'killed' as const),
    },
  ),
  pauseMs: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 * second }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: hour / 2 }) },
    {
      weight: 2,
      arbitrary: fc.record({ beforeEndMs: fc.integer({ min: -5 * second, max: 15 * second }) }),
    },
  ),
})

/** Runs workers against the limiter of the stand-in in a time of its own; returns what the limiter counted. */
const live = async (limit: number, workers: Fate[][]) => {
  const store = openStore(':memory:')
  const db = poolOf(house.payload)
  const place = { db, organisation: randomUUID(), tenant: 'one' }
  const events: { at: number; run: () => Promise<void> }[] = []
  const plan = (at: number, run: () => Promise<void>) => {
    const next = events.findIndex((event) => event.at > at)
    events.splice(next === -1 ? events.length : next, 0, { at, run })
  }
  const begin = Date.parse('2026-05-01T10:00:00Z')
  const count = (now: number) =>
    countRequest({ store, organisation: 1, limit: { perHour: limit, ttlMs: hour }, now })

  /** Goes on after a pause, never before the present. */
  const rest = async (at: number, { pauseMs }: Fate, fates: Fate[]) => {
    if (typeof pauseMs === 'number') return work(at + pauseMs, fates)
    const budget = await readBudget({ ...place, at: new Date(at) })
    work(Math.max(at, budget!.windowEndsAt.getTime() - pauseMs.beforeEndMs), fates)
  }

  const work = (at: number, fates: Fate[]): void =>
    plan(at, async () => {
      const [fate, ...further] = fates
      if (!fate) return
      const ticket = await takeRequest({ ...place, isUrgent: true, rivals: 0, at: new Date(at) })
      if (!ticket) {
        const budget = await readBudget({ ...place, at: new Date(at) })
        return work(at + waitOf(budget!), fates)
      }
      const { thereMs, backMs, end } = fate
      const learn = (ended: number, told: { isCounted: boolean } & Record<string, unknown>) => {
        plan(ended, async () => {
          await learnRequest({ ...place, ticket, at: new Date(ended), ...told })
          await rest(ended, fate, further)
        })
      }
      if (end === 'refused') return learn(at + thereMs, { isCounted: false })
      plan(at + thereMs, async () => {
        const counted = count(at + thereMs)
        if (end === 'killed') return rest(at + thereMs, fate, further)
        if (end === 'unanswered') return learn(at + 30 * second, { isCounted: true })
        if ('answer' in counted) return
        const { headers } = counted
        learn(at + thereMs + backMs, {
          isCounted: true,
          limit: Number(headers['X-RateLimit-Limit']),
          remaining: Number(headers['X-RateLimit-Remaining']),
          resetSeconds: Number(headers['X-RateLimit-Reset']),
        })
      })
    })

  // Alone, so that the limit is known before the others begin.
  work(begin, [{ thereMs: 1, backMs: 1, end: 'answered', pauseMs: 0 }])
  for (const fates of workers) work(begin + second, fates)
  let endedAt = begin
  for (let event = events.shift(); event; event = events.shift()) {
    endedAt = event.at
    await event.run()
  }
  const { counted, refused } = readLimit(store, 1)
  store.close()
  return { counted, refused, hours: (endedAt - begin) / hour }
}

test('over hours of any traffic with slow, lost and interrupted requests, none is one too many', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 3, max: 8 }),
      fc.array(fc.array(fate, { minLength: 5, maxLength: 12 }), { minLength: 6, maxLength: 12 }),
      async (limit, workers) => {
        const { counted, refused } = await live(limit, workers)
        expect(refused).toBe(0)
        expect(counted).toBeGreaterThan(0)
      },
    ),
    { numRuns: 12 },
  )
}, 300_000)

test('what is not lost is used: a busy day takes nearly all that Postiz gives', async () => {
  const quick: Fate = { thereMs: 50, backMs: 50, end: 'answered', pauseMs: 0 }
  const workers = Array.from({ length: 4 }, () => Array.from({ length: 60 }, () => quick))
  const { counted, refused, hours } = await live(30, workers)
  expect({ counted, refused }).toEqual({ counted: 241, refused: 0 })
  expect(hours).toBeGreaterThan(8)
  expect(hours).toBeLessThan(8.1)
})
