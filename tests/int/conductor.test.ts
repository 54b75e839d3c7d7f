import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { importing } from '../../plugins/distribution/model/hooks/guardChannel.ts'
import { readFacts } from '../../plugins/distribution/series/watchman/readFacts.ts'
import { call } from './support/agency.ts'
import { cutStatements } from './support/cutStatements.ts'
import {
  addChannel,
  addClient,
  addItems,
  addSeries,
  at,
  attentionOf,
  closeFlights,
  countOf,
  day,
  deliver,
  eventsOf,
  flightOf,
  fly,
  hour,
  house,
  itemOf,
  noon,
  openFlights,
  planFlight,
  png,
  receivedBy,
  receiver,
  root,
  titlesOn,
} from './support/flights.ts'
import { behaviours } from './support/hostileReceiver.ts'
import { query } from './support/scenes.ts'

beforeAll(openFlights)

afterAll(closeFlights)

test('one flies at a time, at its distance, however many processes look; it lands once its delivery has a receipt', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const one = await addSeries(client, { channels: [channel], items: [{ title: 'Hammerhead' }] })
  const two = await addSeries(client, { channels: [channel], items: [{ title: 'Tiger' }] })
  const flights = [await planFlight(client, one.series), await planFlight(client, two.series)]
  const looks = await Promise.all(Array.from({ length: 5 }, () => fly(client, noon)))
  expect(looks.map(({ tookOff }) => tookOff).toSorted()).toEqual([0, 0, 0, 0, 1])
  expect(looks[0]!.nextAt).toEqual(at(60_000))
  await deliver(client)
  expect((await fly(client, at(60_000))).tookOff).toBe(0)
  expect(await flightOf(flights[0]!)).toMatchObject({ state: 'flown', item_id: one.items[0] })
  expect(await flightOf(flights[1]!)).toMatchObject({ state: 'waiting', reason: null })
  const { nextAt } = await fly(client, at(2 * 60_000))
  expect(nextAt!.getTime()).toBeGreaterThanOrEqual(at(45 * 60_000).getTime())
  expect((await fly(client, nextAt!)).tookOff).toBe(1)
  await deliver(client)
  expect(await fly(client, new Date(nextAt!.getTime() + 60_000))).toEqual({
    tookOff: 0,
    nextAt: null,
  })
  expect(titlesOn(channel)).toEqual(['Hammerhead', 'Tiger'])
  expect(await eventsOf(flights[0]!)).toEqual(['took_off', 'flown'])
})

test('wherever its process ends, an item takes off, comes back, is sent again and lands once', async () => {
  const { payload } = house
  const client = await addClient()
  const channel = await addChannel(client)
  const { series } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'Hammerhead' }] },
  })
  const flight = await planFlight(client, series)
  const cutter = cutStatements(payload)
  const { level } = payload.logger
  payload.logger.level = 'silent'
  // Within one transaction all places are alike: every fifth statement, and each end of one.
  const cutEach = async (now: Date): Promise<number> => {
    let cuts = 0
    await cutter.run({ at: /^commit/, when: 'before' }, () => fly(client, now))
    for (let n = 1; ; n += 5) {
      const { isCut } = await cutter.run({ at: n, when: 'after' }, () => fly(client, now))
      if (!isCut) return cuts
      cuts += 1
    }
  }
  try {
    expect(await cutEach(noon)).toBeGreaterThan(8)
    const once = { posts: 1, plans: 1, deliveries: 1, files: 0, claims: 1 }
    expect(await countOf(client)).toEqual({ ...once, events: 1 })
    receiver.answer(behaviours.status(400))
    await deliver(client)
    await cutEach(at(60_000))
    expect(await flightOf(flight)).toMatchObject({ state: 'waiting', tries: 1 })
    await cutEach(at(2 * hour))
    expect(await countOf(client)).toEqual({ ...once, events: 3 })
    await deliver(client)
    await cutEach(at(3 * hour))
    expect(await countOf(client)).toEqual({ ...once, events: 4 })
    expect(await flightOf(flight)).toMatchObject({ state: 'flown', tries: 1 })
    const sent = receivedBy(channel)
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ data }) => data.delivery)).size).toBe(1)
  } finally {
    payload.logger.level = level
    cutter.close()
  }
})

test('a picture comes into the library once, wherever its process ends', async () => {
  const { payload } = house
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, slug } = await addSeries(client, { channels: [channel] })
  await writeFile(join(root, slug, 'a.png'), png)
  await addItems(client, series, [{ title: 'Hammerhead', image: `${slug}/a.png` }])
  await planFlight(client, series)
  const cutter = cutStatements(payload)
  const { level } = payload.logger
  payload.logger.level = 'silent'
  try {
    for (const said of [
      /insert into "media"/,
      /insert into "postyard_posts"/,
      /postyard_series_flown \(/,
    ]) {
      const { isCut } = await cutter.run({ at: said, when: 'after' }, () => fly(client, noon))
      expect(isCut, String(said)).toBe(true)
      expect(await countOf(client)).toMatchObject({ posts: 0, files: 0, claims: 0 })
    }
    await cutter.run({ at: /^commit and chain/, when: 'after' }, () => fly(client, noon))
    await fly(client, noon)
    expect(await countOf(client)).toMatchObject({ posts: 1, files: 1, claims: 1, plans: 1 })
  } finally {
    payload.logger.level = level
    cutter.close()
  }
})

test('an item that fails comes back three times, says what it says by then, is set aside, and flies once it is put back', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, items } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'Hammerhead' }] },
  })
  const item = items[0]!
  const flight = await planFlight(client, series)
  const moments = [0, 2 * hour, 7 * hour, 8 * hour]
  for (const [turn, ms] of moments.entries()) {
    if (turn === 3) {
      // After the third time it waits until the next day, on which the watchman carries it over.
      expect((await fly(client, at(ms))).tookOff).toBe(0)
      await query(
        house.payload,
        `update postyard_flights set plan_day = '2026-03-04' where id = $1`,
        [flight],
      )
    }
    const now = turn === 3 ? at(2 * day) : at(ms)
    expect((await fly(client, now)).tookOff, `${turn}`).toBe(1)
    receiver.answer(behaviours.status(400))
    await deliver(client)
    await fly(client, new Date(now.getTime() + 60_000))
    if (turn === 0) {
      await query(
        house.payload,
        `update postyard_series_items set text = 'Mended.', hash = 'x', changed_at = $2 where id = $1`,
        [item, at(hour)],
      )
    }
  }
  expect(await itemOf(item)).toMatchObject({ set_aside_code: expect.stringMatching(/./) })
  expect(await flightOf(flight)).toMatchObject({ state: 'skipped', tries: 3 })
  expect(await attentionOf(series)).toMatchObject({
    ...{
      code: 'ITEM_SET_ASIDE',
      message: expect.stringMatching(/^Hammerhead was set aside: .*4 times/),
    },
  })
  const texts = receivedBy(channel).map(({ data }) => data.text)
  expect(texts).toEqual(['About Hammerhead.', 'Mended.', 'Mended.', 'Mended.'])
  const back = `/distribution/series/${series}/items/${item}/return`
  expect((await call(house, client.manager, 'POST', back)).status).toBe(200)
  expect((await call(house, client.manager, 'POST', back)).status).toBe(409)
  expect(await attentionOf(series)).toBeNull()
  const later = at(4 * day)
  const db = poolOf(house.payload)
  expect(
    await readFacts({
      ...{ db, payload: house.payload, tenant: client.tenant },
      ...{ day: '2026-03-06', timezone: 'UTC' },
    }),
  ).toMatchObject([{ remaining: 1 }])
  const next = await planFlight(client, series, later)
  expect((await fly(client, later)).tookOff).toBe(1)
  await deliver(client)
  await fly(client, new Date(later.getTime() + 60_000))
  expect(await flightOf(next)).toMatchObject({ state: 'flown', item_id: item })
  expect(await countOf(client)).toMatchObject({ posts: 1, plans: 1, deliveries: 1, claims: 1 })
})

test('an item whose picture is missing, broken or of somebody else is set aside with the reason, and the next one flies', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, slug } = await addSeries(client, { channels: [channel] })
  const other = await addSeries(client, { channels: [channel] })
  await writeFile(join(root, slug, 'text.png'), 'no picture at all')
  await writeFile(join(root, slug, 'cut.png'), png.subarray(0, 60))
  await writeFile(join(root, slug, 'good.png'), png)
  await writeFile(join(root, other.slug, 'theirs.png'), png)
  const images = ['gone.png', 'text.png', 'cut.png', `../${other.slug}/theirs.png`, 'good.png']
  const items = await addItems(
    client,
    series,
    images.map((image) => ({ title: image.slice(-60), image: `${slug}/${image}` })),
  )
  const flight = await planFlight(client, series)
  expect((await fly(client, noon)).tookOff).toBe(1)
  await deliver(client)
  const rows = await Promise.all(items.map(itemOf))
  expect(rows.map((row) => row.set_aside_code)).toEqual([
    ...['ITEM_IMAGE_MISSING', 'ITEM_IMAGE_BROKEN', 'ITEM_IMAGE_BROKEN', 'ITEM_IMAGE_MISSING', null],
  ])
  expect(await flightOf(flight)).toMatchObject({ state: 'flying', item_id: items[4] })
  expect(receivedBy(channel)[0]!.data.media).toHaveLength(1)
  expect(await attentionOf(series)).toMatchObject({ message: expect.stringMatching(/^4 items/) })
})

test('a channel that is added later gets the old items when nothing fresher can fly; then they repeat in a new round', async () => {
  const client = await addClient()
  const first = await addChannel(client, 'First')
  const { series } = await addSeries(client, {
    ...{ channels: [first], items: [{ title: 'A' }, { title: 'B' }], repeatDays: 10 },
  })
  const flyOn = async (days: number) => {
    const now = at(days * day)
    const flight = await planFlight(client, series, now)
    await fly(client, now)
    await deliver(client)
    await fly(client, new Date(now.getTime() + 60_000))
    return flightOf(flight)
  }
  await flyOn(0)
  const second = await addChannel(client, 'Second')
  await house.payload.update({
    collection: 'series',
    id: series,
    data: { channels: [first, second] } as never,
  })
  await flyOn(1)
  await flyOn(2)
  expect([titlesOn(first), titlesOn(second)]).toEqual([
    ['A', 'B'],
    ['B', 'A'],
  ])
  expect(await flyOn(3)).toMatchObject({ state: 'skipped', reason_code: 'SERIES_RESTS' })
  const { body } = await call(house, client.manager, 'GET', `/distribution/series/${series}`)
  expect(body).toMatchObject({ remaining: 0, restsUntil: '2026-03-12', attention: null })
  const change = (data: object) =>
    call(house, client.manager, 'POST', `/distribution/series/${series}`, data)
  expect((await change({ repeatDays: null })).body).toMatchObject({ restsUntil: null })
  expect(await flyOn(4)).toMatchObject({ state: 'skipped', reason_code: 'NOTHING_LEFT' })
  expect(await attentionOf(series)).toMatchObject({ code: 'NOTHING_LEFT' })
  const rested = { remaining: 2, restsUntil: null, attention: null }
  expect((await change({ repeatDays: 10 })).body).toMatchObject(rested)
  await flyOn(11)
  expect(await attentionOf(series)).toBeNull()
  expect([titlesOn(first), titlesOn(second)]).toEqual([
    ['A', 'B', 'B'],
    ['B', 'A', 'B'],
  ])
  expect(new Set(receivedBy(first).map(({ id }) => id)).size).toBe(3)
  expect(await countOf(client)).toMatchObject({ posts: 2, claims: 6 })
})

test('of a series that is tried what is left is what would fly on its channels, as it would repeat', async () => {
  const client = await addClient()
  const [first, second] = [await addChannel(client, 'First'), await addChannel(client, 'Second')]
  const { series, slug } = await addSeries(client, { channels: [first] })
  for (const name of ['1-out', '2-failed', '3-aside']) {
    await writeFile(join(root, slug, `${name}.md`), 'Words.')
  }
  await call(house, client.manager, 'POST', `/distribution/series/${series}/sync`)
  const setAside = (key: string) =>
    query(
      house.payload,
      'update postyard_series_items set set_aside_at = $3 where series_id = $1 and key = $2',
      [series, key, noon],
    )
  await setAside('3-aside')
  for (const now of [noon, at(day)]) {
    await planFlight(client, series, now)
    await fly(client, now)
    if (now !== noon) receiver.answer(behaviours.status(400))
    await deliver(client)
    await fly(client, new Date(now.getTime() + 60_000))
  }
  const seek = async (said: object = {}) => {
    const path = `/tenants/${client.tenant}/try-series`
    const source = { kind: 'folder', path: slug }
    const input = { series, source, channels: [first], ...said }
    return (await call(house, client.manager, 'POST', path, input)).body
  }
  const found = async (said?: object) => (await seek(said)).first
  expect(await found()).toEqual(['2 failed'])
  expect(await found({ repeatDays: 10 })).toEqual(['1 out', '2 failed'])
  expect(await found({ repeatDays: 3_650 })).toEqual(['2 failed'])
  expect(await found({ channels: [first, second] })).toEqual(['1 out', '2 failed'])
  await setAside('2-failed')
  await query(house.payload, `update postyard_flights set state = 'skipped' where series_id = $1`, [
    series,
  ])
  const said = 'Of its 3 items 2 were set aside, and the others have gone out'
  expect(await seek()).toMatchObject({
    ...{ items: 3, left: 0, next: null },
    why: { code: 'NOTHING_LEFT', message: expect.stringContaining(said) },
  })
  expect(await seek({ repeatDays: 3_650 })).toMatchObject({
    ...{ left: 0, next: null },
    why: { code: 'SERIES_RESTS', message: expect.stringContaining('It rests until 2036-02-28.') },
  })
  await writeFile(join(root, slug, '3-aside.md'), 'Mended words.')
  expect(await found()).toEqual(['3 aside'])
})

test('what passes holds a flight and what does not ends it, each with its reason', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const set = (collection: string, id: string, data: Record<string, unknown>) =>
    house.payload.update({ collection: collection as 'series', id, data: data as never })
  const { series } = await addSeries(client, { channels: [channel], items: [{ title: 'A' }] })
  await query(house.payload, `update postyard_channels set state = 'disabled' where id = $1`, [
    channel,
  ])
  const flight = await planFlight(client, series)
  const { nextAt } = await fly(client, noon)
  expect(await flightOf(flight)).toMatchObject({
    state: 'waiting',
    reason_code: 'CHANNEL_DISABLED',
  })
  expect(nextAt).toEqual(at(15 * 60_000))
  expect(await attentionOf(series)).toMatchObject({ code: 'CHANNEL_DISABLED' })
  await set('series', series, { isPaused: true, pausedReason: 'New pictures come.' })
  await fly(client, nextAt!)
  expect(await flightOf(flight)).toMatchObject({
    ...{ state: 'skipped', reason: 'The series is paused: New pictures come.' },
  })
  await set('series', series, { isPaused: false, channels: [] })
  const empty = await planFlight(client, series)
  await fly(client, at(hour))
  expect((await flightOf(empty)).reason_code).toBe('NO_CHANNEL')
  await query(
    house.payload,
    `update postyard_channels set state = 'active', daily_cap = 1 where id = $1`,
    [channel],
  )
  await set('series', series, { channels: [channel] })
  await addItems(client, series, [{ title: 'B' }])
  await planFlight(client, series)
  expect((await fly(client, at(2 * hour))).tookOff).toBe(1)
  expect(await attentionOf(series)).toBeNull()
  await deliver(client)
  await fly(client, at(2 * hour + 60_000))
  const full = await planFlight(client, series)
  await fly(client, at(4 * hour))
  expect(await flightOf(full)).toMatchObject({ state: 'waiting', reason_code: 'CHANNEL_CAP' })
  expect(titlesOn(channel)).toEqual(['A'])
})

test('an item that one channel refuses goes to the others, and is set aside where none takes it', async () => {
  const client = await addClient()
  const webhook = await addChannel(client)
  const { id: short } = (await house.payload.create({
    collection: 'channels',
    data: {
      ...{ tenant: client.tenant, name: 'Short', kind: 'postiz', platform: 'mastodon' },
      integrationId: randomUUID(),
    } as never,
    context: { [importing]: true },
  })) as unknown as { id: string }
  const { series, items } = await addSeries(client, {
    channels: [webhook, short],
    items: [
      { title: 'Long', text: 'Far too long. '.repeat(60) },
      { title: 'Empty', text: '' },
    ],
  })
  const flight = await planFlight(client, series)
  await fly(client, noon)
  await deliver(client)
  await fly(client, at(60_000))
  expect(await flightOf(flight)).toMatchObject({ state: 'flown', item_id: items[0] })
  expect(titlesOn(webhook)).toEqual(['Long'])
  const next = await planFlight(client, series)
  await fly(client, at(2 * hour))
  expect(await flightOf(next)).toMatchObject({ state: 'skipped', reason_code: 'NOTHING_LEFT' })
  const rows = await Promise.all(items.map(itemOf))
  expect(rows.map((row) => row.set_aside_code)).toEqual(['CONTENT_REFUSED', 'POST_EMPTY'])
  expect(await countOf(client)).toMatchObject({ posts: 1, plans: 1, claims: 1 })
})

test('a manager flies a series by hand, once while it is in the air, and sees its flights', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, slug } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'A' }, { title: 'B' }] },
  })
  const go = () => call(house, client.manager, 'POST', `/distribution/series/${series}/fly`)
  const [one, other] = await Promise.all([go(), go()])
  expect([one.status, other.status].toSorted()[0]).toBe(200)
  expect((await go()).status).toBe(409)
  await deliver(client)
  expect(titlesOn(channel)).toEqual(['A'])
  const list = await call(house, client.manager, 'GET', `/distribution/flights?series=${series}`)
  expect(list.body.flights).toMatchObject([{ state: 'flying', collection: slug, title: 'A' }])
  await fly(client, new Date())
  expect((await go()).body).toMatchObject({ state: 'flying', title: 'B' })
})
