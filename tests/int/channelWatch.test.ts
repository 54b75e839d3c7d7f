import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readHealth } from '../../plugins/distribution/admin/health/readHealth.ts'
import { listen } from '../../plugins/distribution/channels/postiz/testing/listen.ts'
import { checkConnection } from '../../plugins/distribution/channels/watch/checkConnection.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { enqueueUpkeep } from '../../plugins/distribution/dispatch/enqueueUpkeep.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>

const mastodon = (id: string, name: string, group?: string) => ({
  id,
  name,
  identifier: 'mastodon',
  ...(group ? { group } : {}),
})

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 10_000,
    organisations: [
      {
        name: 'Shared',
        key: 'shared',
        groups: [
          { id: 'g1', name: 'Marina' },
          { id: 'g2', name: 'Crayon' },
          { id: 'g3', name: 'Blue Hour' },
        ],
        integrations: [
          mastodon('m1', 'Marina', 'g1'),
          mastodon('m2', 'Marina Boats', 'g1'),
          mastodon('c1', 'Crayon', 'g2'),
        ],
      },
      { name: 'Alone', key: 'alone', integrations: [mastodon('a1', 'Alone')] },
      { name: 'Rotating', key: 'before', integrations: [mastodon('r1', 'Rotating')] },
      { name: 'Other', key: 'other', integrations: [mastodon('o1', 'Other')] },
      {
        name: 'Loose',
        key: 'loose',
        groups: [
          { id: 'l1', name: 'First' },
          { id: 'l2', name: 'Second' },
        ],
        integrations: [mastodon('free', 'Free'), mastodon('l2a', 'Second', 'l2')],
      },
    ],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
})

afterEach(() => steer.clearFaults())

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

type Client = { tenant: string; user: unknown; manager: Person }

const connect = (client: Client, apiKey: string, groupId?: string, baseUrl = `${postiz.url}/api`) =>
  runFor({
    payload: house.payload,
    operation: operations.connectPostiz,
    input: { id: client.tenant, baseUrl, apiKey, ...(groupId ? { groupId } : {}) },
    user: client.user,
  })

const addClient = async (): Promise<Client> => {
  const tenant = await addTenant(house.payload)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const record = await house.payload.findByID({ collection: 'users', id: manager.id })
  return { tenant, manager, user: { ...record, collection: 'users' } }
}

const connected = async (apiKey: string, groupId?: string): Promise<Client> => {
  const client = await addClient()
  await connect(client, apiKey, groupId)
  return client
}

const check = ({ tenant }: Client) =>
  checkConnection({ payload: house.payload, tenant, now: () => new Date() })

type Row = Awaited<ReturnType<typeof query>>[number]

const channelsOf = ({ tenant }: Client): Promise<Row[]> =>
  query(
    house.payload,
    `select id, name, state, state_reason, integration_id from postyard_channels
     where tenant_id = $1 order by integration_id`,
    [tenant],
  )

const channelOf = async (client: Client, integration: string): Promise<Row> =>
  (await channelsOf(client)).find((row) => row.integration_id === integration)!

const eventsOf = async ({ tenant }: Client, type: string): Promise<Row[]> =>
  query(
    house.payload,
    `select data from postyard_events where tenant_id = $1 and type = $2 order by occurred_at`,
    [tenant, `distribution.${type}`],
  )

const connectionOf = async ({ tenant }: Client): Promise<Row> =>
  (await query(house.payload, 'select * from postyard_connections where tenant = $1', [tenant]))[0]!

const statusOf = ({ tenant, manager }: Client) =>
  call(house, manager, 'GET', `/tenants/${tenant}/postiz-status`)

let said = 0

/** A delivery to a channel, due now unless said otherwise. */
const deliver = async (client: Client, integration: string, at = new Date()): Promise<string> => {
  said += 1
  const post = await addPost(house.payload, client.tenant, { text: `Watched words ${said}.` })
  const { deliveries } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: {
      id: post,
      channels: [(await channelOf(client, integration)).id],
      at: at.toISOString(),
    },
    user: client.user,
  })
  return String(deliveries[0]?.id)
}

const read = async (id: string): Promise<Row> =>
  (await query(house.payload, 'select * from postyard_deliveries where id = $1', [id]))[0]!

const fire = ({ tenant }: Client, id: string) =>
  fireDeliveries({
    payload: house.payload,
    tenant,
    ids: [id],
    now: () => new Date(),
    random: () => 0.5,
  })

const published = async (integration: string): Promise<number> =>
  (await steer.publications()).publications.filter((one) => one.integration.id === integration)
    .length

const inAnHour = () => new Date(Date.now() + 60 * minute)

describe('a check of the channels', () => {
  let client: Client

  beforeAll(async () => {
    client = await connected('alone')
  })

  test('finds one that was switched off and holds what is due, and lets it go when it is on again', async () => {
    const id = await deliver(client, 'a1')
    await steer.changeIntegration('a1', { disabled: true })
    await check(client)
    const off = await channelOf(client, 'a1')
    expect(off).toMatchObject({ state: 'disabled' })
    expect(off.state_reason).toContain('Switch it on there')
    expect((await eventsOf(client, 'channel.disabled')).at(-1)!.data).toMatchObject({
      name: 'Alone',
      from: 'active',
    })
    await fire(client, id)
    expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_DISABLED' })

    await steer.changeIntegration('a1', { disabled: false })
    await check(client)
    expect(await channelOf(client, 'a1')).toMatchObject({ state: 'active', state_reason: null })
    expect(await eventsOf(client, 'channel.active')).toHaveLength(1)
    await tick({ payload: house.payload })
    await tick({ payload: house.payload })
    await fire(client, id)
    await eventually(
      () => published('a1'),
      (count) => count === 1,
    )
  })

  test('follows a new name, but keeps the one that staff have given', async () => {
    await steer.changeIntegration('a1', { name: 'Alone at last' })
    await check(client)
    expect(await channelOf(client, 'a1')).toMatchObject({ name: 'Alone at last' })
    expect((await eventsOf(client, 'channel.renamed'))[0]!.data).toMatchObject({
      from: 'Alone',
      to: 'Alone at last',
    })
    const { id } = await channelOf(client, 'a1')
    await house.payload.update({ collection: 'channels', id, data: { name: 'Ours' } })
    await steer.changeIntegration('a1', { name: 'Alone' })
    await check(client)
    expect(await channelOf(client, 'a1')).toMatchObject({ name: 'Ours' })
  })

  test('marks one that is gone and holds all that waits for it; back again, it goes on', async () => {
    const id = await deliver(client, 'a1', inAnHour())
    await steer.changeIntegration('a1', { removed: true })
    await check(client)
    const gone = await channelOf(client, 'a1')
    expect(gone).toMatchObject({ state: 'removed' })
    expect(gone.state_reason).toContain('Connect it there again')
    const held = await read(id)
    expect(held).toMatchObject({ state: 'held', reason_code: 'CHANNEL_REMOVED' })
    expect(held.reason).toContain(gone.state_reason)
    expect(held.deadline_at.getTime()).toBeGreaterThan(held.scheduled_at.getTime())
    expect(await eventsOf(client, 'channel.removed')).toHaveLength(1)

    await steer.changeIntegration('a1', { removed: false })
    await check(client)
    await tick({ payload: house.payload })
    expect(await read(id)).toMatchObject({ state: 'scheduled', reason_code: 'CHANNEL_BACK' })
  })

  test('that finds nothing new writes nothing but that it looked', async () => {
    await check(client)
    const count = async () =>
      (await query(house.payload, 'select count(*)::int from postyard_events'))[0]!.count
    const [before, was] = [await count(), await channelsOf(client)]
    const { checked_at: checkedAt } = await connectionOf(client)
    await check(client)
    expect(await count()).toBe(before)
    expect(await channelsOf(client)).toEqual(was)
    expect((await connectionOf(client)).checked_at.getTime()).toBeGreaterThan(checkedAt.getTime())
  })

  test.each(['503', '500', '401-empty', '429', 'reset-before', 'html-504'])(
    'that ends with %s changes no channel, and is told on the connection',
    async (kind) => {
      const before = await channelsOf(client)
      await steer.setFaults([{ kind, match: { path: '/integrations$' } }])
      await check(client)
      await check(client)
      expect(await channelsOf(client)).toEqual(before)
      const { body } = await statusOf(client)
      expect(body).toMatchObject({ refusedSince: null, lastError: expect.stringMatching(/\w/) })
      expect(body.failingSince).not.toBeNull()
      await steer.clearFaults()
      await check(client)
      expect((await statusOf(client)).body).toMatchObject({ failingSince: null, lastError: null })
    },
  )
})

describe('an account of another customer group', () => {
  let marina: Client
  let crayon: Client

  beforeAll(async () => {
    marina = await connected('shared', 'g1')
    crayon = await connected('shared', 'g2')
  })

  afterEach(async () => {
    await steer.changeIntegration('m2', { group: 'g1' })
    await check(marina)
    await check(crayon)
  })

  test('is nobody else’s channel', async () => {
    expect((await channelsOf(marina)).map((row) => row.integration_id)).toEqual(['m1', 'm2'])
    expect((await channelsOf(crayon)).map((row) => row.integration_id)).toEqual(['c1'])
  })

  test.each([
    ['the client that had it', () => [marina, crayon]],
    ['the client that gets it', () => [crayon, marina]],
  ])(
    'that was moved is never published for the old client, if %s is checked first',
    async (_, order) => {
      const staged = await deliver(marina, 'm2', new Date(Date.now() + 5 * minute))
      await stageAhead({
        payload: house.payload,
        tenant: marina.tenant,
        ids: [staged],
        now: () => new Date(),
      })
      const due = await deliver(marina, 'm2')
      const before = await published('m2')
      await steer.changeIntegration('m2', { group: 'g2' })
      for (const client of order()) await check(client)
      const lost = await channelOf(marina, 'm2')
      expect(lost).toMatchObject({ state: 'removed' })
      expect(lost.state_reason).toContain('another customer group')
      expect(lost.state_reason).not.toContain('Crayon')
      expect(await channelOf(crayon, 'm2')).toMatchObject({ state: 'active' })
      const path = `/channels/${lost.id}`
      const taken = await call(house, marina.manager, 'PATCH', path, { state: 'active' })
      expect(taken.status).toBe(400)
      expect(await channelOf(marina, 'm2')).toMatchObject({ state: 'removed' })
      for (const id of [staged, due]) {
        await fire(marina, id)
        expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_REMOVED' })
      }
      expect(await published('m2')).toBe(before)
      await query(
        house.payload,
        `update postyard_deliveries set state = 'cancelled', wake_at = null, deadline_at = null where id = any($1)`,
        [[staged, due]],
      )
    },
  )

  test('is not taken by hand either, while the other client’s group is not this one’s', async () => {
    const third = await addClient()
    await expect(connect(third, 'shared', 'g2')).rejects.toMatchObject({
      code: 'POSTIZ_GROUP_UNKNOWN',
    })
    await expect(connect(third, 'shared', 'nope')).rejects.toMatchObject({
      code: 'POSTIZ_GROUP_UNKNOWN',
    })
    await expect(connect(third, 'shared')).rejects.toMatchObject({ code: 'POSTIZ_GROUP_REQUIRED' })
  })

  test('is not offered, and what is offered says how many accounts it has', async () => {
    const third = await addClient()
    const offered = await call(
      house,
      third.manager,
      'POST',
      `/tenants/${third.tenant}/postiz-groups`,
      {
        baseUrl: `${postiz.url}/api`,
        apiKey: 'shared',
      },
    )
    expect(offered.body).toEqual({
      baseUrl: `${postiz.url}/api`,
      groups: [{ id: 'g3', name: 'Blue Hour', accounts: 0 }],
      ungrouped: 0,
      isShared: true,
    })
    const own = await call(
      house,
      marina.manager,
      'POST',
      `/tenants/${marina.tenant}/postiz-groups`,
      {},
    )
    expect(own.body.groups.map((group: Row) => group.id).sort()).toEqual(['g1', 'g3'])
    const nothing = await call(
      house,
      third.manager,
      'POST',
      `/tenants/${third.tenant}/postiz-groups`,
      {},
    )
    expect(nothing).toMatchObject({ status: 409, body: { code: 'POSTIZ_NOT_CONNECTED' } })
  })
})

test('an account of no group is taken while the client is alone, and let go when another one shares the organisation', async () => {
  const first = await connected('loose', 'l1')
  expect(await channelOf(first, 'free')).toMatchObject({ state: 'active' })
  const second = await connected('loose', 'l2')
  expect((await channelsOf(second)).map((row) => row.integration_id)).toEqual(['l2a'])
  await check(first)
  const free = await channelOf(first, 'free')
  expect(free).toMatchObject({ state: 'removed' })
  expect(free.state_reason).toContain('in no customer group')
  await steer.changeIntegration('free', { group: 'l1' })
  await check(first)
  expect(await channelOf(first, 'free')).toMatchObject({ state: 'active' })
})

describe('a key that was rotated in Postiz', () => {
  let client: Client

  beforeAll(async () => {
    client = await connected('before')
  })

  test('fails no delivery: it is found out at once, and what is due waits for the new key', async () => {
    const channels = await channelsOf(client)
    const first = await deliver(client, 'r1')
    await steer.rotateKey('Rotating', 'after')
    await fire(client, first)
    expect(['scheduled', 'queued']).toContain((await read(first)).state)
    const [receipt] = await query(
      house.payload,
      'select outcome, error_code from postyard_receipts where delivery_id = $1',
      [first],
    )
    expect(receipt).toEqual({ outcome: 'retry', error_code: 'POSTIZ_KEY_REFUSED' })
    const hurried = await connectionOf(client)
    expect(hurried.next_check_at.getTime()).toBeLessThanOrEqual(Date.now())

    await check(client)
    const once = await connectionOf(client)
    expect(once).toMatchObject({ refusals: 1, refused_at: null })
    expect(once.next_check_at.getTime()).toBeLessThan(Date.now() + 2 * minute)
    await check(client)
    expect((await connectionOf(client)).refused_at).not.toBeNull()
    expect(await eventsOf(client, 'connection.refused')).toHaveLength(1)
    expect((await statusOf(client)).body.refusedSince).not.toBeNull()
    const other = await addTenant(house.payload)
    const refusedOf = async (tenants: string[] | 'all') =>
      (await readHealth({ db: poolOf(house.payload), tenants, now: new Date() })).refusedConnections
    expect(
      await Promise.all([refusedOf('all'), refusedOf([client.tenant]), refusedOf([other])]),
    ).toEqual([1, 1, 0])
    expect(await channelsOf(client)).toEqual(channels)

    const second = await deliver(client, 'r1')
    const gets = () => steer.countRequests('Rotating', 'GET', /posts/)
    const before = await gets()
    await fire(client, second)
    const held = await read(second)
    expect(held).toMatchObject({ state: 'held', reason_code: 'CONNECTION_REFUSED' })
    expect(held.reason).toContain('Connect the client anew')
    expect(await gets()).toBe(before)

    await connect(client, 'after')
    expect(await channelsOf(client)).toEqual(channels)
    expect((await connectionOf(client)).refused_at).toBeNull()
    await tick({ payload: house.payload })
    await tick({ payload: house.payload })
    await fire(client, second)
    await eventually(
      () => published('r1'),
      (count) => count === 1,
    )
  })

  test('that is refused once, and taken the next time, holds nothing', async () => {
    await steer.rotateKey('Rotating', 'for a moment')
    await check(client)
    await steer.rotateKey('Rotating', 'after')
    await check(client)
    await steer.rotateKey('Rotating', 'for a moment')
    await check(client)
    expect(await connectionOf(client)).toMatchObject({ refusals: 1, refused_at: null })
    await steer.rotateKey('Rotating', 'after')
    await check(client)
  })

  test('for that of another organisation: its accounts come, the old ones are marked', async () => {
    await connect(client, 'other')
    expect(await channelsOf(client)).toMatchObject([
      { integration_id: 'o1', state: 'active' },
      { integration_id: 'r1', state: 'removed' },
    ])
  })
})

test('any number of ticks make one check in a period, each tenant at its own moment', async () => {
  const client = await connected('alone').catch(() => undefined)
  expect(client).toBeUndefined()
  const at = new Date(Date.now() + 24 * 60 * minute)
  await query(
    house.payload,
    `delete from payload_jobs where task_slug in ('check-channels', 'fetch-analytics')`,
  )
  const enqueue = (ms = 0) =>
    enqueueUpkeep({ payload: house.payload, now: new Date(at.getTime() + ms) })
  const made = await Promise.all(Array.from({ length: 4 }, () => enqueue()))
  const tenants = await query(
    house.payload,
    'select count(*)::int as n from tenants where postiz_api_key is not null',
  )
  expect(made.reduce((sum, count) => sum + count, 0)).toBe(2 * tenants[0]!.n)
  expect(await enqueue(14 * minute)).toBe(0)
  const jobs = await query(
    house.payload,
    `select input, wait_until, resource_key, urgent from payload_jobs where task_slug = 'check-channels'`,
  )
  expect(jobs).toHaveLength(tenants[0]!.n)
  expect(new Set(jobs.map((job) => job.wait_until.getTime())).size).toBeGreaterThan(1)
  for (const { input, resource_key: resource, urgent } of jobs) {
    expect(Object.keys(input)).toEqual(['tenant'])
    expect([resource, urgent]).toEqual([`slow ${input.tenant}`, null])
  }
  expect(await enqueue(31 * minute)).toBe(2 * tenants[0]!.n)
})

test('a Postiz whose clock is in another zone is noticed by its drafts, and told', async () => {
  const shifted = await startPostizSandbox({
    port: 0,
    dateShiftMs: 60 * minute,
    organisations: [{ name: 'S', key: 'shifted', integrations: [mastodon('s1', 'Shifted')] }],
  })
  try {
    const client = await addClient()
    await connect(client, 'shifted', undefined, `${shifted.url}/api`)
    await check(client)
    expect((await statusOf(client)).body.timeShiftMinutes).toBeNull()
    const id = await deliver(client, 's1', new Date(Date.now() + 10 * minute))
    await stageAhead({
      payload: house.payload,
      tenant: client.tenant,
      ids: [id],
      now: () => new Date(),
    })
    expect(await read(id)).toMatchObject({ draft_state: 'staged' })
    await check(client)
    expect((await statusOf(client)).body.timeShiftMinutes).toBe(60)
    expect((await eventsOf(client, 'connection.time_shifted'))[0]!.data).toEqual({ minutes: 60 })
  } finally {
    await shifted.close()
  }
})

describe('the page on which an account is reconnected', () => {
  const linkFor = async (page: string) => {
    const integration = `x of ${page}`
    await using server = await listen(({ url }) => {
      if (url.includes('/social/')) return { body: { url: page } }
      if (url.endsWith('/is-connected')) return { body: { connected: true } }
      if (url.endsWith('/groups')) return { body: [] }
      return { body: [{ id: integration, name: 'X', identifier: 'x', disabled: true }] }
    })
    const client = await addClient()
    await connect(client, 'key', undefined, server.origin)
    const { id } = await channelOf(client, integration)
    const answer = await call(house, client.manager, 'POST', `/channels/${id}/reconnect-link`, {})
    return { ...answer, asked: server.received.map(({ url }) => url).at(-1) }
  }

  test('is the one that Postiz names', async () => {
    const found = await linkFor('https://x.example/oauth?state=1')
    expect(found).toMatchObject({ status: 200, body: { url: 'https://x.example/oauth?state=1' } })
    expect(found.asked).toBe('/public/v1/social/x')
  })

  test.each(['http://elsewhere.example/oauth', 'javascript:alert(1)', 'no address'])(
    'is not %s',
    async (page) => {
      expect(await linkFor(page)).toMatchObject({ status: 422, body: { code: 'POSTIZ_REFUSED' } })
    },
  )

  test('may be one of the very Postiz that is connected, as on this machine', async () => {
    const client = await connected('after')
    const { id } = await channelOf(client, 'r1')
    const answer = await call(house, client.manager, 'POST', `/channels/${id}/reconnect-link`, {})
    expect(answer.body).toEqual({ url: `${postiz.url}/connect/mastodon` })
  })
})
