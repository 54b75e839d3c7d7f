import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellBudget, waitOf } from '../../plugins/distribution/channels/budget/budget.ts'
import { learnRequest } from '../../plugins/distribution/channels/budget/learnRequest.ts'
import { readBudget } from '../../plugins/distribution/channels/budget/readBudget.ts'
import { takeRequest } from '../../plugins/distribution/channels/budget/takeRequest.ts'
import type { Ticket } from '../../plugins/distribution/channels/postiz/index.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { type House, openHouse } from './support/openHouse.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

const begin = Date.parse('2026-05-01T10:00:00Z')
const minute = 60

/** A budget of its own; times are in seconds from its beginning. */
const openRow = () => {
  const place = { db: poolOf(house.payload), organisation: randomUUID() }
  const at = (seconds: number) => new Date(begin + seconds * 1_000)
  const take = (
    seconds: number,
    more: { isUrgent?: boolean; tenant?: string; rivals?: number } = {},
  ) => takeRequest({ ...place, isUrgent: true, tenant: 'one', rivals: 0, at: at(seconds), ...more })
  const learn = (
    seconds: number,
    ticket: Ticket | undefined,
    told: {
      isCounted?: boolean
      limit?: number
      remaining?: number
      resetSeconds?: number
      retryAfterMs?: number
    },
  ) => {
    if (!ticket) throw new Error('Nothing was taken.')
    return learnRequest({
      ...place,
      tenant: 'one',
      ticket,
      isCounted: true,
      at: at(seconds),
      ...told,
    })
  }
  /** How many can be taken, one after the other. */
  const drain = async (seconds: number, more: Parameters<typeof take>[1] = {}) => {
    let taken = 0
    while (taken < 200 && (await take(seconds, more))) taken += 1
    return taken
  }
  const read = async (seconds: number) => (await readBudget({ ...place, at: at(seconds) }))!
  return { take, learn, drain, read, at }
}

/** The first request of an hour that is answered at once: the limit and the end are known then. */
const openKnown = async (limit: number) => {
  const row = openRow()
  await row.learn(0, await row.take(0), { limit, remaining: limit - 1, resetSeconds: 3_600 })
  return row
}

test('a limit that is not known yet is taken for 30', async () => {
  const { drain, read } = openRow()
  expect(await drain(0)).toBe(30)
  expect(await read(0)).toMatchObject({ limit: null, used: 30 })
})

test.each([
  [10, 7, 2],
  [30, 26, 3],
  [90, 80, 9],
])('of %i, staging ahead gets %i more and leaves %i to what is due', async (limit, ahead, due) => {
  const { drain } = await openKnown(limit)
  expect(await drain(1, { isUrgent: false })).toBe(ahead)
  expect(await drain(1)).toBe(due)
})

test('while another client has something to stage, one gets its equal share and no more', async () => {
  const { drain } = await openKnown(30)
  expect(await drain(1, { isUrgent: false, rivals: 1, tenant: 'one' })).toBe(13)
  expect(await drain(1, { isUrgent: false, rivals: 1, tenant: 'two' })).toBe(13)
  expect(await drain(1, { isUrgent: false, tenant: 'one' })).toBe(0)
  expect(await drain(1)).toBe(3)
})

test('what others with the same key have used counts', async () => {
  const { take, learn, drain, read } = await openKnown(30)
  await learn(10, await take(10), { limit: 30, remaining: 4, resetSeconds: 3_590 })
  expect((await read(10)).used).toBe(26)
  expect(await drain(10)).toBe(4)
})

test('what was never counted is given back, but never what Postiz has told', async () => {
  const { take, learn, read } = await openKnown(30)
  const lost = await take(1)
  await learn(2, await take(2), { limit: 30, remaining: 10, resetSeconds: 3_598 })
  await learn(3, lost, { isCounted: false })
  expect((await read(3)).used).toBe(20)
  await learn(4, await take(4), { isCounted: false })
  expect((await read(4)).used).toBe(20)
  await learn(5, await take(5), {})
  expect((await read(5)).used).toBe(21)
})

test('what was given back of staging ahead does not count against the share', async () => {
  const { take, learn, drain } = await openKnown(30)
  const ahead = { isUrgent: false, rivals: 1 }
  for (let i = 0; i < 20; i += 1) await learn(1, await take(1, ahead), { isCounted: false })
  expect(await drain(1, ahead)).toBe(13)
})

test('a new hour begins when the old one is over, and not before', async () => {
  const { drain, read } = await openKnown(10)
  expect(await drain(1)).toBe(9)
  expect(waitOf(await read(1))).toBe(3_600_250)
  expect(tellBudget(await read(1))).toMatchObject({ used: 10 })
  expect(await drain(3_600.9)).toBe(0)
  expect(tellBudget(await read(3_601))).toMatchObject({ used: 0, startsAnewAt: null })
  expect(await drain(3_601)).toBe(10)
})

test('an hour that another program began earlier ends earlier', async () => {
  const row = openRow()
  await row.learn(1, await row.take(0), { limit: 30, remaining: 20, resetSeconds: 600 })
  expect((await row.read(1)).windowEndsAt).toEqual(row.at(601))
  expect((await row.read(1)).used).toBe(10)
})

test('until an answer tells, the hour may have begun as late as the request arrived', async () => {
  const row = openRow()
  await row.take(0)
  expect((await row.read(0)).windowEndsAt).toEqual(row.at(62 * minute))
})

test('an hour in which nothing was counted has not begun', async () => {
  const row = openRow()
  await row.learn(1, await row.take(0), { isCounted: false })
  await row.take(50 * minute)
  expect((await row.read(50 * minute)).windowEndsAt).toEqual(row.at(112 * minute))
})

test('a request that is under way when the hour ends may count in the next', async () => {
  const { take, drain } = await openKnown(10)
  await take(3_599)
  expect(await drain(3_602)).toBe(9)
})

test('a request that was lost with its worker long ago counts in no further hour', async () => {
  const { take, drain } = await openKnown(10)
  await take(1)
  expect(await drain(2 * 3_600)).toBe(10)
})

test('the late answer to a request of the last hour does not spend the new one', async () => {
  const { take, learn, drain } = await openKnown(10)
  const late = await take(3_595)
  expect(await take(3_602)).toBeDefined()
  await learn(3_603, late, { limit: 10, remaining: 0, resetSeconds: 5 })
  expect(await drain(3_603)).toBe(8)
})

test('where an answer tells of a new hour, what was under way then may count in it', async () => {
  const { take, learn, drain, read } = await openKnown(5)
  const [first, second] = [await take(3_599.5), await take(3_599.5)]
  await learn(3_600.5, first, { limit: 5, remaining: 4, resetSeconds: 3_600 })
  expect(await read(3_600.5)).toMatchObject({ used: 2 })
  expect(await drain(3_601)).toBe(3)
  await learn(3_601, second, { limit: 5, remaining: 3, resetSeconds: 3_600 })
  expect(await drain(3_602)).toBe(0)
})

test('what an outage took is given back when Postiz tells that it has not counted it', async () => {
  const { take, learn, read, drain } = await openKnown(10)
  for (let i = 0; i < 6; i += 1) await learn(10, await take(5), {})
  expect((await read(10)).used).toBe(7)
  // So soon after, one of them may still come to be counted.
  await learn(60, await take(60), { limit: 10, remaining: 8, resetSeconds: 3_540 })
  expect((await read(60)).used).toBe(8)
  // While another is under way, too.
  const other = await take(200)
  await learn(201, await take(200), { limit: 10, remaining: 7, resetSeconds: 3_400 })
  expect((await read(201)).used).toBe(10)
  await learn(202, other, { limit: 10, remaining: 6, resetSeconds: 3_399 })
  expect((await read(202)).used).toBe(4)
  expect(await drain(203)).toBe(6)
})

test('what may count in the new hour is not given back by its first answer', async () => {
  const { take, learn, drain } = await openKnown(10)
  await take(3_599)
  await learn(3_603, await take(3_602), { limit: 10, remaining: 9, resetSeconds: 3_599 })
  expect(await drain(3_604)).toBe(8)
})

test('a limit that is raised or lowered is learnt from the next answer', async () => {
  const { take, learn, drain, read } = await openKnown(10)
  await learn(1, await take(1), { limit: 40, remaining: 38, resetSeconds: 3_599 })
  expect(await drain(2)).toBe(38)
  const lowered = await openKnown(40)
  await lowered.learn(1, await lowered.take(1), { limit: 3, remaining: 1, resetSeconds: 3_599 })
  expect(await lowered.drain(2)).toBe(1)
  expect(await read(2)).toMatchObject({ limit: 40, used: 40 })
})

test('a 429 keeps everybody away until the time that it names, urgent or not', async () => {
  const { take, learn, drain, read } = await openKnown(30)
  await learn(10, await take(10), { retryAfterMs: 2 * 3_600_000 })
  expect(await drain(2 * 3_600)).toBe(0)
  expect(waitOf(await read(10))).toBe(2 * 3_600_000 + 1_250)
  // Another 429 of the same block names the same time; none makes it shorter.
  expect(tellBudget(await read(11)).blockedUntil).toEqual(new Date(begin + 7_210_000))
  expect(await drain(2 * 3_600 + 12)).toBe(30)
})
