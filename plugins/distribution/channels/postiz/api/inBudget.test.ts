import { expect, it } from 'vitest'
import type { Reply } from './callApi.ts'
import type { RequestBudget } from './connection.ts'
import { inBudget } from './inBudget.ts'

const now = () => new Date('2026-11-22T14:20:30Z')
const ticket = { window: 3, isUrgent: true }

/** Makes a call that ends like this, and tells what the budget heard of it. */
const make = async (reply: Reply<string>, until?: Date) => {
  const told: unknown[] = []
  let calls = 0
  const budget: RequestBudget = {
    take: async () => (until ? { kind: 'spent', until } : { kind: 'taken', ticket }),
    learn: async (args) => {
      told.push(args)
    },
  }
  const call = async () => {
    calls += 1
    return reply
  }
  const end = await inBudget({ budget, isUrgent: true, now, call })
  return { end, told, calls }
}

const failed = (fault: Record<string, unknown>): Reply<string> => ({
  ok: false,
  fault: {
    certainty: 'no-effect',
    isPermanent: false,
    code: 'CODE',
    message: 'Words.',
    said: '',
    ...fault,
  },
  answer: {},
})

const rateLimit = { limit: 90, remaining: 80, resetSeconds: 100 }

it('tells the budget what Postiz said of its count', async () => {
  const done: Reply<string> = { ok: true, value: 'x', answer: {}, rateLimit }
  const { end, told } = await make(done)
  expect(end).toEqual(done)
  expect(told).toEqual([{ ticket, isCounted: true, ...rateLimit }])
})

it.each([
  ['a success', { ok: true, value: 'x', answer: {} } as const, true],
  ['a refused body', failed({ statusCode: 400, isPermanent: true }), true],
  ['an error of Postiz', failed({ statusCode: 500, certainty: 'unknown' }), true],
  ['a gateway’s time-out', failed({ statusCode: 504, certainty: 'unknown' }), true],
  ['an answer that was lost', failed({ certainty: 'unknown' }), true],
  ['a page in place of the API', failed({ statusCode: 404 }), true],
  ['a refused key', failed({ statusCode: 401 }), false],
  ['a body that is too large', failed({ statusCode: 413 }), false],
  ['a connection that never stood', failed({}), false],
  ['a refused key of which the count is told', { ...failed({ statusCode: 401 }), rateLimit }, true],
])('%s counts: %s', async (_, reply, isCounted) => {
  const { told } = await make(reply)
  expect(told).toEqual([expect.objectContaining({ ticket, isCounted })])
})

it('sends nothing where the budget is spent, and says when there is more', async () => {
  const { end, told, calls } = await make(failed({}), new Date('2026-11-22T15:03:31Z'))
  expect([told, calls]).toEqual([[], 0])
  expect(end).toMatchObject({
    ok: false,
    fault: {
      code: 'POSTIZ_BUDGET_SPENT',
      certainty: 'no-effect',
      isPermanent: false,
      retryAfterMs: 2_581_000,
      message:
        'Postiz takes no more posts of this organisation before 15:04 UTC: its requests of this hour are used up.',
    },
  })
})

it('a wait over a day names the day', async () => {
  const { end } = await make(failed({}), new Date('2026-11-24T15:03:31Z'))
  expect(end).toMatchObject({
    fault: { message: expect.stringMatching(/before 15:04 UTC on 2026-11-24:/) },
  })
})

it.each([
  ['the time that it names', { retryAfterMs: 90_000 }, 90_000],
  ['a minute where it names none', {}, 60_000],
])('a 429 is the spent budget, for %s', async (_, more, retryAfterMs) => {
  const { end, told } = await make(failed({ statusCode: 429, ...more }))
  expect(told).toEqual([{ ticket, isCounted: true, retryAfterMs }])
  expect(end).toMatchObject({
    fault: { code: 'POSTIZ_BUDGET_SPENT', statusCode: 429, retryAfterMs },
  })
})

it('without a budget it is the call alone', async () => {
  const reply = failed({ statusCode: 429, code: 'POSTIZ_RATE_LIMITED' })
  const call = async () => reply
  expect(await inBudget({ budget: undefined, isUrgent: false, now, call })).toBe(reply)
})
