import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { reconcileDelivery } from '../../plugins/distribution/deliver/follow/reconcileDelivery.ts'
import { sweepDeadlines } from '../../plugins/distribution/dispatch/sweepDeadlines.ts'
import { createReach } from '../../plugins/distribution/security/reach.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { addPerson, addPicture, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { openMailServer } from './support/openMailServer.ts'
import { reopenReceipts } from './support/pastGuards.ts'
import { plan, putInto, query } from './support/scenes.ts'

let house: House
let server: Awaited<ReturnType<typeof openMailServer>>
let tenant: string
let manager: Person

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

beforeEach(async () => {
  await server?.close()
  server = await openMailServer()
})

afterAll(async () => {
  await server?.close()
  await house?.close()
})

const loggedIn = () => ({
  host: '127.0.0.1',
  port: server.port,
  user: 'agency',
  password: 'of-the-server',
})

const connect = (channel: string, given: Record<string, unknown> = loggedIn()) =>
  call(house, manager, 'POST', `/channels/${channel}/connect-mail`, { server: given })

const addMail = async (addresses: string[], email: Record<string, unknown> = {}) => {
  const made = await call(house, manager, 'POST', '/channels', {
    ...{ tenant, name: 'News', kind: 'email' },
    email: {
      fromName: 'Marina Estates',
      fromAddress: 'news@marina.example',
      recipients: addresses.map((address) => ({ address })),
      ...email,
    },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const id = made.body.doc.id as string
  const connected = await connect(id)
  expect(connected.body, JSON.stringify(connected.body)).toEqual({
    channel: id,
    server: `127.0.0.1:${server.port}`,
  })
  return id
}

const due = async (channel: string, data: Record<string, unknown> = {}) => {
  const { payload } = house
  const post = await addPost(payload, tenant, data)
  const { delivery } = await plan({
    ...{ payload, by: manager, post, channels: [channel] },
    at: new Date(),
  })
  return delivery
}

const attempt = async (delivery: string, ms = 0) => {
  await query(
    house.payload,
    `update postyard_deliveries set state = 'queued', next_attempt_at = null
     where id = $1 and state in ('scheduled', 'held', 'queued')`,
    [delivery],
  )
  await deliverDirect({
    ...{ payload: house.payload, tenant, id: delivery },
    now: () => new Date(Date.now() + ms),
    random: () => 0.5,
  })
}

const read = async (delivery: string) =>
  (
    await query(
      house.payload,
      'select state, reason_code, reason from postyard_deliveries where id = $1',
      [delivery],
    )
  )[0]!

const metaOf = async (delivery: string) =>
  (
    await query(
      house.payload,
      'select raw_meta from postyard_receipts where delivery_id = $1 order by opened_at',
      [delivery],
    )
  ).map(({ raw_meta }) => raw_meta)

const sentTo = () => server.letters.map(({ to }) => to)

/** A header of a mail, unfolded. */
const header = (text: string, name: string): string => {
  const [head = ''] = text.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const own = lines.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return own?.slice(name.length + 1).trim() ?? ''
}

test('each recipient gets a mail of their own, as HTML and text with its picture, and can end it by one click', async () => {
  const channel = await addMail(['ana@readers.example', 'Bo@readers.example'], {
    footer: 'Marina Estates, Lisbon',
  })
  const media = await addPicture(house.payload, tenant, 'sea')
  const delivery = await due(channel, {
    title: 'Open house',
    text: '**Come** & see.',
    link: 'https://example.com/flat',
    media: [media],
  })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'published', reason: '2 mails went out.' })
  expect(sentTo()).toEqual(['ana@readers.example', 'bo@readers.example'])
  const [ana, bo] = server.letters
  expect(header(ana!.text, 'From')).toBe('Marina Estates <news@marina.example>')
  expect(header(ana!.text, 'To')).toBe('ana@readers.example')
  expect(header(ana!.text, 'Subject')).toBe('Open house')
  expect(ana!.text).toContain('<strong>Come</strong> &amp; see.')
  expect(ana!.text).toMatch(/^Come & see\.$/m)
  expect(ana!.text).toContain('Content-ID: <file1>')
  expect(ana!.text).toContain('cid:file1')
  expect(ana!.text).toContain('Marina Estates, Lisbon')
  expect(header(ana!.text, 'Message-ID')).toMatch(/^<[\da-f]{40}@marina\.example>$/)
  expect(header(ana!.text, 'Message-ID')).not.toBe(header(bo!.text, 'Message-ID'))
  expect(header(ana!.text, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const link = /^<(.+)>$/.exec(header(ana!.text, 'List-Unsubscribe'))![1]!
  const here = `${house.api}${new URL(link).pathname.replace(/^.*?\/api/, '')}`
  const looked = await fetch(here)
  expect([looked.status, await looked.text()]).toEqual([200, expect.stringContaining('<form')])
  const second = await due(channel, { title: 'Second' })
  await attempt(second)
  expect(sentTo()).toHaveLength(4)
  const clicked = await fetch(here, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(clicked.status).toBe(200)
  expect((await fetch(`${here.slice(0, -2)}xx`, { method: 'POST' })).status).toBe(404)
  const third = await due(channel, { title: 'Third' })
  await attempt(third)
  expect(sentTo().slice(4)).toEqual(['bo@readers.example'])
  const kept = JSON.stringify([
    await query(house.payload, 'select * from postyard_receipts'),
    await query(house.payload, 'select input from payload_jobs'),
    (await call(house, manager, 'GET', `/channels/${channel}`)).body,
  ])
  expect(kept).not.toContain('of-the-server')
})

test('what the server says of an address stands on the receipt; one that nobody has is written to no more', async () => {
  const channel = await addMail(['a@x.example', 'gone@x.example', 'later@x.example'])
  server.treat('gone@x.example', 550)
  server.treat('later@x.example', 451)
  const delivery = await due(channel)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'queued', reason_code: 'MAIL_PUT_OFF' })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({
    state: 'published',
    reason: '2 mails went out. 1 was refused; the receipts say why.',
  })
  expect(sentTo()).toEqual(['a@x.example', 'later@x.example'])
  const [first] = await metaOf(delivery)
  expect(first).toMatchObject({
    sent: 1,
    rejected: [{ to: 'gone@x.example', statusCode: 550 }],
    deferred: [{ to: 'later@x.example', statusCode: 451 }],
  })
  const next = await due(channel, { title: 'Next' })
  await attempt(next)
  expect(sentTo().slice(2)).toEqual(['a@x.example', 'later@x.example'])
})

test('a mail that may have arrived is not sent again by itself, the others are', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example', 'c@x.example'])
  server.treat('b@x.example', 'hangs up after')
  const delivery = await due(channel)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ reason_code: 'PARTLY_SENT' })
  await attempt(delivery, 61_000)
  expect(await read(delivery)).toMatchObject({ state: 'unknown', reason_code: 'MAIL_UNKNOWN' })
  expect(sentTo()).toEqual(['a@x.example', 'b@x.example', 'c@x.example'])
  await reconcileDelivery({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  expect(await read(delivery)).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })
  await call(house, manager, 'POST', `/deliveries/${delivery}/resolve`, { outcome: 'send-again' })
  await attempt(delivery, 130_000)
  expect(await read(delivery)).toMatchObject({ state: 'published' })
  expect(sentTo().slice(3)).toEqual(['b@x.example'])
  const ids = server.letters
    .filter(({ to }) => to === 'b@x.example')
    .map(({ text }) => header(text, 'Message-ID'))
  expect(ids[0]).toBe(ids[1])
})

test('a mail that certainly did not arrive is sent again by itself', async () => {
  const channel = await addMail(['a@x.example'], { bouncesTo: 'bounces@marina.example' })
  server.treat('a@x.example', 'hangs up before')
  const delivery = await due(channel)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ reason_code: 'MAIL_PUT_OFF' })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'published' })
  expect(server.letters).toMatchObject([{ from: 'bounces@marina.example', to: 'a@x.example' }])
  expect(header(server.letters[0]!.text, 'From')).toContain('news@marina.example')
})

test('a worker that dies in the middle leaves the one mail in doubt that it was at, and nobody gets two', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example', 'c@x.example'])
  const delivery = await due(channel)
  await attempt(delivery)
  expect(sentTo()).toHaveLength(3)
  // As it stood after the first mail, while the second was given.
  await query(
    house.payload,
    `update postyard_mails set state = case address when 'b@x.example' then 'sending' when 'c@x.example' then 'taken' else state end
     where delivery = $1`,
    [delivery],
  )
  await query(
    house.payload,
    `update postyard_deliveries set state = 'publishing', deadline_at = now() - interval '1 second' where id = $1`,
    [delivery],
  )
  await reopenReceipts(house.payload, delivery)
  await sweepDeadlines({ payload: house.payload, now: new Date() })
  await reconcileDelivery({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'unknown', reason_code: 'MAIL_UNKNOWN' })
  expect(sentTo().slice(3)).toEqual(['c@x.example'])
})

test('whoever has lost the delivery to somebody else begins no further mail', async () => {
  const channel = await addMail(['a', 'b', 'c', 'd'].map((name) => `${name}@x.example`))
  const delivery = await due(channel)
  server.slow(50)
  const sending = attempt(delivery)
  await eventually(
    async () => sentTo(),
    (sent) => sent.length > 0,
  )
  await query(house.payload, 'update postyard_deliveries set fence = fence + 1 where id = $1', [
    delivery,
  ])
  await sending
  server.slow(0)
  expect(sentTo().length).toBeLessThan(4)
})

test('a list goes out as fast as its server takes it, and is not late for having begun in time', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example', 'c@x.example'], { perMinute: 2 })
  const delivery = await due(channel)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ reason_code: 'PARTLY_SENT' })
  expect(sentTo()).toHaveLength(2)
  await attempt(delivery, 10_000)
  expect(sentTo()).toHaveLength(2)
  await query(
    house.payload,
    `update postyard_deliveries set scheduled_at = now() - interval '3 hours' where id = $1`,
    [delivery],
  )
  await query(house.payload, 'update tenants set grace_minutes = 60 where id = $1', [tenant])
  await query(
    house.payload,
    `update postyard_mails set at = at - interval '2 minutes' where delivery = $1`,
    [delivery],
  )
  Object.assign(settingsOf(house.payload), { catchUpSeconds: 0 })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'published' })
  expect(sentTo()).toHaveLength(3)
})

test('what is left of a list waits only where its channel says that its server takes no more', async () => {
  const addresses = Array.from({ length: 52 }, (_, index) => `reader${index}@x.example`)
  const channel = await addMail(addresses, { perMinute: 1_000 })
  const delivery = await due(channel)
  await attempt(delivery)
  expect(sentTo()).toHaveLength(50)
  const [row] = await query(
    house.payload,
    `select extract(epoch from next_attempt_at - now())::float as waits from postyard_deliveries where id = $1`,
    [delivery],
  )
  expect(row!.waits).toBeLessThan(30)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'published', reason: '52 mails went out.' })
  expect(new Set(sentTo()).size).toBe(52)
})

test('a server that puts everybody off refuses nobody whom it was not asked about', async () => {
  const addresses = ['a@x.example', 'b@x.example', 'c@x.example']
  const channel = await addMail(addresses, { perMinute: 2 })
  for (const address of addresses) server.treat(address, 451)
  const delivery = await due(channel)
  await query(house.payload, 'update postyard_deliveries set attempt = 5 where id = $1', [delivery])
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'failed', reason_code: 'MAIL_PUT_OFF' })
  const states = await query(
    house.payload,
    'select distinct state from postyard_mails where delivery = $1',
    [delivery],
  )
  expect(states).toEqual([{ state: 'pending' }])
})

test('a server that refuses everybody left for a reason of its own is asked again, and that is not called published', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example', 'c@x.example'])
  const spent = { responseCode: 550, text: '5.7.1 Your limit of today is reached, see rule 5.1.1' }
  server.treat('b@x.example', spent, spent)
  server.treat('c@x.example', spent)
  const delivery = await due(channel)
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({
    state: 'queued',
    reason_code: 'MAIL_REFUSED',
    reason: expect.stringContaining('1 mail went out, 2 did not.'),
  })
  await query(house.payload, 'update postyard_deliveries set attempt = 5 where id = $1', [delivery])
  await attempt(delivery)
  expect(sentTo()).toEqual(['a@x.example', 'c@x.example'])
  server.treat('b@x.example', spent)
  await query(house.payload, 'update postyard_deliveries set attempt = 5 where id = $1', [delivery])
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({
    state: 'failed',
    reason_code: 'MAIL_REFUSED',
    reason: expect.stringContaining('2 mails went out, 1 did not.'),
  })
  await call(house, manager, 'POST', `/deliveries/${delivery}/retry`, {})
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'published', reason: '3 mails went out.' })
  expect(sentTo()).toEqual(['a@x.example', 'c@x.example', 'b@x.example'])
})

test('a list that has got a letter in part gets no other words in the rest of it, and the edit says so', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example'], { perMinute: 1 })
  const delivery = await due(channel, { title: 'Before' })
  await attempt(delivery)
  const [row] = await query(
    house.payload,
    'select post_id from postyard_deliveries where id = $1',
    [delivery],
  )
  const edited = await call(house, manager, 'PATCH', `/posts/${row!.post_id}`, { title: 'After' })
  expect(edited.body.doc.replanned).toMatchObject({ changed: 0, live: 0, underWay: 1 })
  await attempt(delivery, 61_000)
  expect(server.letters.map(({ text }) => header(text, 'Subject'))).toEqual(['Before', 'Before'])
})

test('a file that cannot be read costs no call to the server, and the mail waits', async () => {
  const channel = await addMail(['a@x.example'])
  const media = await addPicture(house.payload, tenant, 'lost')
  const delivery = await due(channel, { media: [media] })
  const { upload } = house.payload.collections.media!.config
  const { filename } = (await house.payload.findByID({
    collection: 'media',
    id: media,
  })) as unknown as { filename: string }
  await rm(join(upload.staticDir!, filename))
  const before = server.calls()
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'queued', reason_code: 'MEDIA_UNREADABLE' })
  expect([server.calls() - before, sentTo()]).toEqual([0, []])
})

test('a retry writes to those who were refused, and to nobody whom a mail may have reached', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example'])
  const delivery = await due(channel)
  await attempt(delivery)
  await putInto(house.payload, delivery, 'failed')
  await query(
    house.payload,
    `update postyard_mails
     set state = case address when 'a@x.example' then 'rejected' else 'unknown' end
     where delivery = $1`,
    [delivery],
  )
  const before = sentTo().length
  const retried = await call(house, manager, 'POST', `/deliveries/${delivery}/retry`, {})
  expect(retried.status, JSON.stringify(retried.body)).toBe(200)
  await attempt(delivery)
  expect(sentTo().slice(before)).toEqual(['a@x.example'])
  expect(await read(delivery)).toMatchObject({ state: 'unknown' })
})

test('an attempt by which mails went out is none of those after which a list is given up', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example', 'c@x.example'], { perMinute: 2 })
  server.treat('a@x.example', 451, 451)
  const delivery = await due(channel)
  await query(house.payload, 'update postyard_deliveries set attempt = 5 where id = $1', [delivery])
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ reason_code: 'MAIL_PUT_OFF' })
  expect(sentTo()).toEqual(['b@x.example'])
  // Whom the server has put off comes after those who were not tried yet.
  await query(
    house.payload,
    `update postyard_mails set at = at - interval '2 minutes' where delivery = $1`,
    [delivery],
  )
  await query(house.payload, `update postyard_channels set email_per_minute = 1 where id = $1`, [
    channel,
  ])
  await attempt(delivery)
  expect(sentTo()).toEqual(['b@x.example', 'c@x.example'])
})

test('a list that was begun in time is not too late where its server puts some off', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example'], { perMinute: 1 })
  server.treat('b@x.example', 451)
  const delivery = await due(channel)
  await attempt(delivery)
  expect(sentTo()).toEqual(['a@x.example'])
  await query(
    house.payload,
    `update postyard_deliveries set scheduled_at = now() - interval '3 hours' where id = $1`,
    [delivery],
  )
  await query(
    house.payload,
    `update postyard_mails set at = at - interval '2 minutes' where delivery = $1`,
    [delivery],
  )
  Object.assign(settingsOf(house.payload), { catchUpSeconds: 0 })
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ reason_code: 'MAIL_PUT_OFF' })
})

test('a worker whose job is somebody else’s begins no further mail', async () => {
  const channel = await addMail(['a@x.example', 'b@x.example', 'c@x.example'])
  const delivery = await due(channel)
  const lost = new AbortController()
  await query(
    house.payload,
    `update postyard_deliveries set state = 'queued', next_attempt_at = null where id = $1`,
    [delivery],
  )
  await deliverDirect({
    ...{ payload: house.payload, tenant, id: delivery },
    now: () => {
      if (server.letters.length > 0) lost.abort()
      return new Date()
    },
    random: () => 0.5,
    signal: lost.signal,
  })
  expect(sentTo()).toEqual(['a@x.example'])
  expect(await read(delivery)).toMatchObject({ reason_code: 'PARTLY_SENT' })
  await attempt(delivery, 61_000)
  expect(sentTo()).toEqual(['a@x.example', 'b@x.example', 'c@x.example'])
})

test('a server that is away costs nothing, and a channel without one waits', async () => {
  const channel = await addMail(['a@x.example'])
  const delivery = await due(channel)
  await server.close()
  await attempt(delivery)
  expect(await read(delivery)).toMatchObject({ reason_code: 'MAIL_UNREACHABLE' })
  server = await openMailServer()
  expect((await connect(channel)).status).toBe(200)
  await attempt(delivery)
  expect(sentTo()).toEqual(['a@x.example'])
  const { id } = (await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'Soon', kind: 'email' } as never,
  })) as unknown as { id: string }
  const waiting = await due(id)
  await attempt(waiting)
  expect(await read(waiting)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_NOT_SET_UP' })
})

test('a server is tried before it is used, and none inside the network is', async () => {
  const channel = await addMail(['a@x.example'])
  const wrong = await connect(channel, { ...loggedIn(), password: 'wrong' })
  expect([wrong.status, wrong.body.detail]).toEqual([
    422,
    expect.stringContaining('refused the name and the password (535)'),
  ])
  expect(JSON.stringify(wrong.body)).not.toContain('wrong')
  const settings = settingsOf(house.payload)
  const open = settings.receivers
  settings.receivers = createReach([], (_host, _options, done) =>
    done(null, [{ address: '127.0.0.1', family: 4 }]),
  )
  try {
    for (const host of ['127.0.0.1', 'rebinding.example']) {
      const refused = await connect(channel, { ...loggedIn(), host, port: 587 })
      expect([refused.status, refused.body.detail]).toEqual([
        422,
        expect.stringContaining('private network'),
      ])
    }
    const delivery = await due(channel)
    await attempt(delivery)
    expect(await read(delivery)).toMatchObject({ reason_code: 'MAIL_OUT_OF_REACH' })
    expect(server.letters).toEqual([])
  } finally {
    settings.receivers = open
  }
})
