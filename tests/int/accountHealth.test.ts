import { operations, runFor } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { readCandidates } from '../../plugins/distribution/distribute/network/readCandidates.ts'
import { readDelivery } from '../../plugins/distribution/model/claimDelivery.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { writeReceipts } from '../../plugins/distribution/model/receipts.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const day = 24 * 60 * 60_000

let house: House
let postiz: PostizSandbox
let tenant: string
let manager: Person
let user: unknown
let fine: string
let limited: string
let unused: string

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 1000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(3) }],
  })
  house = await openHouse()
  const { payload } = house
  tenant = await addTenant(payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const record = await payload.findByID({ collection: 'users', id: manager.id })
  user = { ...record, collection: 'users' }
  await runFor({
    payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${postiz.url}/api`, apiKey: 'key' },
    user,
  })
  const channels = await query(
    payload,
    'select id from postyard_channels where tenant_id = $1 order by integration_id',
    [tenant],
  )
  ;[fine, limited, unused] = channels.map(({ id }) => id as string) as [string, string, string]
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

/** Sends one post to the two channels now; Postiz publishes it on the first, and the platform has enough of the second. */
const sendOnce = async () => {
  const { payload } = house
  await steerPostiz(postiz).setFaults([
    { kind: 'error', match: { integration: 'm1' }, message: 'Too many posts, slow down' },
  ])
  const post = await addPost(payload, tenant)
  const made = await runFor({
    payload,
    operation: operations.distribute,
    input: { id: post, channels: [fine, limited] },
    user,
  })
  const ids = made.deliveries.map(({ id }) => String(id))
  const common = { payload, tenant, ids, now: () => new Date() }
  await fireDeliveries({ ...common, random: () => 0.5 })
  await eventually(
    async () => {
      await confirmDeliveries(common)
      return query(
        payload,
        `select 1 from postyard_receipts where tenant_id = $1 and action = 'look' and raw_meta ->> 'result' in ('error', 'published')`,
        [tenant],
      )
    },
    (seen) => seen.length >= 2,
  )
  const delivery = made.deliveries.find(({ channel }) => String(channel) === fine)
  return { plan: made.plan as string, delivery: String(delivery?.id) }
}

const healthOf = (channel: string) =>
  call(house, manager, 'GET', `/channels/${channel}/health?days=14`)

test('the health of a channel comes from its receipts, with reasons, day by day, and the worst stands first', async () => {
  const { payload } = house
  const { plan, delivery } = await sendOnce()
  const { body: well } = await healthOf(fine)
  expect(well.health).toMatchObject({ score: 100, word: 'well', reasons: [], state: 'active' })
  expect(well.days).toHaveLength(14)
  expect(well.days.at(-1)).toMatchObject({ attempts: 1, succeeded: 1, limited: 0, score: 100 })
  const { body: strained } = await healthOf(limited)
  expect(strained.health).toMatchObject({ score: 88, reasons: [{ code: 'LIMITS', points: 12 }] })
  expect((await healthOf(unused)).body.health).toMatchObject({ word: 'untried', lastPostAt: null })

  const row = await readDelivery({ db: poolOf(payload), tenant, id: delivery })
  if (!row) throw new Error('The delivery is gone.')
  const rejected = { outcome: 'refused', errorCode: 'REFUSED', meta: { result: 'failed' } } as const
  await writeReceipts({
    db: poolOf(payload),
    receipts: Array.from({ length: 4 }, (_, index) => ({
      delivery: { ...row, fence: 1_000 + index },
      action: 'fire',
      by: 'a worker',
      openedAt: new Date(Date.now() - 9 * day),
      closing: rejected,
    })),
  })
  const { body: better } = await healthOf(fine)
  expect(better.health).toMatchObject({ score: 100, trend: { direction: 'rising', by: 56 } })
  expect(better.days.at(-10)).toMatchObject({ attempts: 4, succeeded: 0, score: 44 })

  await query(payload, `update postyard_channels set state = 'suspended' where id = $1`, [unused])
  const { body: list } = await call(
    house,
    manager,
    'GET',
    `/distribution/channels/health?tenant=${tenant}`,
  )
  expect(list.channels.map((one: { channel: string }) => one.channel)).toEqual([
    unused,
    limited,
    fine,
  ])
  expect(list.counts).toEqual({ well: 2, strained: 0, unwell: 1, untried: 0 })
  await query(payload, `update postyard_channels set state = 'active' where id = $1`, [unused])

  // As a plan over many accounts that the first channel leads.
  await query(payload, `update postyard_plans set network = $2 where id = $1`, [
    plan,
    JSON.stringify({ leads: [fine] }),
  ])
})

test('what is written down of an account is checked, and a plan over many reads it with its work and its followers', async () => {
  const { payload } = house
  const save = (data: Record<string, unknown>) =>
    call(house, manager, 'PATCH', `/channels/${fine}?depth=0`, data)
  const refused = async (data: Record<string, unknown>) => {
    const { status, body } = await save(data)
    expect(status).toBe(400)
    return JSON.stringify(body)
  }
  expect(await refused({ timezone: 'Lisbon' })).toContain(
    'such as Europe/Lisbon, or leave it empty',
  )
  expect(await refused({ followers: 1.5 })).toContain('Give a whole number from 0')
  expect(await refused({ labels: ['North', 'north'] })).toContain('is there twice')
  expect(await refused({ language: 'Portuguese!' })).toContain('such as en or pt-PT')
  expect(await refused({ blackouts: [{ from: '25:00', to: '06:00' }] })).toContain('such as 22:00')
  expect(await refused({ blackoutDates: ['25.12.'] })).toContain('Write it as 2026-12-25')
  const network = {
    timezone: 'America/New_York',
    language: 'pt-PT',
    followers: 1_200,
    labels: ['North', 'brand A'],
    blackouts: [{ days: ['6', '7'], from: '22:00', to: '06:00' }],
    blackoutDates: ['2026-12-25'],
  }
  expect((await save(network)).body.doc).toMatchObject(network)

  const read = async () => {
    const found = await readCandidates({
      db: poolOf(payload),
      tenant,
      timezone: 'Europe/Lisbon',
      now: new Date(),
    })
    return new Map(found.map((one) => [one.id, one]))
  }
  const before = await read()
  expect(before.get(fine)).toMatchObject({
    platform: 'mastodon',
    state: 'active',
    health: 100,
    labels: ['North', 'brand A'],
    language: 'pt-PT',
    timezone: 'America/New_York',
    followers: 1_200,
    posts: 1,
    leads: 1,
  })
  expect(before.get(fine)?.lastPostAt).toBeGreaterThan(Date.now() - day)
  expect(before.get(fine)?.lastLedAt).toBe(before.get(fine)?.lastChosenAt)
  expect(before.get(limited)).toMatchObject({ health: 88, posts: 1, leads: 0, lastLedAt: null })
  expect(before.get(unused)).toMatchObject({
    timezone: 'Europe/Lisbon',
    followers: null,
    labels: [],
    posts: 0,
    lastChosenAt: null,
  })

  const figure = { tenant, channel: fine, label: 'Followers' }
  for (const [ago, total] of [
    [2, 1_300],
    [1, 1_350],
    [300, 9],
  ] as const) {
    const date = new Date(Date.now() - ago * day).toISOString().slice(0, 10)
    await payload.create({ collection: 'figures', data: { ...figure, date, total } as never })
  }
  expect((await read()).get(fine)?.followers).toBe(1_350)
})
