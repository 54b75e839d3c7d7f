import type { GraphQLSchema } from 'graphql'
import { allows, operations, type Role, roles } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addTenant, call, type Person } from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { ask, fieldsOf, readSchema } from './support/graphql.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { callOperation, type OperationName, operationNames } from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'
import { readTables } from './support/readTables.ts'
import { query } from './support/scenes.ts'
import { closedShelves, shelves } from './support/shelves.ts'

let house: House
let sandbox: PostizSandbox
let client: Client
let agencyAdmin: Person
let schema: GraphQLSchema

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['client']) })
  house = await openHouse()
  client = await furnish({ house, sandbox, name: 'client' })
  agencyAdmin = await addPerson(house, [], true)
  schema = await readSchema(house)
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

type Who = Role | 'agency admin' | 'nobody'

const everybody: Who[] = [...roles, 'agency admin', 'nobody']

const personOf = (who: Who): Person | undefined =>
  who === 'nobody' ? undefined : who === 'agency admin' ? agencyAdmin : client.people[who]

/** What the table of permissions says of a person and an operation. */
const verdict = (who: Who, name: OperationName): 'done' | 'forbidden' | 'unknown' => {
  if (who === 'nobody') return 'unknown'
  if (who === 'agency admin') return 'done'
  return allows(who, operations[name].permission) ? 'done' : 'forbidden'
}

describe.each(operationNames)('the table of permissions rules %s:', (name) => {
  test.each(everybody.map((who) => ({ who, is: verdict(who, name) })))(
    '$who → $is',
    async ({ who, is }) => {
      const input = await goodInputs[name]({ house, sandbox, client })
      const before = await readTables(house.payload)
      const answer = await callOperation(house, personOf(who), name, input)
      if (is === 'done') {
        expect(answer.status, JSON.stringify(answer.body)).toBe(200)
        return
      }
      if (is === 'unknown') expectProblem(answer, 401, 'UNAUTHENTICATED')
      else expectProblem(answer, 403, 'FORBIDDEN')
      expect(await readTables(house.payload)).toEqual(before)
    },
  )
})

describe.each(closedShelves)("Payload's own doors to %s write nothing, for", (slug) => {
  const { type, id } = shelves[slug]!
  test.each(everybody)('%s', async (who) => {
    const person = personOf(who)
    const own = id(client)
    const [doc] = await query(
      house.payload,
      `select * from postyard_${slug.replaceAll('-', '_')} where id = $1`,
      [own],
    )
    const data = {
      ...doc,
      tenant: client.tenant,
      title: 'Changed',
      state: 'published',
      reason: 'x',
    }
    const before = await readTables(house.payload)
    const byWhere = `/${slug}?where[id][equals]=${own}`
    for (const [method, path, body] of [
      ['POST', `/${slug}`, data],
      ['POST', `/${slug}/${own}/duplicate`, {}],
      ['PATCH', `/${slug}/${own}`, data],
      ['PATCH', byWhere, data],
      ['DELETE', `/${slug}/${own}`, undefined],
      ['DELETE', byWhere, undefined],
    ] as const) {
      const answer = await call(house, person, method, path, body)
      expect([401, 403], `${method} ${path}: ${JSON.stringify(answer.body)}`).toContain(
        answer.status,
      )
    }
    const writing = fieldsOf(schema, 'mutation').filter(({ name }) =>
      ['create', 'update', 'delete', 'duplicate'].some((verb) => name === `${verb}${type}`),
    )
    expect(writing).toHaveLength(4)
    for (const field of writing) {
      const { body } = await ask(house, person, 'mutation', field, { id: own, data: {} })
      expect(body.errors?.[0]?.extensions?.statusCode, JSON.stringify(body)).toBe(403)
    }
    expect(await readTables(house.payload)).toEqual(before)
  })
})

/** What nobody is ever told, not even an agency admin. */
const readSecrets = async (): Promise<string[]> => {
  const rows = [
    ...(await query(house.payload, 'select postiz_api_key, postiz_key_fingerprint from tenants')),
    ...(await query(house.payload, 'select hash, salt, api_key, api_key_index from users')),
    ...(await query(house.payload, 'select token from postyard_devices')),
    ...(await query(house.payload, 'select scope, request_hash from postyard_idempotency_keys')),
  ]
  return [client.apiKey, ...rows.flatMap((row) => Object.values(row))].filter(Boolean)
}

describe.each(everybody)('no secret is told to %s:', (who) => {
  const expectNoSecret = async (text: string) => {
    for (const secret of await readSecrets()) expect(text).not.toContain(secret)
  }

  test('by REST', async () => {
    for (const slug of Object.keys(shelves)) {
      const paths = [
        `/${slug}?depth=3&limit=0&trash=true`,
        `/${slug}/${shelves[slug]!.id(client)}?depth=3`,
      ]
      for (const path of paths) {
        const { body } = await call(house, personOf(who), 'GET', path)
        await expectNoSecret(JSON.stringify(body))
      }
    }
  })

  test('by GraphQL', async () => {
    for (const field of fieldsOf(schema, 'query')) {
      const { body } = await ask(house, personOf(who), 'query', field, { trash: true })
      await expectNoSecret(JSON.stringify(body))
    }
  })

  test('by an operation', async () => {
    for (const name of operationNames) {
      const input = await goodInputs[name]({ house, sandbox, client })
      const { body } = await callOperation(house, personOf(who), name, input)
      await expectNoSecret(JSON.stringify(body))
    }
  })

  test.each([
    ['tenants', 'postiz.apiKey'],
    ['tenants', 'postiz.keyFingerprint'],
    ['posts', 'tenant.postiz.apiKey'],
    ['devices', 'token'],
    ['users', 'hash'],
    ['users', 'salt'],
    ['users', 'resetPasswordToken'],
    ['users', 'apiKeyIndex'],
    ['plans', 'startedBy.resetPasswordToken'],
    ['plans', 'startedBy.apiKeyIndex'],
    ['events', 'delivery.channel.tenant.postiz.keyFingerprint'],
  ])('by looking for %s with a certain %s, or sorting by it', async (slug, path) => {
    const all = await call(house, personOf(who), 'GET', `/${slug}?limit=0&sort=id`)
    for (const operator of ['like', 'not_equals', 'exists', 'greater_than']) {
      const asked = `/${slug}?limit=0&where[${path}][${operator}]=${operator === 'exists' ? 'true' : 'a'}`
      const found = await call(house, personOf(who), 'GET', asked)
      expect([400, 401, 403], `${asked}: ${JSON.stringify(found.body).slice(0, 300)}`).toContain(
        found.status,
      )
      const counted = await call(house, personOf(who), 'GET', asked.replace('?', '/count?'))
      expect([400, 401, 403]).toContain(counted.status)
    }
    if (all.status !== 200) return
    const ids = ({ body }: typeof all) => body.docs.map(({ id }: { id: string }) => id)
    const sorted = await call(house, personOf(who), 'GET', `/${slug}?limit=0&sort=${path}`)
    const reversed = await call(house, personOf(who), 'GET', `/${slug}?limit=0&sort=-${path}`)
    const isRefused = sorted.status === 400 && reversed.status === 400
    expect(isRefused || ids(sorted).join() === ids(reversed).join()).toBe(true)
  })
})

describe("nobody's standing is raised by themselves:", () => {
  const standingOf = async ({ id }: Person) =>
    (
      await query(
        house.payload,
        `select u.is_agency_admin, array_agg(t.tenant_id || ' ' || r.value order by r.value) as roles
       from users u
       left join users_tenants t on t._parent_id = u.id
       left join users_tenants_roles r on r.parent_id = t.id
       where u.id = $1 group by u.id`,
        [id],
      )
    )[0]

  test.each(roles)('%s, by REST and GraphQL', async (role) => {
    const person = client.people[role]
    const other = await addTenant(house.payload)
    const before = await standingOf(person)
    const update = fieldsOf(schema, 'mutation').find(({ name }) => name === 'updateUser')!
    const [row] = await query(house.payload, 'select id from users_tenants where _parent_id = $1', [
      person.id,
    ])
    for (const data of [
      { isAgencyAdmin: true },
      { tenants: [{ tenant: other, roles: ['manager'] }] },
      { tenants: [{ id: row!.id, tenant: client.tenant, roles: ['manager', 'editor'] }] },
      { tenants: [] },
      { 'tenants.0.roles': ['manager'] },
    ]) {
      await call(house, person, 'PATCH', `/users/${person.id}`, data)
      await call(house, person, 'PATCH', `/users?where[id][equals]=${person.id}`, data)
      await call(house, person, 'POST', '/users', {
        email: 'new@example.test',
        password: 'x',
        ...data,
      })
      if (!('tenants.0.roles' in data)) {
        await ask(house, person, 'mutation', update, { id: person.id, data })
      }
    }
    expect(await standingOf(person)).toEqual(before)
    expect(
      await query(house.payload, `select 1 from users where email = 'new@example.test'`),
    ).toEqual([])
    const renamed = await call(house, person, 'PATCH', `/users/${person.id}`, { name: 'Renamed' })
    expect([renamed.status, renamed.body.doc?.name]).toEqual([200, 'Renamed'])
  })

  test('a manager changes nobody else', async () => {
    const { manager, editor } = client.people
    const before = await readTables(house.payload)
    for (const data of [
      { name: 'X' },
      { password: 'X' },
      { email: 'x@example.test' },
      { apiKey: 'x' },
    ]) {
      const answer = await call(house, manager, 'PATCH', `/users/${editor.id}`, data)
      expect([403, 404]).toContain(answer.status)
    }
    expect((await call(house, manager, 'DELETE', `/users/${editor.id}`)).status).toBe(403)
    expect(await readTables(house.payload)).toEqual(before)
  })

  test('a role that is taken away ends at once, whatever the log-in says', async () => {
    const person = await addPerson(house, [{ tenant: client.tenant, roles: ['manager'] }])
    await house.payload.update({
      collection: 'users',
      id: person.id,
      data: { tenants: [] } as never,
    })
    const answer = await callOperation(house, person, 'planStatus', { id: client.plan })
    expectProblem(answer, 404, 'NOT_FOUND')
  })

  test('a second first user is not registered', async () => {
    const answer = await call(house, undefined, 'POST', '/users/first-register', {
      email: 'first@example.test',
      password: 'x',
      name: 'First',
      isAgencyAdmin: true,
    })
    expect(answer.status).toBe(403)
  })
})

describe('a tenant is deleted by nobody:', () => {
  test.each(everybody)('%s', async (who) => {
    const empty = await addTenant(house.payload)
    const before = await readTables(house.payload)
    const field = fieldsOf(schema, 'mutation').find(({ name }) => name === 'deleteTenant')!
    for (const id of [empty, client.tenant]) {
      for (const path of [`/tenants/${id}`, `/tenants?where[id][equals]=${id}`]) {
        expect([401, 403]).toContain((await call(house, personOf(who), 'DELETE', path)).status)
      }
      const { body } = await ask(house, personOf(who), 'mutation', field, { id })
      expect(body.errors[0].extensions.statusCode).toBe(403)
    }
    expect(await readTables(house.payload)).toEqual(before)
  })
})

describe('the queue is', () => {
  test.each(everybody)('run, filled and emptied by agency admins only: %s', async (who) => {
    const isAllowed = who === 'agency admin'
    for (const path of [
      '/payload-jobs/run?queue=none',
      '/payload-jobs/handle-schedules?queue=none',
    ]) {
      const { status } = await call(house, personOf(who), 'GET', path)
      if (isAllowed) expect(status).not.toBe(401)
      else expect(status, path).toBe(401)
    }
    const { access } = house.payload.config.jobs
    const person = personOf(who)
    const user = person && {
      ...(await house.payload.findByID({ collection: 'users', id: person.id, depth: 0 })),
      collection: 'users',
    }
    for (const verb of ['run', 'queue', 'cancel'] as const) {
      expect(await access?.[verb]?.({ req: { user } as never }), verb).toBe(isAllowed)
    }
  })
})

test('saving a tenant keeps the key of its Postiz', async () => {
  const keyOf = async () =>
    (
      await query(
        house.payload,
        'select postiz_api_key, postiz_key_fingerprint from tenants where id = $1',
        [client.tenant],
      )
    )[0]
  const before = await keyOf()
  const saved = await call(house, agencyAdmin, 'PATCH', `/tenants/${client.tenant}`, {
    name: 'Another name',
    postiz: { baseUrl: 'https://elsewhere.example', apiKey: 'mine', keyFingerprint: 'mine' },
  })
  expect(saved).toMatchObject({ status: 200, body: { doc: { name: 'Another name' } } })
  expect(saved.body.doc.postiz.baseUrl).not.toContain('elsewhere')
  expect(await keyOf()).toEqual(before)
})
