import { randomUUID } from 'node:crypto'
import type { GraphQLSchema } from 'graphql'
import { type Role, allows, operations, permissions, roles } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { type Person, addPerson, addPost, addTenant, call } from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { ask, fieldsOf, readSchema } from './support/graphql.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { type OperationName, callOperation, operationNames } from './support/operationCalls.ts'
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
  test.each(everybody.map((who) => ({ who, is: verdict(who, name) })))('$who → $is', async ({ who, is }) => {
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
  })
})

describe.each(closedShelves)("Payload's own doors to %s write nothing, for", (slug) => {
  const { type, id } = shelves[slug]!
  test.each(everybody)('%s', async (who) => {
    const person = personOf(who)
    const own = id(client)
    const [doc] = await query(house.payload, `select * from postyard_${slug.replaceAll('-', '_')} where id = $1`, [own])
    const data = { ...doc, tenant: client.tenant, title: 'Changed', state: 'published', reason: 'x' }
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
      expect([401, 403], `${method} ${path}: ${JSON.stringify(answer.body)}`).toContain(answer.status)
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
