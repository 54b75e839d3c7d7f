import { randomUUID } from 'node:crypto'
import { allows, operations } from 'postyard'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { keyScopes } from '../../plugins/distribution/keys/keyScopes.ts'
import { addKey } from './support/addKey.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { type OperationName, operationNames, wire } from './support/operationCalls.ts'
import { query } from './support/scenes.ts'

type Client = { tenant: string; people: { manager: Person }; post: string; channel: string }

let house: House
let own: Client
let foreign: Client

const open = async (): Promise<Client> => {
  const tenant = await addTenant(house.payload)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const granted = await call(house, manager, 'POST', '/entitlements/grant', {
    tenant,
    title: 'All programs',
    holder: 'api-agents',
    subject: 'everything',
    allowedChannels: 'all',
    allowRedistribution: true,
    form: 'full',
  })
  expect(granted.status, JSON.stringify(granted.body)).toBe(200)
  return {
    tenant,
    people: { manager },
    post: await addPost(house.payload, tenant),
    channel: await addManualChannel(house.payload, tenant),
  }
}

beforeAll(async () => {
  house = await openHouse()
  own = await open()
  foreign = await open()
})

afterAll(() => house?.close())

const send = (
  key: string,
  name: OperationName,
  input: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const { method, path, body } = wire(name, input)
  return call(house, undefined, method, path, body, { authorization: `Bearer ${key}`, ...headers })
}

const distribute = (key: string, { post, channel } = own, headers = {}) =>
  send(key, 'distribute', { id: post, channels: [channel], at: inAnHour() }, headers)

const inAnHour = () => new Date(Date.now() + 60 * 60_000).toISOString()

const read = (key: string, { post } = own) => send(key, 'checkPost', { id: post, channels: [] })

test('a program with a key makes a plan, follows it, and stands on what it did', async () => {
  const { id, key } = await addKey(house, own, { name: 'Make.com' })
  const made = await distribute(key)
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  expect((await send(key, 'planStatus', { id: made.body.plan })).status).toBe(200)
  const [plan] = await query(
    house.payload,
    'select started_by_id, started_by_name from postyard_plans where id = $1',
    [made.body.plan],
  )
  expect(plan).toEqual({ started_by_id: null, started_by_name: 'Make.com' })
  const cancelled = await send(key, 'cancelPlan', { id: made.body.plan })
  expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
  const actors = await query(
    house.payload,
    'select distinct actor_kind, actor_id, actor_name from postyard_events where plan_id = $1',
    [made.body.plan],
  )
  expect(actors).toEqual([{ actor_kind: 'key', actor_id: id, actor_name: 'Make.com' }])
})

test('the whole key is told once, and kept nowhere', async () => {
  const wish = { tenant: own.tenant, name: 'Told once', scopes: ['plans.read'] }
  const make = (headers = {}) => call(house, own.people.manager, 'POST', '/keys', wish, headers)
  const refused = await make({ 'idempotency-key': randomUUID() })
  expectProblem(refused, 400, 'INVALID_INPUT')
  expect(refused.body.detail).toContain('without an Idempotency-Key')
  const [first, second] = [await make(), await make()]
  expect(first.body.key).toMatch(/^pyk_[0-9a-f]{32}_[0-9a-f]{64}$/)
  expect(first.body.key.startsWith(first.body.prefix)).toBe(true)
  expect(second.body.id).not.toBe(first.body.id)
  const days = (Date.parse(first.body.expiresAt) - Date.now()) / (24 * 60 * 60_000)
  expect(Math.round(days)).toBe(90)
  const list = await call(house, own.people.manager, 'GET', `/keys?tenant=${own.tenant}`)
  expect(list.body.keys.map(({ id }: { id: string }) => id)).toContain(first.body.id)
  const secret = first.body.key.split('_')[2]
  expect(JSON.stringify(list.body)).not.toContain(secret)
  const tables = await query(
    house.payload,
    `select quote_ident(relname) as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  const holding = await query(
    house.payload,
    tables
      .map(
        ({ name }) => `select '${name}' as name from ${name} t where t::text like '%' || $1 || '%'`,
      )
      .join(' union all '),
    [secret],
  )
  expect(holding).toEqual([])
})

describe('a key does nothing beyond its scopes:', () => {
  test('every operation is forbidden to one that lacks its scope, whatever it asks', async () => {
    const bare = await addKey(house, own, { scopes: ['tenants.read'] })
    const full = await addKey(house, own, { scopes: keyScopes })
    for (const name of operationNames) {
      const { permission } = operations[name]
      const input = { id: randomUUID() }
      expectProblem(await send(bare.key, name, input), 403, 'FORBIDDEN')
      const answer = await send(full.key, name, input)
      const shown = `${name}: ${JSON.stringify(answer.body)}`
      if (allows('api-agent', permission)) expect(answer.status, shown).not.toBe(403)
      else expectProblem(answer, 403, 'FORBIDDEN')
    }
  })

  test('one that may read does not write', async () => {
    const { key } = await addKey(house, own, { scopes: ['plans.read', 'posts.read'] })
    expectProblem(await distribute(key), 403, 'FORBIDDEN')
    expect((await read(key)).status).toBe(200)
  })

  test('what no key may do is no scope', async () => {
    const wish = { tenant: own.tenant, name: 'Too much', scopes: ['plans.read', 'keys.manage'] }
    const answer = await call(house, own.people.manager, 'POST', '/keys', wish)
    expectProblem(answer, 400, 'INVALID_INPUT')
    expect(answer.body.errors).toMatchObject([
      { path: 'scopes.1', message: expect.stringContaining('"keys.manage"') },
    ])
  })
})

test('another tenant is not there for a key, nor are the doors of collections', async () => {
  const { key } = await addKey(house, own, { scopes: keyScopes })
  const theirs = await addKey(house, foreign, { scopes: keyScopes })
  const plan = (await distribute(theirs.key, foreign)).body.plan
  expectProblem(await distribute(key, foreign), 404, 'NOT_FOUND')
  for (const name of ['planStatus', 'cancelPlan'] as const) {
    expectProblem(await send(key, name, { id: plan }), 404, 'NOT_FOUND')
  }
  const { manager } = own.people
  expectProblem(
    await call(house, manager, 'GET', `/keys?tenant=${foreign.tenant}`),
    404,
    'NOT_FOUND',
  )
  expectProblem(await call(house, manager, 'POST', `/keys/${theirs.id}/revoke`), 404, 'NOT_FOUND')
  const bearer = { authorization: `Bearer ${key}` }
  expect((await call(house, undefined, 'GET', '/posts', undefined, bearer)).status).toBe(403)
})

describe('a key that does not hold is refused with what to do:', () => {
  test('one that is broken, unknown, or has another secret', async () => {
    const { key } = await addKey(house, own)
    const wrong = [
      'pyk_',
      key.slice(0, -1),
      `${key}0`,
      key.replace(/_[0-9a-f]{64}$/, `_${'0'.repeat(64)}`),
      `pyk_${randomUUID().replaceAll('-', '')}_${'0'.repeat(64)}`,
    ]
    for (const one of wrong) expectProblem(await read(one), 401, 'UNAUTHENTICATED')
    // A browser's cookie does not stand in for it.
    const cookie = `payload-token=${own.people.manager.token}`
    expectProblem(await distribute('pyk_', own, { cookie }), 401, 'UNAUTHENTICATED')
  })

  test('one that has expired, and at once one that was revoked', async () => {
    const { id, key } = await addKey(house, own)
    expect((await read(key)).status).toBe(200)
    await query(house.payload, 'update postyard_api_keys set expires_at = now() where id = $1', [
      id,
    ])
    expectProblem(await read(key), 401, 'KEY_EXPIRED')
    for (let time = 0; time < 2; time += 1) {
      const answer = await call(house, own.people.manager, 'POST', `/keys/${id}/revoke`)
      expect(answer).toMatchObject({ status: 200, body: { state: 'revoked' } })
    }
    expectProblem(await read(key), 401, 'KEY_REVOKED')
    const events = await query(
      house.payload,
      `select type, actor_kind, actor_id, data from postyard_events
       where data->>'key' = $1 order by occurred_at`,
      [id],
    )
    expect(events.map(({ type }) => type)).toEqual([
      'distribution.key.created',
      'distribution.key.revoked',
    ])
    expect(events[0]).toMatchObject({ actor_kind: 'user', actor_id: own.people.manager.id })
  })

  test('one of a tenant that is gone', async () => {
    const gone = await open()
    const { key } = await addKey(house, gone)
    expect((await distribute(key, gone)).status).toBe(200)
    await query(house.payload, 'delete from users_tenants where tenant_id = $1', [gone.tenant])
    await query(house.payload, 'delete from tenants where id = $1', [gone.tenant])
    expectProblem(await distribute(key, gone), 401, 'UNAUTHENTICATED')
  })
})

test('when it was last used is written at most once a minute', async () => {
  const { id, key } = await addKey(house, own)
  const lastUse = async () =>
    (
      await query(
        house.payload,
        'select last_used_at::text as at from postyard_api_keys where id = $1',
        [id],
      )
    )[0]!.at as string | null
  expect(await lastUse()).toBeNull()
  await read(key)
  const first = await lastUse()
  expect(first).not.toBeNull()
  await read(key)
  expect(await lastUse()).toBe(first)
  await query(
    house.payload,
    `update postyard_api_keys set last_used_at = now() - interval '61 s' where id = $1`,
    [id],
  )
  await Promise.all([read(key), read(key)])
  expect(await lastUse()).not.toBe(first)
})

describe('requests are counted over all processes:', () => {
  const count = (name: string, points: number) =>
    query(
      house.payload,
      `insert into postyard_request_counts (key, points, expire) values ($1, $2, $3)
       on conflict (key) do update set points = excluded.points, expire = excluded.expire`,
      [name, points, Date.now() + 30_000],
    )

  const limitsOf = ({ headers }: Answer) =>
    ['limit', 'remaining'].map((name) => headers.get(`ratelimit-${name}`))

  test('a key has 600 a minute, told with every answer, and no other waits for it', async () => {
    const { id, key } = await addKey(house, own)
    expect(limitsOf(await read(key))).toEqual(['600', '599'])
    expect(limitsOf(await send(key, 'retry', { id: own.post }))).toEqual(['600', '598'])
    await count(`key:${id}`, 599)
    const last = await read(key)
    expect([last.status, ...limitsOf(last)]).toEqual([200, '600', '0'])
    for (let time = 0; time < 2; time += 1) {
      const refused = await read(key)
      expectProblem(refused, 429, 'RATE_LIMITED')
      expect(limitsOf(refused)).toEqual(['600', '0'])
      const wait = Number(refused.headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(30)
      expect(refused.headers.get('ratelimit-reset')).toBe(refused.headers.get('retry-after'))
    }
    const other = await addKey(house, own)
    expect((await read(other.key)).status).toBe(200)
  })

  test('a message at the MCP door counts once, whatever it is', async () => {
    const { id, key } = await addKey(house, own)
    const headers = { authorization: `Bearer ${key}` }
    const say = (method: string, params: Record<string, unknown> = {}) =>
      call(house, undefined, 'POST', '/mcp', { jsonrpc: '2.0', id: 1, method, params }, headers)
    const said = [
      await say('tools/list'),
      await say('tools/call', { name: 'posts_list', arguments: { tenant: own.tenant } }),
      await say('tools/call', { name: 'posts_list', arguments: 'none' }),
      await say('tools/call', { name: 'no_such_tool' }),
    ]
    expect(said.map((answer) => limitsOf(answer)[1])).toEqual(['599', '598', '597', '596'])
    await count(`key:${id}`, 600)
    const refused = await say('tools/list')
    expectProblem(refused, 429, 'RATE_LIMITED')
    expect(limitsOf(refused)).toEqual(['600', '0'])
  })

  test('all keys of one tenant have 3,000, another tenant its own, and a person 6,000', async () => {
    const [mine, also, theirs] = [
      await addKey(house, own),
      await addKey(house, own),
      await addKey(house, foreign),
    ]
    await count(`tenant:${own.tenant}`, 3000)
    for (const { key } of [mine, also]) {
      const refused = await read(key)
      expectProblem(refused, 429, 'RATE_LIMITED')
      expect(limitsOf(refused)).toEqual(['3000', '0'])
    }
    expect((await read(theirs.key, foreign)).status).toBe(200)
    const person = await call(house, own.people.manager, 'GET', `/keys?tenant=${own.tenant}`)
    expect([person.status, person.headers.get('ratelimit-limit')]).toEqual([200, '6000'])
  })

  test('where they cannot be counted they go on, and the log says so', async () => {
    const { key } = await addKey(house, foreign)
    const logged = vi.spyOn(house.payload.logger, 'error')
    await query(house.payload, 'alter table postyard_request_counts rename to away')
    try {
      const made = await read(key, foreign)
      expect([made.status, made.headers.get('ratelimit-limit')]).toEqual([200, null])
      expect(JSON.stringify(logged.mock.calls)).toContain('could not be counted')
    } finally {
      await query(house.payload, 'alter table away rename to postyard_request_counts')
      logged.mockRestore()
    }
  })
})
