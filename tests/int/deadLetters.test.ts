import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portion } from '../../plugins/distribution/distribute/redriveMany.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { copies } from './support/copies.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { plan, query } from './support/scenes.ts'

let house: House
let payload: Payload
let manager: Person
/** The clients of the manager; each test takes the next ones. */
const tenants: string[] = []

beforeAll(async () => {
  house = await openHouse()
  payload = house.payload
  for (let count = 0; count < 10; count++) tenants.push(await addTenant(payload))
  manager = await addPerson(
    house,
    tenants.map((tenant) => ({ tenant, roles: ['manager'] })),
  )
})

afterAll(() => house?.close())

/** A client with so many posts on one channel, each of whose deliveries is dead; `end` is how it ended. */
const deadClient = async (
  count: number,
  end: { state?: string; code?: string; outcome?: string; tenant?: string; by?: Person } = {},
) => {
  const { state = 'failed', code = 'NO', outcome = 'retry', by = manager } = end
  const tenant = end.tenant ?? tenants.pop()!
  const channel = await addManualChannel(payload, tenant)
  const post = await addPost(payload, tenant)
  const one = await plan({ payload, by, post, channels: [channel] })
  const more = await query(payload, copies, [one.delivery, count - 1])
  const posts = [post, ...more.map(({ post_id }) => post_id as string)]
  const dead = [one.delivery, ...more.map(({ id }) => id as string)]
  await query(
    payload,
    `with dead as (
       update postyard_deliveries set state = $2::text::enum_postyard_deliveries_state, reason_code = $3, attempt = 6,
         reason = 'The receiver answered 503.', wake_at = null, deadline_at = null
       where id = any($1) returning *
     ), receipts as (
       insert into postyard_receipts (tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at,
         closed_at, outcome, status_code, error_code, error_message)
       select tenant_id, id, plan_id, channel_id, 6, 1, 'fire', 'worker 1', now(), now(),
         $4::text::enum_postyard_receipts_outcome, 503, $3, 'It answered 503.' from dead
     )
     insert into postyard_events (type, schema_version, occurred_at, tenant_id, actor_kind, actor_name, delivery_id, plan_id,
       correlation_id, data)
     select 'distribution.delivery.failed', 1, '2026-01-02T03:04:05Z', tenant_id, 'system', 'Postyard', id, plan_id,
       plan_id::text, '{}' from dead`,
    [dead, state, code, outcome],
  )
  return { tenant, channel, posts, dead }
}

const list = (tenant: string, filter = '') =>
  call(house, manager, 'GET', `/distribution/dead-letters?tenant=${tenant}${filter}`)

const redrive = (input: Record<string, unknown>) =>
  call(house, manager, 'POST', '/distribution/dead-letters/redrive', input)

/** How often each delivery of a client was given a new life. */
const lives = async (tenant: string) =>
  (
    await query(
      payload,
      `select count(*)::int as count from postyard_events
       where tenant_id = $1 and data->>'reasonCode' = 'REDRIVEN' and data->>'to' = 'scheduled' group by delivery_id`,
      [tenant],
    )
  ).map(({ count }) => count)

test('a dead letter says why, since when, what came back, and whether trying again can help', async () => {
  const passing = await deadClient(3)
  const { tenant } = passing
  const { body } = await list(tenant, '&limit=2')
  expect(body.deliveries[0]).toMatchObject({
    ...{ tenant: passing.tenant, channel: passing.channel, state: 'failed', help: 'passing' },
    ...{ reasonCode: 'NO', reason: 'The receiver answered 503.', attempt: 6 },
    since: '2026-01-02T03:04:05.000Z',
    last: {
      ...{ action: 'fire', outcome: 'retry', statusCode: 503, code: 'NO' },
      message: 'It answered 503.',
    },
  })
  const rest = await list(tenant, `&limit=2&cursor=${body.next}`)
  const all = [...body.deliveries, ...rest.body.deliveries].map(({ id }) => id)
  expect(all.toSorted()).toEqual(passing.dead.toSorted())
  expect((await list(tenant, '&olderThan=2026-01-02T03:04:05Z')).body.deliveries).toEqual([])
  expect(
    (await list(tenant, '&newerThan=2026-01-02T03:04:05Z&code=NO')).body.deliveries,
  ).toHaveLength(3)

  const refused = await deadClient(1, { outcome: 'refused' })
  const undecided = await deadClient(1, { code: 'UNDECIDED', outcome: 'unknown' })
  const helpOf = async (client: { tenant: string }) =>
    (await list(client.tenant)).body.deliveries.map(({ help }: { help: string }) => help)
  expect(await helpOf(refused)).toEqual(['permanent'])
  expect(await helpOf(undecided)).toEqual(['uncertain'])
})

test('of two who redrive the same ones at once, each delivery goes once', async () => {
  const { tenant, dead } = await deadClient(12)
  const answers = await Promise.all([
    redrive({ tenant }),
    redrive({ deliveries: dead.toReversed() }),
    redrive({ tenant, code: 'NO' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const redriven = answers.flatMap(({ body }) =>
    body.deliveries.filter((one: { isRedriven: boolean }) => one.isRedriven),
  )
  expect(redriven.map(({ id }) => id).toSorted()).toEqual(dead.toSorted())
  expect(await lives(tenant)).toEqual(Array(12).fill(1))
  const refused = answers.flatMap(({ body }) =>
    body.deliveries.filter((one: { isRedriven: boolean }) => !one.isRedriven),
  )
  for (const { code, message } of refused) {
    expect([code, message]).toEqual([
      'ILLEGAL_MOVE',
      expect.stringMatching(/is (scheduled|queued) /),
    ])
  }
})

test('on one channel they go out one after the other, after those that wait there already', async () => {
  const { dead } = await deadClient(4)
  const first = await redrive({ deliveries: dead.slice(0, 2) })
  const second = await redrive({ deliveries: dead.slice(2) })
  const times = [...first.body.deliveries, ...second.body.deliveries].map(({ scheduledAt }) =>
    Date.parse(scheduledAt),
  )
  const gaps = times.map((at, index, all) => at - (all[index - 1] ?? at))
  expect(gaps).toEqual([0, 30_000, 30_000, 30_000])
})

test('one that cannot go is told, and keeps none of the others', async () => {
  const { tenant, posts, dead } = await deadClient(3)
  await query(payload, `update postyard_posts set text = '', updated_at = now() where id = $1`, [
    posts[1],
  ])
  const { body } = await redrive({ tenant })
  expect(body).toMatchObject({ redriven: 2, refused: 1, left: 0 })
  expect(body.deliveries.find(({ id }: { id: string }) => id === dead[1])).toMatchObject({
    ...{ isRedriven: false, state: 'failed', code: 'POST_EMPTY' },
    message: expect.stringMatching(/\.$/),
  })
  expect((await list(tenant)).body.deliveries.map(({ id }: { id: string }) => id)).toEqual([
    dead[1],
  ])
})

test('many whose posts were edited are planned anew in portions, and the answer names them all', async () => {
  const { tenant, posts } = await deadClient(portion)
  const more = await deadClient(5, { tenant })
  await query(
    payload,
    `update postyard_posts set text = 'New words', updated_at = now() where id = any($1)`,
    [[...posts, ...more.posts]],
  )
  const channel = await holdRow(payload, 'postyard_channels', more.channel)
  const redriving = redrive({ tenant })
  await eventually(
    () => lives(tenant),
    (alive) => alive.length === portion,
  )
  await channel.release()
  expect((await redriving).body).toMatchObject({ redriven: portion + 5, refused: 0, left: 0 })
  expect(await lives(tenant)).toEqual(Array(portion + 5).fill(1))
})

test('what may be live, or was dropped, is tried again only by its name', async () => {
  for (const code of ['UNDECIDED', 'DROPPED']) {
    const { tenant, dead } = await deadClient(2, { code })
    expect((await redrive({ tenant })).body).toMatchObject({ redriven: 0, deliveries: [] })
    expect((await redrive({ tenant, code })).body.redriven).toBe(2)
    expect(await lives(tenant)).toEqual([1, 1])
    expect(dead).toHaveLength(2)
  }
})

test("another client's are not there, and no time or code widens a list of ids", async () => {
  const elsewhere = await addTenant(payload)
  const by = await addPerson(house, [{ tenant: elsewhere, roles: ['manager'] }])
  const foreign = await deadClient(1, { tenant: elsewhere, by })
  const own = await deadClient(1, { state: 'expired' })
  const unknown = randomUUID()
  const { body } = await redrive({ deliveries: [...own.dead, ...foreign.dead, unknown] })
  expect(body).toMatchObject({ redriven: 1, refused: 2 })
  expect(body.deliveries.slice(1)).toMatchObject(
    [...foreign.dead, unknown].map((id) => ({ id, isRedriven: false, code: 'NOT_FOUND' })),
  )
  expect(await lives(foreign.tenant)).toEqual([])
  expectProblem(await redrive({ deliveries: foreign.dead }), 404, 'NOT_FOUND')
  expectProblem(await redrive({}), 400, 'INVALID_INPUT')
  expectProblem(await redrive({ deliveries: own.dead, code: 'NO' }), 400, 'INVALID_INPUT')
})
