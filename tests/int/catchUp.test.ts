import config from '@payload-config'
import { getPayload } from 'payload'
import { tick } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { connectTenant } from './support/connectTenant.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'

const minute = 60_000

let house: House
let postiz: PostizSandbox
let client: Client

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    limitPerHour: 1_000,
    organisations: [
      {
        name: 'A',
        key: 'key',
        integrations: mastodons(4),
      },
    ],
  })
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key')
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const db = () => poolOf(house.payload)

type Row = {
  id: string
  state: string
  reason_code: string
  reason: string
  scheduled_at: Date
  next_attempt_at: Date | null
}

const read = async (ids: string[]): Promise<Row[]> => {
  const found = await rows<Row>(
    db(),
    sql`
      select id, state, reason_code, reason, scheduled_at, next_attempt_at
      from postyard_deliveries where id = any(${sql.param(ids)}) order by scheduled_at`,
  )
  return found.map((row) => ({
    ...row,
    scheduled_at: new Date(row.scheduled_at),
    next_attempt_at: row.next_attempt_at && new Date(row.next_attempt_at),
  }))
}

/** Deliveries of one channel that were due so many minutes before `now`, and that no tick has seen. */
const overdueOn = async (name: string, now: Date, minutesLate: number[]): Promise<string[]> => {
  const ids = await distributeTo({
    house,
    client,
    channels: [name],
    count: minutesLate.length,
    at: now,
    isStaged: false,
  })
  for (const [index, id] of ids.entries()) {
    const at = new Date(now.getTime() - (minutesLate[index] ?? 0) * minute).toISOString()
    await db().execute(sql`
      update postyard_deliveries set scheduled_at = ${at}, wake_at = ${at} where id = ${id}`)
  }
  return ids
}

const firesOf = async (ids: string[]) => {
  const jobs = await rows<{ input: { deliveries?: string[] }; wait_until: string }>(
    db(),
    sql`select input, wait_until from payload_jobs where task_slug = 'post-to-socials'`,
  )
  return jobs.flatMap(({ input, wait_until }) =>
    (input.deliveries ?? [])
      .filter((id) => ids.includes(id))
      .map((id) => ({ id, at: new Date(wait_until).getTime() })),
  )
}

test('after an hour without a tick, each channel catches up in order, one at a time, and says so', async () => {
  const now = new Date(Math.floor(Date.now() / 1_000) * 1_000)
  const everyMinute = await overdueOn(
    'M 0',
    now,
    Array.from({ length: 65 }, (_, index) => 65 - index),
  )
  const crowded = await overdueOn(
    'M 1',
    now,
    Array.from({ length: 25 }, (_, index) => 50 - index / 60),
  )
  const alone = await overdueOn('M 2', now, [30])
  const inTime = await overdueOn('M 3', now, [-0.5])

  const other = await getPayload({ config, key: 'another process' })
  const ticks = [house.payload, other, house.payload, other].map((payload) =>
    tick({ payload, now }),
  )
  await Promise.all(ticks)
  await tick({ payload: other, now })

  const first = await read(everyMinute)
  const late = first.filter((row) => now.getTime() - row.scheduled_at.getTime() > 60 * minute)
  expect(late).toHaveLength(5)
  expect(late.every((row) => row.state === 'held' && row.reason_code === 'STALE')).toBe(true)
  const turns = first.filter((row) => !late.includes(row))
  expect(turns.map((row) => row.next_attempt_at?.getTime())).toEqual(
    turns.map((_, index) => now.getTime() + 30_000 * index),
  )
  expect(turns.map(({ state }) => state)).toEqual(
    turns.map((_, index) => (index < 3 ? 'queued' : 'scheduled')),
  )
  for (const { reason_code, reason, state } of turns) {
    expect(reason_code).toBe('CATCHING_UP')
    if (state === 'queued') continue
    expect(reason).toMatch(
      /^Goes out at \d\d:\d\d:\d\d \(Europe\/Lisbon\): Postyard was down, and this channel catches up one post at a time/,
    )
  }

  const second = await read(crowded)
  const held = second.filter(({ state }) => state === 'held')
  expect(second.slice(0, 20).every(({ reason_code }) => reason_code === 'CATCHING_UP')).toBe(true)
  expect(held.length).toBeGreaterThan(0)
  expect(held).toEqual(second.slice(second.length - held.length))
  expect(held[0]).toMatchObject({
    reason_code: 'STALE',
    reason: expect.stringContaining('by its turn'),
  })

  const [lone] = await read(alone)
  expect(lone).toMatchObject({ state: 'queued', next_attempt_at: now })
  const [onTime] = await read(inTime)
  expect(onTime).toMatchObject({ state: 'queued', reason_code: 'DUE', next_attempt_at: null })

  const fires = await firesOf([...everyMinute, ...crowded, ...alone, ...inTime])
  expect(fires).toHaveLength(3 + 3 + 1 + 1)
  expect(new Set(fires.map(({ id }) => id)).size).toBe(fires.length)
  for (const { id, next_attempt_at } of turns.slice(0, 3)) {
    expect(fires.find((fire) => fire.id === id)?.at).toBe(next_attempt_at?.getTime())
  }
})

test('while another process gives a channel its turns, nothing late on it goes out of turn', async () => {
  const now = new Date(Math.floor(Date.now() / 1_000) * 1_000)
  const late = await overdueOn('M 2', now, [20, 1])
  const inTime = await overdueOn('M 2', now, [-0.5])
  await inOwnTransaction(house.payload, async (other) => {
    await other.execute(sql`
      select id from postyard_channels
      where id = (select channel_id from postyard_deliveries where id = ${late[0]}) for no key update`)
    await tick({ payload: house.payload, now })
  })
  expect((await read([...late, ...inTime])).map(({ state }) => state)).toEqual([
    'scheduled',
    'scheduled',
    'queued',
  ])
  await tick({ payload: house.payload, now })
  const [first, second] = (await read(late)).map((row) => row.next_attempt_at?.getTime() ?? 0)
  expect(second! - first!).toBe(30_000)
})

test('what waited in the queue while no worker ran does not go out all at once either', async () => {
  const then = new Date(Date.now() - 20 * minute)
  const ids = await overdueOn('M 3', then, [-0.1, -0.2, -0.3])
  await tick({ payload: house.payload, now: then })
  expect((await read(ids)).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued'])
  await db().execute(sql`delete from payload_jobs`)
  const fire = () =>
    fireDeliveries({
      payload: house.payload,
      tenant: client.tenant,
      ids,
      now: () => new Date(),
      random: () => 0.5,
    })
  await fire()
  const turns = await read(ids)
  expect(turns.map(({ reason_code }) => reason_code)).toEqual(Array(3).fill('CATCHING_UP'))
  const [first, second, third] = turns.map((row) => row.next_attempt_at?.getTime() ?? 0)
  expect([second! - first!, third! - second!]).toEqual([30_000, 30_000])
  await fire()
  const [gone, ...waiting] = await read(ids)
  expect(gone?.state).toBe('submitted')
  expect(waiting.map(({ state }) => state)).not.toContain('submitted')
})

test('what is past its deadline is ended, though a row that is settled has one too', async () => {
  const now = new Date()
  const [settled, waiting] = await overdueOn('M 3', now, [1, 2])
  const over = new Date(now.getTime() - minute).toISOString()
  await db().execute(sql`
    update postyard_deliveries set deadline_at = ${over} where id = any(${sql.param([settled, waiting])})`)
  await db().execute(sql`
    update postyard_deliveries set state = 'published' where id = ${settled}`)
  await tick({ payload: house.payload, now })
  const [other] = await read([waiting!])
  expect(other).toMatchObject({ state: 'held', reason_code: 'STALE' })
})
