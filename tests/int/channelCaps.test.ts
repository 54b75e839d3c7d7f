import { queues, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  type Answer,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

const hour = 60 * 60_000

let house: House
let postiz: PostizSandbox
let worker: Awaited<ReturnType<typeof startWorker>>
let tenant: string
let manager: Person
let picture: string
const channels: Record<string, string> = {}

const names = ['gram', 'sky', 'sky-2', 'sky-3', 'sky-4', 'sky-5', 'sky-6']

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 1000,
    organisations: [
      {
        name: 'A',
        key: 'key',
        integrations: names.map((id) => ({
          id,
          name: `Marina ${id}`,
          identifier: id === 'gram' ? 'instagram' : 'bluesky',
        })),
      },
    ],
  })
  house = await openHouse()
  // A day late is not too late here: so what is held for room goes out by itself.
  tenant = await addTenant(house.payload, { graceMinutes: 1440 })
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  picture = await addPicture(house.payload, tenant)
  await call(house, manager, 'POST', `/tenants/${tenant}/connect-postiz`, {
    baseUrl: `${postiz.url}/api`,
    apiKey: 'key',
  })
  const imported = await query(
    house.payload,
    'select id, integration_id from postyard_channels where tenant_id = $1',
    [tenant],
  )
  for (const row of imported) channels[row.integration_id] = row.id
  worker = await startWorker({ payload: house.payload, queues })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString()

const distribute = async (channel: string, when?: string) => {
  const post = await addPost(house.payload, tenant, { media: [picture] })
  return call(house, manager, 'POST', `/posts/${post}/distribute`, {
    channels: [channels[channel]],
    ...(when ? { at: when } : {}),
  })
}

const setCap = async (channel: string, dailyCap: number | null) => {
  const path = `/channels/${channels[channel]}`
  expect((await call(house, manager, 'PATCH', path, { dailyCap })).status).toBe(200)
}

const readRow = async (id: string) =>
  (await query(house.payload, 'select * from postyard_deliveries where id = $1', [id]))[0]!

const deliveryOf = ({ body }: Answer): string => body.deliveries[0].id

/** Makes a delivery one that went out so many hours ago. */
const sendAgo = (delivery: string, hours: number) =>
  query(
    house.payload,
    `update postyard_deliveries
     set executed_at = now() - $2 * interval '1 hour', scheduled_at = now() - $2 * interval '1 hour'
     where id = $1`,
    [delivery, hours],
  )

test('thirty posts on one day are told of when they are planned: the twenty-sixth is refused, with the time at which it can go', async () => {
  for (let count = 0; count < 25; count += 1) {
    const answer = await distribute('gram', at(24 + count / 10))
    expect([answer.status, answer.body.warnings]).toEqual([200, []])
  }
  const refused = await distribute('gram', at(30))
  expectProblem(refused, 422, 'CHANNEL_CAP')
  expect(refused.body.detail).toContain('25 posts in 24 hours')
  const next = /\((20\d\d-[^)]+Z)\)/.exec(refused.body.errors[0].message)?.[1]
  expect(refused.body.errors[0].code).toBe('CHANNEL_CAP')
  // The first of them leaves the window 24 hours after it went.
  expect(new Date(next!).getTime()).toBeGreaterThan(Date.now() + 47.5 * hour)
  expect((await distribute('gram', next)).status).toBe(200)
})

test('a post that makes later ones wait is planned, and says so', async () => {
  const answer = await distribute('gram', at(5))
  expect(answer.status).toBe(200)
  expect(answer.body.warnings).toMatchObject([
    { channel: channels.gram, code: 'CHANNEL_CAP', at: expect.stringMatching(/Z$/) },
  ])
})

test('while it is written, a post is told how full its channel is at its time', async () => {
  const { body } = await call(house, manager, 'POST', '/posts/check', {
    tenant,
    text: 'x',
    media: [picture],
    channels: [channels.gram, channels.sky],
    at: at(30),
  })
  const [gram, sky] = body.channels
  expect(gram.cap).toMatchObject({
    posts: 25,
    hours: 24,
    nextAt: expect.stringMatching(/Z$/),
    source: expect.stringContaining('disagree'),
    checkedOn: '2026-08-21',
  })
  expect(gram.cap.used).toBeGreaterThanOrEqual(25)
  expect(sky).not.toHaveProperty('cap')
})

test('a channel may have a figure of its own, a whole one', async () => {
  for (const wrong of [0, -1, 1.5, 10_001, 'many']) {
    const answer = await call(house, manager, 'PATCH', `/channels/${channels.sky}`, {
      dailyCap: wrong,
    })
    expect([wrong, answer.status]).toEqual([wrong, 400])
  }
  await setCap('sky', 1)
  expect((await distribute('sky', at(2))).status).toBe(200)
  expectProblem(await distribute('sky', at(3)), 422, 'CHANNEL_CAP')
  await setCap('sky', null)
  expect((await distribute('sky', at(3))).status).toBe(200)
})

test('what went out counts, what was cancelled does not', async () => {
  await setCap('sky-2', 1)
  const first = deliveryOf(await distribute('sky-2', at(2)))
  expectProblem(await distribute('sky-2', at(3)), 422, 'CHANNEL_CAP')
  expect((await call(house, manager, 'POST', `/deliveries/${first}/cancel`, {})).status).toBe(200)
  const sent = deliveryOf(await distribute('sky-2'))
  await eventually(
    () => readRow(sent),
    ({ state }) => state === 'published',
  )
  expectProblem(await distribute('sky-2'), 422, 'CHANNEL_CAP')
  // One of which nobody knows when it went, nor whether.
  await query(
    house.payload,
    `update postyard_deliveries set state = 'unknown', executed_at = null where id = $1`,
    [sent],
  )
  expectProblem(await distribute('sky-2'), 422, 'CHANNEL_CAP')
})

test('a post is not moved to where its channel is full, nor told to go now; where it was it takes no room from itself', async () => {
  await setCap('sky-6', 1)
  const first = deliveryOf(await distribute('sky-6', at(30)))
  const second = deliveryOf(await distribute('sky-6', at(60)))
  const move = (hours: number) =>
    call(house, manager, 'POST', `/deliveries/${second}/reschedule`, { at: at(hours) })
  const refused = await move(40)
  expectProblem(refused, 422, 'CHANNEL_CAP')
  expect((await readRow(second)).state).toBe('scheduled')
  expect((await move(61)).status).toBe(200)
  expect((await call(house, manager, 'POST', `/deliveries/${first}/cancel`, {})).status).toBe(200)
  const now = deliveryOf(await distribute('sky-6', at(2)))
  await query(
    house.payload,
    `update postyard_deliveries set state = 'published', executed_at = now(), wake_at = null, deadline_at = null
     where id = $1`,
    [now],
  )
  expectProblem(
    await call(house, manager, 'POST', `/deliveries/${second}/publish-now`, {}),
    422,
    'CHANNEL_CAP',
  )
})

test('a channel that is full when a post is due holds it until there is room, and then it goes by itself', async () => {
  const [sent, waiting] = [
    deliveryOf(await distribute('sky-3')),
    deliveryOf(await distribute('sky-3', at(1))),
  ]
  await eventually(
    () => readRow(sent),
    ({ state }) => state === 'published',
  )
  await setCap('sky-3', 1)
  await sendAgo(sent, 23)
  await query(
    house.payload,
    'update postyard_deliveries set wake_at = now(), scheduled_at = now() where id = $1',
    [waiting],
  )
  await tick({ payload: house.payload })
  const held = await eventually(
    () => readRow(waiting),
    ({ state }) => state === 'held',
  )
  expect(held).toMatchObject({ reason_code: 'CHANNEL_CAP' })
  expect(held.reason).toContain('takes 1 post in 24 hours')
  expect(held.reason).toContain('(Europe/Lisbon)')
  const waits = new Date(held.wake_at).getTime() - Date.now()
  expect(waits).toBeGreaterThan(0.9 * hour)
  expect(waits).toBeLessThan(1.1 * hour)

  await sendAgo(sent, 25)
  await query(house.payload, 'update postyard_deliveries set wake_at = now() where id = $1', [
    waiting,
  ])
  await tick({ payload: house.payload })
  await eventually(
    () => readRow(waiting),
    ({ state }) => state === 'published',
  )
})

test('of many that are due together only as many go out as there is room for, the first ones', async () => {
  const ids: string[] = []
  for (let count = 0; count < 6; count += 1) {
    ids.push(deliveryOf(await distribute('sky-4', at(1 + count / 100))))
  }
  await setCap('sky-4', 2)
  await query(
    house.payload,
    `update postyard_deliveries
     set wake_at = now(), scheduled_at = now() - (7 - array_position($1, id)) * interval '1 second'
     where id = any($1)`,
    [ids],
  )
  await tick({ payload: house.payload })
  const ended = await eventually(
    () => Promise.all(ids.map(readRow)),
    (found) => found.every(({ state }) => ['held', 'published'].includes(state)),
  )
  expect(ended.map(({ state }) => state)).toEqual([
    'published',
    'published',
    'held',
    'held',
    'held',
    'held',
  ])
})

test('where there is room only when it is too late, a person is asked', async () => {
  await query(house.payload, 'update tenants set grace_minutes = 60 where id = $1', [tenant])
  const [sent, late] = [
    deliveryOf(await distribute('sky-5')),
    deliveryOf(await distribute('sky-5', at(1))),
  ]
  await eventually(
    () => readRow(sent),
    ({ state }) => state === 'published',
  )
  await setCap('sky-5', 1)
  await query(
    house.payload,
    'update postyard_deliveries set wake_at = now(), scheduled_at = now() where id = $1',
    [late],
  )
  await tick({ payload: house.payload })
  const held = await eventually(
    () => readRow(late),
    ({ state }) => state === 'held',
  )
  expect(held).toMatchObject({ reason_code: 'CHANNEL_CAP', wake_at: null })
  expect(held.reason).toContain('give it another time')
})
