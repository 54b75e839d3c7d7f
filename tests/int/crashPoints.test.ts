import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { reconcileDelivery } from '../../plugins/distribution/deliver/follow/reconcileDelivery.ts'
import { sweepDeadlines } from '../../plugins/distribution/dispatch/sweepDeadlines.ts'
import { wakeSoon } from '../../plugins/distribution/dispatch/wakeSoon.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, call, type Person } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { cutStatements } from './support/cutStatements.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { openReceiver } from './support/hostileReceiver.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { plan, query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

let house: House
let postiz: PostizSandbox
let client: Client
let manager: Person
let cutter: ReturnType<typeof cutStatements>

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 1,
    limitPerHour: 100_000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(20) }],
  })
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key')
  manager = await addPerson(house, [{ tenant: client.tenant, roles: ['manager'] }])
  cutter = cutStatements(house.payload)
  // What dies here is no error that anybody has to read.
  house.payload.logger.level = 'silent'
})

afterAll(async () => {
  cutter?.close()
  await house?.close()
  await postiz?.close()
})

const now = () => new Date()
const random = () => 0.5

const fire = (ids: string[]) =>
  fireDeliveries({ payload: house.payload, tenant: client.tenant, ids, now, random })

const deliver = (id: string) =>
  deliverDirect({ payload: house.payload, tenant: client.tenant, id, now, random })

const wake = (ids: string[]) => wakeSoon({ payload: house.payload, now: now(), ids })

/** Brings a moment that is to come about now: the end of a lease, of a pause, of a time that something may take. */
const hasten = (ids: string[]) =>
  query(
    house.payload,
    `update postyard_deliveries
     set next_attempt_at = null, wake_at = case when wake_at is null then null else now() end,
       deadline_at = case when state = 'publishing' then now() - interval '1 second' else deadline_at end
     where id = any($1)`,
    [ids],
  )

type Row = { id: string; state: string; attempt: number; reason: string }

const read = (ids: string[]) =>
  query(
    house.payload,
    'select id, state, attempt::int, reason from postyard_deliveries where id = any($1)',
    [ids],
  ) as Promise<Row[]>

/** What the tick and the workers do in the hours that follow, until all have ended or ask a person. */
const recover = async (
  ids: string[],
  send: (ids: string[]) => Promise<unknown>,
): Promise<Row[]> => {
  const { payload } = house
  const { tenant } = client
  for (let round = 0; round < 8; round += 1) {
    await hasten(ids)
    await sweepDeadlines({ payload, now: now() })
    await wake(ids)
    const rows = await read(ids)
    const idsIn = (wanted: string) =>
      rows.filter(({ state }) => state === wanted).map(({ id }) => id)
    if (idsIn('published').length === ids.length) return rows
    await send(idsIn('queued'))
    await confirmDeliveries({ payload, tenant, ids: idsIn('submitted'), now })
    const soon = () => new Date(Date.now() + 76_000)
    for (const id of idsIn('unknown')) await reconcileDelivery({ payload, tenant, id, now: soon })
  }
  return read(ids)
}

const openReceipts = (ids: string[]) =>
  query(
    house.payload,
    'select delivery_id from postyard_receipts where delivery_id = any($1) and closed_at is null',
    [ids],
  )

/** One delivery after the other, due now, of as many as are made at once. */
const nextOf = (make: () => Promise<string[]>) => {
  const ready: string[] = []
  return async (): Promise<string> => {
    if (ready.length === 0) ready.push(...(await make()))
    const id = ready.pop()!
    await query(
      house.payload,
      'update postyard_deliveries set scheduled_at = now(), wake_at = now() where id = $1',
      [id],
    )
    return id
  }
}

/** Lets each delivery go out under a process that ends at another place, until there is no place left. */
const cutEach = async (
  next: () => Promise<string>,
  send: (id: string) => Promise<unknown>,
): Promise<string[]> => {
  const ids: string[] = []
  for (let at = 1; ; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const id = await next()
      ids.push(id)
      const { isCut } = await cutter.run({ at, when }, async () => {
        await wake([id])
        await send(id)
      })
      if (!isCut) return ids
    }
  }
}

test('wherever its process ends, a call to a receiver is made, under one id, and nothing is lost', async () => {
  const { payload } = house
  const receiver = await openReceiver()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const addWebhook = async (name: string) => {
    const data = { tenant: client.tenant, name, kind: 'webhook' } as never
    const { id } = (await payload.create({ collection: 'channels', data })) as { id: string }
    const { url } = receiver
    await call(house, manager, 'POST', `/channels/${id}/connect-webhook`, { url, secret })
    return id
  }
  const channels = await Promise.all(Array.from({ length: 15 }, (_, at) => addWebhook(`W ${at}`)))
  const next = nextOf(async () => {
    const post = await addPost(payload, client.tenant, { text: randomUUID() })
    const at = new Date(Date.now() + 3_600_000)
    return (await plan({ payload, by: manager, post, channels, at })).deliveries
  })
  const ids = await cutEach(next, deliver)
  expect(ids.length).toBeGreaterThan(20)
  const rows = await recover(ids, (queued) => Promise.all(queued.map(deliver)))
  expect(rows.filter(({ state }) => state !== 'published')).toEqual([])
  expect(await openReceipts(ids)).toEqual([])
  const bodies = Map.groupBy(receiver.received, ({ headers }) => headers['webhook-id'])
  expect([...bodies.keys()].toSorted()).toEqual(ids.map((id) => `post_${id}`).toSorted())
  for (const same of bodies.values()) {
    expect(new Set(same.map(({ body }) => JSON.parse(body).data.delivery)).size).toBe(1)
  }
  await receiver.close()
})

test('wherever its process ends, a post is published through Postiz once, or a person is asked', async () => {
  const next = nextOf(() => distributeTo({ house, client, count: 40, at: now() }))
  const ids = await cutEach(next, (id) => fire([id]))
  expect(ids.length).toBeGreaterThan(20)
  const rows = await recover(ids, fire)
  expect(rows.filter(({ state }) => state !== 'published')).toEqual([])
  expect(await openReceipts(ids)).toEqual([])
  const { counts } = await steerPostiz(postiz).publications()
  expect(counts).toMatchObject({ publications: ids.length, publishedTwice: 0, sameContent: 0 })
})
