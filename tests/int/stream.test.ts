import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { endStreams } from 'postyard'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openEventStream } from '../../bench/stream/openEventStream.ts'
import { sequenceAll } from '../../plugins/distribution/events/sequence/sequenceEvents.ts'
import { lookAfterStreams, openStream } from '../../plugins/distribution/events/stream/streams.ts'
import { system } from '../../plugins/distribution/model/changeState.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { logEvent } from '../../plugins/distribution/model/logEvent.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let tenant: string
let other: string
let manager: Person
let streams: ReturnType<typeof openEventStream>[] = []

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  other = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

afterEach(async () => {
  await Promise.all(streams.map(({ close }) => close()))
  streams = []
})

afterAll(async () => {
  await endStreams()
  await house?.close()
})

const bearing = (person: Person) => ({ authorization: `JWT ${person.token}` })

const open = async (
  search = '',
  more: Partial<Parameters<typeof openEventStream>[0]> = {},
): Promise<ReturnType<typeof openEventStream>> => {
  const url = `${house.api}/events/stream${search}`
  const stream = openEventStream({ url, headers: bearing(manager), ...more })
  streams.push(stream)
  await stream.opened
  return stream
}

type EventType = Parameters<typeof logEvent>[0]['type']

const write = (number: number, more: { of?: string; type?: EventType } = {}) =>
  logEvent({
    db: poolOf(house.payload),
    type: more.type ?? 'distribution.channel.limited',
    tenant: more.of ?? tenant,
    actor: system,
    data: { number },
  })

type Stream = Awaited<ReturnType<typeof open>>

const numbersOf = ({ events }: Stream) => events.map(({ data }) => (data.data as Data).number)

type Data = { number: number }

const arrive = (stream: Stream, count: number) =>
  eventually(
    async () => stream.events.length,
    (length) => length >= count,
    5_000,
  )

/** The ids of a tenant's events in their order, as the database has them. */
const kept = async (after = '0') =>
  (
    await query(
      house.payload,
      `select position::text as position from postyard_events
       where tenant_id = $1 and position > $2 order by postyard_events.position`,
      [tenant, after],
    )
  ).map(({ position }) => position as string)

test('what happens arrives as an envelope under its position, and whoever comes back goes on behind it', async () => {
  const stream = await open()
  const { headers } = await stream.opened
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  await write(1)
  await write(2)
  await arrive(stream, 2)
  const [first, second] = stream.events
  expect(first).toMatchObject({
    type: 'distribution.channel.limited',
    data: {
      type: 'distribution.channel.limited',
      tenant,
      position: first!.id,
      data: { number: 1 },
    },
  })
  await stream.close()
  await write(3)
  const again = await open('', { lastEventId: first!.id })
  await write(4)
  await arrive(again, 3)
  expect(numbersOf(again)).toEqual([2, 3, 4])
  const byAddress = await open(`?lastEventId=${second!.id}`)
  await arrive(byAddress, 2)
  expect(numbersOf(byAddress)).toEqual([3, 4])
  const fromTheStart = await open('?lastEventId=0')
  await arrive(fromTheStart, 4)
})

test('only what is asked for arrives, and nothing of another tenant', async () => {
  const some = await open('?types=distribution.channel.active,distribution.task.*')
  const all = await open(`?tenant=${tenant}`)
  await write(1)
  await write(2, { of: other })
  await write(3, { type: 'distribution.channel.active' })
  await write(4, { type: 'distribution.task.undone' })
  await write(5, { type: 'distribution.channel.removed' })
  await arrive(all, 4)
  await arrive(some, 2)
  expect(numbersOf(all)).toEqual([1, 3, 4, 5])
  expect(numbersOf(some)).toEqual([3, 4])
})

test('whoever may not listen is told so', async () => {
  const editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
  const admin = await addPerson(house, [], true)
  const ask = (person: Person | undefined, search = '') =>
    call(house, person, 'GET', `/events/stream${search}`)
  expectProblem(await ask(undefined), 401, 'UNAUTHENTICATED')
  expectProblem(await ask(editor), 403, 'FORBIDDEN')
  expectProblem(await ask(manager, `?tenant=${other}`), 404, 'NOT_FOUND')
  expectProblem(await ask(manager, '?types=Nonsense!'), 400, 'INVALID_INPUT')
  expectProblem(await ask(admin), 400, 'INVALID_INPUT')
  const stream = await open(`?tenant=${tenant}`, { headers: bearing(admin) })
  await write(7)
  await arrive(stream, 1)
})

test('whoever may follow a plan hears what happens to it, and nothing else; without that role it ends', async () => {
  const editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
  const channel = await addManualChannel(house.payload, tenant, { agents: [manager.id] })
  const post = await addPost(house.payload, tenant, { channels: [channel] })
  const { body: made } = await call(house, editor, 'POST', `/posts/${post}/distribute`, {
    at: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const url = `${house.api}/distribution/${made.plan}/events`
  const stream = await open('', { url, headers: bearing(editor) })
  await write(1)
  await call(house, editor, 'POST', `/plans/${made.plan}/pause`)
  await eventually(
    async () => stream.events.map(({ type }) => type),
    (types) => types.includes('distribution.plan.paused'),
  )
  expect(stream.events.every(({ data }) => String(data.plan) === String(made.plan))).toBe(true)
  const outsider = await addPerson(house, [{ tenant: other, roles: ['editor'] }])
  const path = `/distribution/${made.plan}/events`
  expectProblem(await call(house, outsider, 'GET', path), 404, 'NOT_FOUND')
  await house.payload.update({
    collection: 'users',
    id: editor.id,
    data: { tenants: [{ tenant, roles: ['field-agent'] }] } as never,
  })
  await lookAfterStreams(house.payload)
  await stream.ended
})

test('a log-out, a lost role and a revoked key end the stream', async () => {
  const leaving = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const leaver = await open('', { headers: bearing(leaving) })
  const demoted = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const loser = await open('', { headers: bearing(demoted) })
  const { body: key } = await call(house, manager, 'POST', '/keys', {
    ...{ tenant, name: 'A program', scopes: ['events.read'] },
  })
  const program = await open('', { headers: { authorization: `Bearer ${key.key}` } })
  const stays = await open()
  await write(1)
  await arrive(program, 1)
  await call(house, leaving, 'POST', '/users/logout')
  await house.payload.update({
    collection: 'users',
    id: demoted.id,
    data: { tenants: [{ tenant, roles: ['editor'] }] } as never,
  })
  await call(house, manager, 'POST', `/keys/${key.id}/revoke`, {})
  await lookAfterStreams(house.payload)
  await Promise.all([leaver.ended, loser.ended, program.ended])
  await eventually(
    async () => stays.comments,
    (comments) => comments.length > 0,
  )
  await write(2)
  await eventually(
    async () => numbersOf(stays),
    (numbers) => numbers.includes(2),
  )
})

test('300 disconnects while events commit in no order leave no gap and no repeat', async () => {
  const listeners = 60
  const disconnects = 300
  await sequenceAll({ payload: house.payload })
  const [start = '0'] = (await kept()).slice(-1)
  let isOver = false
  const seen = Array.from({ length: listeners }, () => [] as string[])
  let cut = 0
  const listen = async (index: number) => {
    let lastEventId: string | undefined = start
    while (!isOver) {
      const stream = openEventStream({
        url: `${house.api}/events/stream`,
        headers: bearing(manager),
        lastEventId,
        onEvent: ({ id }) => seen[index]!.push(id),
      })
      streams.push(stream)
      await stream.opened
      if (cut >= disconnects) return
      await sleep(Math.random() * 250)
      await stream.close()
      lastEventId = stream.lastEventId()
      cut += 1
    }
  }
  const listening = Array.from({ length: listeners }, (_, index) => listen(index))
  let written = 0
  const writeSome = async () => {
    while (cut < disconnects) {
      await inOwnTransaction(house.payload, async (db) => {
        written += 1
        const number = written
        await logEvent({
          ...{ db, type: 'distribution.channel.limited', tenant, actor: system, data: { number } },
        })
        // So that those that began later commit earlier.
        await sleep(Math.random() * 40)
      })
    }
  }
  await Promise.all(Array.from({ length: 5 }, writeSome))
  await Promise.all(listening)
  const expected = await eventually(
    () => kept(start),
    ({ length }) => length === written,
  )
  await eventually(
    async () => seen.filter(({ length }) => length >= expected.length).length,
    (whole) => whole === listeners,
    5_000,
  ).catch(() => {})
  isOver = true
  for (const ids of seen) expect(ids).toEqual(expected)
  expect(cut).toBeGreaterThanOrEqual(disconnects)
})

test('a listener that is torn off misses nothing', async () => {
  const stream = await open()
  await eventually(
    () =>
      query(
        house.payload,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name like '%events listen'
           and query like 'listen %'`,
      ),
    ({ length }) => length === 1,
  )
  for (const number of [1, 2, 3]) await write(number)
  await arrive(stream, 3)
  expect(numbersOf(stream)).toEqual([1, 2, 3])
})

test('an id that this database never gave, and a database that was put back, are told by a reset', async () => {
  const ahead = await open('', { lastEventId: '999999999' })
  const stream = await open()
  await arrive(ahead, 1)
  expect(ahead.events[0]).toMatchObject({ type: 'reset', data: { code: 'STREAM_RESET' } })
  const now = ahead.events[0]!.id
  await write(1)
  await arrive(stream, 1)
  await query(house.payload, 'delete from postyard_events where position > $1', [now])
  await query(house.payload, 'update postyard_event_clock set position = $1', [now])
  await query(house.payload, `select pg_notify('postyard_events', '')`)
  await arrive(stream, 2)
  await write(2)
  await arrive(stream, 3)
  expect(stream.events.map(({ type }) => type)).toEqual([
    'distribution.channel.limited',
    'reset',
    'distribution.channel.limited',
  ])
  expect(stream.events[1]!.id).toBe(now)
})

test('a process that stops ends its streams, and who comes meanwhile is sent on', async () => {
  const stream = await open()
  await endStreams()
  await stream.ended
  const late = await open()
  await late.ended
  expect(late.lastEventId()).toMatch(/^\d+$/)
  // The first of all to one that nobody has listened to so far.
  const first = await openStream({
    payload: Object.create(house.payload),
    wanted: { tenants: [tenant] },
    right: { credential: 'of a test', isHeld: async () => true },
    random: () => 0,
  })
  expect(await text(first)).toMatch(/^retry/)
  await endStreams()
})
