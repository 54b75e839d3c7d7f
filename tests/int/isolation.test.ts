import type { GraphQLSchema } from 'graphql'
import { type Role, operations, roles } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { type Answer, type Person, addPerson, call } from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { type Field, ask, fieldsOf, readSchema } from './support/graphql.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { type Input, type OperationName, callOperation, operationNames } from './support/operationCalls.ts'
import { readNeedles } from './support/readNeedles.ts'
import { readTables } from './support/readTables.ts'
import { shelves } from './support/shelves.ts'

let house: House
let sandbox: PostizSandbox
let own: Client
let foreign: Client
let stranger: Person
let needles: string[]
let schema: GraphQLSchema

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['own', 'foreign']) })
  house = await openHouse()
  own = await furnish({ house, sandbox, name: 'own' })
  foreign = await furnish({ house, sandbox, name: 'foreign' })
  stranger = await addPerson(house, [])
  needles = await readNeedles(house.payload, foreign)
  schema = await readSchema(house)
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

type Who = Role | 'a person of no tenant' | 'nobody'

const everybody: Who[] = [...roles, 'a person of no tenant', 'nobody']

const personOf = (who: Who): Person | undefined =>
  who === 'nobody' ? undefined : who === 'a person of no tenant' ? stranger : own.people[who]

/** Whatever was asked with `sent`, the answer names nothing else of the other tenant. */
const expectNoLeak = (answer: Answer, sent: unknown) => {
  const said = JSON.stringify(sent)
  const shown = JSON.stringify(answer.body)
  for (const needle of needles) if (!said.includes(needle)) expect(shown).not.toContain(needle)
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

type Request = [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown]

/** Each of Payload's own endpoints of a collection, aimed at one record. */
const aimed: Record<string, (slug: string, id: string) => Request[]> = {
  'get /': (slug, id) => [
    ['GET', `/${slug}?where[id][equals]=${id}&depth=3&trash=true`],
    ['GET', `/${slug}?where[or][0][id][equals]=${id}&where[or][1][id][equals]=${id}&trash=true`],
  ],
  'get /count': (slug, id) => [['GET', `/${slug}/count?where[id][equals]=${id}`]],
  'get /:id': (slug, id) => [['GET', `/${slug}/${id}?depth=3&trash=true`]],
  'post /': (slug) => [['POST', `/${slug}`, records(foreign.tenant)[slug] ?? { tenant: foreign.tenant }]],
  'patch /': (slug, id) => [['PATCH', `/${slug}?where[id][equals]=${id}&trash=true`, changes[slug] ?? {}]],
  'patch /:id': (slug, id) => [['PATCH', `/${slug}/${id}?trash=true`, changes[slug] ?? {}]],
  'delete /': (slug, id) => [['DELETE', `/${slug}?where[id][equals]=${id}&trash=true`]],
  'delete /:id': (slug, id) => [['DELETE', `/${slug}/${id}?trash=true`]],
  'post /:id/duplicate': (slug, id) => [['POST', `/${slug}/${id}/duplicate`, {}]],
  'get /versions': (slug, id) => [['GET', `/${slug}/versions?where[parent][equals]=${id}`]],
  'get /versions/:id': (slug, id) => [['GET', `/${slug}/versions/${id}`]],
  'post /versions/:id': (slug, id) => [['POST', `/${slug}/versions/${id}`]],
}

/** Payload fails, without a word, on versions of a collection that keeps none, and on a preference that is not there. */
const isKnownFailure = (path: string, answer: Answer) =>
  answer.status === 500 &&
  /\/versions\b|^\/payload-preferences\//.test(path) &&
  JSON.stringify(answer.body) === '{"errors":[{"message":"Something went wrong."}]}'

/** What a person of the tenant itself could make or change there. */
const records = (tenant: string): Record<string, unknown> => ({
  tenants: { name: 'New', slug: 'new', timezone: 'UTC', graceMinutes: 60 },
  users: { name: 'New', email: 'new@example.test', password: 'x', tenants: [{ tenant, roles: ['manager'] }] },
  posts: { tenant, title: 'New', text: 'New' },
  channels: { tenant, name: 'New', platform: 'whatsapp', kind: 'manual' },
  'payload-locked-documents': {
    document: { relationTo: 'posts', value: foreign.post },
    user: { relationTo: 'users', value: own.people.manager.id },
  },
})
const changes: Record<string, unknown> = {
  tenants: { name: 'Changed' },
  users: { name: 'Changed' },
  media: { alt: 'Changed' },
  posts: { title: 'Changed' },
  channels: { name: 'Changed' },
  'payload-preferences': { value: { sort: 'changed' } },
  'payload-locked-documents': { globalSlug: 'changed' },
}

/** Endpoints besides those, of collections and of the API itself. Those without requests need nothing of a tenant. */
const special: Record<string, () => Request[]> = {
  'tenants get /populate-tenant-options': () => [['GET', '/tenants/populate-tenant-options']],
  'users post /unlock': () => [['POST', '/users/unlock', { email: foreign.people.editor.email, password: 'x' }]],
  'users get /me': () => [['GET', '/users/me?depth=3']],
  'users get /init': () => [],
  'users post /login': () => [],
  'users post /logout': () => [],
  'users post /refresh-token': () => [],
  'users post /first-register': () => [],
  'users post /forgot-password': () => [],
  'users post /reset-password': () => [],
  'users post /verify/:id': () => [],
  'media get /file/:filename': () => [['GET', `/media/file/${foreign.filename}`]],
  'media get /paste-url/:id?': () => [['GET', `/media/paste-url/${foreign.media}?src=http://127.0.0.1/x.png`]],
  'payload-jobs get /run': () => [],
  'payload-jobs get /handle-schedules': () => [],
  'payload-preferences get /:key': () => [['GET', '/payload-preferences/list-foreign']],
  'payload-preferences delete /:key': () => [['DELETE', '/payload-preferences/list-foreign']],
  'payload-preferences post /:key': () => [],
  'get /assist/files/:token': () => [],
  'get /openapi.json': () => [['GET', '/openapi.json']],
  'get /access': () => [['GET', '/access']],
}

/** Payload asks for what may be done with a record here; it tells of a record whether it is there. */
const accessPath = 'post /access/:id?'

const pathsOfOperations = operationNames.map((name) => {
  const { method, path } = operations[name].route
  return `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
})

test('every collection, endpoint and global of the application is in the matrix', () => {
  const { config } = house.payload
  expect(config.globals).toEqual([])
  const met = config.collections.filter(({ endpoints, graphQL }) => endpoints !== false || graphQL !== false)
  expect(met.map(({ slug }) => slug).sort()).toEqual(Object.keys(shelves).sort())
  const all = [
    ...config.endpoints.map(({ method, path }) => `${method} ${path}`),
    ...met.flatMap(({ slug, endpoints }) =>
      (endpoints || []).map(({ method, path }) => ({ slug, name: `${method} ${path}` })),
    ).filter(({ name }) => !(name in aimed) && name !== accessPath)
      .map(({ slug, name }) => `${slug} ${name}`),
  ]
  const known = [
    ...Object.keys(special),
    ...pathsOfOperations.map((path) =>
      path.replace(/^(\w+) \/([\w-]+)(\/.*)$/, (whole, method, slug, rest) =>
        slug in shelves ? `${slug} ${method} ${rest}` : whole,
      ),
    ),
  ]
  expect(all.sort()).toEqual(known.sort())
})

describe.each(everybody)('to %s, another tenant is not there:', (who) => {
  test.each(Object.keys(shelves))('%s, by REST', async (slug) => {
    const id = shelves[slug]!.id(foreign)
    const before = await readTables(house.payload)
    for (const make of Object.values(aimed)) {
      for (const [method, path, body] of make(slug, id)) {
        const answer = await call(house, personOf(who), method, path, body)
        if (!isKnownFailure(path, answer)) expectNothing(answer, [method, path, body])
      }
    }
    const all = await call(house, personOf(who), 'GET', `/${slug}?limit=0&depth=3&trash=true`)
    expectNoLeak(all, slug)
    const access = await call(house, personOf(who), 'POST', `/${slug}/access/${id}`, {})
    expectNoLeak(access, id)
    for (const right of ['read', 'update', 'delete']) expect(access.body[right], right).toBeFalsy()
    expect(await readTables(house.payload)).toEqual(before)
  })

  test('every other endpoint', async () => {
    const before = await readTables(house.payload)
    for (const make of Object.values(special)) {
      for (const [method, path, body] of make()) {
        const answer = await call(house, personOf(who), method, path, body)
        expectNoLeak(answer, [path, body])
        if (!isKnownFailure(path, answer)) expect([...refusals, 200], path).toContain(answer.status)
      }
    }
    const file = await call(house, personOf(who), 'GET', `/media/file/${foreign.filename}`)
    expect([403, 404]).toContain(file.status)
    expect(await readTables(house.payload)).toEqual(before)
  })
})
