import type { GraphQLSchema } from 'graphql'
import type { Role } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { type Answer, addPerson, call, type Person } from './support/agency.ts'
import { aimedInputs } from './support/aimedInputs.ts'
import {
  accessEndpoint,
  aimedRequests,
  recordsOf,
  specialRequests,
} from './support/aimedRequests.ts'
import { aimField } from './support/aimField.ts'
import { broadestRoles } from './support/broadestRoles.ts'
import { changingNothing } from './support/changingNothing.ts'
import { doors } from './support/doors.ts'
import { expectProblem } from './support/expectProblem.ts'
import type { Clients } from './support/faultsOf.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { ask, type Field, fieldsOf, readSchema } from './support/graphql.ts'
import { type House, openHouse } from './support/openHouse.ts'
import {
  callOperation,
  type Input,
  type OperationName,
  operationNames,
  placesOf,
  wire,
} from './support/operationCalls.ts'
import { readNeedles } from './support/readNeedles.ts'
import { readTables } from './support/readTables.ts'
import { shelves } from './support/shelves.ts'

let house: House
let sandbox: PostizSandbox
let own: Client
let foreign: Client
let clients: Clients
let stranger: Person
let needles: string[]
let schema: GraphQLSchema

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['own', 'foreign']) })
  house = await openHouse()
  own = await furnish({ house, sandbox, name: 'own' })
  foreign = await furnish({ house, sandbox, name: 'foreign' })
  clients = { own, foreign }
  stranger = await addPerson(house, [])
  needles = await readNeedles(house.payload, foreign)
  schema = await readSchema(house)
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

/** They are about no record: of another tenant nothing is in them. */
const lists: OperationName[] = [
  'readCalendar',
  'listTasks',
  'listDevices',
  'listComing',
  'watchTasks',
  'listPeople',
  'listPosts',
  'listClaims',
  'listSeries',
  'listFlights',
  'listFlightPlans',
  'listClaimLetters',
  'listChannels',
  'listPlans',
  'listDeliveries',
  'listReceipts',
  'listDeadLetters',
  'networkHistory',
  'networkAnalytics',
]

type Who = Role | 'a person of no tenant' | 'nobody'

const everybody: Who[] = [...broadestRoles, 'field-agent', 'a person of no tenant', 'nobody']

const personOf = (who: Who): Person | undefined =>
  who === 'nobody' ? undefined : who === 'a person of no tenant' ? stranger : own.people[who]

/** Whatever was asked with `sent`, the answer names nothing else of the other tenant. */
const expectNoLeak = (answer: Answer, sent: unknown) => {
  const said = JSON.stringify(sent)
  const shown = JSON.stringify(answer.body)
  for (const needle of needles) if (!said.includes(needle)) expect(shown).not.toContain(needle)
}

/** The other doors say the same as REST. */
const expectAlike = async (name: OperationName, input: Input, answer: Answer) => {
  const headers = { authorization: `JWT ${own.people.manager.token}` }
  for (const door of ['GraphQL', 'MCP'] as const) {
    const reply = await doors[door]({ house, schema, headers, name, input })
    expectNoLeak({ ...answer, body: reply }, input)
    const { status, code } = 'refusal' in reply ? reply.refusal : { status: 200, code: undefined }
    expect([status, code], `${door}: ${JSON.stringify(reply)}`).toEqual([
      answer.status,
      answer.body.code,
    ])
  }
}

const refusals = [400, 401, 403, 404]

/** A record of another tenant does not exist: an error, or an answer without it. */
const expectNothing = (answer: Answer, sent: unknown) => {
  expectNoLeak(answer, sent)
  if (refusals.includes(answer.status)) return
  // Payload's own preferences are asked for by key, and say that there is none.
  if (answer.status === 200 && answer.body.value === null) return
  const shown = JSON.stringify([sent, answer.status, answer.body])
  expect(answer.status, shown).toBe(200)
  expect(answer.body.docs ?? [], shown).toEqual([])
  expect(answer.body.totalDocs ?? 0, shown).toBe(0)
  expect('docs' in answer.body || 'totalDocs' in answer.body, shown).toBe(true)
}

/** Payload fails, without a word, on versions of a collection that keeps none, and on a preference that is not there. */
const isKnownFailure = (path: string, answer: Answer) =>
  answer.status === 500 &&
  /\/versions\b|^\/payload-preferences\//.test(path) &&
  JSON.stringify(answer.body) === '{"errors":[{"message":"Something went wrong."}]}'

const pathsOfOperations = operationNames.flatMap((name) =>
  placesOf(name).map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
)

test('every collection, endpoint and global of the application is in the matrix', () => {
  const { config } = house.payload
  expect(config.globals).toEqual([])
  const met = config.collections.filter(
    ({ endpoints, graphQL }) => endpoints !== false || graphQL !== false,
  )
  expect(met.map(({ slug }) => slug).sort()).toEqual(Object.keys(shelves).sort())
  const all = [
    ...config.endpoints.map(({ method, path }) => `${method} ${path}`),
    ...met
      .flatMap(({ slug, endpoints }) =>
        (endpoints || []).map(({ method, path }) => ({ slug, name: `${method} ${path}` })),
      )
      .filter(({ name }) => !(name in aimedRequests) && name !== accessEndpoint)
      .map(({ slug, name }) => `${slug} ${name}`),
  ]
  const known = [
    ...Object.keys(specialRequests),
    ...pathsOfOperations.map((path) =>
      path.replace(/^(\w+) \/([\w-]+)(\/.*)$/, (whole, method, slug, rest) =>
        slug in shelves ? `${slug} ${method} ${rest}` : whole,
      ),
    ),
  ]
  expect(all.sort()).toEqual(known.sort())
})

test.each(Object.keys(shelves))(
  '%s: their own is found, so that finding nothing means something',
  async (slug) => {
    const closed = ['api-keys', 'idempotency-keys', 'payload-kv', 'payload-jobs']
    const { type, id } = shelves[slug]!
    const person = slug === 'devices' ? own.people['field-agent'] : own.people.manager
    const list = await call(house, person, 'GET', `/${slug}?limit=0&depth=3&trash=true`)
    const field = fieldsOf(schema, 'query').find(({ name }) => name === type)!
    const one = await ask(house, person, 'query', field, { id: id(own) })
    expect(JSON.stringify(list.body).includes(id(own))).toBe(!closed.includes(slug))
    expect(one.body.data?.[type]?.id ?? null, JSON.stringify(one.body).slice(0, 500)).toBe(
      closed.includes(slug) ? null : id(own),
    )
  },
)

test('their own file and its size are sent, so that a refusal means something', async () => {
  for (const name of [own.filename, own.thumbnail]) {
    const { status } = await call(house, own.people.manager, 'GET', `/media/file/${name}`)
    expect(status, name).toBe(200)
  }
})

const asEverybody = (work: (who: Who) => Promise<void>) =>
  changingNothing({ payload: house.payload, cases: everybody, name: (who) => `As ${who}`, work })

describe('whoever asks, another tenant is not there:', () => {
  test.each(Object.keys(shelves))('%s, by REST', (slug) =>
    asEverybody(async (who) => {
      const id = shelves[slug]!.id(foreign)
      for (const make of Object.values(aimedRequests)) {
        for (const [method, path, body] of make(slug, id, clients)) {
          const answer = await call(house, personOf(who), method, path, body)
          if (!isKnownFailure(path, answer)) expectNothing(answer, [method, path, body])
        }
      }
      const all = await call(house, personOf(who), 'GET', `/${slug}?limit=0&depth=3&trash=true`)
      expectNoLeak(all, slug)
      const access = await call(house, personOf(who), 'POST', `/${slug}/access/${id}`, {})
      expectNoLeak(access, id)
      for (const right of ['read', 'update', 'delete']) {
        expect(access.body[right], right).toBeFalsy()
      }
    }),
  )

  test('every other endpoint', () =>
    asEverybody(async (who) => {
      for (const make of Object.values(specialRequests)) {
        for (const [method, path, body] of make(clients)) {
          const answer = await call(house, personOf(who), method, path, body)
          expectNoLeak(answer, [path, body])
          if (!isKnownFailure(path, answer)) {
            expect([...refusals, 200], path).toContain(answer.status)
          }
        }
      }
      for (const name of [foreign.filename, foreign.thumbnail]) {
        const file = await call(house, personOf(who), 'GET', `/media/file/${name}`)
        expect([403, 404]).toContain(file.status)
        const token = personOf(who)?.token
        const head = await fetch(`${house.api}/media/file/${name}`, {
          method: 'HEAD',
          headers: token ? { authorization: `JWT ${token}` } : {},
        })
        expect([403, 404]).toContain(head.status)
      }
    }))

  test.each(['query', 'mutation'] as const)('every %s of GraphQL', (kind) =>
    asEverybody(async (who) => {
      for (const field of fieldsOf(schema, kind)) {
        const given = aimField(field, clients)
        if (!given) continue
        const answer = await ask(house, personOf(who), kind, field, given)
        expectNoLeak(answer, given)
        expectNothingIn(field, answer)
      }
    }),
  )

  test.each(operationNames)('%s', (name) =>
    asEverybody(async (who) => {
      for (const input of aimedInputs[name](clients)) {
        const answer = await callOperation(house, personOf(who), name, input)
        expectNoLeak(answer, input)
        const isList = lists.includes(name) && answer.status === 200
        if (!isList) {
          expect([401, 403, 404, 422], JSON.stringify(answer.body)).toContain(answer.status)
        }
        if (who === 'manager') await expectAlike(name, input, answer)
      }
    }),
  )

  test('what is done at a second address too', () =>
    asEverybody(async (who) => {
      const aliases = operationNames.flatMap((name) =>
        placesOf(name)
          .slice(1)
          .map((place) => ({ name, place })),
      )
      expect(aliases.length).toBeGreaterThan(4)
      for (const { name, place } of aliases) {
        for (const input of aimedInputs[name](clients)) {
          const { method, path, body } = wire(name, input, place)
          const answer = await call(house, personOf(who), method, path, body)
          expectNoLeak(answer, input)
          // Where there are older words, they say so of what is 422 elsewhere.
          const isInOldWords = answer.body.code === 'invalid_request'
          if (isInOldWords) continue
          expect([401, 403, 404], JSON.stringify(answer.body)).toContain(answer.status)
        }
      }
    }))
})

/** One record is an error or null; of many none is another tenant's, which `expectNoLeak` has seen to. */
const expectNothingIn = (field: Field, answer: Answer) => {
  const shown = JSON.stringify([field.name, answer.body])
  const isAboutOne =
    /^(create|update|delete|duplicate|unlock)/.test(field.name) || field.args[0]?.name === 'id'
  if (!isAboutOne) return
  if (field.name.startsWith('docAccess')) {
    const rights = answer.body.data?.[field.name] ?? {}
    for (const right of ['read', 'update', 'delete'])
      expect(rights[right]?.permission, shown).toBeFalsy()
    return
  }
  expect(answer.body.data?.[field.name] ?? null, shown).toBeNull()
}

describe('a record points at nothing of another tenant:', () => {
  const both = (): Promise<Person> =>
    addPerson(house, [
      { tenant: own.tenant, roles: ['manager'] },
      { tenant: foreign.tenant, roles: ['manager'] },
    ])
  const people: Record<string, () => Promise<Person>> = {
    'its own manager': async () => own.people.manager,
    'a manager of both': both,
    'an agency admin': () => addPerson(house, [], true),
  }
  const pointers: [slug: string, what: string, data: () => Record<string, unknown>][] = [
    ['posts', "another's picture", () => ({ media: [foreign.media] })],
    ['posts', "another's picture beside its own", () => ({ media: [own.media, foreign.media] })],
    [
      'posts',
      "another's picture, on its way to the bin",
      () => ({ media: [foreign.media], deletedAt: new Date().toISOString() }),
    ],
    ['posts', "another's channel", () => ({ channels: [foreign.manual] })],
    [
      'entitlements',
      "another's channel",
      () => ({ channelScope: 'listed', allowedChannels: [foreign.manual] }),
    ],
    ['channels', "another's field agent", () => ({ agents: [foreign.people['field-agent'].id] })],
    ['posts', 'another tenant', () => ({ tenant: foreign.tenant })],
    ['channels', 'another tenant', () => ({ tenant: foreign.tenant })],
    ['media', 'another tenant', () => ({ tenant: foreign.tenant })],
  ]

  describe.each(Object.keys(people))('said by %s,', (who) => {
    test.each(pointers)('%s: %s', async (slug, what, data) => {
      const person = await people[who]!()
      const before = await readTables(house.payload)
      const id = shelves[slug]!.id(own)
      const field = fieldsOf(schema, 'mutation').find(
        ({ name }) => name === `update${shelves[slug]!.type}`,
      )!
      const answers = [
        await call(house, person, 'PATCH', `/${slug}/${id}`, data()),
        await call(house, person, 'PATCH', `/${slug}?where[id][equals]=${id}`, data()),
        await ask(house, person, 'mutation', field, { id, data: data() }),
      ]
      if (what !== 'another tenant' || who === 'its own manager') {
        const record = { ...recordsOf(own.tenant)[slug], ...data() }
        if (slug !== 'media') answers.push(await call(house, person, 'POST', `/${slug}`, record))
      }
      for (const { body } of answers)
        expect(body.errors?.length, JSON.stringify(body)).toBeGreaterThan(0)
      expect(await readTables(house.payload)).toEqual(before)
    })
  })
})

describe('somebody with different roles in two tenants', () => {
  let mixed: Person
  const countOwn = async () => (await readTables(house.payload)).postyard_posts

  beforeAll(async () => {
    mixed = await addPerson(house, [
      { tenant: own.tenant, roles: ['approver'] },
      { tenant: foreign.tenant, roles: ['editor'] },
    ])
  })

  test('makes nothing where they may only read, also not by naming no tenant', async () => {
    const before = await countOwn()
    const data = { title: 'New', text: 'New' }
    const cookie = { cookie: `payload-tenant=${own.tenant}` }
    for (const [body, headers] of [
      [{ ...data, tenant: own.tenant }, {}],
      [data, cookie],
      [{ ...data, tenant: null }, cookie],
    ] as const) {
      const answer = await call(house, mixed, 'POST', '/posts', body, headers)
      expect([400, 403], JSON.stringify(answer.body)).toContain(answer.status)
    }
    expect(await countOwn()).toBe(before)
    const allowed = await call(house, mixed, 'POST', '/posts', { ...data, tenant: foreign.tenant })
    expect(allowed.status).toBe(201)
  })

  test('duplicates nothing that they may only read', async () => {
    const before = await countOwn()
    const field = fieldsOf(schema, 'mutation').find(({ name }) => name === 'duplicatePost')!
    const byRest = await call(house, mixed, 'POST', `/posts/${own.post}/duplicate`, {})
    const byGraphql = await ask(house, mixed, 'mutation', field, { id: own.post, data: {} })
    expect([byRest.status, byGraphql.body.errors?.[0].extensions.statusCode]).toEqual([403, 403])
    expect(await countOwn()).toBe(before)
  })

  test('does in each tenant what their role there allows', async () => {
    const read = await callOperation(house, mixed, 'planStatus', { id: own.plan })
    expect(read.status).toBe(200)
    for (const input of [{ id: own.post }, { id: own.post, channels: [foreign.manual] }]) {
      expectProblem(await callOperation(house, mixed, 'distribute', input), 403, 'FORBIDDEN')
    }
    const crossed = { id: foreign.post, channels: [foreign.manual, own.manual] }
    expectProblem(
      await callOperation(house, mixed, 'distribute', crossed),
      422,
      'CHANNEL_NOT_FOUND',
    )
  })
})

test('whom else a person works for is told to themselves and to the agency alone', async () => {
  const both = await addPerson(house, [
    { tenant: own.tenant, roles: ['editor'] },
    { tenant: foreign.tenant, roles: ['editor'] },
  ])
  const field = fieldsOf(schema, 'query').find(({ name }) => name === 'User')!
  const tenantsSeenBy = async (person: Person) => {
    const { body } = await call(house, person, 'GET', `/users/${both.id}?depth=0`)
    const asked = await ask(house, person, 'query', field, { id: both.id })
    const seen: string[] = body.tenants.map(({ tenant }: { tenant: string }) => tenant)
    expect(asked.body.data.User.tenants).toHaveLength(seen.length)
    return seen
  }
  expect(await tenantsSeenBy(own.people.manager)).toEqual([own.tenant])
  expect(await tenantsSeenBy(both)).toEqual([own.tenant, foreign.tenant])
  expect(await tenantsSeenBy(await addPerson(house, [], true))).toHaveLength(2)
})

describe('who edits what', () => {
  const seenBy = async (person: Person) => {
    const { body } = await call(house, person, 'GET', '/payload-locked-documents?limit=0')
    return (body.docs ?? []).map(({ id }: { id: string }) => id)
  }

  test('is seen by those who may read it, and by the agency', async () => {
    expect(await seenBy(own.people.editor)).toEqual([own.lock])
    expect(await seenBy(own.people.influencer)).toEqual([])
    const agency = await addPerson(house, [], true)
    expect((await seenBy(agency)).sort()).toEqual([own.lock, foreign.lock].sort())
  })

  test('is taken over by a colleague, and aimed at nothing else', async () => {
    const { editor, manager } = own.people
    const path = `/payload-locked-documents/${own.lock}`
    const me = { relationTo: 'users', value: editor.id }
    for (const data of [
      { document: { relationTo: 'posts', value: foreign.post } },
      { user: { relationTo: 'users', value: manager.id } },
      { user: me, document: { relationTo: 'posts', value: own.post } },
    ]) {
      expect((await call(house, editor, 'PATCH', path, data)).status).toBe(403)
    }
    expect((await call(house, editor, 'PATCH', path, { user: me })).status).toBe(200)
  })
})

test("a preference made in another's name is one's own", async () => {
  const { manager } = own.people
  const made = await call(house, manager, 'POST', '/payload-preferences', {
    key: 'theme',
    value: 'dark',
    user: { relationTo: 'users', value: foreign.people.manager.id },
  })
  expect(made.body.doc.user.value.id).toBe(manager.id)
  expect(
    (await call(house, foreign.people.manager, 'GET', '/payload-preferences/theme')).body.value,
  ).toBeNull()
})
