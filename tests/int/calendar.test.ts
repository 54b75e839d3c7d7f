import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostDue } from '../../plugins/distribution/calendar/operations/readCalendar.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { copies } from './support/copies.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { plan as makePlan, putInto, query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person
let news: string
let flats: string

const addFeed = async (data: Record<string, unknown>): Promise<string> => {
  const doc = await house.payload.create({
    collection: 'channels',
    data: { kind: 'feed', ...data } as never,
  })
  return (doc as unknown as { id: string }).id
}

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload, { timezone: 'Europe/Berlin' })
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  news = await addFeed({ tenant, name: 'News' })
  flats = await addFeed({ tenant, name: 'Flats', blackoutDates: ['2027-01-01'] })
})

afterAll(() => house?.close())

/** Far ahead, so that nothing goes out; each test has a month of its own. */
const plan = async (channels: string[], at: string, post?: string) =>
  makePlan({
    payload: house.payload,
    by: manager,
    post: post ?? (await addPost(house.payload, tenant, { text: randomUUID() })),
    channels,
    at: new Date(at),
  })

const read = async (from: string, to: string, more: Record<string, string> = {}, who = manager) => {
  const path = `/distribution/calendar?${new URLSearchParams({ from, to, ...more })}`
  return call(house, who, 'GET', path)
}

const move = (id: string, body: object) => call(house, manager, 'POST', `/plans/${id}/move`, body)

type Card = {
  plan: string
  day: string
  at: string
  until: string
  state: string
  counts: object
  channels: string[]
  fixed: { code: string } | null
  notes: { code: string; message: string; channel: string; with: string | null }[]
}

const cardsOf = (body: Record<string, unknown>, id: string) =>
  (body.cards as Card[]).filter((one) => one.plan === id)

test('a card is what of a plan is due on one day of its client, with where and how it stands', async () => {
  const { plan: id, deliveries } = await plan([news, flats], '2026-12-02T23:30:00Z')
  await query(
    house.payload,
    `update postyard_deliveries set scheduled_at = scheduled_at - interval '1 hour' where id = $1`,
    [deliveries[0]],
  )
  const { status, body } = await read('2026-12-01T00:00:00Z', '2026-12-08T00:00:00Z')
  expect(status).toBe(200)
  // 23:30 of the second in Berlin, and half past midnight of the third.
  expect(cardsOf(body, id)).toMatchObject([
    { day: '2026-12-02', at: '2026-12-02T22:30:00.000Z', channels: [news], fixed: null },
    { day: '2026-12-03', counts: { scheduled: 1 }, channels: [flats], state: 'pending' },
  ])
  expect(body.tenants).toMatchObject([{ id: tenant, timezone: 'Europe/Berlin' }])
  expect(body.channels.map(({ name }: { name: string }) => name)).toEqual(['Flats', 'News'])
  const some = await read('2026-12-01T00:00:00Z', '2026-12-08T00:00:00Z', { channel: flats })
  expect(cardsOf(some.body, id)).toMatchObject([{ channels: [flats] }])
  const none = await read('2026-12-01T00:00:00Z', '2026-12-08T00:00:00Z', { state: 'published' })
  expect(none.body.cards).toEqual([])
})

test('what is in the way is told of both: the same post twice, two at once, and days without posts', async () => {
  const post = await addPost(house.payload, tenant, { text: 'Twice' })
  const [first, again] = [
    await plan([news], '2026-12-31T12:00:00Z', post),
    await plan([news], '2026-12-31T20:00:00Z', post),
  ]
  const near = await plan([news], '2026-12-31T20:04:00Z')
  const closed = await plan([flats], '2027-01-01T12:00:00Z')
  const { body } = await read('2026-12-30T00:00:00Z', '2027-01-03T00:00:00Z')
  const notes = ({ plan: id }: { plan: string }) =>
    cardsOf(body, id).flatMap((one) => one.notes.map((note) => [note.code, note.with]))
  expect(notes(first)).toEqual([['SAME_POST', again.plan]])
  expect(notes(again).toSorted()).toEqual([
    ['SAME_POST', first.plan],
    ['TOO_NEAR', near.plan],
  ])
  expect(notes(near)).toEqual([['TOO_NEAR', again.plan]])
  expect(notes(closed)).toEqual([['BLACKOUT', null]])
  expect(body.closed).toEqual([{ day: '2027-01-01', channels: [flats] }])
  expect(JSON.stringify(body.cards)).toContain('News gets this post at 31 Dec, 21:00')
})

describe('a card is moved', () => {
  test('to another day with its time on the clock, over the change of clocks, and back to the second', async () => {
    const { plan: id, deliveries } = await plan([news, flats], '2027-03-27T11:00:07.500Z')
    const { status, body } = await move(id, { day: '2027-03-27', to: '2027-03-29' })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.moved.map(({ to }: { to: string }) => to)).toEqual([
      '2027-03-29T10:00:07.500Z',
      '2027-03-29T10:00:07.500Z',
    ])
    const back = { day: '2027-03-29', to: '2027-03-27', time: '12:00:07.500' }
    expect((await move(id, back)).status).toBe(200)
    const found = await query(
      house.payload,
      'select scheduled_at, reason_code from postyard_deliveries where id = any($1)',
      [deliveries],
    )
    expect(found.map((row) => [row.scheduled_at.toISOString(), row.reason_code])).toEqual(
      Array(2).fill(['2027-03-27T11:00:07.500Z', 'RESCHEDULED']),
    )
  })

  test('as a whole or not at all: where one of it may not go there, none goes', async () => {
    const { plan: id } = await plan([news, flats], '2027-04-05T10:00:00Z')
    await house.payload.update({
      collection: 'channels',
      id: flats,
      data: { dailyCap: 1 } as never,
    })
    await plan([flats], '2027-04-08T10:00:00Z')
    const refused = await move(id, { day: '2027-04-05', to: '2027-04-08' })
    expect([refused.status, refused.body.code]).toEqual([422, 'CHANNEL_CAP'])
    const { body } = await read('2027-04-05T00:00:00Z', '2027-04-06T00:00:00Z')
    expect(cardsOf(body, id).map(({ channels }) => channels.toSorted())).toEqual([
      [news, flats].toSorted(),
    ])
  })

  test('only where nothing of it has gone out, no claim brings it, and the new time is to come', async () => {
    const sent = await plan([news, flats], '2027-05-05T10:00:00Z')
    await putInto(house.payload, sent.delivery, 'published')
    const past = await plan([news], '2027-05-05T12:00:00Z')
    const { body } = await read('2027-05-05T00:00:00Z', '2027-05-06T00:00:00Z')
    expect(cardsOf(body, sent.plan)[0]?.fixed).toMatchObject({ code: 'SENT' })
    const told = []
    for (const [id, more] of [
      [sent.plan, { day: '2027-05-05', to: '2027-05-07' }],
      [past.plan, { day: '2027-05-05', to: '2026-01-07' }],
      [past.plan, { day: '2027-05-06', to: '2027-05-07' }],
      [past.plan, { day: '2027-05-05', to: '2027-02-30' }],
      [past.plan, { day: '2027-05-05', to: '2027-05-05', time: '25:00' }],
    ] as const) {
      const answered = await move(id, more)
      told.push([answered.status, answered.body.code])
    }
    expect(told).toEqual([
      [409, 'ILLEGAL_MOVE'],
      [422, 'DATE_IN_PAST'],
      [409, 'ILLEGAL_MOVE'],
      [400, 'INVALID_INPUT'],
      [400, 'INVALID_INPUT'],
    ])
  })
})

test('of more days, or more deliveries, than one can look at, it is said so', async () => {
  const long = await read('2026-12-01T00:00:00Z', '2027-01-16T00:00:00Z')
  expect([long.status, long.body.code]).toEqual([400, 'INVALID_INPUT'])
  const back = await read('2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z')
  expect([back.status, back.body.code]).toEqual([400, 'INVALID_INPUT'])
  const { delivery } = await plan([news], '2027-06-05T10:00:00Z')
  await query(house.payload, copies, [delivery, mostDue])
  const many = await read('2027-06-05T00:00:00Z', '2027-06-06T00:00:00Z')
  expect([many.status, many.body.code]).toEqual([422, 'TOO_MANY_DELIVERIES'])
})
