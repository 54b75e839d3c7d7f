import { randomUUID } from 'node:crypto'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { operations, type Permission, queues, runFor } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addKey } from './support/addKey.ts'
import { type Answer, addPerson, call, type Person } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'

const scopes: Permission[] = [
  'posts.read',
  'posts.write',
  'channels.read',
  'plans.read',
  'plans.write',
]

let house: House
let postiz: PostizSandbox
let worker: Awaited<ReturnType<typeof startWorker>>
let tenant: string
let user: unknown
let manager: Person
let key: string
let agent: Client

/** A client of the official SDK, as an AI agent has one. */
const connect = async (headers: Record<string, string>): Promise<Client> => {
  const client = new Client({ name: 'an-agent', version: '1.0.0' })
  const url = new URL(`${house.api}/mcp`)
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }))
  return client
}

/** What a tool answers, as programs read it. */
const use = async (name: string, input: Record<string, unknown>): Promise<Answer['body']> => {
  const { structuredContent, isError, content } = await agent.callTool({ name, arguments: input })
  expect(isError, JSON.stringify(content)).toBeFalsy()
  expect(JSON.parse((content as { text: string }[])[0]!.text)).toEqual(structuredContent)
  return structuredContent as Record<string, unknown>
}

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    organisations: [{ name: 'Agency', key: 'key', integrations: mastodons(2) }],
  })
  house = await openHouse()
  ;({ tenant, user } = await connectTenant(house, postiz, 'key'))
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const made = await addKey(house, { tenant, people: { manager } }, { scopes })
  key = made.id
  worker = await startWorker({ payload: house.payload, queues })
  agent = await connect({ authorization: `Bearer ${made.key}` })
})

afterAll(async () => {
  await agent?.close()
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

test('an agent is shown the tools that are of use to it, and which of them only read', async () => {
  const { tools } = await agent.listTools()
  const named = (name: string) => tools.find((tool) => tool.name === name)
  expect(named('posts_distribute')).toMatchObject({
    description: expect.stringContaining(operations.distribute.summary),
    inputSchema: {
      type: 'object',
      required: ['id'],
      properties: { at: { type: 'string', format: 'date-time' }, idempotencyKey: {} },
    },
    annotations: { readOnlyHint: false, destructiveHint: true },
  })
  expect(named('plans_status')).toMatchObject({
    annotations: { readOnlyHint: true, destructiveHint: false },
  })
  expect(named('plans_status')?.inputSchema.properties).not.toHaveProperty('idempotencyKey')
  expect(named('tenants_connectPostiz')).toBeUndefined()
  expect(JSON.stringify(tools)).not.toContain('#/components/')
})

test('an agent distributes a post, follows its plan to the end, and reads its receipts', async () => {
  const { channels } = await use('channels_list', { tenant })
  const ids = channels.map(({ id }: { id: string }) => id)
  expect(ids).toHaveLength(2)
  const made = await use('posts_create', {
    tenant,
    title: 'Open house',
    text: 'Open house on Sunday.',
    channels: ids,
    idempotencyKey: randomUUID(),
  })

  const post = made.id
  const before = await agent.callTool({ name: 'posts_distribute', arguments: { id: post } })
  expect(before).toMatchObject({ isError: true })
  expect(JSON.stringify(before.content)).toContain('ENTITLEMENT_DENIED')
  await runFor({
    payload: house.payload,
    operation: operations.grantEntitlement,
    input: {
      ...{ tenant, title: 'The agent, this post', holder: 'key', key, subject: 'post', post },
      ...{ allowedChannels: ids, form: 'full' },
    },
    user,
  })
  const foreseen = await use('posts_distribute', { id: made.id, dryRun: true })
  expect(foreseen.plan).toBeNull()
  const idempotencyKey = randomUUID()
  const started = await use('posts_distribute', { id: made.id, idempotencyKey })
  const again = await agent.callTool({
    name: 'posts_distribute',
    arguments: { id: made.id, idempotencyKey },
  })
  expect(again).toMatchObject({
    structuredContent: { plan: started.plan },
    _meta: { 'postyard/isReplayed': true },
  })

  const ended = await eventually(
    () => use('plans_status', { id: started.plan }),
    ({ state }) => state === 'published',
  )
  expect(ended.counts).toEqual({ published: 2 })
  const { receipts } = await use('receipts_list', { plan: started.plan, action: 'fire' })
  expect(receipts).toHaveLength(2)
  for (const receipt of receipts) expect(receipt).toMatchObject({ outcome: 'ok' })
})

test('an agent that is refused reads why, and what to do', async () => {
  const { isError, content, structuredContent } = await agent.callTool({
    name: 'posts_distribute',
    arguments: { id: randomUUID() },
  })
  expect([isError, structuredContent]).toEqual([true, undefined])
  expect(JSON.parse((content as { text: string }[])[0]!.text)).toMatchObject({
    code: 'NOT_FOUND',
    status: 404,
    detail: expect.stringMatching(/\.$/),
  })
})

describe('the door', () => {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const post = (body: unknown, headers: Record<string, string> = {}, person?: Person) =>
    call(house, person, 'POST', '/mcp', body, headers)

  test('asks whoever has no log-in for one', async () => {
    const answer = await post(list)
    expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED'])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    await expect(connect({})).rejects.toThrow()
  })

  test('lets no page of another site in', async () => {
    const evil = await post(list, { origin: 'https://evil.example' }, manager)
    expect([evil.status, evil.body.code]).toEqual([403, 'FORBIDDEN'])
    const own = new URL(house.payload.config.serverURL).origin
    expect((await post(list, { origin: own }, manager)).status).toBe(200)
  })

  test('answers what is no message, and what is too long or too many', async () => {
    const broken = await post('{"jsonrpc":', { 'content-type': 'application/json' }, manager)
    expect([broken.status, broken.body.error.code]).toEqual([400, -32700])
    const many = await post([list, list], {}, manager)
    expect([many.status, many.body.code]).toEqual([400, 'INVALID_INPUT'])
    const long = await post({ ...list, params: { x: 'x'.repeat(1_000_001) } }, {}, manager)
    expect([long.status, long.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })

  test('has no stream to read from and no session to end', async () => {
    for (const method of ['GET', 'DELETE'] as const) {
      const answer = await call(house, manager, method, '/mcp')
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })

  test('opens none of the collections of Payload', async () => {
    const stranger = await addPerson(house, [])
    const { body } = await post(list, {}, stranger)
    expect(body.result.tools).toEqual([])
  })
})
