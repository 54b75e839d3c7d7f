import { operations, runFor } from 'postyard'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fetchDue } from '../../plugins/distribution/analytics/fetchDue.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const hour = 60 * 60_000
const day = 24 * hour

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>
let tenant: string
let manager: Person
let user: unknown

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 1000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(3) }],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const record = await house.payload.findByID({ collection: 'users', id: manager.id })
  user = { ...record, collection: 'users' }
  await runFor({
    payload: house.payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${postiz.url}/api`, apiKey: 'key' },
    user,
  })
})

afterEach(() => steer.clearFaults())

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const fetchAt = (ms = 0) =>
  fetchDue({ payload: house.payload, tenant, now: () => new Date(Date.now() + ms) })

const asked = (route: RegExp) => steer.countRequests('A', 'GET', route)
const ofChannels = /analytics\/:integration$/
const ofPosts = /analytics\/post\/:postId$/

const channels = () =>
  query(
    house.payload,
    `select id from postyard_channels where tenant_id = $1 order by integration_id`,
    [tenant],
  )

const forgetLooks = () => query(house.payload, 'delete from postyard_figure_looks')

const published = async (): Promise<string> => {
  const post = await addPost(house.payload, tenant, { text: 'Counted words.' })
  const [channel] = await channels()
  const { deliveries } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: [channel!.id] },
    user,
  })
  const ids = [String(deliveries[0]?.id)]
  const common = { payload: house.payload, tenant, ids, now: () => new Date() }
  await fireDeliveries({ ...common, random: () => 0.5 })
  await eventually(
    async () => {
      await confirmDeliveries(common)
      return query(house.payload, 'select state from postyard_deliveries where id = $1', ids)
    },
    ([row]) => row!.state === 'published',
  )
  return ids[0]!
}

test('each channel is asked about once a day, and what is fetched can be read', async () => {
  await fetchAt()
  expect(await asked(ofChannels)).toBe(3)
  await fetchAt(23 * hour)
  expect(await asked(ofChannels)).toBe(3)
  const [channel] = await channels()
  const { body, status } = await call(house, manager, 'GET', `/channels/${channel!.id}/analytics`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ outcome: 'figures', message: null })
  expect(body.series.map(({ label }: { label: string }) => label)).toEqual([
    'Comments',
    'Impressions',
    'Likes',
  ])
  expect(body.series[0].points).toHaveLength(30)
  const dates = body.series[0].points.map(({ date }: { date: string }) => date)
  expect(dates).toEqual(dates.toSorted())

  const count = async () =>
    (await query(house.payload, 'select count(*)::int as n from postyard_figures'))[0]!.n
  const before = await count()
  await query(house.payload, 'update postyard_figures set total = -1 where channel_id = $1', [
    channel!.id,
  ])
  await forgetLooks()
  await fetchAt()
  expect(await count()).toBe(before)
  const again = await call(house, manager, 'GET', `/channels/${channel!.id}/analytics`)
  expect(again.body.series).toEqual(body.series)
})

test('a delivery is asked about an hour, a day, three, seven and thirty days after it went out', async () => {
  const id = await published()
  const before = await asked(ofPosts)
  const counts: number[] = []
  for (const ms of [
    0.9 * hour,
    1.1 * hour,
    23 * hour,
    25 * hour,
    26 * hour,
    73 * hour,
    8 * day,
    9 * day,
    30.5 * day,
    40 * day,
  ]) {
    await fetchAt(ms)
    counts.push((await asked(ofPosts)) - before)
  }
  expect(counts).toEqual([0, 1, 1, 2, 2, 3, 4, 4, 5, 5])
  const { body } = await call(house, manager, 'GET', `/deliveries/${id}/analytics`)
  expect(body).toMatchObject({ outcome: 'figures' })
  expect(body.series).toHaveLength(3)
})

test('times that were missed are made up for with one look', async () => {
  await published()
  const before = await asked(ofPosts)
  await fetchAt(8 * day)
  await fetchAt(8 * day)
  expect((await asked(ofPosts)) - before).toBe(1)
})

test('what Postiz does not know or cannot tell is noted, and keeps no other', async () => {
  await forgetLooks()
  const [first] = await channels()
  await steer.setFaults([{ kind: '500', match: { path: '/analytics/m0$' } }])
  const before = await asked(ofChannels)
  await fetchAt()
  expect((await asked(ofChannels)) - before).toBe(2)
  const { body } = await call(house, manager, 'GET', `/channels/${first!.id}/analytics`)
  expect(body).toMatchObject({ outcome: 'failed', message: expect.stringContaining('500') })
  expect(body.series).toHaveLength(3)
})

test.each(['503', '401-empty', '429', 'reset-before'])(
  'a Postiz that cannot be asked (%s) is not asked on, and nothing is lost',
  async (kind) => {
    await forgetLooks()
    await steer.setFaults([{ kind, times: 1, match: { path: '/analytics/' } }])
    const before = await asked(ofChannels)
    await fetchAt()
    expect((await asked(ofChannels)) - before).toBe(0)
    expect(await query(house.payload, 'select 1 from postyard_figure_looks')).toEqual([])
    await fetchAt()
    expect((await asked(ofChannels)) - before).toBe(3)
  },
)

test('more than a job may ask is left for soon', async () => {
  await forgetLooks()
  await query(
    house.payload,
    `update postyard_connections set next_figures_at = now() + interval '1 day'`,
  )
  let ms = 0
  await fetchDue({
    payload: house.payload,
    tenant,
    // Each look at the clock costs two seconds, so that the time is up before all were asked about.
    now: () => {
      ms += 2_000
      return new Date(Date.now() + ms)
    },
  })
  const looks = await query(house.payload, 'select 1 from postyard_figure_looks')
  expect(looks.length).toBeGreaterThan(0)
  expect(looks.length).toBeLessThan(3)
  const [connection] = await query(
    house.payload,
    'select next_figures_at from postyard_connections',
  )
  expect(connection!.next_figures_at.getTime()).toBeLessThan(Date.now() + 2 * 60_000)
})

test('a channel that is not well is not asked about', async () => {
  await forgetLooks()
  const [first] = await channels()
  await query(house.payload, `update postyard_channels set state = 'disabled' where id = $1`, [
    first!.id,
  ])
  const before = await asked(ofChannels)
  await fetchAt()
  expect((await asked(ofChannels)) - before).toBe(2)
})

test('all of it costs no counted request', async () => {
  const counted = () => steer.countRequests('A', 'POST', /./)
  const before = await counted()
  await forgetLooks()
  await fetchAt()
  expect(await counted()).toBe(before)
})
