import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations, runFor } from 'postyard'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import type { Channel } from '../../plugins/distribution/model/channel.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { chooseBoard, forgetBoard } from '../../plugins/distribution/series/boards/index.ts'
import { conduct } from '../../plugins/distribution/series/conductor/conduct.ts'
import { seriesFeedUrl } from '../../plugins/distribution/series/feed/seriesFeedUrl.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type MakeSandbox, startMakeSandbox } from '../../src/sandbox/make/startMakeSandbox.ts'
import {
  type PinterestSandbox,
  startPinterestSandbox,
} from '../../src/sandbox/pinterest/startPinterestSandbox.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { picture } from './support/picture.ts'
import { plan, query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

let house: House
let pinterest: PinterestSandbox
let make: MakeSandbox
let apiKey: string
let tenant: string
let manager: Person

beforeAll(async () => {
  house = await openHouse()
  const serverUrl = house.api.replace(/\/api$/, '')
  Object.assign(settingsOf(house.payload), { serverUrl, webhookTimeoutMs: 1_500 })
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

beforeEach(async () => {
  await Promise.all([make?.close(), pinterest?.close()])
  const token = randomBytes(16).toString('hex')
  apiKey = randomBytes(16).toString('hex')
  pinterest = await startPinterestSandbox({ port: 0, token })
  make = await startMakeSandbox({ port: 0, apiKey, pinterest: { url: pinterest.url, token } })
})

afterAll(async () => {
  await Promise.all([make?.close(), pinterest?.close()])
  await house?.close()
})

const connect = (channel: string, input: Record<string, unknown>) =>
  call(house, manager, 'POST', `/channels/${channel}/connect-webhook`, input)

/** A channel that sends flat bodies to the scenario. */
const addMakeChannel = async (key = apiKey) => {
  const { id } = (await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'Pins', kind: 'webhook' } as never,
  })) as unknown as { id: string }
  const connected = await connect(id, {
    url: make.hook,
    body: 'flat',
    headers: [{ name: 'x-make-apikey', value: key }],
  })
  expect(connected.status, JSON.stringify(connected.body)).toBe(200)
  return { id, connected: connected.body }
}

const addItem = async (data: Record<string, unknown> = {}) => {
  const media = await addPicture(house.payload, tenant, 'hammerhead')
  return addPost(house.payload, tenant, {
    title: 'Hammerhead shark',
    text: 'A **shark** to colour.',
    link: 'https://example.com/hammerhead',
    media: [media],
    ...data,
  })
}

const due = async (channel: string, post: string) =>
  (await plan({ payload: house.payload, by: manager, post, channels: [channel], at: new Date() }))
    .delivery

/** Lets the plan of a delivery be that of an item of a series. */
const letFly = (delivery: string, channel: string, key: string) =>
  query(
    house.payload,
    `update postyard_plans set content = content || jsonb_build_object('flight', $2::jsonb)
     where id = (select plan_id from postyard_deliveries where id = $1)`,
    [
      delivery,
      JSON.stringify({
        ...{ series: '1', collection: 'sharks', boardName: 'Shark Coloring Pages' },
        ...{ mode: 'growth', feedUrl: 'https://postyard.example/feed', keys: { [channel]: key } },
      }),
    ],
  )

const attempt = async (delivery: string) => {
  await query(
    house.payload,
    `update postyard_deliveries set state = 'queued', next_attempt_at = null
     where id = $1 and state in ('scheduled', 'held', 'queued')`,
    [delivery],
  )
  await deliverDirect({
    ...{ payload: house.payload, tenant, id: delivery },
    ...{ now: () => new Date(), random: () => 0.5 },
  })
  const [row] = await query(
    house.payload,
    'select state, reason_code from postyard_deliveries where id = $1',
    [delivery],
  )
  return [row!.state, row!.reason_code]
}

test('an item is pinned once by Make.com, whatever that answers meanwhile', async () => {
  const { id } = await addMakeChannel()
  const delivery = await due(id, await addItem())
  await letFly(delivery, id, 'item-7-round-0')
  make.misbehave('error')
  expect(await attempt(delivery)).toEqual(['queued', 'WEBHOOK_FAILED'])
  make.misbehave('reset-after')
  expect(await attempt(delivery)).toEqual(['queued', 'WEBHOOK_NO_ANSWER'])
  expect(await attempt(delivery)).toEqual(['dispatched', 'DISPATCHED'])
  expect(make.log()).toMatchObject([
    { outcome: 'pinned', key: 'item-7-round-0', collection: 'sharks', mode: 'growth' },
    { outcome: 'repeated', key: 'item-7-round-0' },
  ])
  const [board] = pinterest.boards()
  expect(board).toMatchObject({ name: 'Shark Coloring Pages' })
  expect(pinterest.pins()).toMatchObject([
    {
      board_id: board!.id,
      title: 'Hammerhead shark',
      description: 'A shark to colour.',
      link: 'https://example.com/hammerhead',
      image: { contentType: 'image/png' },
    },
  ])
})

test('an item that is edited before it goes out is still one of its series', async () => {
  const { id } = await addMakeChannel()
  const post = await addItem({ channels: [id] })
  const delivery = await due(id, post)
  await letFly(delivery, id, 'item-8-round-0')
  const edited = await call(house, manager, 'PATCH', `/posts/${post}`, { title: 'Tiger shark' })
  expect(edited.body.doc.replanned).toMatchObject({ changed: 1 })
  expect(await attempt(delivery)).toEqual(['dispatched', 'DISPATCHED'])
  expect(make.log()).toMatchObject([
    { outcome: 'pinned', key: 'item-8-round-0', collection: 'sharks', title: 'Tiger shark' },
  ])
  const same = await call(house, manager, 'PATCH', `/posts/${post}`, {
    channelSettings: { [id]: { hint: 'x' } },
  })
  expect(same.body.doc.replanned).toBeUndefined()
  const other = await call(house, manager, 'PATCH', `/posts/${post}`, { title: 'White shark' })
  expect(other.body.doc.replanned).toMatchObject({ changed: 0, live: 1 })
})

test('an ordinary post goes the same way, without what only a series has', async () => {
  const { id } = await addMakeChannel()
  const post = await addItem()
  const foreseen = await call(house, manager, 'POST', `/posts/${post}/distribute`, {
    ...{ channels: [id], dryRun: true },
  })
  expect(foreseen.body.dryRun.channels[0].payload).toEqual({
    kind: 'flat',
    body: {
      ...{ collection: null, board_name: null, mode: null, feed_url: null },
      image: expect.objectContaining({ mimeType: 'image/png', alt: 'hammerhead' }),
      link: 'https://example.com/hammerhead',
      title: 'Hammerhead shark',
      description: 'A shark to colour.',
      idempotency_key: null,
    },
  })
  const delivery = await due(id, post)
  expect(await attempt(delivery)).toEqual(['dispatched', 'DISPATCHED'])
  expect(make.log()).toMatchObject([
    { outcome: 'ignored', key: `post_${delivery}`, collection: null, title: 'Hammerhead shark' },
  ])
})

test('what has no place in a flat body is refused, not left out', async () => {
  const { id } = await addMakeChannel()
  const media = [
    await addPicture(house.payload, tenant, 'one'),
    await addPicture(house.payload, tenant, 'two'),
  ]
  const post = await addItem({ media, parts: [{ text: 'And more.', delayMinutes: 1 }] })
  const refused = await call(house, manager, 'POST', `/posts/${post}/distribute`, {
    channels: [id],
  })
  expect([refused.status, refused.body.errors.map(({ code }: { code: string }) => code)]).toEqual([
    422,
    ['TOO_MANY_MEDIA', 'PARTS_UNSUPPORTED'],
  ])
})

test('what was planned before its channel turned to flat bodies loses nothing unseen either', async () => {
  const { id } = await addMakeChannel()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await connect(id, { body: 'signed', secret })
  const post = await addItem({ parts: [{ text: 'And more.', delayMinutes: 1 }] })
  const delivery = await due(id, post)
  await connect(id, { body: 'flat' })
  expect(await attempt(delivery)).toEqual(['failed', 'PARTS_UNSUPPORTED'])
  expect(make.log()).toEqual([])
})

test('a test goes in the same form with the same key, and a wrong key is told', async () => {
  const { id, connected } = await addMakeChannel()
  expect(connected).toMatchObject({
    ...{ body: 'flat', isOneWay: true, headerNames: ['x-make-apikey'] },
    ...{ secretSince: null, oldSecretUntil: null },
  })
  const tested = await call(house, manager, 'POST', `/channels/${id}/test-webhook`, {})
  expect(tested.body).toMatchObject({ isTaken: true, statusCode: 200 })
  expect(make.log()).toMatchObject([
    { outcome: 'ignored', key: expect.stringMatching(/^test_/), title: 'A test by Postyard' },
  ])
  const { id: wrong } = await addMakeChannel('another')
  const delivery = await due(wrong, await addItem())
  expect(await attempt(delivery)).toEqual(['queued', 'WEBHOOK_REFUSED'])
  const told = JSON.stringify([
    connected,
    tested.body,
    await call(house, manager, 'GET', `/channels/${id}`),
  ])
  expect(told).not.toContain(apiKey)
})

test('a flat channel needs no secret, and a signed one does', async () => {
  const { id } = await addMakeChannel()
  const refused = await connect(id, { body: 'signed' })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'secret'])
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  expect((await connect(id, { body: 'signed', secret })).body).toMatchObject({
    ...{ body: 'signed', isOneWay: true, secretSince: expect.any(String) },
  })
  expect((await connect(id, { isOneWay: false })).body).toMatchObject({ body: 'signed' })
})

const addSeries = async (owner: string, data: Record<string, unknown> = {}) =>
  (await house.payload.create({
    collection: 'series',
    data: {
      ...{
        tenant: owner,
        name: 'Sharks',
        slug: 'sharks',
        source: { kind: 'folder', path: 'sharks' },
      },
      ...data,
    } as never,
  })) as unknown as { id: string; feedRenewals?: number | null }

/** Lets a delivery be the flight of an item of a series. */
const noteFlown = async (series: string, delivery: string, at: string) => {
  const [item] = await query(
    house.payload,
    `insert into postyard_series_items
       (tenant, series_id, key, position, title, text, hash, found_at, changed_at)
     values ($1, $2, $3, 0, '', '', '', now(), now()) returning id`,
    [tenant, series, `item-${delivery}`],
  )
  await query(
    house.payload,
    `insert into postyard_series_flown (item_id, channel_id, round, tenant, series_id, delivery_id, at)
     select $1, channel_id, 0, $2, $3, id, $4 from postyard_deliveries where id = $5`,
    [item!.id, tenant, series, at, delivery],
  )
}

test('the feed of a series shows what went out, newest first, to whoever has its address', async () => {
  const { payload, api } = house
  const { id } = await addMakeChannel()
  const series = await addSeries(tenant, { channels: [id] })
  const put = async (title: string, at: string) => {
    const post = await addItem({ title })
    const delivery = await due(id, post)
    await noteFlown(series.id, delivery, at)
    return { post, delivery }
  }
  const first = await put('First', '2026-01-01T10:00:00Z')
  const second = await put('Second', '2026-01-02T10:00:00Z')
  const binned = await put('Binned', '2026-01-03T10:00:00Z')
  await put('Not out yet', '2026-01-04T10:00:00Z')
  for (const { delivery } of [second, first, binned]) await attempt(delivery)
  await query(payload, 'update postyard_posts set deleted_at = now() where id = $1', [binned.post])

  const { body: addresses } = await call(
    house,
    manager,
    'GET',
    `/series/${series.id}/feed-addresses`,
  )
  expect(addresses.rss).toBe(seriesFeedUrl({ payload, series }))
  const feed = await (await fetch(addresses.json)).json()
  expect(feed.title).toBe('Sharks')
  expect(feed.items.map(({ title }: { title: string }) => title)).toEqual(['Second', 'First'])
  const [item] = feed.items
  expect(item).toMatchObject({
    url: 'https://example.com/hammerhead',
    date_published: '2026-01-02T10:00:00.000Z',
    attachments: [{ mime_type: 'image/png' }],
  })
  const file = await fetch(item.attachments[0].url)
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png'])
  const asked = await fetch(addresses.rss)
  const again = await fetch(addresses.rss, {
    headers: { 'if-none-match': asked.headers.get('etag') ?? '' },
  })
  expect([asked.status, again.status]).toEqual([200, 304])

  const token = new URL(addresses.json).pathname.split('/')[3]
  for (const path of [
    `/series-feeds/${series.id}.guessed/rss.xml`,
    `/series-feeds/${token}/other.xml`,
    `/feeds/${token}/rss.xml`,
  ]) {
    expect([path, (await fetch(`${api}${path}`)).status]).toEqual([path, 404])
  }
  const renewed = await call(house, manager, 'POST', `/series/${series.id}/renew-feed`, {})
  expect(renewed.body).toEqual({ series: series.id, renewals: 1 })
  expect((await fetch(addresses.json)).status).toBe(404)
  expect((await fetch(item.attachments[0].url)).status).toBe(404)
})

describe('boards at Pinterest, through Postiz', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
  let postiz: PostizSandbox
  let steer: ReturnType<typeof steerPostiz>
  let owner: string
  let staff: Person
  let user: unknown
  let channel: Channel

  beforeAll(async () => {
    postiz = await startPostizSandbox({
      ...{ port: 0, publishDelayMs: 10, limitPerHour: 1_000 },
      organisations: [
        {
          ...{ name: 'A', key: 'key-of-boards' },
          integrations: [{ id: 'pins', name: 'Pins', identifier: 'pinterest' }],
        },
      ],
    })
    steer = steerPostiz(postiz)
    ;({ tenant: owner, user } = await connectTenant(house, postiz, 'key-of-boards'))
    staff = await addPerson(house, [{ tenant: owner, roles: ['editor'] }])
    const { docs } = await house.payload.find({
      collection: 'channels',
      where: { tenant: { equals: owner } },
      depth: 0,
    })
    channel = docs[0] as unknown as Channel
  })

  afterAll(() => postiz?.close())

  const setBoards = (...boards: [id: string, name: string][]) =>
    steer.changeIntegration('pins', {
      tools: { boards: boards.map(([id, name]) => ({ id, name })) },
    })

  const choose = (series: string, at = now, of = channel) =>
    chooseBoard({
      payload: house.payload,
      settings: settingsOf(house.payload),
      ...{ tenant: owner, channel: of, series, name: 'Shark Coloring Pages', now: at },
    })

  const countAsked = () => steer.countRequests('A', 'POST', /integration-trigger/)

  test('what is not there holds the item, is looked for every hour, and once found is kept', async () => {
    const { id } = await addSeries(owner, { slug: 'missing', channels: [channel.id] })
    await setBoards(['b1', 'Foxes'])
    const missing = await choose(id)
    expect(missing).toEqual({
      ...{ kind: 'held', code: 'BOARD_MISSING', againAt: minutes(60) },
      message:
        'Pins has no board "Shark Coloring Pages", and Postiz can create none. Create it on pinterest, or choose another for this series; it is looked for again every hour.',
    })
    const asked = await countAsked()
    await setBoards(['b1', 'Foxes'], ['b2', ' shark  COLORING pages'])
    expect(await choose(id, minutes(59))).toEqual(missing)
    expect(await countAsked()).toBe(asked)
    expect(await choose(id, minutes(61))).toEqual({ kind: 'board', id: 'b2' })
    expect(await countAsked()).toBe(asked + 1)
    await setBoards(['b2', 'Another name'])
    expect(await choose(id, minutes(600))).toEqual({ kind: 'board', id: 'b2' })
    expect(await countAsked()).toBe(asked + 1)
  })

  test('two boards of one name, and an account that is not connected, hold the item with their reason', async () => {
    const { id } = await addSeries(owner, { slug: 'several', channels: [channel.id] })
    await setBoards(['b1', 'Shark Coloring Pages'], ['b2', 'shark coloring pages'])
    expect(await choose(id)).toMatchObject({
      code: 'BOARD_AMBIGUOUS',
      message: expect.stringContaining('(b1, b2)'),
    })
    await steer.changeIntegration('pins', { refreshNeeded: true })
    expect(await choose(id)).toMatchObject({
      ...{ kind: 'held', code: 'CHANNEL_UNAUTHORISED', againAt: minutes(15) },
    })
    await steer.changeIntegration('pins', { refreshNeeded: false })
    expect(await choose(id, now, { ...channel, kind: 'webhook' })).toEqual({ kind: 'none' })
    expect(await choose(id, now, { ...channel, platform: 'x' })).toEqual({ kind: 'none' })
  })

  test('a person chooses a board, or lets it be looked for again', async () => {
    const series = await addSeries(owner, { slug: 'tiger-sharks', channels: [channel.id] })
    await setBoards(['b1', 'All fish'])
    const set = (board: string | null, of = channel.id) =>
      call(house, staff, 'POST', `/series/${series.id}/boards`, { channel: of, board })
    const unknown = await set('b9')
    expect([unknown.status, unknown.body.code]).toEqual([422, 'BOARD_UNKNOWN'])
    const chosen = await set('b1')
    expect(chosen.body).toMatchObject({ board: 'b1', name: 'All fish', channelName: 'Pins' })
    expect(await choose(series.id)).toEqual({ kind: 'board', id: 'b1' })
    const shown = await call(house, staff, 'GET', `/series/${series.id}/boards`)
    expect(shown.body.boards).toEqual([chosen.body])
    expect(chosen.body.wanted).toBe('Tiger Shark Coloring Pages')
    expect((await set(null)).body).toMatchObject({ board: null, lookedAt: null })
    expect(await choose(series.id)).toMatchObject({ code: 'BOARD_MISSING' })
    const { id: other } = await addMakeChannel()
    expect((await set('b1', other)).body.code).toBe('NOT_FOUND')
    const manual = await addManualChannel(house.payload, owner)
    expect((await set('b1', manual)).body.code).toBe('CHANNEL_NOT_FOUND')
    expect((await call(house, manager, 'GET', `/series/${series.id}/boards`)).status).toBe(404)
  })

  /** Fires a delivery, and follows it to its end. */
  const settle = async (delivery: string) => {
    const { payload } = house
    const common = { payload, tenant: owner, ids: [delivery], now: () => new Date() }
    await fireDeliveries({ ...common, random: () => 0.5 })
    return eventually(
      async () => {
        await confirmDeliveries(common)
        const [row] = await query(
          payload,
          'select state, reason_code from postyard_deliveries where id = $1',
          [delivery],
        )
        return [row!.state, row!.reason_code]
      },
      ([state]) => state === 'failed' || state === 'published',
    )
  }

  test('a board that was deleted fails its item for certain, and the next try goes to the new one', async () => {
    const { payload } = house
    const { id: series } = await addSeries(owner, { slug: 'deleted', channels: [channel.id] })
    await setBoards(['b1', 'Shark Coloring Pages'])
    const media = await addPicture(payload, owner, 'shark')
    const board = await choose(series)
    const post = await addPost(payload, owner, {
      ...{ media: [media], channels: [channel.id] },
      channelSettings: { [channel.id]: { board: board.kind === 'board' && board.id } },
    })
    const made = await runFor({
      ...{ payload, user, operation: operations.distribute },
      input: { id: post, channels: [channel.id] },
    })
    const delivery = String(made.deliveries[0]!.id)
    const fly = () => settle(delivery)
    await setBoards(['b2', 'Shark Coloring Pages'])
    expect(await fly()).toEqual(['failed', 'BOARD_GONE'])
    await forgetBoard({ db: poolOf(payload), tenant: owner, channel: channel.id, series })
    expect(await choose(series)).toEqual({ kind: 'board', id: 'b2' })
    await call(house, staff, 'PATCH', `/posts/${post}`, {
      channelSettings: { [channel.id]: { board: 'b2' } },
    })
    await runFor({ ...{ payload, user, operation: operations.retry }, input: { id: delivery } })
    expect(await fly()).toEqual(['published', 'PUBLISHED'])
    const { publications } = await steer.publications()
    expect(publications.map((one) => one.settings.board)).toEqual(['b2'])
  })

  test('a board that is deleted between two flights: the item goes out once, on the new one, or waits until there is one', async () => {
    const { payload } = house
    const root = await mkdtemp(join(tmpdir(), 'content-'))
    Object.assign(settingsOf(payload).series, { contentRoot: root })
    await mkdir(join(root, 'whales'))
    await writeFile(join(root, 'whales', 'a.png'), (await picture('any.png')).data)
    const { id: series } = await addSeries(owner, {
      ...{ slug: 'whales', channels: [channel.id], source: { kind: 'folder', path: 'whales' } },
    })
    const noon = new Date('2026-03-02T12:00:00Z')
    const at = (count: number) => new Date(noon.getTime() + count * 60_000)
    const fly = (when: Date) => conduct({ payload, tenant: owner, now: when })
    const addFlight = async (title: string) => {
      await query(
        payload,
        `insert into postyard_series_items
           (tenant, series_id, key, position, title, text, image, hash, found_at, changed_at)
         values ($1, $2, $3, (select count(*) from postyard_series_items where series_id = $2), $3, '', 'whales/a.png', $3, $4, $4)`,
        [owner, series, title, at(-1)],
      )
      const [flight] = await query(
        payload,
        `insert into postyard_flights (tenant, series_id, day, plan_day, position, mode, board_name)
         values ($1, $2, '2026-03-02', '2026-03-02', 0, 'growth', 'Whale Coloring Pages') returning id`,
        [owner, series],
      )
      return String(flight!.id)
    }
    const flightOf = async (id: string) =>
      (await query(payload, 'select * from postyard_flights where id = $1', [id]))[0]!
    /** The delivery of the series that was claimed last. */
    const last = async () => {
      const [claim] = await query(
        payload,
        'select delivery_id from postyard_series_flown where series_id = $1 order by at desc limit 1',
        [series],
      )
      return claim!.delivery_id as string
    }
    const boardsOf = async (title: string) =>
      (await steer.publications()).publications
        .filter(({ settings }) => settings.title === title)
        .map(({ settings }) => settings.board)

    await setBoards(['b1', 'Whale Coloring Pages'])
    const first = await addFlight('Orca')
    expect((await fly(noon)).tookOff).toBe(1)
    expect(await settle(await last())).toEqual(['published', 'PUBLISHED'])
    await fly(at(1))
    expect(await flightOf(first)).toMatchObject({ state: 'flown' })

    await setBoards(['b2', 'whale coloring pages'])
    const second = await addFlight('Beluga')
    expect((await fly(at(70))).tookOff).toBe(1)
    expect(await settle(await last())).toEqual(['failed', 'BOARD_GONE'])
    const { nextAt } = await fly(at(71))
    expect(await flightOf(second)).toMatchObject({ state: 'waiting', reason_code: 'BOARD_GONE' })
    // As soon as its distance to the last one lets it, not in an hour.
    expect(nextAt!.getTime()).toBeLessThanOrEqual(at(130).getTime())
    expect((await fly(nextAt!)).tookOff).toBe(1)
    expect(await settle(await last())).toEqual(['published', 'PUBLISHED'])
    await fly(at(140))
    expect(await flightOf(second)).toMatchObject({ state: 'flown', tries: 1 })

    await setBoards(['b3', 'Dolphins'])
    const third = await addFlight('Narwhal')
    expect((await fly(at(240))).tookOff).toBe(1)
    expect(await settle(await last())).toEqual(['failed', 'BOARD_GONE'])
    const again = (await fly(at(241))).nextAt
    expect((await fly(again!)).tookOff).toBe(0)
    const waits = { reason_code: 'BOARD_MISSING', reason: expect.stringMatching(/can create none/) }
    expect(await flightOf(third)).toMatchObject({ state: 'waiting', ...waits })
    const [told] = await query(payload, 'select attention from postyard_series where id = $1', [
      series,
    ])
    expect(told!.attention).toMatchObject({ code: 'BOARD_MISSING' })
    await setBoards(['b4', 'Whale Coloring Pages'])
    const { not_before: hourLater } = await flightOf(third)
    expect((await fly(new Date(hourLater))).tookOff).toBe(1)
    expect(await settle(await last())).toEqual(['published', 'PUBLISHED'])
    expect([await boardsOf('Orca'), await boardsOf('Beluga'), await boardsOf('Narwhal')]).toEqual([
      ['b1'],
      ['b2'],
      ['b4'],
    ])
    const [count] = await query(
      payload,
      `select count(*)::int as claims, count(distinct delivery_id)::int as deliveries
       from postyard_series_flown where series_id = $1`,
      [series],
    )
    expect(count).toEqual({ claims: 3, deliveries: 3 })
    await rm(root, { recursive: true, force: true })
  })
})
