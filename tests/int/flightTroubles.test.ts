import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { watchSeries } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueueSeries } from '../../plugins/distribution/dispatch/enqueueSeries.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { planNight } from '../../plugins/distribution/series/watchman/planNight.ts'
import { readFacts } from '../../plugins/distribution/series/watchman/readFacts.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { call } from './support/agency.ts'
import {
  addChannel,
  addClient,
  addItems,
  addSeries,
  at,
  attentionOf,
  type Client,
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
import { type Behaviour, behaviours } from './support/hostileReceiver.ts'
import { putInto, query } from './support/scenes.ts'

/** What answers for pictures that lie at an address: as the path says. */
const pictures: Record<string, RequestListener> = {}
const server = createServer((incoming, outgoing) => {
  const answer = pictures[incoming.url ?? '']
  if (answer) answer(incoming, outgoing)
  else outgoing.writeHead(404).end()
})
let address: string

beforeAll(async () => {
  await openFlights()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await closeFlights()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const minute = 60_000

const sql = (text: string, values: unknown[] = []) => query(house.payload, text, values)

const set = (collection: string, id: string, data: Record<string, unknown>) =>
  house.payload.update({ collection: collection as 'series', id, data: data as never })

const setChannel = (id: string, state: string) =>
  sql('update postyard_channels set state = $2::text::enum_postyard_channels_state where id = $1', [
    id,
    state,
  ])

const deliveriesOf = (client: Client) =>
  sql('select * from postyard_deliveries where tenant_id = $1 order by created_at, id', [
    client.tenant,
  ])

/** What an event of a flight says. */
const toldOf = async (flight: string, type: string) =>
  (
    await sql(`select data from postyard_events where data->>'flight' = $1 and type = $2`, [
      flight,
      `distribution.flight.${type}`,
    ])
  ).map(({ data }) => data)

/** Lets the item of a flight fail on its only channel, so that the flight comes back with it. */
const failOnce = async (client: Client, now: Date): Promise<void> => {
  expect((await fly(client, now)).tookOff).toBe(1)
  receiver.answer(behaviours.status(400))
  await deliver(client)
  await fly(client, new Date(now.getTime() + minute))
}

test('midnight passes while a flight is looked at: what is open is carried, once, and flies on the new day only', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  await set('tenants', client.tenant, { series: { from: '08:00' } })
  const time = (clock: string) => new Date(`2026-03-0${clock}Z`)
  const night = (now: Date) => planNight({ payload: house.payload, tenant: client.tenant, now })
  for (const title of ['One', 'Two']) {
    const { slug } = await addSeries(client, { channels: [channel] })
    const picture = `/${slug}.png`
    await writeFile(
      join(root, slug, 'a.md'),
      `---\ntitle: ${title}\nimage: ${address}${picture}\n---\nWords.`,
    )
    pictures[picture] = (_, outgoing) => outgoing.writeHead(200).end(png)
  }
  await night(time('2T21:00:00'))
  expect((await fly(client, time('2T21:00:00'))).tookOff).toBe(1)
  await deliver(client)
  await fly(client, time('2T21:01:00'))
  // The second one is on its way to its picture when the next day begins.
  for (const path of Object.keys(pictures)) {
    pictures[path] = async (_, outgoing) => {
      await night(time('3T00:00:01'))
      outgoing.writeHead(200).end(png)
    }
  }
  const late = await fly(client, time('2T23:59:59'))
  expect(late).toEqual({ tookOff: 0, nextAt: time('3T00:00:59') })
  const open = () =>
    sql(
      `select state, day, plan_day, carried from postyard_flights
       where tenant = $1 and state in ('waiting', 'flying')`,
      [client.tenant],
    )
  const carried = { day: '2026-03-02', plan_day: '2026-03-03', carried: 1 }
  expect(await open()).toEqual([{ state: 'waiting', ...carried }])
  expect((await fly(client, time('3T00:00:59'))).tookOff).toBe(0)
  expect((await fly(client, time('3T08:00:00'))).tookOff).toBe(1)
  // It stays in the air over the next midnight.
  await night(time('4T00:00:01'))
  expect(await open()).toEqual([
    { state: 'flying', ...carried, plan_day: '2026-03-04', carried: 2 },
  ])
  await deliver(client)
  expect((await fly(client, time('4T08:00:00'))).tookOff).toBe(0)
  expect(titlesOn(channel).toSorted()).toEqual(['One', 'Two'])
  expect(await countOf(client)).toMatchObject({ posts: 2, plans: 2, claims: 2 })
  expect(await open()).toEqual([])
})

test('five processes that find the same trouble count it once', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  pictures['/busy.png'] = (_, outgoing) => outgoing.writeHead(503).end()
  const { series, items } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'A', image: `${address}/busy.png` }] },
  })
  const flight = await planFlight(client, series)
  const together = (now: Date) => Promise.all(Array.from({ length: 5 }, () => fly(client, now)))
  await together(noon)
  expect(await flightOf(flight)).toMatchObject({
    ...{ state: 'waiting', tries: 1, item_id: items[0] },
    ...{ reason_code: 'ITEM_IMAGE_UNREACHABLE', not_before: at(hour) },
  })
  expect(await eventsOf(flight)).toEqual(['came_back'])
  pictures['/busy.png'] = (_, outgoing) => outgoing.writeHead(200).end(png)
  expect((await together(at(2 * hour))).reduce((sum, { tookOff }) => sum + tookOff, 0)).toBe(1)
  receiver.answer(behaviours.status(400))
  await deliver(client)
  await together(at(2 * hour + minute))
  expect(await flightOf(flight)).toMatchObject({ state: 'waiting', tries: 2 })
  expect(await eventsOf(flight)).toEqual(['came_back', 'took_off', 'came_back'])
})

test('what a person skips, or brings by hand where it failed, does not fly there again', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, items } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'A' }, { title: 'B' }, { title: 'C' }] },
  })
  const skipped = await planFlight(client, series)
  await fly(client, noon)
  const [first] = await deliveriesOf(client)
  await putInto(house.payload, first!.id, 'skipped')
  await fly(client, at(minute))
  expect(await flightOf(skipped)).toMatchObject({ state: 'skipped', item_id: items[0] })

  const failed = await planFlight(client, series)
  await failOnce(client, at(hour))
  expect(await flightOf(failed)).toMatchObject({ state: 'waiting', item_id: items[1] })
  const { post_id: post } = await itemOf(items[1]!)
  const byHand = await call(house, client.manager, 'POST', `/posts/${post}/distribute`, {
    channels: [channel],
  })
  expect(byHand.status, JSON.stringify(byHand.body)).toBe(200)
  await deliver(client)
  expect((await fly(client, at(3 * hour))).tookOff).toBe(0)
  expect(await flightOf(failed)).toMatchObject({ state: 'flown', item_id: items[1] })

  await planFlight(client, series)
  expect((await fly(client, at(5 * hour))).tookOff).toBe(1)
  await deliver(client)
  await fly(client, at(5 * hour + minute))
  // B stands there twice, since the receiver refused it the first time.
  expect(titlesOn(channel)).toEqual(['B', 'B', 'C'])
  const last = await planFlight(client, series)
  await fly(client, at(7 * hour))
  expect(await flightOf(last)).toMatchObject({ state: 'skipped', reason_code: 'NOTHING_LEFT' })
})

test('a flight that has brought its item to one channel takes no other, whatever was planned since', async () => {
  const client = await addClient()
  const [one, two, three] = [
    await addChannel(client, 'One'),
    await addChannel(client, 'Two'),
    await addChannel(client, 'Three'),
  ]
  const { series, items } = await addSeries(client, {
    ...{ channels: [one, two], items: [{ title: 'A' }, { title: 'B' }] },
  })
  const onlyOne: Behaviour = (outgoing, { path }) =>
    outgoing.writeHead(path.endsWith(one) ? 200 : 400).end('so')
  const flight = await planFlight(client, series)
  await fly(client, noon)
  receiver.answer(onlyOne, onlyOne)
  await deliver(client)
  await fly(client, at(minute))
  expect(await flightOf(flight)).toMatchObject({ state: 'waiting', tries: 1 })
  await set('series', series, { channels: [one, two, three] })
  expect((await fly(client, at(2 * hour))).tookOff).toBe(1)
  receiver.answer(onlyOne, onlyOne)
  await deliver(client)
  await fly(client, at(2 * hour + minute))
  await sql('update postyard_series_items set is_draft = true where id = $1', [items[0]])
  await fly(client, at(8 * hour))
  expect(await flightOf(flight)).toMatchObject({ state: 'flown', item_id: items[0] })
  expect(titlesOn(one)).toEqual(['A'])
  // Of its outcomes each try has its own, and who is not there says why.
  const list = `/distribution/flights?series=${series}`
  const { body } = await call(house, client.manager, 'GET', list)
  const { outcomes } = body.flights[0]
  const reason = expect.stringMatching(/400/)
  expect(outcomes).toMatchObject([
    { channelName: 'One', state: 'published', reason: null },
    { channelName: 'Three', state: 'failed', reason },
    { channelName: 'Two', state: 'failed', reason },
  ])
})

test('what cannot be tried any more after it went out on one channel is over as flown, and set aside for a person', async () => {
  const client = await addClient()
  const [one, two] = [await addChannel(client, 'One'), await addChannel(client, 'Two')]
  const { series, items } = await addSeries(client, {
    ...{ channels: [one, two], items: [{ title: 'A' }, { title: 'B' }] },
  })
  const flight = await planFlight(client, series)
  await fly(client, noon)
  const onlyOne: Behaviour = (outgoing, { path }) =>
    outgoing.writeHead(path.endsWith(one) ? 200 : 400).end('so')
  receiver.answer(onlyOne, onlyOne)
  await deliver(client)
  await fly(client, at(minute))
  await sql('update postyard_flights set tries = 3 where id = $1', [flight])
  pictures['/away.png'] = (_, outgoing) => outgoing.writeHead(503).end()
  await sql('update postyard_series_items set image = $2 where id = $1', [
    ...[items[0], `${address}/away.png`],
  ])
  expect((await fly(client, at(2 * hour))).tookOff).toBe(0)
  const reason = expect.stringMatching(/^It was tried 4 times\. Its picture/)
  expect(await flightOf(flight)).toMatchObject({ state: 'flown', item_id: items[0], reason })
  expect(await attentionOf(series)).toMatchObject({ code: 'ITEM_SET_ASIDE' })
  expect(await toldOf(flight, 'set_aside')).toMatchObject([{ item: items[0], reason }])
})

test('a content folder that is lost for days sets nothing aside', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, slug, items } = await addSeries(client, { channels: [channel] })
  await writeFile(join(root, slug, 'a.png'), png)
  items.push(...(await addItems(client, series, [{ title: 'A', image: `${slug}/a.png` }])))
  const flight = await planFlight(client, series)
  const options = settingsOf(house.payload).series
  Object.assign(options, { contentRoot: join(root, 'lost') })
  for (let turn = 0; turn < 5; turn += 1) {
    expect((await fly(client, at(turn * 2 * hour))).tookOff).toBe(0)
  }
  expect(await flightOf(flight)).toMatchObject({
    ...{ state: 'waiting', tries: 0, reason_code: 'FOLDER_UNREADABLE' },
  })
  expect(await attentionOf(series)).toMatchObject({ code: 'FOLDER_UNREADABLE' })
  Object.assign(options, { contentRoot: root })
  expect((await fly(client, at(11 * hour))).tookOff).toBe(1)
  expect(await itemOf(items[0]!)).toMatchObject({ set_aside_at: null })
})

test('what breaks over one flight keeps none of the others from taking off and landing', async () => {
  const { logger } = house.payload
  const { level } = logger
  logger.level = 'silent'
  try {
    const client = await addClient()
    const channel = await addChannel(client)
    const series = await Promise.all(
      ['Folder', 'Post', 'Source', 'Lost', 'Aloft', 'Well'].map((title) =>
        addSeries(client, { channels: [channel], items: [{ title }] }),
      ),
    )
    const [folder, post, source, , , well] = series
    await mkdir(join(root, folder!.slug, 'a.png'))
    await sql('update postyard_series_items set image = $2 where id = $1', [
      ...[folder!.items[0], `${folder!.slug}/a.png`],
    ])
    await sql(`update postyard_series_items set post_id = 'none' where id = $1`, [post!.items[0]])
    await sql(`update postyard_series_items set image = 'a.png' where id = $1`, [source!.items[0]])
    await sql(`update postyard_series set source = 'null'::jsonb where id = $1`, [source!.series])
    const flights: string[] = []
    for (const one of series) flights.push(await planFlight(client, one.series))
    const [ofFolder, ofPost, ofSource, lost, aloft, ofWell] = flights as [
      ...[string, string, string, string, string, string],
    ]
    await sql(`update postyard_flights set series_id = 'none' where id = $1`, [lost])
    await sql(`update postyard_flights set state = 'flying' where id = $1`, [aloft])
    expect((await fly(client, noon)).tookOff).toBe(1)
    await deliver(client)
    await fly(client, at(minute))
    expect(await flightOf(ofFolder)).toMatchObject({ reason_code: 'NOTHING_LEFT' })
    expect(await itemOf(folder!.items[0]!)).toMatchObject({ set_aside_code: 'ITEM_IMAGE_MISSING' })
    expect(await attentionOf(folder!.series)).toMatchObject({
      message: 'Its only item was set aside. Mend it, then put it back.',
    })
    const broken = { state: 'waiting', reason_code: 'BROKEN' }
    expect(await flightOf(ofPost)).toMatchObject({ ...broken, tries: 1, not_before: at(hour) })
    expect(await flightOf(ofSource)).toMatchObject({ ...broken, tries: 0 })
    expect(await attentionOf(source!.series)).toMatchObject({ code: 'BROKEN' })
    expect(await flightOf(lost)).toMatchObject({ reason: 'The series was removed.' })
    expect(await flightOf(aloft)).toMatchObject({ state: 'flying', reason_code: 'BROKEN' })
    expect(await flightOf(ofWell)).toMatchObject({ state: 'flown', item_id: well!.items[0] })
    // Nor does a series whose source is broken keep the others from their next night.
    const night = await planNight({
      ...{ payload: house.payload, tenant: client.tenant, now: at(day) },
    })
    expect(night).toMatchObject({ isNew: true })
    const [told] = await sql('select problem from postyard_series where id = $1', [source!.series])
    expect(told!.problem).toMatchObject({ message: 'It has no source. Give it one.' })
  } finally {
    logger.level = level
  }
})

test('a picture that is none, or that leads where nothing may be asked, is set aside; one that is late is waited for', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  pictures['/page.png'] = (_, outgoing) =>
    outgoing.writeHead(200, { 'content-type': 'image/png' }).end('<html>no picture</html>')
  pictures['/inside.png'] = (_, outgoing) =>
    outgoing.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  pictures['/late.png'] = (_, outgoing) => outgoing.writeHead(429).end()
  const { series, items } = await addSeries(client, {
    channels: [channel],
    items: ['page', 'inside', 'late', 'next'].map((title) => ({
      ...{ title, image: title === 'next' ? null : `${address}/${title}.png` },
    })),
  })
  const flight = await planFlight(client, series)
  expect((await fly(client, noon)).tookOff).toBe(0)
  const rows = await Promise.all(items.map(itemOf))
  expect(rows.map((row) => row.set_aside_reason ?? null)).toEqual([
    'Its picture "/page.png" is no picture or video that is known here. Save it as PNG or JPEG; then put the item back.',
    expect.stringMatching(/^Its picture could not be fetched: .*out of reach/),
    ...[null, null],
  ])
  expect(await flightOf(flight)).toMatchObject({
    ...{ state: 'waiting', item_id: items[2], reason: expect.stringMatching(/answered 429/) },
  })
  pictures['/late.png'] = (_, outgoing) => outgoing.writeHead(200).end(png)
  expect((await fly(client, at(hour))).tookOff).toBe(1)
  await deliver(client)
  expect(titlesOn(channel)).toEqual(['late'])
})

test('an item that is edited or removed in the air lands as it took off, and flies no second time', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, items } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'Edited' }, { title: 'Removed' }] },
  })
  const changes = [
    `text = 'Anew.', hash = 'x', changed_at = '${at(minute).toISOString()}'`,
    `gone_at = '${at(minute).toISOString()}'`,
  ]
  for (const [turn, change] of changes.entries()) {
    const flight = await planFlight(client, series)
    const now = at(turn * 2 * hour)
    expect((await fly(client, now)).tookOff).toBe(1)
    await sql(`update postyard_series_items set ${change} where id = $1`, [items[turn]])
    await deliver(client)
    await fly(client, new Date(now.getTime() + minute))
    expect(await flightOf(flight)).toMatchObject({ state: 'flown', item_id: items[turn] })
  }
  const last = await planFlight(client, series)
  await fly(client, at(6 * hour))
  expect(await flightOf(last)).toMatchObject({ state: 'skipped', reason_code: 'NOTHING_LEFT' })
  expect(receivedBy(channel).map(({ data }) => data.text)).toEqual([
    'About Edited.',
    'About Removed.',
  ])
})

test.each([
  ['gone_at = now()', 'ITEM_GONE', /no more in the source/],
  ['is_draft = true', 'ITEM_DRAFT', /made a draft/],
])(
  'an item with which a flight came back gives its place to the next, with the reason: %s',
  async (change, code, reason) => {
    const client = await addClient()
    const channel = await addChannel(client)
    const { series, items } = await addSeries(client, {
      ...{ channels: [channel], items: [{ title: 'A' }, { title: 'B' }] },
    })
    const flight = await planFlight(client, series)
    await failOnce(client, noon)
    await sql(`update postyard_series_items set ${change} where id = $1`, [items[0]])
    expect((await fly(client, at(2 * hour))).tookOff).toBe(1)
    expect(await flightOf(flight)).toMatchObject({ state: 'flying', tries: 0, item_id: items[1] })
    expect(await toldOf(flight, 'dropped')).toMatchObject([
      { item: items[0], title: 'A', reasonCode: code, reason: expect.stringMatching(reason) },
    ])
  },
)

test('a series that is paused ends its flight, and begins with what had failed once it goes on', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series, items } = await addSeries(client, {
    ...{ channels: [channel], items: [{ title: 'A' }, { title: 'B' }] },
  })
  const flight = await planFlight(client, series)
  await failOnce(client, noon)
  await set('series', series, { isPaused: true, pausedReason: 'New pictures come' })
  await fly(client, at(2 * hour))
  expect(await flightOf(flight)).toMatchObject({
    ...{ state: 'skipped', reason: 'The series is paused: New pictures come.' },
  })
  await set('series', series, { isPaused: false })
  const next = await planFlight(client, series)
  expect((await fly(client, at(4 * hour))).tookOff).toBe(1)
  // In the air it is no more the series' to keep.
  await set('series', series, { isPaused: true })
  await deliver(client)
  await fly(client, at(4 * hour + minute))
  expect(await flightOf(next)).toMatchObject({ state: 'flown', item_id: items[0] })
  expect(await countOf(client)).toMatchObject({ posts: 1, deliveries: 1, claims: 1 })
})

test('a flight says why it stays in the air where its channel is not well, and lands where that is removed', async () => {
  const client = await addClient()
  const [ill, gone] = [await addChannel(client, 'Ill'), await addChannel(client, 'Gone')]
  const one = await addSeries(client, { channels: [ill], items: [{ title: 'A' }] })
  const two = await addSeries(client, { channels: [gone], items: [{ title: 'B' }, { title: 'C' }] })
  const flights = [await planFlight(client, one.series), await planFlight(client, two.series)]
  await fly(client, noon)
  await fly(client, at(hour))
  await setChannel(ill, 'disabled')
  await setChannel(gone, 'removed')
  await deliver(client)
  await fly(client, at(hour + minute))
  expect(await flightOf(flights[0]!)).toMatchObject({
    ...{
      state: 'flying',
      reason_code: 'CHANNEL_DISABLED',
      reason: expect.stringMatching(/^Ill is/),
    },
  })
  expect(await flightOf(flights[1]!)).toMatchObject({
    ...{ state: 'skipped', reason_code: 'CHANNEL_REMOVED' },
  })
  const nowhere = await planFlight(client, two.series)
  await fly(client, at(2 * hour))
  expect(await flightOf(nowhere)).toMatchObject({ state: 'skipped', reason_code: 'NO_CHANNEL' })
  expect(await attentionOf(two.series)).toMatchObject({ code: 'NO_CHANNEL' })

  await setChannel(ill, 'active')
  await setChannel(gone, 'active')
  await sql(`update postyard_deliveries set state = 'queued' where tenant_id = $1`, [client.tenant])
  await deliver(client)
  await fly(client, at(3 * hour))
  expect(await flightOf(flights[0]!)).toMatchObject({ state: 'flown', reason: null })
  expect([titlesOn(ill), titlesOn(gone)]).toEqual([['A'], ['B']])
  // What went out after its flight was over is out all the same.
  await planFlight(client, two.series)
  expect((await fly(client, at(4 * hour))).tookOff).toBe(1)
  await deliver(client)
  expect(titlesOn(gone)).toEqual(['B', 'C'])
})

test('a flight for which the hours of its day are over says so, until there are hours again', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series } = await addSeries(client, { channels: [channel], items: [{ title: 'A' }] })
  const flight = await planFlight(client, series)
  await set('tenants', client.tenant, { series: { from: '00:00', to: '00:01' } })
  for (const never of [{ from: '12:00' }, { from: '12:00', to: '12:00' }]) {
    await expect(set('tenants', client.tenant, { series: never })).rejects.toThrow(/Until/)
  }
  expect(await fly(client, noon)).toEqual({ tookOff: 0, nextAt: null })
  expect(await flightOf(flight)).toMatchObject({
    ...{
      state: 'waiting',
      reason_code: 'HOURS_OVER',
      reason: expect.stringMatching(/carried over/),
    },
  })
  await set('tenants', client.tenant, { series: { from: '00:00', to: '24:00' } })
  expect((await fly(client, noon)).tookOff).toBe(1)
  expect(await flightOf(flight)).toMatchObject({ state: 'flying', reason: null })
})

test('an item may go out again on the day that is so many days later by the clock of its client, on each channel by itself', async () => {
  const client = await addClient()
  await set('tenants', client.tenant, { timezone: 'Europe/Lisbon' })
  const [one, two] = [await addChannel(client, 'One'), await addChannel(client, 'Two')]
  const { series } = await addSeries(client, {
    ...{ channels: [one], items: [{ title: 'A' }], repeatDays: 2 },
  })
  const flyAt = async (iso: string) => {
    const now = new Date(iso)
    const local = new Date(now.getTime() + (iso < '2026-10-25T01' ? hour : 0))
    const flight = await planFlight(client, series, local)
    await fly(client, now)
    await deliver(client)
    await fly(client, new Date(now.getTime() + minute))
    return (await flightOf(flight)).state
  }
  // The 25th of October has 25 hours there: it begins at 23:00Z.
  expect(await flyAt('2026-10-24T23:01:00Z')).toBe('flown')
  expect(await flyAt('2026-10-26T23:05:00Z')).toBe('skipped')
  const countOn = async (local: string) =>
    (
      await readFacts({
        ...{ db: poolOf(house.payload), payload: house.payload, tenant: client.tenant },
        ...{ day: local, timezone: 'Europe/Lisbon' },
      })
    ).map(({ remaining }) => remaining)
  expect([await countOn('2026-10-26'), await countOn('2026-10-27')]).toEqual([[0], [1]])
  await set('series', series, { channels: [one, two] })
  expect(await flyAt('2026-10-26T23:06:00Z')).toBe('flown')
  expect([titlesOn(one), titlesOn(two)]).toEqual([['A'], ['A']])
  expect(await flyAt('2026-10-27T00:10:00Z')).toBe('flown')
  expect([titlesOn(one), titlesOn(two)]).toEqual([['A', 'A'], ['A']])
  expect(await flyAt('2026-10-28T00:00:00Z')).toBe('flown')
  expect([titlesOn(one), titlesOn(two)]).toEqual([
    ['A', 'A'],
    ['A', 'A'],
  ])
})

test('a channel that was removed at its platform leaves nothing to be brought there', async () => {
  const client = await addClient()
  const [one, two] = [await addChannel(client, 'One'), await addChannel(client, 'Two')]
  const { series } = await addSeries(client, { channels: [one, two], items: [{ title: 'A' }] })
  await sql(`update postyard_channels set state = 'removed' where id = $1`, [two])
  const facts = async () => {
    const [found] = await readFacts({
      ...{ db: poolOf(house.payload), payload: house.payload, tenant: client.tenant },
      ...{ day: '2026-11-01', timezone: 'UTC' },
    })
    return [found?.channels, found?.remaining]
  }
  expect(await facts()).toEqual([1, 1])
  await planFlight(client, series)
  await fly(client, noon)
  await deliver(client)
  expect(await facts()).toEqual([1, 0])
  await sql(`update postyard_channels set state = 'removed' where id = $1`, [one])
  expect(await facts()).toEqual([0, 1])
})

test('the night of one client that breaks keeps no other client from its own', async () => {
  const [broken, well] = [await addClient(), await addClient()]
  for (const client of [broken, well]) {
    const channel = await addChannel(client)
    const { slug } = await addSeries(client, { channels: [channel] })
    await writeFile(join(root, slug, 'a.md'), 'Words.')
  }
  const now = at(30 * day)
  await sql(`update tenants set timezone = 'Nowhere/At-All' where id = $1`, [broken.tenant])
  await sql(`delete from postyard_watchmen where tenant = $1`, [broken.tenant])
  await enqueueSeries({ payload: house.payload, now })
  await sql(`insert into postyard_watchmen (tenant, plan_at, fly_at) values ($1, $2, $2)`, [
    broken.tenant,
    now,
  ])
  await expect(watchSeries({ payload: house.payload, now })).rejects.toThrow(
    /over 1 of the clients/,
  )
  const plans = await sql('select tenant_id from postyard_flight_plans where tenant_id = any($1)', [
    [broken.tenant, well.tenant],
  ])
  expect(plans).toEqual([{ tenant_id: well.tenant }])
})

test('what is left of a series is what would fly of it, and each item says where it stands', async () => {
  const client = await addClient()
  const channel = await addChannel(client)
  const { series } = await addSeries(client, {
    channels: [channel],
    items: ['Out', 'Stopped', 'Failed'].map((title) => ({ title })),
  })
  const states = async () => {
    const { body } = await call(
      ...([house, client.manager, 'GET', `/distribution/series/${series}/items`] as const),
    )
    return body.items.map((one: Record<string, unknown>) => [one.title, one.state, !!one.flownAt])
  }
  const leftAfter = async (repeatDays: number | null) => {
    await set('series', series, { repeatDays })
    const [found] = await readFacts({
      ...{ db: poolOf(house.payload), payload: house.payload, tenant: client.tenant },
      ...{ day: '2026-03-20', timezone: 'UTC' },
    })
    return found?.remaining
  }
  await planFlight(client, series)
  await fly(client, noon)
  await deliver(client)
  await fly(client, at(minute))
  await planFlight(client, series, at(day))
  await fly(client, at(day))
  const stop = `update postyard_deliveries set state = 'cancelled' where tenant_id = $1 and state = 'queued'`
  await sql(stop, [client.tenant])
  await fly(client, at(day + minute))
  await planFlight(client, series, at(2 * day))
  await failOnce(client, at(2 * day))
  const known = [
    ['Out', 'flown', true],
    ['Stopped', 'skipped', false],
  ]
  expect(await states()).toEqual([...known, ['Failed', 'waiting', false]])
  expect([await leftAfter(null), await leftAfter(2)]).toEqual([1, 2])
  expect((await fly(client, at(2 * day + 2 * hour))).tookOff).toBe(1)
  expect([await leftAfter(2), await leftAfter(null)]).toEqual([1, 0])
  expect(await states()).toEqual([...known, ['Failed', 'flying', false]])
})
