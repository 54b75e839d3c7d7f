import { randomBytes, randomUUID } from 'node:crypto'
import { allows, operations } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldNameOf } from '../../plugins/distribution/doors/graphql/addOperationFields.ts'
import { toolNameOf } from '../../plugins/distribution/doors/mcp/describeTool.ts'
import { addKey } from './support/addKey.ts'
import { call } from './support/agency.ts'
import {
  askGraphqlAll,
  type Door,
  doors,
  type Knocking,
  kindOf,
  type Reply,
  type Wanted,
} from './support/doors.ts'
import { fieldsOf } from './support/graphql.ts'
import { everybody, openClient, type Who } from './support/openClient.ts'
import {
  callOperation,
  type Input,
  type OperationName,
  operationNames,
} from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'
import { query } from './support/scenes.ts'

const { house, sandbox, client, schema, personOf, close } = await openClient()

afterAll(close)

type Knocker = Who | 'a phone' | 'a key without the scope'

const headersOf = {} as Record<Knocker, Record<string, string>>

beforeAll(async () => {
  for (const who of everybody) {
    const person = personOf(who)
    headersOf[who] = person ? { authorization: `JWT ${person.token}` } : {}
  }
  const secret = randomBytes(32).toString('base64url')
  const phone = await callOperation(house, client.people['field-agent'], 'signInDevice', {
    secret,
    platform: 'android',
    name: 'A phone',
  })
  headersOf['a phone'] = { authorization: `Device ${phone.body.id}.${secret}` }
  const { key } = await addKey(house, client, { scopes: ['media.read'] })
  headersOf['a key without the scope'] = { authorization: `Bearer ${key}` }
})

const isRefused = (who: Knocker, name: OperationName): boolean => {
  const operation = operations[name]
  if (who === 'an agency admin') return false
  if (who === 'nobody' || who === 'a key without the scope') return true
  if (who === 'a phone') return !('isForPhones' in operation && operation.isForPhones)
  return !allows(who, operation.permission)
}

/** What an answer is made of. GraphQL says null where the others say nothing. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, shapeOf(part)]),
  )
}

test('every operation stands at every door', async () => {
  const queries = fieldsOf(schema, 'query').map(({ name }) => name)
  const mutations = fieldsOf(schema, 'mutation').map(({ name }) => name)
  for (const operation of Object.values(operations)) {
    const field = fieldNameOf(operation)
    expect(queries.includes(field) !== mutations.includes(field), field).toBe(true)
  }
  const { body } = await call(house, personOf('an agency admin'), 'POST', '/mcp', {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/list',
  })
  const tools = body.result.tools.map(({ name }: { name: string }) => name)
  expect(tools.sort()).toEqual(Object.values(operations).map(toolNameOf).sort())
})

const knockingOf = (who: Knocker): Knocking => ({ house, schema, headers: headersOf[who] })

/** The same requests at every door, by the names of the operations. */
const askEverywhere = async (who: Knocker, wanted: Wanted[]) => {
  const knocking = knockingOf(who)
  const byName = (replies: Reply[]) =>
    Object.fromEntries(replies.map((reply, index) => [wanted[index]!.name, reply]))
  const each = (door: Door) =>
    Promise.all(wanted.map((one) => doors[door]({ ...knocking, ...one })))
  return {
    REST: byName(await each('REST')),
    GraphQL: byName(await askGraphqlAll(knocking, wanted)),
    MCP: byName(await each('MCP')),
  }
}

const inputs = {} as Record<OperationName, Input>

beforeAll(async () => {
  for (const name of operationNames) {
    inputs[name] = await goodInputs[name]({ house, sandbox, client })
  }
})

/** Whoever is refused for a reason of their own; which role may do what is a table that has tests of its own. */
const refusedKnockers: Knocker[] = [
  ...(['field-agent', 'api-agent', 'nobody', 'a phone'] as const),
  'a key without the scope',
]

describe('what they may not do is refused alike at every door, to', () => {
  test.each(refusedKnockers)('%s', async (who) => {
    const refused = operationNames.filter((name) => isRefused(who, name))
    const wanted = refused.map((name) => ({ name, input: inputs[name] }))
    const { REST, GraphQL, MCP } = await askEverywhere(who, wanted)
    const refusal = { code: who === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN' }
    expect(REST).toMatchObject(Object.fromEntries(refused.map((name) => [name, { refusal }])))
    expect(GraphQL).toEqual(REST)
    expect(MCP).toEqual(REST)
  })
})

test('what does not fit is refused alike at every door', async () => {
  const wanted = operationNames.flatMap((name) => {
    const { input, route } = operations[name]
    const names = Object.keys(input.shape)
    const inBody = names.find((one) => !route.path.includes(`{${one}}`))
    const wrong = inBody ?? names[0]
    if (wrong === undefined) return []
    // A path and a query hold texts alone.
    const isText = route.method === 'get' || inBody === undefined
    // A list already, since GraphQL makes one of what should be one.
    const value = isText ? 'x'.repeat(300) : [{ not: ['that'] }]
    return [{ name, input: { ...inputs[name], [wrong]: value } }]
  })
  const { REST, GraphQL, MCP } = await askEverywhere('an agency admin', wanted)
  const refusal = { code: 'INVALID_INPUT' }
  expect(REST).toMatchObject(Object.fromEntries(wanted.map(({ name }) => [name, { refusal }])))
  expect(GraphQL).toEqual(REST)
  expect(MCP).toEqual(REST)
})

describe('what is done is answered alike at every door:', () => {
  test.each(operationNames)('%s', async (name) => {
    const knocking = knockingOf('an agency admin')
    const inputFor = async () =>
      kindOf(name) === 'query' ? inputs[name] : goodInputs[name]({ house, sandbox, client })
    const ask = async (door: Door) => doors[door]({ ...knocking, name, input: await inputFor() })
    const byRest = await ask('REST')
    expect('output' in byRest, JSON.stringify(byRest)).toBe(true)
    expect(shapeOf(await ask('GraphQL'))).toEqual(shapeOf(byRest))
    expect(shapeOf(await ask('MCP'))).toEqual(shapeOf(byRest))
  })
})

test('a key that has the scope is answered alike at every door', async () => {
  const { key } = await addKey(house, client, { scopes: ['plans.read'] })
  const asked = { name: 'planStatus', input: { id: client.plan } } as const
  const knocking = { house, schema, headers: { authorization: `Bearer ${key}` } }
  const byRest = await doors.REST({ ...knocking, ...asked })
  expect(byRest).toMatchObject({ output: { plan: client.plan } })
  expect(await doors.GraphQL({ ...knocking, ...asked })).toEqual(byRest)
  expect(await doors.MCP({ ...knocking, ...asked })).toEqual(byRest)
})

test('a request that is repeated at another door, with its key, is done once', async () => {
  const input = await goodInputs.distribute({ house, sandbox, client })
  const count = async () =>
    Number((await query(house.payload, 'select count(*) from postyard_plans'))[0]!.count)
  const before = await count()
  const asked = { ...knockingOf('manager'), key: randomUUID() }
  const first = await doors.MCP({ ...asked, name: 'distribute', input })
  expect(first).toHaveProperty('output')
  for (const door of [doors.REST, doors.GraphQL]) {
    expect(shapeOf(await door({ ...asked, name: 'distribute', input }))).toEqual(shapeOf(first))
  }
  expect(await count()).toBe(before + 1)
  const other = await doors.GraphQL({
    ...asked,
    name: 'distribute',
    input: { ...input, channels: [client.manual] },
  })
  expect(other).toMatchObject({ refusal: { code: 'IDEMPOTENCY_CONFLICT' } })
})
