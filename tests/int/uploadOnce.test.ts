import { randomUUID } from 'node:crypto'
import { execa } from 'execa'
import { operations, queues, runFor } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../plugins/distribution/channels/postiz/testing/listen.ts'
import { createUploadMemory } from '../../plugins/distribution/channels/uploads/createUploadMemory.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addFile } from './support/addFile.ts'
import { addPost, addTenant } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

type Client = { tenant: string; user: unknown }

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>
let worker: Awaited<ReturnType<typeof startWorker>>
let client: Client

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 20,
    limitPerHour: 1000,
    organisations: [
      { name: 'Riverside', key: 'key-of-riverside', integrations: mastodons(30) },
      {
        name: 'Seaside',
        key: 'key-of-seaside',
        integrations: mastodons(1, { id: 'sea', name: 'Sea' }),
      },
    ],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key-of-riverside')
  worker = await startWorker({ payload: house.payload, queues })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

const uploadsAt = (organisation: string) => steer.countRequests(organisation, 'POST', /upload$/)

const rowsOf = (text: string, values: unknown[]) => query(house.payload, text, values)

const distribute = async (of: Client, media: string[], count: number) => {
  const channels = await rowsOf(
    `select id from postyard_channels
     where tenant_id = $1 and kind = 'postiz' and state = 'active' order by name limit $2`,
    [of.tenant, count],
  )
  const post = await addPost(house.payload, of.tenant, { media, text: `Words ${randomUUID()}.` })
  const { deliveries, plan } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: channels.map(({ id }) => id) },
    user: of.user,
  })
  expect(deliveries).toHaveLength(count)
  await eventually(
    () => rowsOf('select state, reason from postyard_deliveries where plan_id = $1', [plan]),
    (rows) => rows.every(({ state }) => state === 'published'),
    50_000,
  )
}

describe('a file', () => {
  test('is uploaded once, however many deliveries use it and in whatever plan', async () => {
    const file = await addFile(house.payload, client.tenant, await samples.jpeg(200, 100))
    const before = await uploadsAt('Riverside')
    await distribute(client, [file], 30)
    expect(await uploadsAt('Riverside')).toBe(before + 1)
    await distribute(client, [file], 5)
    expect(await uploadsAt('Riverside')).toBe(before + 1)
  })

  test('that gets other words is not uploaded again; one that is replaced is', async () => {
    const { payload } = house
    const file = await addFile(payload, client.tenant, await samples.jpeg(210, 100))
    await distribute(client, [file], 1)
    const before = await uploadsAt('Riverside')
    await payload.update({ collection: 'media', id: file, data: { alt: 'Other words' } as never })
    await distribute(client, [file], 1)
    expect(await uploadsAt('Riverside')).toBe(before)
    const other = await samples.jpeg(220, 100)
    await payload.update({ collection: 'media', id: file, data: {} as never, file: { ...other } })
    await distribute(client, [file], 1)
    expect(await uploadsAt('Riverside')).toBe(before + 1)
  })

  test('that is gone at Postiz is uploaded again', async () => {
    const file = await addFile(house.payload, client.tenant, await samples.jpeg(230, 100))
    await distribute(client, [file], 1)
    const before = await uploadsAt('Riverside')
    await rowsOf(
      `update postyard_uploads
       set remote_path = remote_path || '.gone.jpg', seen_at = now() - interval '2 hours'
       where file_id = $1`,
      [file],
    )
    await distribute(client, [file], 1)
    expect(await uploadsAt('Riverside')).toBe(before + 1)
    const [row] = await rowsOf('select remote_path from postyard_uploads where file_id = $1', [
      file,
    ])
    expect(row!.remote_path).not.toContain('.gone.')
  })

  test('is uploaded anew for another organisation, and never shown by the path of the old one', async () => {
    const of = client
    const file = await addFile(house.payload, of.tenant, await samples.jpeg(240, 100))
    await distribute(of, [file], 1)
    const before = await uploadsAt('Seaside')
    await runFor({
      payload: house.payload,
      operation: operations.connectPostiz,
      input: { id: of.tenant, baseUrl: `${postiz.url}/api`, apiKey: 'key-of-seaside' },
      user: of.user,
    })
    await rowsOf(
      `update postyard_channels set state = 'removed' where tenant_id = $1 and name not like 'Sea%'`,
      [of.tenant],
    )
    await distribute(of, [file], 1)
    expect(await uploadsAt('Seaside')).toBe(before + 1)
    const rows = await rowsOf('select organisation from postyard_uploads where file_id = $1', [
      file,
    ])
    expect(new Set(rows.map(({ organisation }) => organisation)).size).toBe(2)
  })
})

describe('several processes', () => {
  test('that want one file at once upload it once', async () => {
    const tenant = await addTenant(house.payload)
    const before = await uploadsAt('Riverside')
    const args = [`${postiz.url}/api`, 'key-of-riverside', tenant, 'of-processes']
    const runs = await Promise.all(
      Array.from({ length: 3 }, () =>
        execa(process.execPath, ['tests/int/support/uploadInProcess.ts', ...args], {
          env: { NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
        }),
      ),
    )
    const paths = runs.flatMap(({ stdout }) => JSON.parse(stdout) as string[])
    expect(paths).toHaveLength(15)
    expect(new Set(paths).size).toBe(1)
    expect(await uploadsAt('Riverside')).toBe(before + 1)
  })
})

describe('the memory of uploads', () => {
  const key = () => ({ fileId: randomUUID(), version: '1' })

  const open = (baseUrl: string, tenant: string, freshMs = 0) =>
    createUploadMemory({
      db: poolOf(house.payload),
      tenant,
      organisation: 'one',
      baseUrl,
      timeoutMs: 1_000,
      freshMs,
    })

  const statusOf = async (status: number, headers: Record<string, string> = {}) => {
    const tenant = await addTenant(house.payload)
    await using store = await listen(() => ({ status, headers, body: {} }))
    const uploads = open(store.origin, tenant)
    const file = { id: 'r1', path: `${store.origin}/uploads/a.jpg` }
    const of = key()
    await uploads.save({ ...of, file })
    return { found: await uploads.find({ ...of, bytes: 1 }), file, received: store.received }
  }

  test.each([404, 410])('forgets what answers with %i', async (status) => {
    const { found, received } = await statusOf(status)
    expect(found).toBeNull()
    expect(received.map(({ method }) => method)).toEqual(['HEAD', 'GET'])
    expect(received.every(({ headers }) => headers.authorization === undefined)).toBe(true)
  })

  test('forgets what has become a page', async () => {
    expect((await statusOf(200, { 'content-type': 'text/html' })).found).toBeNull()
  })

  test.each([200, 301, 403, 405, 500])('keeps what answers with %i', async (status) => {
    const { found, file } = await statusOf(status)
    expect(found).toEqual(file)
  })

  test('keeps what does not answer, and does not ask again for an hour what was seen', async () => {
    const tenant = await addTenant(house.payload)
    const of = key()
    const file = { id: 'r1', path: 'http://127.0.0.1:9/uploads/a.jpg' }
    const uploads = open('http://127.0.0.1:9', tenant)
    await uploads.save({ ...of, file })
    expect(await uploads.find({ ...of, bytes: 1 })).toEqual(file)
    await using store = await listen(() => ({ status: 404 }))
    const fresh = open(store.origin, tenant, 3_600_000)
    expect(await fresh.find({ ...of, bytes: 1 })).toEqual(file)
    expect(store.received).toEqual([])
  })

  test('asks no address inside that is not that of Postiz', async () => {
    const tenant = await addTenant(house.payload)
    await using store = await listen(() => ({ status: 404 }))
    const uploads = open('https://postiz.example', tenant)
    const of = key()
    const file = { id: 'r1', path: `${store.origin}/admin/delete` }
    await uploads.save({ ...of, file })
    expect(await uploads.find({ ...of, bytes: 1 })).toEqual(file)
    expect(store.received).toEqual([])
  })

  test('lets another one try as soon as an upload is given up, or its claim has ended', async () => {
    const tenant = await addTenant(house.payload)
    const uploads = open('http://127.0.0.1:9', tenant)
    const of = key()
    expect(await uploads.find({ ...of, bytes: 1 })).toBeNull()
    const waiting = uploads.find({ ...of, bytes: 1 })
    await uploads.giveUp?.(of)
    expect(await waiting).toBeNull()
    // Nobody gives this one up: the claim ends by itself.
    expect(await uploads.find({ ...of, bytes: 1 })).toBeNull()
  })

  test('keeps tenants apart', async () => {
    const of = key()
    const own = open('http://127.0.0.1:9', await addTenant(house.payload))
    const foreign = open('http://127.0.0.1:9', await addTenant(house.payload))
    await own.save({ ...of, file: { id: 'r1', path: 'http://127.0.0.1:9/uploads/a.jpg' } })
    expect(await foreign.find({ ...of, bytes: 1 })).toBeNull()
  })
})
