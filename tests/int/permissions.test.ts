import { allows, operations, roles } from 'postyard'
import { afterAll, describe, expect, test } from 'vitest'
import { addPerson, addTenant, call, type Person } from './support/agency.ts'
import { broadestRoles } from './support/broadestRoles.ts'
import { expectProblem } from './support/expectProblem.ts'
import { ask, fieldsOf } from './support/graphql.ts'
import { everybody, openClient, type Who } from './support/openClient.ts'
import { callOperation, type OperationName, operationNames } from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'
import { readTables } from './support/readTables.ts'
import { query } from './support/scenes.ts'
import { closedShelves, shelves } from './support/shelves.ts'

const { house, sandbox, client, schema, personOf, close } = await openClient()

afterAll(close)

/** As Payload reads them for a request. */
const userOf = async (who: Who) => {
  const person = personOf(who)
  return (
    person && {
      ...(await house.payload.findByID({ collection: 'users', id: person.id, depth: 0 })),
      collection: 'users',
    }
  )
}

/** What the table of permissions says of a person and an operation. */
const verdict = (who: Who, name: OperationName): 'done' | 'forbidden' | 'unknown' => {
  if (who === 'nobody') return 'unknown'
  if (who === 'an agency admin') return 'done'
  return allows(who, operations[name].permission) ? 'done' : 'forbidden'
}

describe.each(operationNames)('the table of permissions rules %s:', (name) => {
  const are = (is: ReturnType<typeof verdict>) =>
    everybody.filter((who) => verdict(who, name) === is)

  test.each(are('done'))('%s → done', async (who) => {
    const input = await goodInputs[name]({ house, sandbox, client, who })
    const answer = await callOperation(house, personOf(who), name, input)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  })

  test('everybody else is refused, and nothing is changed', async () => {
    const input = await goodInputs[name]({ house, sandbox, client })
    const before = await readTables(house.payload)
    const refuse = async (who: Who) => callOperation(house, personOf(who), name, input)
    for (const who of are('unknown')) expectProblem(await refuse(who), 401, 'UNAUTHENTICATED')
    for (const who of are('forbidden')) expectProblem(await refuse(who), 403, 'FORBIDDEN')
    expect(await readTables(house.payload)).toEqual(before)
  })
})

describe.each(closedShelves)("Payload's own doors to %s write nothing, for", (slug) => {
  const { type, id } = shelves[slug]!
  test('anybody, as its rules say to all of them alike', async () => {
    const { access } = house.payload.collections[slug as 'users']!.config
    for (const who of everybody) {
      const req = { payload: house.payload, user: await userOf(who) } as never
      for (const verb of ['create', 'update', 'delete'] as const) {
        expect(await access[verb]({ req, data: {} }), `${who}: ${verb}`).toBe(false)
      }
    }
  })

  test.each<Who>([...broadestRoles, 'an agency admin', 'nobody'])(
    '%s, by any door',
    async (who) => {
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
    },
  )
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
    const isAllowed = who === 'an agency admin'
    for (const path of [
      '/payload-jobs/run?queue=none',
      '/payload-jobs/handle-schedules?queue=none',
    ]) {
      const { status } = await call(house, personOf(who), 'GET', path)
      if (isAllowed) expect(status).not.toBe(401)
      else expect(status, path).toBe(401)
    }
    const { access } = house.payload.config.jobs
    const user = await userOf(who)
    for (const verb of ['run', 'queue', 'cancel'] as const) {
      expect(await access?.[verb]?.({ req: { user } as never }), verb).toBe(isAllowed)
    }
  })
})
