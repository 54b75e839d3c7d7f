import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { operations, type Rotation, rotateVault, runFor } from 'postyard'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ownPushOf, serviceAccountPlace } from '../../plugins/distribution/assist/pushOf.ts'
import { openEndpoint } from '../../plugins/distribution/channels/openEndpoint.ts'
import { openMail } from '../../plugins/distribution/channels/openMail.ts'
import {
  apiKeyPlace,
  readConnection,
  readTenant,
} from '../../plugins/distribution/channels/readConnection.ts'
import { readSource } from '../../plugins/distribution/claims/sources/sourceRows.ts'
import {
  openSecrets,
  sealSecrets,
} from '../../plugins/distribution/claims/sources/sourceSecrets.ts'
import {
  openSubscriber,
  readSubscriber,
  sealEndpoint,
} from '../../plugins/distribution/events/subscribers/subscriber.ts'
import type { Channel } from '../../plugins/distribution/model/channel.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { keyIdOf, seal } from '../../plugins/distribution/security/vault.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { shelvesOf } from '../../plugins/distribution/vault/sealedRows.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { makePrinter } from '../../src/server/printLines.ts'
import { checkKeyIsKnown } from '../../src/server/vault/keyMarks.ts'
import { printProgress, printRotation } from '../../src/server/vault/printRotation.ts'
import { addTenant } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { openMailServer } from './support/openMailServer.ts'
import { readTables } from './support/readTables.ts'
import { query } from './support/scenes.ts'

const keyOf = (id: string, byte: number) => ({
  id,
  key: Buffer.alloc(32, byte).toString('base64'),
})
const oldKey = keyOf('old', 1)
const newKey = keyOf('new', 2)

const apiKey = 'the-key-of-the-organisation'
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
const headers = [{ name: 'Authorization', value: 'Bearer of-the-receiver' }]
const account = {
  project_id: 'marina-estates',
  client_email: 'push@marina-estates.example',
  private_key: 'the key as it was handed out',
}

let house: House
let postiz: PostizSandbox
let mailServer: Awaited<ReturnType<typeof openMailServer>>
let tenant: string
let user: unknown
let webhook: string
let mail: string
let subscriber: string
let source: string

const useKeys = (...encryptionKeys: { id: string; key: string }[]) =>
  Object.assign(settingsOf(house.payload), { encryptionKeys })

const ask = (statement: string, ...values: unknown[]) => query(house.payload, statement, values)

const addChannel = async (data: Record<string, unknown>) => {
  const made = await house.payload.create({
    collection: 'channels',
    data: { tenant, ...data } as never,
  })
  return String(made.id)
}

beforeAll(async () => {
  house = await openHouse()
  mailServer = await openMailServer()
  postiz = await startPostizSandbox({
    port: 0,
    organisations: [
      { name: 'A', key: apiKey, integrations: [{ id: 'm', name: 'M', identifier: 'mastodon' }] },
    ],
  })
  ;({ tenant, user } = await connectTenant(house, postiz, apiKey))
  webhook = await addChannel({ name: 'Website', kind: 'webhook' })
  mail = await addChannel({
    name: 'News',
    kind: 'email',
    email: { fromAddress: 'news@marina.example' },
  })
  const { createSubscriber } = operations
  const input = { tenant, name: 'Dashboard', url: 'https://receiver.example/events' }
  const made = await runFor({
    payload: house.payload,
    user,
    operation: createSubscriber,
    input,
  })
  subscriber = String(made.id)
  const sender = { tenant, name: 'Campaign app' }
  const { createClaimSource } = operations
  const { payload } = house
  source = (await runFor({ payload, user, operation: createClaimSource, input: sender })).id
})

afterAll(async () => {
  await postiz?.close()
  await mailServer?.close()
  await house?.close()
})

/** Connects everything as its people do, sealed with the old key. */
beforeEach(async () => {
  const { payload } = house
  useKeys(oldKey, newKey)
  const baseUrl = `${postiz.url}/api`
  const server = {
    host: '127.0.0.1',
    port: mailServer.port,
    user: 'agency',
    password: 'of-the-server',
  }
  const { connectPostiz, connectWebhook, connectMail } = operations
  await runFor({ payload, user, operation: connectPostiz, input: { id: tenant, baseUrl, apiKey } })
  const endpoint = { id: webhook, url: `${postiz.url}/posts`, secret, headers }
  await runFor({ payload, user, operation: connectWebhook, input: endpoint })
  await runFor({ payload, user, operation: connectMail, input: { id: mail, server } })
  const place = serviceAccountPlace(settingsOf(payload), tenant)
  await ask(
    'update tenants set push_project_id = $2, push_service_account = $3 where id = $1',
    tenant,
    account.project_id,
    seal(JSON.stringify(account), place, [oldKey]),
  )
  await ask(
    'update postyard_subscribers set sealed = $2 where id = $1',
    subscriber,
    sealEndpoint({
      settings: settingsOf(payload),
      id: subscriber,
      tenant,
      endpoint: { url: 'https://receiver.example/events', headers, secrets: [{ secret }] },
    }),
  )
  await ask(
    'update postyard_claim_sources set sealed = $2 where id = $1',
    source,
    sealSecrets({
      ...{ settings: settingsOf(payload), source: { id: source, tenant } },
      secrets: [{ secret }],
    }),
  )
})

const columns = () =>
  shelvesOf(house.payload).map(({ table, sealed }) => ({ table, column: sealed.column }))

const readEnvelopes = async (): Promise<string[]> => {
  const read = columns().map(({ table, column }) =>
    ask(`select ${column} as envelope from ${table} where ${column} is not null order by id`),
  )
  return (await Promise.all(read)).flat().map(({ envelope }) => envelope)
}

const keysInUse = async () => [...new Set((await readEnvelopes()).map(keyIdOf))]

const readPostizKey = async (of: string): Promise<string> =>
  (await ask('select postiz_api_key as envelope from tenants where id = $1', of))[0]?.envelope

/** All secrets as those open them who use them. */
const openAll = async () => {
  const { payload } = house
  const settings = settingsOf(payload)
  const record = await readTenant({ payload, settings, tenant })
  const channelOf = async (id: string) =>
    ({
      ...(await payload.findByID({ collection: 'channels', id, depth: 0 })),
      tenant,
    }) as unknown as Channel
  const push = ownPushOf(settings, record)
  await push?.close()
  const sender = await readSource(poolOf(payload), source)
  const found = await readSubscriber({ db: poolOf(payload), id: subscriber })
  return {
    subscriber: found && openSubscriber({ settings, subscriber: found }),
    source: sender && openSecrets({ settings, source: sender }),
    hasPush: push !== undefined,
    apiKey: readConnection({ payload, settings, tenant: record })?.apiKey,
    webhook: openEndpoint({ payload, settings, channel: await channelOf(webhook) }),
    mail: openMail({ payload, settings, channel: await channelOf(mail) }),
  }
}

test('what was sealed with an old key opens with the new one alone, and the old one may go', async () => {
  const before = await openAll()
  expect(await keysInUse()).toEqual(['old'])
  useKeys(newKey, oldKey)
  const steps: string[] = []
  const rotation = await rotateVault({
    payload: house.payload,
    onProgress: ({ step, done, total }) => steps.push(`${step} ${done} of ${total}`),
  })
  expect(rotation).toEqual({
    ...{ key: 'new', rotated: 6, current: 0, unreadable: [], end: 'done' },
    ...{ usedKeys: [], unusedKeys: ['old'] },
  })
  expect(steps.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6].map((done) => `sealing ${done} of 6`))
  useKeys(newKey)
  expect(await keysInUse()).toEqual(['new'])
  expect(before).toMatchObject({ hasPush: true, apiKey, webhook: { endpoint: { headers } } })
  expect(await openAll()).toEqual(before)
})

test('no column of the database holds a sealed value that would be passed over', async () => {
  const all = await ask(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and data_type in ('character varying', 'text', 'jsonb', 'json')`,
  )
  const holds = all.map(
    ({ table, column }) =>
      `select '${table}' as "table", '${column}' as "column"
       where exists (select 1 from "${table}" where "${column}"::text ~ 'v1:[\\w-]+:[\\w-]{16}:[\\w-]*:[\\w-]{22}')`,
  )
  const inOrder = (rows: Record<string, unknown>[]) =>
    rows.map(({ table, column }) => `${table}.${column}`).sort()
  expect(inOrder(await ask(holds.join(' union all ')))).toEqual(inOrder(columns()))
})

test('run again it does nothing', async () => {
  useKeys(newKey, oldKey)
  await rotateVault({ payload: house.payload })
  const before = await readTables(house.payload)
  const again = await rotateVault({ payload: house.payload })
  expect(again).toMatchObject({ rotated: 0, current: 6, unusedKeys: ['old'], end: 'done' })
  expect(await readTables(house.payload)).toEqual(before)
})

test('what somebody writes between reading and writing is kept, and sealed with the new key too', async () => {
  useKeys(newKey, oldKey)
  const held = await holdRow(house.payload, 'tenants', tenant)
  const rotating = rotateVault({ payload: house.payload })
  await held.someoneWaits()
  const place = apiKeyPlace(settingsOf(house.payload), tenant)
  await held.query('update tenants set postiz_api_key = $2 where id = $1', [
    tenant,
    seal('a-newer-key', place, [oldKey]),
  ])
  await held.release()
  expect(await rotating).toMatchObject({ rotated: 6, unusedKeys: ['old'], end: 'done' })
  useKeys(newKey)
  expect((await openAll()).apiKey).toBe('a-newer-key')
})

test('who read before and writes back what was there is waited for', async () => {
  useKeys(newKey, oldKey)
  const before = await readPostizKey(tenant)
  const held = await holdRow(house.payload, 'tenants', await addTenant(house.payload))
  const rotating = rotateVault({ payload: house.payload })
  await eventually(
    () => readPostizKey(tenant),
    (envelope) => keyIdOf(envelope) === 'new',
  )
  await held.query('update tenants set postiz_api_key = $2 where id = $1', [tenant, before])
  await held.release()
  expect(await rotating).toMatchObject({ rotated: 6, unusedKeys: ['old'], end: 'done' })
  expect(await keysInUse()).toEqual(['new'])
})

test('while somebody may still write an old value, no key is said to be of no more use', async () => {
  useKeys(newKey, oldKey)
  const held = await holdRow(house.payload, 'tenants', await addTenant(house.payload))
  const rotation = await rotateVault({ payload: house.payload, waitMs: 0 })
  await held.release()
  expect(rotation).toMatchObject({ rotated: 6, unusedKeys: [], end: 'unsettled' })
})

test('stopped on the way, it goes on where it is run again', async () => {
  useKeys(newKey, oldKey)
  const stopping = new AbortController()
  const stopped = await rotateVault({
    payload: house.payload,
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  })
  expect(stopped).toMatchObject({ rotated: 1, unusedKeys: [], end: 'interrupted' })
  expect((await keysInUse()).sort()).toEqual(['new', 'old'])
  const again = await rotateVault({ payload: house.payload })
  expect(again).toMatchObject({ rotated: 5, current: 1, unusedKeys: ['old'], end: 'done' })
})

const print = async (rotation: Rotation): Promise<string> => {
  const stream = new PassThrough()
  const printer = makePrinter(stream as unknown as NodeJS.WriteStream)
  printProgress(printer, () => 0)({ step: 'sealing', done: 6, total: 6 })
  printRotation(rotation, printer)
  stream.end()
  return text(stream)
}

test('what was moved to another tenant, or lacks its key, is named with what to do and left alone', async () => {
  const { payload } = house
  const [moved, lost] = [await addTenant(payload), await addTenant(payload)]
  const movedEnvelope = await readPostizKey(tenant)
  const lostKey = keyOf('lost', 3)
  const lostEnvelope = seal('a-lost-key', apiKeyPlace(settingsOf(payload), lost), [lostKey])
  const set = 'update tenants set postiz_api_key = $2 where id = $1'
  await ask(set, moved, movedEnvelope)
  await ask(set, lost, lostEnvelope)
  useKeys(newKey, oldKey)
  const rotation = await rotateVault({ payload })
  const at = (id: string) => ({
    ...{ collection: 'tenants', document: id, tenant: id, field: 'postiz.apiKey' },
  })
  expect(rotation).toMatchObject({ rotated: 6, usedKeys: ['old'], unusedKeys: [], end: 'done' })
  expect(rotation.unreadable).toHaveLength(2)
  expect(rotation.unreadable).toEqual(
    expect.arrayContaining([
      {
        ...at(moved),
        code: 'NOT_OPENED',
        message: expect.stringMatching(/moved here from another record.*connect this client/),
      },
      {
        ...at(lost),
        code: 'KEY_MISSING',
        message: expect.stringMatching(/the key "lost".*Put that key back.*connect this client/),
      },
    ]),
  )
  expect(await readPostizKey(moved)).toBe(movedEnvelope)
  expect(await readPostizKey(lost)).toBe(lostEnvelope)

  const said = `${JSON.stringify(rotation)} ${await print(rotation)}`
  expect(said).toContain(moved)
  expect(said).toContain('Keep the key "old"')
  const hidden = [
    ...[apiKey, secret, 'a-lost-key', 'of-the-server', 'of-the-receiver', account.private_key],
    ...[oldKey, newKey, lostKey].map(({ key }) => key),
    ...[...(await readEnvelopes()), movedEnvelope].flatMap((envelope) =>
      envelope.split(':').filter((part) => part.length > 10),
    ),
  ]
  for (const one of hidden) expect(said).not.toContain(one)

  await ask('update tenants set postiz_api_key = null where id = any($1)', [moved, lost])
})

test('a key that a running process does not know is not used yet', async () => {
  const { pool: database } = house.payload.db as unknown as PostgresAdapter
  await checkKeyIsKnown({ database, key: { id: 'test' } })
  await expect(checkKeyIsKnown({ database, key: newKey })).rejects.toMatchObject({
    code: 'KEY_UNKNOWN_TO_OTHERS',
    message: expect.stringContaining('Restart the web server and all workers'),
  })
})
