import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { operations, queues, runFor } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readContent } from '../../plugins/distribution/deliver/readContent.ts'
import {
  claimRendition,
  finishRendition,
  keepRendition,
} from '../../plugins/distribution/media/making/claimRendition.ts'
import { renderForDelivery } from '../../plugins/distribution/media/making/renderForDelivery.ts'
import { sniffMedia } from '../../plugins/distribution/media/sniffMedia.ts'
import { type SampleName, samples } from '../../plugins/distribution/media/testing/samples.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addFile } from './support/addFile.ts'
import { addManualChannel, addPerson, addPost, call } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

const hour = 3_600_000

type Client = { tenant: string; user: unknown }

let house: House
let postiz: PostizSandbox
let worker: Awaited<ReturnType<typeof startWorker>>
let client: Client
let other: Client

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 20,
    organisations: [
      { name: 'Riverside', key: 'key-of-riverside', integrations: mastodons(2) },
      {
        name: 'Seaside',
        key: 'key-of-seaside',
        integrations: mastodons(1, { id: 'sea', name: 'Sea' }),
      },
    ],
  })
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key-of-riverside')
  other = await connectTenant(house, postiz, 'key-of-seaside')
  worker = await startWorker({ payload: house.payload, queues })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

const rowsOf = (text: string, values: unknown[]) => query(house.payload, text, values)

const channelsOf = async ({ tenant }: Client): Promise<string[]> =>
  (
    await rowsOf(
      `select id from postyard_channels where tenant_id = $1 and kind = 'postiz' order by name`,
      [tenant],
    )
  ).map(({ id }) => id)

type Given = { of?: Client; media: string[]; text?: string; channels?: string[]; inMs?: number }

const distribute = async ({ of = client, media, text, channels, inMs = 0 }: Given) => {
  const post = await addPost(house.payload, of.tenant, { media, ...(text ? { text } : {}) })
  const { deliveries } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: {
      id: post,
      channels: channels ?? (await channelsOf(of)).slice(0, 1),
      ...(inMs === 0 ? {} : { at: new Date(Date.now() + inMs).toISOString() }),
    },
    user: of.user,
  })
  return deliveries.map(({ id }) => String(id))
}

const read = async (id: string) =>
  (await rowsOf('select * from postyard_deliveries where id = $1', [id]))[0]!

const until = (id: string, state: string) =>
  eventually(
    () => read(id),
    (row) => row.state === state,
    50_000,
  )

/** What went live for a delivery: each of its files with its bytes. */
const liveOf = async (id: string) => {
  const response = await fetch(`${postiz.url}/sandbox/publications`)
  const { publications } = (await response.json()) as {
    publications: { settings: { postyardRef?: string }; media: { path: string; alt?: string }[] }[]
  }
  const live = publications.filter(({ settings }) => settings.postyardRef === id)
  expect(live).toHaveLength(1)
  return Promise.all(
    live[0]!.media.map(async ({ path, alt }) => {
      const bytes = Buffer.from(await (await fetch(path)).arrayBuffer())
      return { path, alt, bytes, kind: sniffMedia(bytes) }
    }),
  )
}

const renditionsOf = ({ tenant }: Client) =>
  rowsOf(`select * from postyard_renditions where tenant_id = $1 and kind = 'conversion'`, [tenant])

describe('what Postiz does not take', () => {
  const kinds: [SampleName, RegExp][] = [
    ['avif', /\.(?:png|jpg)$/],
    ['bmp', /\.png$/],
    ['tiff', /\.png$/],
    ['cmyk', /\.jpg$/],
    ['huge', /\.jpg$/],
    ['mov', /\.mp4$/],
    ['webm', /\.mp4$/],
    ['oldMp4', /\.mp4$/],
  ]

  test('is converted first, and goes out', async () => {
    const sent = await Promise.all(
      kinds.map(async ([name, ending]) => {
        const file = await addFile(house.payload, client.tenant, await samples[name](), `A ${name}`)
        const [delivery] = await distribute({ media: [file], text: `It was a ${name}.` })
        return { name, ending, delivery: delivery! }
      }),
    )
    for (const { name, ending, delivery } of sent) {
      await until(delivery, 'published')
      const [file] = await liveOf(delivery)
      expect(file?.path, name).toMatch(ending)
      expect(['jpeg', 'png', 'mp4'], name).toContain(file?.kind)
      expect(file?.alt, name).toBe(`A ${name}`)
      if (name !== 'mov') expect(file!.bytes.length).toBeLessThanOrEqual(10 * 1024 ** 2)
    }
  })

  test('is converted once for all channels that want the same', async () => {
    const before = (await renditionsOf(client)).length
    const sample = await samples.avif()
    const file = await addFile(house.payload, client.tenant, sample)
    const again = await addFile(house.payload, client.tenant, sample)
    const channels = await channelsOf(client)
    const ids = [
      ...(await distribute({ media: [file], channels, text: 'One.' })),
      ...(await distribute({ media: [again], channels, text: 'Two.' })),
    ]
    for (const id of ids) await until(id, 'published')
    // The same picture was converted by the test before.
    expect((await renditionsOf(client)).length).toBe(before)
  })

  test('may be several files of one post: it waits for all of them', async () => {
    const files = [
      await addFile(house.payload, client.tenant, await samples.bmp(), 'First'),
      await addFile(house.payload, client.tenant, await samples.jpeg(330, 240), 'Second'),
      await addFile(house.payload, client.tenant, await samples.deep(), 'Third'),
    ]
    const [id] = await distribute({ media: files, text: 'Three pictures.' })
    await until(id!, 'published')
    const live = await liveOf(id!)
    expect(live.map(({ alt }) => alt)).toEqual(['First', 'Second', 'Third'])
    expect(live.map(({ kind }) => kind)).toEqual(['png', 'jpeg', 'png'])
  })
})

describe('what follows a post', () => {
  test('shows its files as its channel takes them, too', async () => {
    const { payload } = house
    const { tenant } = client
    const file = await addFile(payload, tenant, await samples.avif(), 'Below')
    const post = await addPost(payload, tenant, {
      text: 'With a comment.',
      parts: [{ text: 'See this.', media: [file], delayMinutes: 1 }],
    })
    const { deliveries } = await runFor({
      payload,
      operation: operations.distribute,
      input: {
        id: post,
        channels: (await channelsOf(client)).slice(0, 1),
        at: new Date(Date.now() + 10 * hour).toISOString(),
      },
      user: client.user,
    })
    const delivery = String(deliveries[0]!.id)
    await renderForDelivery({ payload, tenant, id: delivery, now: () => new Date() })
    const { parts } = await readContent({
      payload,
      settings: settingsOf(payload),
      tenant,
      delivery,
    })
    expect(parts?.[0]?.media).toMatchObject([
      { alt: 'Below', mimeType: expect.stringMatching(/^image\/(?:png|jpeg)$/) },
    ])
  })
})

describe('what Postiz takes', () => {
  test('is sent as it is, whatever its name is written like', async () => {
    const sample = await samples.jpeg(340, 240)
    const file = await addFile(house.payload, client.tenant, { ...sample, name: 'SEA.JPG' })
    const before = (await renditionsOf(client)).length
    const [id] = await distribute({ media: [file], text: 'Capitals.' })
    await until(id!, 'published')
    const [live] = await liveOf(id!)
    expect(live?.path).toMatch(/\.jpg$/)
    expect(live?.bytes.equals(sample.data)).toBe(true)
    expect((await renditionsOf(client)).length).toBe(before)
  })
})

describe('a person with a phone', () => {
  test('gets what every phone shows, and all else as it is', async () => {
    const payload = house.payload
    const agent = await addPerson(house, [{ tenant: client.tenant, roles: ['field-agent'] }])
    const channel = await addManualChannel(payload, client.tenant, { agents: [agent.id] })
    const media = [
      await addFile(payload, client.tenant, await samples.tiff(), 'Scanned'),
      await addFile(payload, client.tenant, await samples.mov(), 'Filmed'),
    ]
    const [id] = await distribute({ media, channels: [channel], text: 'By hand.' })
    await until(id!, 'awaiting_human')
    const [task] = await rowsOf('select id from postyard_assist_tasks where delivery_id = $1', [id])
    const { body } = await call(house, agent, 'GET', `/assist/tasks/${task!.id}`)
    expect(body.files).toMatchObject([
      { mimeType: 'image/png', alt: 'Scanned' },
      { mimeType: 'video/quicktime', alt: 'Filmed' },
    ])
  })
})

describe('another tenant', () => {
  test('gets its own of the same bytes', async () => {
    const file = await addFile(house.payload, other.tenant, await samples.avif())
    const [id] = await distribute({ of: other, media: [file] })
    await until(id!, 'published')
    const own = await renditionsOf(other)
    expect(own).toHaveLength(1)
    const foreign = await renditionsOf(client)
    expect(foreign.map(({ key }) => key)).toContain(own[0]!.key)
    expect(foreign.map(({ file_id }) => file_id)).not.toContain(own[0]!.file_id)
    const [made] = await rowsOf('select tenant_id from media where id = $1', [own[0]!.file_id])
    expect(made!.tenant_id).toBe(other.tenant)
  })
})

const spoil = async (file: string) => {
  const [{ filename, filesize }] = (await rowsOf(
    'select filename, filesize from media where id = $1',
    [file],
  )) as [{ filename: string; filesize: string }]
  await truncate(join(process.env.DATA_DIR!, 'media', filename), Math.floor(Number(filesize) / 2))
  return filename
}

describe('a conversion that fails', () => {
  test('holds the post, and says which file it is and what to do; then another try does it', async () => {
    const payload = house.payload
    const sound = await addFile(payload, client.tenant, await samples.cmyk())
    const sample = { ...(await samples.tiff()), name: 'broken.tiff' }
    const broken = await addFile(payload, client.tenant, sample)
    const [{ sha256 }] = (await rowsOf(
      `update media set sha256 = sha256 || '-spoilt' where id = $1 returning sha256`,
      [broken],
    )) as [{ sha256: string }]
    expect(sha256).toContain('-spoilt')
    const filename = await spoil(broken)
    const [id] = await distribute({ media: [sound, broken], inMs: 10 * hour })
    const { tenant } = client
    await renderForDelivery({ payload, tenant, id: id!, now: () => new Date() })
    const row = await read(id!)
    expect(row).toMatchObject({ state: 'held', reason_code: 'MEDIA_FAILED' })
    // Nothing is done before its time, when its client's choice is asked.
    expect(row.wake_at).toEqual(row.media_late_at)
    expect(row.reason).toContain(`The file "${filename}" could not be brought into a form`)
    expect(row.reason).toContain('Put another one into the post')

    await writeFile(join(process.env.DATA_DIR!, 'media', filename), sample.data)
    await runFor({
      payload,
      operation: operations.publishNow,
      input: { id: id! },
      user: client.user,
    })
    await until(id!, 'published')
    expect((await liveOf(id!)).map(({ kind }) => kind)).toEqual(['jpeg', 'png'])
  })
})

describe('a worker that dies while it converts', () => {
  const begin = async () => {
    const payload = house.payload
    const file = await addFile(payload, client.tenant, {
      ...(await samples.avif()),
      name: 'once.avif',
    })
    await rowsOf(`update media set sha256 = $2 where id = $1`, [file, `dies-${file}`])
    const [id] = await distribute({ media: [file], inMs: 10 * hour })
    const [{ content }] = (await rowsOf(
      `select p.content from postyard_plans p join postyard_deliveries d on d.plan_id = p.id where d.id = $1`,
      [id],
    )) as [{ content: { conversions: { files: Record<string, string> }[] } }]
    const rendition = content.conversions[0]!.files[file]!
    const now = new Date()
    const claimed = await claimRendition({
      db: poolOf(payload),
      tenant: client.tenant,
      id: rendition,
      now,
      leaseMs: 60_000,
    })
    if (!claimed || !('claimed' in claimed)) throw new Error('It was not to be had.')
    return { id: id!, rendition: claimed.claimed, now, file }
  }

  test('leaves it to another one when its lease has ended, and writes nothing after that', async () => {
    const { payload } = house
    const { tenant } = client
    const { id, rendition, now, file } = await begin()
    await renderForDelivery({ payload, tenant, id, now: () => now })
    expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'MEDIA_PENDING' })
    const later = new Date(now.getTime() + 61_000)
    await renderForDelivery({ payload, tenant, id, now: () => later })
    expect(await read(id)).toMatchObject({ state: 'scheduled', reason_code: 'MEDIA_READY' })
    const late = { db: poolOf(payload), rendition, reason: null, file }
    expect(await finishRendition({ ...late, state: 'ready' })).toBe(false)
    expect(await keepRendition({ ...late, now: later, leaseMs: 60_000 })).toBe(false)
  })

  test('is not overtaken while it says that it is at work', async () => {
    const { payload } = house
    const { tenant } = client
    const { id, rendition, now } = await begin()
    const soon = new Date(now.getTime() + 50_000)
    const held = { db: poolOf(payload), rendition, now: soon, leaseMs: 60_000 }
    expect(await keepRendition(held)).toBe(true)
    const later = new Date(now.getTime() + 100_000)
    await renderForDelivery({ payload, tenant, id, now: () => later })
    expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'MEDIA_PENDING' })
  })

  test('three times over is taken to be stopped by it', async () => {
    const { payload } = house
    const { tenant } = client
    const { id, rendition, now } = await begin()
    await rowsOf('update postyard_renditions set attempt = 3 where id = $1', [rendition.id])
    const later = new Date(now.getTime() + 61_000)
    await renderForDelivery({ payload, tenant, id, now: () => later })
    expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'MEDIA_FAILED' })
  })
})
