import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { queues } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noteFailure } from '../../plugins/distribution/deliver/brake/noteFailure.ts'
import { noteSuccess } from '../../plugins/distribution/deliver/brake/noteSuccess.ts'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { reconcileDelivery } from '../../plugins/distribution/deliver/follow/reconcileDelivery.ts'
import { sweepDeadlines } from '../../plugins/distribution/dispatch/sweepDeadlines.ts'
import { inTransaction } from '../../plugins/distribution/model/database.ts'
import { createReach } from '../../plugins/distribution/security/reach.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { addPerson, addPicture, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import {
  type Behaviour,
  behaviours,
  openReceiver,
  type Received,
} from './support/hostileReceiver.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { reopenReceipts } from './support/pastGuards.ts'
import { plan, query } from './support/scenes.ts'

let house: House
let receiver: Awaited<ReturnType<typeof openReceiver>>
let tenant: string
let manager: Person

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

beforeAll(async () => {
  house = await openHouse()
  Object.assign(settingsOf(house.payload), { webhookTimeoutMs: 400 })
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

beforeEach(async () => {
  await receiver?.close()
  receiver = await openReceiver()
})

afterAll(async () => {
  await receiver?.close()
  await house?.close()
})

const connect = (channel: string, input: Record<string, unknown>) =>
  call(house, manager, 'POST', `/channels/${channel}/connect-webhook`, input)

/** A channel that sends to the receiver of the test. */
const addChannel = async (input: Record<string, unknown> = {}) => {
  const { id } = (await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'Website', kind: 'webhook' } as never,
  })) as unknown as { id: string }
  const secret = newSecret()
  const connected = await connect(id, { url: receiver.url, secret, ...input })
  expect(connected.status, JSON.stringify(connected.body)).toBe(200)
  return { id, secret }
}

const due = async (channel: string, data: Record<string, unknown> = {}) => {
  const post = await addPost(house.payload, tenant, data)
  const { delivery } = await plan({
    payload: house.payload,
    by: manager,
    post,
    channels: [channel],
    at: new Date(),
  })
  return delivery
}

/** One attempt, so many milliseconds from now. */
const attempt = async (delivery: string, ms = 0) => {
  await query(
    house.payload,
    `update postyard_deliveries set state = 'queued', next_attempt_at = null
     where id = $1 and state in ('scheduled', 'held', 'queued')`,
    [delivery],
  )
  await deliverDirect({
    payload: house.payload,
    tenant,
    id: delivery,
    now: () => new Date(Date.now() + ms),
    random: () => 0.5,
  })
}

const read = async (delivery: string) =>
  (
    await query(
      house.payload,
      `select d.state, d.reason_code, d.reason, d.attempt::int, d.external_id,
         extract(epoch from coalesce(d.next_attempt_at, d.wake_at) - now())::float as waits,
         c.state as channel, c.state_reason
       from postyard_deliveries d join postyard_channels c on c.id = d.channel_id where d.id = $1`,
      [delivery],
    )
  )[0]!

const verify = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as Record<string, any>

const idsOf = (received: Received[]) => received.map(({ headers }) => headers['webhook-id'])

test('a receiver gets the post signed, with files that it can fetch, and its word is the receipt', async () => {
  const { id, secret } = await addChannel({
    headers: [{ name: 'Authorization', value: 'Bearer of-the-receiver' }],
  })
  const media = await addPicture(house.payload, tenant, 'flat')
  const delivery = await due(id, {
    title: 'Open house',
    text: '**Come** & see.',
    link: 'https://example.com/flat',
    media: [media],
  })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({
    state: 'published',
    reason: 'The receiver took it (200).',
    external_id: `post_${delivery}`,
  })
  const [one] = receiver.received
  expect(one!.headers).toMatchObject({
    authorization: 'Bearer of-the-receiver',
    'content-type': 'application/json',
    'webhook-id': `post_${delivery}`,
  })
  const body = verify(secret, one!)
  expect(body).toMatchObject({
    type: 'postyard.post',
    version: 1,
    data: {
      delivery,
      channel: { id, name: 'Website' },
      title: 'Open house',
      text: 'Come & see.',
      html: '<p><strong>Come</strong> &amp; see.</p>',
      markdown: '**Come** & see.',
      link: 'https://example.com/flat',
      media: [{ name: 'flat.png', mimeType: 'image/png', alt: 'flat' }],
      parts: [],
    },
  })
  const { url, sha256, bytes } = body.data.media[0]
  const foreseen = await call(house, manager, 'POST', `/posts/${body.data.post}/distribute`, {
    ...{ channels: [id], dryRun: true },
  })
  const [{ payload: shown, preview }] = foreseen.body.dryRun.channels
  expect(preview).toBe('Come & see.\n\nhttps://example.com/flat')
  expect(body).toMatchObject(shown.body)
  const file = await fetch(`${house.api}${new URL(url).pathname.replace(/^.*\/api/, '')}`)
  expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, bytes])
  expect(sha256).toMatch(/^[\da-f]{64}$/)
  expect(() => verify(newSecret(), one!)).toThrow()
  const kept = JSON.stringify([
    await query(house.payload, 'select * from postyard_receipts where delivery_id = $1', [
      delivery,
    ]),
    await query(house.payload, 'select * from postyard_events'),
    await query(house.payload, 'select input from payload_jobs'),
    (await call(house, manager, 'GET', `/channels/${id}`)).body,
  ])
  expect(kept).toContain(`127.0.0.1:${receiver.port}`)
  for (const hidden of [secret, 'of-the-receiver', 'of-the-address']) {
    expect(kept).not.toContain(hidden)
  }
})

test('what may have arrived goes out again under the same id, and what fails waits as long as it is asked to', async () => {
  const { id, secret } = await addChannel()
  const delivery = await due(id)
  const { hangs, breaksOff, status, takes } = behaviours
  receiver.answer(hangs, breaksOff, status(503, { 'retry-after': '600' }), takes)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({
    state: 'queued',
    reason_code: 'WEBHOOK_NO_ANSWER',
  })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({
    state: 'queued',
    reason_code: 'WEBHOOK_NO_ANSWER',
  })
  await attempt(delivery)
  const asked = await read(delivery)
  expect(asked).toMatchObject({ state: 'scheduled', reason_code: 'WEBHOOK_FAILED', attempt: 3 })
  expect(asked.waits).toBeGreaterThan(590)
  await attempt(delivery)
  expect((await read(delivery)).state).toBe('published')
  expect(idsOf(receiver.received)).toEqual(Array(4).fill(`post_${delivery}`))
  for (const one of receiver.received) verify(secret, one)
})

test('what stays in doubt after the last attempt is for a person to decide', async () => {
  const { id } = await addChannel()
  const delivery = await due(id)
  await query(house.payload, 'update postyard_deliveries set attempt = 5 where id = $1', [delivery])
  receiver.answer(behaviours.hangs)
  await attempt(delivery)
  expect((await read(delivery)).state).toBe('unknown')
  await reconcileDelivery({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  expect(await read(delivery)).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })
  expect(receiver.received).toHaveLength(1)
})

test('a worker that dies while it sends is made up for under the same id', async () => {
  const { id } = await addChannel()
  const delivery = await due(id)
  receiver.answer(behaviours.hangs)
  await attempt(delivery)
  await query(
    house.payload,
    `update postyard_deliveries set state = 'publishing', deadline_at = now() - interval '1 second' where id = $1`,
    [delivery],
  )
  await reopenReceipts(house.payload, delivery)
  await sweepDeadlines({ payload: house.payload, now: new Date() })
  expect((await read(delivery)).state).toBe('unknown')
  await reconcileDelivery({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  await attempt(delivery)
  expect((await read(delivery)).state).toBe('published')
  expect(new Set(idsOf(receiver.received)).size).toBe(1)
})

test.each([
  ['a redirect', behaviours.status(302, { location: '/elsewhere' }), 'queued', 'WEBHOOK_REDIRECTS'],
  ['a log-in', behaviours.status(401), 'queued', 'WEBHOOK_REFUSED'],
  ['a refusal of the content', behaviours.status(422), 'failed', 'WEBHOOK_CONTENT_REFUSED'],
  ['an answer without end', behaviours.isEndless, 'published', 'PUBLISHED'],
  [
    'a refusal in more words than are read',
    (outgoing: Parameters<Behaviour>[0]) =>
      outgoing.writeHead(422).end(Buffer.alloc(256 * 1024, 'x')),
    'failed',
    'WEBHOOK_CONTENT_REFUSED',
  ],
] as const)('%s is taken for what it is', async (_, behaviour, state, code) => {
  const { id } = await addChannel()
  const delivery = await due(id)
  receiver.answer(behaviour)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state, reason_code: code, channel: 'active' })
  expect(receiver.received.map(({ path }) => path)).toEqual(['/posts?key=of-the-address'])
})

test('a receiver that is gone switches its channel off, and a new address switches it on again', async () => {
  const { id } = await addChannel()
  const first = await due(id)
  receiver.answer(behaviours.status(410))
  await attempt(first)
  expect(await read(first)).toMatchObject({ state: 'failed', channel: 'disabled' })
  const second = await due(id)
  await attempt(second)
  expect(await read(second)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_DISABLED' })
  expect(receiver.received).toHaveLength(1)
  await connect(id, { url: `${receiver.url}&new` })
  await attempt(second)
  expect(await read(second)).toMatchObject({ state: 'published', channel: 'active' })
})

test('a receiver that is gone when it is tried again switches its channel off too', async () => {
  const { id } = await addChannel()
  const [first, second] = [await due(id), await due(id)]
  receiver.answer(behaviours.status(429, { 'retry-after': '1' }), behaviours.status(410))
  await attempt(first)
  expect(await read(first)).toMatchObject({ channel: 'suspended' })
  await attempt(second, 66_000)
  expect(await read(second)).toMatchObject({ state: 'failed', channel: 'disabled' })
})

test('what is too late to go out takes from no other post the turn to try a receiver', async () => {
  const { id } = await addChannel()
  const [first, late, next] = [await due(id), await due(id), await due(id)]
  receiver.answer(behaviours.status(429, { 'retry-after': '1' }))
  await attempt(first)
  await query(
    house.payload,
    `update postyard_deliveries set scheduled_at = now() - interval '3 hours' where id = $1`,
    [late],
  )
  await attempt(late, 66_000)
  expect(await read(late)).toMatchObject({ state: 'held', reason_code: 'STALE' })
  await attempt(next, 66_000)
  expect(await read(next)).toMatchObject({ state: 'published', channel: 'active' })
})

test('a post that is moved in its last second does not go out before its new time', async () => {
  const { payload } = house
  const { id } = await addChannel()
  const delivery = await due(id)
  await query(
    payload,
    `update postyard_deliveries
     set state = 'queued', next_attempt_at = null, scheduled_at = now() + interval '900 milliseconds'
     where id = $1`,
    [delivery],
  )
  const now = () => new Date()
  const delivering = deliverDirect({ payload, tenant, id: delivery, now, random: () => 0.5 })
  // It is read by now, and its second is waited for.
  await sleep(400)
  await query(
    payload,
    `update postyard_deliveries set scheduled_at = now() + interval '10 minutes' where id = $1`,
    [delivery],
  )
  await delivering
  expect(receiver.received).toEqual([])
  expect((await read(delivery)).state).toBe('queued')
})

test('what a receiver repeats of its address and its headers stands on no receipt', async () => {
  const { id } = await addChannel({
    headers: [{ name: 'Authorization', value: 'Bearer of-the-receiver' }],
  })
  const delivery = await due(id)
  receiver.answer((outgoing) =>
    outgoing.writeHead(422).end('No scenario of-the-address for of-the-receiver'),
  )
  await attempt(delivery)
  const kept = JSON.stringify(
    await query(house.payload, 'select * from postyard_receipts where delivery_id = $1', [
      delivery,
    ]),
  )
  expect(kept).toContain('No scenario')
  for (const hidden of ['of-the-address', 'of-the-receiver']) expect(kept).not.toContain(hidden)
})

test('a receiver that asks for a pause gets it, and other channels go on', async () => {
  const { id } = await addChannel()
  const { id: other } = await addChannel()
  const [first, second, third] = [await due(id), await due(id), await due(other)]
  receiver.answer(behaviours.status(429, { 'retry-after': '900' }))
  await attempt(first)
  expect(await read(first)).toMatchObject({
    channel: 'suspended',
    reason_code: 'WEBHOOK_THROTTLED',
  })
  await attempt(second)
  const held = await read(second)
  expect(held).toMatchObject({ state: 'held', reason_code: 'CHANNEL_PAUSED' })
  expect(held.waits).toBeGreaterThan(800)
  expect(held.reason).toMatch(/more than \d+ min after its time you are asked first\.$/)
  await attempt(third)
  expect(await read(third)).toMatchObject({ state: 'published', channel: 'active' })
})

test('a pause that is too long for a post is no promise: a person is asked at once', async () => {
  const { id } = await addChannel()
  const [first, second] = [await due(id), await due(id)]
  receiver.answer(behaviours.status(429, { 'retry-after': '36000' }))
  await attempt(first)
  await attempt(second)
  expect(await read(second)).toMatchObject({
    state: 'held',
    reason_code: 'STALE',
    reason: expect.stringContaining('does not go out by itself'),
    waits: null,
  })
})

test('a channel that a person has suspended stays so, whatever its receiver says, until they lift it', async () => {
  const { payload } = house
  const { id } = await addChannel()
  const [first, second] = [await due(id), await due(id)]
  const patch = (data: Record<string, unknown>) =>
    call(house, manager, 'PATCH', `/channels/${id}`, data)
  receiver.answer(behaviours.status(429, { 'retry-after': '1' }))
  await attempt(first)
  await patch({ state: 'active' })
  await patch({ state: 'suspended', stateReason: 'The client is on holiday.' })
  const theirs = { channel: 'suspended', state_reason: 'The client is on holiday.' }
  const channel = { id, tenant }
  const now = new Date()
  // What was under way in that moment.
  await inTransaction({ payload }, ({ db }) =>
    noteFailure({
      ...{ db, channel, now, message: 'No.', isThrottled: true },
      timezone: 'UTC',
    }),
  )
  expect(await read(second)).toMatchObject(theirs)
  await noteSuccess({ payload, channel, now })
  expect(await read(second)).toMatchObject(theirs)
  await attempt(second, 66_000)
  expect(await read(second)).toMatchObject({ ...theirs, reason_code: 'CHANNEL_SUSPENDED' })
  await connect(id, { url: `${receiver.url}&new` })
  expect(await read(second)).toMatchObject(theirs)
  await patch({ state: 'active' })
  await attempt(second)
  expect(await read(second)).toMatchObject({ state: 'published' })
})

test('what a receiver may have goes out again as it was, whatever its post says by then', async () => {
  const { id } = await addChannel()
  const delivery = await due(id, { title: 'Before' })
  const edit = async (title: string) => {
    const { post_id } = (
      await query(house.payload, 'select post_id from postyard_deliveries where id = $1', [
        delivery,
      ])
    )[0]!
    return (await call(house, manager, 'PATCH', `/posts/${post_id}`, { title })).body.doc.replanned
  }
  receiver.answer(behaviours.status(500), behaviours.breaksOff)
  await attempt(delivery)
  expect(await edit('Certainly not there')).toMatchObject({ changed: 1, underWay: 0 })
  await attempt(delivery)
  expect(await edit('After')).toMatchObject({
    ...{ changed: 0, underWay: 1 },
    message: '1 is on its way with the old text.',
  })
  await attempt(delivery)
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.title)).toEqual([
    'Before',
    'Certainly not there',
    'Certainly not there',
  ])
})

test('a dead receiver is left alone, tried by one post at a time, and comes back by itself', async () => {
  const { id } = await addChannel()
  const port = receiver.port
  const deliveries: string[] = []
  for (let count = 0; count < 5; count += 1) deliveries.push(await due(id))
  receiver.answer(...Array(6).fill(behaviours.status(500)))
  for (const delivery of deliveries) await attempt(delivery)
  expect(await read(deliveries[4]!)).toMatchObject({ channel: 'suspended' })
  const minute = 60_000
  // The pause is over: one of two tries, fails, and the next pause is longer.
  await Promise.all(deliveries.slice(0, 2).map((one) => attempt(one, 1.1 * minute)))
  expect(receiver.received).toHaveLength(6)
  await attempt(deliveries[2]!, 2.5 * minute)
  expect(receiver.received).toHaveLength(6)
  await attempt(deliveries[2]!, 3.5 * minute)
  expect(await read(deliveries[2]!)).toMatchObject({ state: 'published', channel: 'active' })
  const rest = await query(
    house.payload,
    `select 1 from postyard_deliveries where channel_id = $1 and reason_code = 'CHANNEL_PAUSED'`,
    [id],
  )
  expect([port, rest]).toEqual([receiver.port, []])
})

test('while a secret is replaced both sign, and nothing tells either', async () => {
  const { id, secret } = await addChannel()
  const newer = newSecret()
  const rotated = await connect(id, { secret: newer })
  expect(rotated.body).toMatchObject({ host: `127.0.0.1:${receiver.port}` })
  expect(rotated.body.oldSecretUntil).toBeTruthy()
  const tested = await call(house, manager, 'POST', `/channels/${id}/test-webhook`, {})
  expect(tested.body).toMatchObject({ isTaken: true, statusCode: 200 })
  const [one] = receiver.received
  expect(verify(secret, one!).type).toBe('postyard.test')
  expect(verify(newer, one!).type).toBe('postyard.test')
  const told = JSON.stringify([rotated.body, tested.body])
  for (const hidden of [secret, newer, 'of-the-address']) expect(told).not.toContain(hidden)
})

test('a header that is secret goes to no other host than the one for which it was given', async () => {
  const headers = [{ name: 'Authorization', value: 'Bearer of-the-receiver' }]
  const { id } = await addChannel({ headers })
  const elsewhere = new URL(receiver.url)
  elsewhere.hostname = 'localhost'
  const { body } = await connect(id, { url: `${receiver.url}&same` })
  expect(body.headerNames).toEqual(['Authorization'])
  const moved = await connect(id, { url: elsewhere.href })
  expect(moved.body).toMatchObject({ host: elsewhere.host, headerNames: [] })
  await attempt(await due(id))
  expect(receiver.received.at(-1)?.headers.authorization).toBeUndefined()
})

test('what a one-way receiver took is dispatched, since it never tells more', async () => {
  const { id } = await addChannel({ isOneWay: true })
  const delivery = await due(id)
  await attempt(delivery)
  expect((await read(delivery)).state).toBe('dispatched')
})

test('a channel without a receiver holds its posts until it has one', async () => {
  const { id } = (await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'Soon', kind: 'webhook' } as never,
  })) as unknown as { id: string }
  const delivery = await due(id)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_NOT_SET_UP' })
  const refused = await connect(id, { url: receiver.url })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'secret'])
  await connect(id, { url: receiver.url, secret: newSecret() })
  expect((await read(delivery)).waits).toBeLessThan(5)
})

test('nothing inside the network is called, whatever a name leads to by then', async () => {
  const { id } = await addChannel()
  const settings = settingsOf(house.payload)
  const open = settings.receivers
  const asked: string[] = []
  // Public when it is looked at, inside when it is connected to.
  settings.receivers = createReach([], (host, _options, done) => {
    asked.push(host)
    done(null, [{ address: '127.0.0.1', family: 4 }])
  })
  try {
    for (const host of [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '017700000001',
      '[::ffff:7f00:1]',
      '0',
    ]) {
      const refused = await connect(id, { url: `https://${host}:${receiver.port}/` })
      expect([host, refused.status, refused.body.code]).toEqual([host, 422, 'WEBHOOK_REFUSED'])
    }
    for (const url of [
      receiver.url,
      'ftp://receiver.example/',
      'https://name:word@receiver.example/',
      'https://receiver.example:25/',
    ]) {
      expect([url, (await connect(id, { url })).status]).toEqual([url, 422])
    }
    const rebinding = await connect(id, { url: `https://rebinding.example:${receiver.port}/` })
    expect(rebinding.status).toBe(200)
    const delivery = await due(id)
    for (let count = 1; count <= 2; count += 1) {
      await attempt(delivery)
      expect(await read(delivery)).toMatchObject({ reason_code: 'WEBHOOK_OUT_OF_REACH' })
      expect(asked).toHaveLength(count)
    }
    const tested = await call(house, manager, 'POST', `/channels/${id}/test-webhook`, {})
    expect(tested.body).toMatchObject({ isTaken: false, code: 'WEBHOOK_OUT_OF_REACH' })
    expect(receiver.received).toEqual([])
  } finally {
    settings.receivers = open
  }
})

test.each([
  ['Host', 'x'],
  ['content-length', '1'],
  ['Webhook-Id', 'x'],
  ['X-Broken', 'a\r\nb'],
  ['X Broken', 'a'],
])('the header %s is refused', async (name, value) => {
  const { id } = await addChannel()
  const refused = await connect(id, { headers: [{ name, value }] })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'headers'])
})

test('a worker sends it at its second, and a receiver that hangs keeps no other channel', async () => {
  const { payload } = house
  const [hanging, other] = [await addChannel(), await addChannel()]
  const isFor = ({ body }: Received, { id }: { id: string }) =>
    JSON.parse(body).data.channel.id === id
  const behave: Behaviour = (outgoing, one) =>
    isFor(one, hanging) ? behaviours.hangs() : behaviours.takes(outgoing)
  receiver.answer(behave, behave)
  const worker = await startWorker({ payload, queues })
  try {
    const post = await addPost(payload, tenant)
    const at = new Date(Date.now() + 1_500)
    const { deliveries } = await plan({
      ...{ payload, by: manager, post, at },
      channels: [hanging.id, other.id],
    })
    const [kept, sent] = deliveries
    await eventually(
      () => read(sent!),
      ({ state }) => state === 'published',
    )
    expect(await read(kept!)).not.toMatchObject({ state: 'published' })
    const arrived = receiver.received.filter((one) => isFor(one, other))
    expect(arrived).toHaveLength(1)
    expect(Number(arrived[0]!.headers['webhook-timestamp'])).toBeGreaterThanOrEqual(
      Math.floor(at.getTime() / 1000),
    )
  } finally {
    await worker.stop()
  }
})
