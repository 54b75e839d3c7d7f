import { operations, runFor, tick } from 'postyard'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countRivals } from '../../plugins/distribution/channels/budget/countRivals.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addTenant } from './support/agency.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000
const limit = 4

let house: House
let postiz: PostizSandbox
/** How far the clock of Postiz is ahead, in ms. */
let aheadMs = 0
let client: Client
/** Another client of the agency in the same Postiz organisation. */
let neighbour: Client
let turn = 0

const group = (id: string) => mastodons(8, { id, name: id }).map((one) => ({ ...one, group: id }))

beforeAll(async () => {
  house = await openHouse()
})

const connect = async (groupId: string): Promise<Client> => {
  const tenant = await addTenant(house.payload)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const record = await house.payload.findByID({ collection: 'users', id: manager.id })
  const user = { ...record, collection: 'users' }
  const input = { id: tenant, baseUrl: `${postiz.url}/api`, apiKey: `key${turn}`, groupId }
  await runFor({ payload: house.payload, operation: operations.connectPostiz, input, user })
  return { tenant, user }
}

/** Each test has a Postiz of its own, with an hour that has not begun. */
beforeEach(async () => {
  turn += 1
  aheadMs = 0
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: limit,
    now: () => Date.now() + aheadMs,
    organisations: [
      {
        name: 'A',
        key: `key${turn}`,
        groups: [
          { id: `a${turn}`, name: 'a' },
          { id: `b${turn}`, name: 'b' },
        ],
        integrations: [...group(`a${turn}`), ...group(`b${turn}`)],
      },
    ],
  })
  client = await connect(`a${turn}`)
  neighbour = await connect(`b${turn}`)
  return () => postiz.close()
})

afterAll(() => house?.close())

const db = () => poolOf(house.payload)

const read = async (id: string) => {
  const [row] = await rows<{
    state: string
    reason_code: string
    reason: string
    attempt: number
    wake_at: string | null
    draft_state: string
  }>(
    db(),
    sql`
      select state, reason_code, reason, attempt::int as attempt, wake_at, draft_state
      from postyard_deliveries where id = ${id}`,
  )
  return row!
}

const minutesUntil = (at: string | null) => (Date.parse(at!) - Date.now()) / minute

/** One delivery that is due now, queued, and not staged yet. */
const dueDelivery = async (of = client): Promise<string> => {
  const [id] = await distributeTo({ house, client: of, count: 1, at: new Date(), isStaged: false })
  await db().execute(sql`
    update postyard_deliveries set wake_at = now(), scheduled_at = now() where id = ${id}`)
  await tick({ payload: house.payload })
  return id!
}

const fire = (ids: string[], of = client) =>
  fireDeliveries({
    payload: house.payload,
    tenant: of.tenant,
    ids,
    now: () => new Date(),
    random: () => 0.5,
  })

/** Uses so many requests of the hour, each by a delivery of its own. */
const use = async (count: number, of = client) => {
  for (let i = 0; i < count; i += 1) {
    const id = await dueDelivery(of)
    await fire([id], of)
    expect((await read(id)).state).toBe('submitted')
  }
}

/** Half of Postiz's hour goes by, so that what waits is not too late when it begins anew. */
const passHalfAnHour = () => {
  aheadMs += 30 * minute
}

/** The hour is over, for Postiz and for us. */
const endTheHour = async () => {
  aheadMs += 60 * minute
  await db().execute(sql`
    update postyard_budgets
    set window_ends_at = least(window_ends_at, now() - interval '1 minute'), taken_at = now() - interval '1 hour'`)
}

const asked = () => steerPostiz(postiz).countRequests('A', 'POST', /posts/)

const budgetOf = (of: Client) =>
  runFor({
    payload: house.payload,
    operation: operations.postizBudget,
    input: { id: of.tenant },
    user: of.user,
  })

test('what is due and finds the hour spent is held with the time, and goes out by itself then', async () => {
  await use(limit - 1)
  passHalfAnHour()
  await use(1)
  const id = await dueDelivery()
  await fire([id])
  const held = await read(id)
  expect(held).toMatchObject({ state: 'held', reason_code: 'POSTIZ_BUDGET_SPENT', attempt: 0 })
  expect(held.reason).toMatch(
    /^Postiz takes no more posts of this organisation before .*\(Europe\/Lisbon\), since its requests of this hour are used up\. It goes out by itself then\.$/,
  )
  expect(minutesUntil(held.wake_at)).toBeGreaterThan(28)
  expect(minutesUntil(held.wake_at)).toBeLessThan(31)
  expect(await asked()).toBe(limit)

  await tick({ payload: house.payload, now: new Date(Date.now() + 20 * minute) })
  expect((await read(id)).state).toBe('held')
  await endTheHour()
  await tick({ payload: house.payload, now: new Date(held.wake_at!) })
  expect(await read(id)).toMatchObject({ state: 'queued', reason_code: 'DUE' })
  await db().execute(sql`
    update postyard_deliveries set next_attempt_at = now() where id = ${id}`)
  await fire([id])
  expect(await read(id)).toMatchObject({ state: 'submitted', attempt: 1 })
})

test('a wait that is longer than the grace is said at once, and a person decides', async () => {
  await db().execute(sql`update tenants set grace_minutes = 30 where id = ${client.tenant}`)
  await use(limit)
  const id = await dueDelivery()
  await fire([id])
  const held = await read(id)
  expect(held).toMatchObject({ state: 'held', reason_code: 'STALE', wake_at: null, attempt: 0 })
  expect(held.reason).toMatch(/more than 30 min after its time, so it does not go out by itself/)
})

test('a 429 of Postiz, however long its wait, costs no attempt', async () => {
  await use(1)
  const steer = steerPostiz(postiz)
  const fault = { kind: '429', match: { method: 'POST', path: '/posts$' } }
  const [soon, late] = [await dueDelivery(), await dueDelivery()]
  await steer.setFaults([{ ...fault, delayMs: 20 * minute }])
  await fire([soon])
  const held = await read(soon)
  expect(held).toMatchObject({ state: 'held', reason_code: 'POSTIZ_BUDGET_SPENT', attempt: 0 })
  expect(minutesUntil(held.wake_at)).toBeGreaterThan(19)
  await db().execute(sql`update postyard_budgets set blocked_until = null`)
  await steer.clearFaults()
  await steer.setFaults([{ ...fault, delayMs: 600 * minute }])
  await fire([late])
  expect(await read(late)).toMatchObject({ state: 'held', reason_code: 'STALE', attempt: 0 })
})

test('what is staged ahead and finds the hour spent just waits, and nothing is wrong with it', async () => {
  await use(limit - 1)
  const at = (minutes: number) => new Date(Date.now() + minutes * minute)
  const [early] = await distributeTo({ house, client, count: 1, at: at(10), isStaged: false })
  const [late] = await distributeTo({ house, client, count: 1, at: at(300), isStaged: false })
  const ids = [early!, late!]
  await stageAhead({ payload: house.payload, tenant: client.tenant, ids, now: () => new Date() })
  for (const id of ids) {
    expect(await read(id)).toMatchObject({
      state: 'scheduled',
      reason_code: 'SCHEDULED',
      attempt: 0,
    })
    expect((await read(id)).draft_state).toBe('none')
  }
  // Tried again when it is due, or when the hour begins anew, whichever is earlier.
  expect(minutesUntil((await read(early!)).wake_at)).toBeLessThan(10.1)
  expect(minutesUntil((await read(late!)).wake_at)).toBeGreaterThan(50)
  expect(minutesUntil((await read(late!)).wake_at)).toBeLessThan(61)
  expect(await asked()).toBe(limit - 1)
  // What is due still has the reserve.
  const due = await dueDelivery()
  await fire([due])
  expect((await read(due)).state).toBe('submitted')

  await endTheHour()
  await stageAhead({ payload: house.payload, tenant: client.tenant, ids, now: () => new Date() })
  expect((await read(late!)).draft_state).toBe('staged')
})

test('two clients of one organisation share its hour, and see nothing of one another', async () => {
  await use(2)
  await use(1, neighbour)
  const [own, others] = [await budgetOf(client), await budgetOf(neighbour)]
  expect(own).toMatchObject({ tenant: client.tenant, limit, used: 3, blockedUntil: null })
  expect(others).toEqual({ ...own, tenant: neighbour.tenant })
  expect(minutesUntil(own.startsAnewAt)).toBeGreaterThan(59)
  expect(minutesUntil(own.toldAt)).toBeLessThan(0.1)
  expect(JSON.stringify(own)).not.toContain(neighbour.tenant)
  await use(1, neighbour)
  const id = await dueDelivery()
  await fire([id])
  expect((await read(id)).state).toBe('held')
})

test('a budget of which nothing is known yet is told as that', async () => {
  expect(await budgetOf(client)).toEqual({
    tenant: client.tenant,
    limit: null,
    used: 0,
    startsAnewAt: null,
    blockedUntil: null,
    toldAt: null,
  })
})

test('another client counts as waiting while it has something to stage within the hour', async () => {
  const [tenant] = await rows<{ organisation: string }>(
    db(),
    sql`select postiz_key_fingerprint as organisation from tenants where id = ${client.tenant}`,
  )
  const rivals = () =>
    countRivals({ payload: house.payload, db: db(), ...tenant!, tenant: client.tenant })
  expect(await rivals()).toBe(0)
  const at = (minutes: number) => new Date(Date.now() + minutes * minute)
  await distributeTo({ house, client: neighbour, count: 1, at: at(90), isStaged: false })
  await distributeTo({ house, client, count: 1, at: at(30), isStaged: false })
  expect(await rivals()).toBe(0)
  const ids = await distributeTo({
    house,
    client: neighbour,
    count: 1,
    at: at(30),
    isStaged: false,
  })
  expect(await rivals()).toBe(1)
  await stageAhead({ payload: house.payload, tenant: neighbour.tenant, ids, now: () => new Date() })
  expect(await rivals()).toBe(0)
})
