import { randomBytes } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations, queues, runFor, sweepMedia, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { decideLate } from '../../plugins/distribution/deliver/decideLate.ts'
import {
  renderForDelivery,
  renderSoonest,
} from '../../plugins/distribution/media/making/renderForDelivery.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { removeOrphans } from '../../plugins/distribution/media/tidying/removeOrphans.ts'
import { removeUnused } from '../../plugins/distribution/media/tidying/removeUnused.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { compile, kill, start } from '../chaos/support/forkProgram.ts'
import { addFile } from './support/addFile.ts'
import { addPerson, addPost, call, type Person } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { slowFfmpeg } from './support/slowFfmpeg.ts'

const hour = 3_600_000
const day = 24 * hour

type Client = { tenant: string; user: unknown }

let house: House
let postiz: PostizSandbox
let ffmpeg: Awaited<ReturnType<typeof slowFfmpeg>>
let client: Client
let editor: Person
let worker: Awaited<ReturnType<typeof startWorker>> | undefined
let keepNothing: () => void

beforeAll(async () => {
  ffmpeg = await slowFfmpeg()
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 20,
    limitPerHour: 1000,
    organisations: [
      {
        name: 'Riverside',
        key: 'key-of-riverside',
        integrations: ['mastodon', 'bluesky', 'threads', 'instagram'].map((identifier) => ({
          id: identifier,
          name: identifier,
          identifier,
        })),
      },
    ],
  })
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key-of-riverside')
  editor = await addPerson(house, [{ tenant: client.tenant, roles: ['editor'] }])
  const { media } = settingsOf(house.payload)
  const before = { ...media }
  keepNothing = () => Object.assign(media, before)
})

afterEach(async () => {
  await worker?.stop()
  worker = undefined
  keepNothing()
  await ffmpeg.setSlow(false)
  await ffmpeg.setFull(false)
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
  await ffmpeg?.close()
})

const work = async () => {
  worker = await startWorker({ payload: house.payload, queues, drainMs: 500 })
}

const rowsOf = (text: string, values: unknown[]) => query(house.payload, text, values)

const read = async (id: string) =>
  (await rowsOf('select * from postyard_deliveries where id = $1', [id]))[0]!

const until = (id: string, state: string) =>
  eventually(
    () => read(id),
    (row) => row.state === state,
    50_000,
  )

const channelOf = async (platform: string): Promise<string> =>
  (
    await rowsOf('select id from postyard_channels where tenant_id = $1 and platform = $2', [
      client.tenant,
      platform,
    ])
  )[0]!.id

type Given = { on?: string[]; inMs?: number; post?: Record<string, unknown> }

const distribute = async ({ on = ['mastodon'], inMs = 0, post }: Given) => {
  const id = await addPost(house.payload, client.tenant, post)
  const { deliveries, plan } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: {
      id,
      channels: await Promise.all(on.map(channelOf)),
      ...(inMs === 0 ? {} : { at: new Date(Date.now() + inMs).toISOString() }),
    },
    user: client.user,
  })
  return { post: id, plan, deliveries: deliveries.map((one) => String(one.id)) }
}

const now = () => new Date()

const render = (id: string) =>
  renderForDelivery({ payload: house.payload, tenant: client.tenant, id, now })

const act = (operation: 'cancel' | 'retry', rendition: string) =>
  call(
    house,
    editor,
    'POST',
    `/renditions/${rendition}/${operation}`,
    {},
    {
      'idempotency-key': `${operation}-${rendition}`,
    },
  )

const renditionsOf = async (post: string) =>
  (await call(house, editor, 'GET', `/posts/${post}/renditions`)).body.renditions as {
    id: string
    kind: string
    state: string
    progress: number
    reason: string | null
    deliveries: string[]
  }[]

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const workDirs = async () =>
  (await readdir(tmpdir())).filter(
    (name) => name.includes(`-${process.pid}-`) && name.startsWith('postyard-render-'),
  )

const libraryOf = async () => {
  const folder = join(process.env.DATA_DIR!, 'media')
  await mkdir(folder, { recursive: true })
  return (await readdir(folder)).sort()
}

/** A film that every channel wants otherwise, each time another one. */
const film = async (seconds: number) =>
  addFile(house.payload, client.tenant, await samples.oldMp4(seconds))

const begun = (post: string) =>
  eventually(
    () => renditionsOf(post),
    ([one]) => one?.state === 'rendering' && one.progress > 0,
  )

describe('two plans whose channels have the same needs', () => {
  test('encode once, also from two files of the same bytes', async () => {
    const before = (await ffmpeg.encodes()).length
    const first = await distribute({
      inMs: hour / 2,
      on: ['mastodon', 'bluesky'],
      post: { media: [await film(1.2)] },
    })
    const second = await distribute({
      inMs: hour / 2,
      on: ['mastodon'],
      post: { media: [await film(1.2)] },
    })
    const all = [...first.deliveries, ...second.deliveries]
    await work()
    for (const id of all) await until(id, 'scheduled')
    // Mastodon and Bluesky take other sizes; each is made once.
    expect((await ffmpeg.encodes()).length - before).toBe(2)
  })
})

describe('while a video is made', () => {
  test('it is seen how far it is, and a stop ends FFmpeg, leaves nothing, and can be taken back', async () => {
    await ffmpeg.setSlow(true)
    const library = await libraryOf()
    const { post, deliveries } = await distribute({
      inMs: hour / 2,
      post: { media: [await film(6)] },
    })
    await work()
    const [seen] = await begun(post)
    expect(seen).toMatchObject({ deliveries, reason: null })
    expect(seen!.progress).toBeLessThan(100)
    const [encoder] = (await ffmpeg.encodes()).slice(-1)
    expect(isAlive(encoder!)).toBe(true)

    const answer = await act('cancel', seen!.id)
    expect(answer.body).toMatchObject({ state: 'cancelled', waiting: 1 })
    await eventually(
      async () => isAlive(encoder!),
      (alive) => !alive,
    )
    await eventually(workDirs, (left) => left.length === 0)
    expect(
      (await libraryOf()).filter(
        (name) => !library.includes(name) && name.startsWith('conversion'),
      ),
    ).toEqual([])
    const held = await read(deliveries[0]!)
    expect(held).toMatchObject({ state: 'held', reason_code: 'MEDIA_FAILED' })
    expect(held.reason).toContain('stopped making its picture or video')
    expect((await act('cancel', seen!.id)).body).toMatchObject({ state: 'cancelled' })

    await ffmpeg.setSlow(false)
    expect((await act('retry', seen!.id)).status).toBe(200)
    await until(deliveries[0]!, 'scheduled')
    expect((await renditionsOf(post))[0]).toMatchObject({ state: 'ready', progress: 100 })
  })

  test('cancelling a delivery ends it as soon as nobody else waits for it', async () => {
    await ffmpeg.setSlow(true)
    const media = [await film(7)]
    const first = await distribute({ inMs: hour / 2, post: { media } })
    const second = await distribute({ inMs: hour / 2, post: { media } })
    await work()
    await begun(first.post)
    const [encoder] = (await ffmpeg.encodes()).slice(-1)
    const cancel = (id: string) =>
      runFor({
        payload: house.payload,
        operation: operations.cancelDelivery,
        input: { id },
        user: client.user,
      })
    await cancel(first.deliveries[0]!)
    const [before] = await renditionsOf(second.post)
    await eventually(
      () => renditionsOf(second.post),
      ([one]) => one!.progress > before!.progress,
    )
    expect(isAlive(encoder!)).toBe(true)
    await cancel(second.deliveries[0]!)
    await eventually(
      async () => isAlive(encoder!),
      (alive) => !alive,
    )
    const [row] = await eventually(
      () => rowsOf('select * from postyard_renditions where id = $1', [before!.id]),
      ([one]) => one!.state === 'pending',
    )
    expect(row).toMatchObject({ file_id: null, lease_until: null, attempt: '0' })
    expect(await eventually(workDirs, (left) => left.length === 0)).toEqual([])
  })
})

describe('the limits of an installation', () => {
  test('a disk without room keeps the post, says so, and is waited for', async () => {
    const { deliveries, post } = await distribute({
      inMs: hour / 2,
      post: { media: [await film(1.3)] },
    })
    settingsOf(house.payload).media.freeDiskMb = 10 ** 9
    await render(deliveries[0]!)
    expect(await read(deliveries[0]!)).toMatchObject({ state: 'held', reason_code: 'MEDIA_FAILED' })
    const [waiting] = await renditionsOf(post)
    expect(waiting).toMatchObject({ state: 'pending' })
    expect(waiting!.reason).toMatch(/The disk of the worker has .* MB free/)
    keepNothing()
    const running = async () => {
      await ffmpeg.setFull(true)
      await render(deliveries[0]!)
      await ffmpeg.setFull(false)
      const [row] = await rowsOf('select * from postyard_renditions where id = $1', [waiting!.id])
      return row
    }
    expect(await running()).toMatchObject({
      state: 'pending',
      attempt: '0',
      reason: expect.stringContaining('ran full while it was made'),
    })
    expect(await workDirs()).toEqual([])
    await render(deliveries[0]!)
    expect(await read(deliveries[0]!)).toMatchObject({
      state: 'scheduled',
      reason_code: 'MEDIA_READY',
    })
  })

  test('what takes longer than it may is ended', async () => {
    await ffmpeg.setSlow(true)
    settingsOf(house.payload).media.limitMinutes = 1 / 60
    const { deliveries, post } = await distribute({
      inMs: hour / 2,
      post: { media: [await film(6.5)] },
    })
    await render(deliveries[0]!)
    const [failed] = await renditionsOf(post)
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed!.reason).toContain('Making it took longer than')
    const [encoder] = (await ffmpeg.encodes()).slice(-1)
    expect(isAlive(encoder!)).toBe(false)
    expect(await workDirs()).toEqual([])
  })
})

test('what is due sooner is made first, whichever job comes first', async () => {
  const late = await distribute({ inMs: hour / 2, post: { media: [await film(1.4)] } })
  const soon = await distribute({ inMs: hour / 4, post: { media: [await film(1.5)] } })
  const { payload } = house
  await renderSoonest({ payload, tenant: client.tenant, id: late.deliveries[0]!, now })
  expect((await renditionsOf(soon.post))[0]).toMatchObject({ state: 'ready' })
  expect((await renditionsOf(late.post))[0]).toMatchObject({ state: 'pending' })
  await renderSoonest({ payload, tenant: client.tenant, id: soon.deliveries[0]!, now })
  expect((await renditionsOf(late.post))[0]).toMatchObject({ state: 'ready' })
})

test('a job whose post another job is at makes what waits behind it: none is spent on nothing', async () => {
  await ffmpeg.setSlow(true)
  const late = await distribute({ inMs: hour / 2, post: { media: [await film(4.1)] } })
  const soon = await distribute({ inMs: hour / 4, post: { media: [await film(4.2)] } })
  const { payload } = house
  const jobOf = ({ deliveries }: typeof late) =>
    renderSoonest({ payload, tenant: client.tenant, id: deliveries[0]!, now })
  const first = jobOf(late)
  await begun(soon.post)
  const second = jobOf(soon)
  await begun(late.post)
  await ffmpeg.setSlow(false)
  await Promise.all([first, second])
  expect((await renditionsOf(soon.post))[0]).toMatchObject({ state: 'ready' })
  expect((await renditionsOf(late.post))[0]).toMatchObject({ state: 'ready' })
})

test('while its video waits for a slot a post gets no second job, however often it is woken', async () => {
  const { deliveries } = await distribute({ inMs: hour / 2, post: { media: [await film(1.45)] } })
  const id = deliveries[0]!
  for (const minutes of [3, 6]) {
    await tick({ payload: house.payload, now: new Date(Date.now() + minutes * 60_000) })
  }
  const jobs = await rowsOf(
    `select 1 from payload_jobs
     where task_slug = 'render-media' and input ->> 'delivery' = $1 and completed_at is null`,
    [id],
  )
  expect(jobs).toHaveLength(1)
  await render(id)
})

test('a worker that is killed amid an encode leaves nothing, and the video is made once', async () => {
  await ffmpeg.setSlow(true)
  const { deliveries, post } = await distribute({
    inMs: hour / 2,
    post: { media: [await film(12)] },
  })
  const program = await compile('tests/int/support/mediaWorker.ts')
  const child = await start(program)
  const [seen] = await begun(post)
  await kill(child)
  const left = () =>
    readdir(tmpdir()).then((all) => all.filter((name) => name.includes(`-${child.pid}-`)))
  expect(await left()).not.toEqual([])
  expect((await ffmpeg.encodes()).some(isAlive)).toBe(true)

  await sweepMedia({ payload: house.payload })
  expect(await left()).toEqual([])
  await eventually(
    async () => (await ffmpeg.encodes()).some(isAlive),
    (alive) => !alive,
  )
  const name = `conversion-${seen!.id.slice(0, 8)}-`
  const found = async () => (await libraryOf()).filter((one) => one.startsWith(name))
  expect(await found()).toEqual([])

  await ffmpeg.setSlow(false)
  await rowsOf('update postyard_renditions set lease_until = now() where id = $1', [seen!.id])
  await render(deliveries[0]!)
  expect(await read(deliveries[0]!)).toMatchObject({ state: 'scheduled' })
  expect(await found()).toHaveLength(1)
})

describe('a picture or video that is not made when its time comes', () => {
  const choose = (whenMediaIsLate: string) =>
    rowsOf('update tenants set when_media_is_late = $2 where id = $1', [
      client.tenant,
      whenMediaIsLate,
    ])

  const late = async (given: Given) => {
    const planned = await distribute(given)
    const id = planned.deliveries[0]!
    await rowsOf(
      `update postyard_deliveries set media_late_at = now() - interval '1 second' where id = $1`,
      [id],
    )
    await decideLate({ payload: house.payload, tenant: client.tenant, id, now })
    return { ...planned, id }
  }

  test('is waited for, which the post says, unless its client chose otherwise', async () => {
    await choose('hold')
    const { id } = await late({ post: { media: [await film(1.6)] } })
    const row = await read(id)
    expect(row).toMatchObject({ state: 'held', reason_code: 'MEDIA_PENDING', media_late_at: null })
    expect(row.reason).toContain('Its time has come')
    await render(id)
    expect((await read(id)).state).not.toBe('held')
  })

  test('is left out where its client chose that, and the receipt and the event say so', async () => {
    await choose('go_without')
    const { id } = await late({ post: { media: [await film(1.7)], text: 'Without its film.' } })
    expect((await read(id)).left_out).toHaveLength(1)
    await work()
    const row = await until(id, 'published')
    const receipts = await rowsOf(
      `select raw_meta from postyard_receipts where delivery_id = $1 and action = 'fire'`,
      [id],
    )
    expect(receipts).toEqual([
      { raw_meta: expect.objectContaining({ withoutMedia: row.left_out }) },
    ])
    const [event] = await rowsOf(
      `select data from postyard_events where delivery_id = $1 and data ->> 'reasonCode' = 'MEDIA_LEFT_OUT'`,
      [id],
    )
    expect(event!.data).toMatchObject({ withoutMedia: row.left_out })
    const answer = await fetch(`${postiz.url}/sandbox/publications`)
    const { publications } = (await answer.json()) as {
      publications: { settings: { postyardRef?: string }; media: unknown[] }[]
    }
    const live = publications.filter(({ settings }) => settings.postyardRef === id)
    expect(live).toMatchObject([{ media: [] }])
  })

  test('keeps the post where its platform takes none without it', async () => {
    await choose('go_without')
    const { id } = await late({ on: ['instagram'], post: { media: [await film(4)] } })
    const row = await read(id)
    expect(row).toMatchObject({ state: 'held', left_out: null })
    expect(row.reason).toMatch(/cannot go out without its picture or video: Instagram/)
    await choose('hold')
  })

  test('and does not fit its channel once it is made is refused, and wakes nobody again and again', async () => {
    const slides = [
      {
        image: await addFile(house.payload, client.tenant, await samples.jpeg(320, 240)),
        seconds: 1,
      },
    ]
    const render = { kind: 'video', slides, frame: { width: 64, height: 64 } }
    const { deliveries, post } = await distribute({
      on: ['bluesky'],
      inMs: hour / 2,
      post: { render },
    })
    const tooLong = await film(2.2)
    const [rendition] = await renditionsOf(post)
    await rowsOf('update media set seconds = 99999 where id = $1', [tooLong])
    await rowsOf(`update postyard_renditions set state = 'ready', file_id = $2 where id = $1`, [
      rendition!.id,
      tooLong,
    ])
    const id = deliveries[0]!
    await rowsOf(
      `update postyard_deliveries set media_late_at = now() - interval '1 second' where id = $1`,
      [id],
    )
    await decideLate({ payload: house.payload, tenant: client.tenant, id, now })
    const row = await read(id)
    await rowsOf(
      `update postyard_renditions set state = 'cancelled', file_id = null where id = $1`,
      [rendition!.id],
    )
    expect(row.reason).toContain('does not fit')
    expect(row).toMatchObject({ state: 'held', wake_at: null, media_late_at: null })
  })

  test('is decided by the clock, apart from the queue that makes them', async () => {
    await choose('go_without')
    const { deliveries } = await distribute({ post: { media: [await film(1.8)] } })
    const id = deliveries[0]!
    const { payload } = house
    await rowsOf(
      `update postyard_deliveries set media_late_at = now(), wake_at = now() where id = $1`,
      [id],
    )
    worker = await startWorker({ payload, queues: { distribution: queues.distribution } })
    await tick({ payload })
    await until(id, 'published')
    await choose('hold')
  })
})

describe('what was made for a post', () => {
  /** A photograph of which no small PNG can be made. */
  const loud = async () => {
    const data = await sharp(randomBytes(900 * 900 * 3), {
      raw: { width: 900, height: 900, channels: 3 },
    })
      .jpeg({ quality: 95 })
      .toBuffer()
    return addFile(house.payload, client.tenant, {
      name: 'noise.jpg',
      mimetype: 'image/jpeg',
      data,
      size: data.length,
    })
  }

  test('is brought into the form that each channel takes, once for all posts', async () => {
    const render = {
      kind: 'card',
      template: 'listing',
      format: 'square',
      data: { headline: 'Three bedrooms', photo: await loud() },
    }
    const of = { on: ['mastodon', 'bluesky'], inMs: hour / 2, post: { render, text: 'A card.' } }
    const first = await distribute(of)
    await work()
    for (const id of first.deliveries) await until(id, 'scheduled')
    const forms = await renditionsOf(first.post)
    expect(forms.map(({ kind }) => kind).sort()).toEqual(['card', 'conversion'])
    const sizes = await rowsOf(
      `select r.kind, f.filesize::int as bytes, f.mime_type from postyard_renditions r
       join media f on f.id = r.file_id where r.id = any($1)`,
      [forms.map(({ id }) => id)],
    )
    const card = sizes.find(({ kind }) => kind === 'card')!
    const small = sizes.find(({ kind }) => kind === 'conversion')!
    expect(card.bytes).toBeGreaterThan(1_000_000)
    expect(small.bytes).toBeLessThanOrEqual(1_000_000)

    const second = await distribute(of)
    for (const id of second.deliveries) await until(id, 'scheduled')
    expect((await renditionsOf(second.post)).map(({ id }) => id).sort()).toEqual(
      forms.map(({ id }) => id).sort(),
    )
  })

  test('goes when nothing has shown it for long; the file that it was made of stays', async () => {
    const media = [await film(1.9)]
    const shown = await distribute({ post: { media } })
    await work()
    await until(shown.deliveries[0]!, 'published')
    await worker!.stop()
    const waiting = await distribute({ inMs: 200 * day, post: { media: [await film(2.1)] } })
    await render(waiting.deliveries[0]!)
    const made = async () =>
      rowsOf(
        `select r.id, r.state, r.file_id from postyard_plans p
         join postyard_renditions r on p.content::text like '%' || r.id::text || '%'
         where p.id = any($1) order by p.created_at`,
        [[shown.plan, waiting.plan]],
      )
    const [before, kept] = await made()
    expect([before!.state, kept!.state]).toEqual(['ready', 'ready'])
    const { payload } = house
    const args = { payload, tenant: client.tenant }
    expect(await removeUnused({ ...args, now: now() })).toBe(0)
    const age = async (text: string) => rowsOf(text, [client.tenant])
    await age(
      `update postyard_renditions set updated_at = now() - interval '100 days'
       where tenant_id = $1 and state = 'ready'`,
    )
    await distribute({ inMs: hour / 2, post: { media } })
    await age(
      `update postyard_deliveries set updated_at = now() - interval '100 days',
         state = case state when 'scheduled' then 'cancelled' else state end
       where tenant_id = $1 and scheduled_at < now() + interval '1 day'`,
    )
    await removeUnused({ ...args, now: now() })
    // What a new plan has just asked for stays, whatever becomes of the plan.
    expect(await made()).toMatchObject([before!, kept!])
    expect(await removeUnused({ ...args, now: new Date(Date.now() + 91 * day) })).toBeGreaterThan(0)
    expect(await made()).toMatchObject([{ id: before!.id, state: 'removed', file_id: null }, kept!])
    expect(await rowsOf('select id from media where id = $1', [before!.file_id])).toEqual([])
    expect(await rowsOf('select id from media where id = any($1)', [media])).toHaveLength(1)

    const again = await distribute({ inMs: hour / 2, post: { media } })
    await render(again.deliveries[0]!)
    expect((await renditionsOf(again.post))[0]).toMatchObject({ state: 'ready' })
  })

  test('and was not kept by its maker is an orphan, and goes', async () => {
    const [mine] = await rowsOf(
      `select f.id, f.rendition from media f join postyard_renditions r on r.file_id = f.id
       where f.tenant_id = $1 limit 1`,
      [client.tenant],
    )
    const orphan = await addFile(house.payload, client.tenant, await samples.jpeg(350, 240))
    const { payload } = house
    await payload.update({
      collection: 'media',
      id: orphan,
      data: { rendition: mine!.rendition } as never,
    })
    const args = { payload, tenant: client.tenant }
    expect(await removeOrphans({ ...args, now: now() })).toBe(0)
    expect(await removeOrphans({ ...args, now: new Date(Date.now() + hour) })).toBe(1)
    expect(await rowsOf('select id from media where id = any($1)', [[orphan, mine!.id]])).toEqual([
      { id: mine!.id },
    ])
  })
})
