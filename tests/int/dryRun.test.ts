import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { operations, queues, runFor } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImageToSend } from '../../plugins/distribution/channels/composePayload.ts'
import type { WrittenPost } from '../../plugins/distribution/channels/postiz/index.ts'
import type { ForeseenChannel } from '../../plugins/distribution/distribute/foreseenOutput.ts'
import { renderForDelivery } from '../../plugins/distribution/media/making/renderForDelivery.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addFile } from './support/addFile.ts'
import { addManualChannel, addPerson, addPost, call, type Person } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { type Overheard, overhear } from './support/overhear.ts'
import { readTables } from './support/readTables.ts'
import { query } from './support/scenes.ts'

const hour = 3_600_000

const integrations = ['x', 'mastodon', 'discord', 'bluesky', 'pinterest', 'reddit', 'devto'].map(
  (identifier) => ({ id: `of-${identifier}`, name: `Riverside ${identifier}`, identifier }),
)

let house: House
let postiz: PostizSandbox
let wire: Awaited<ReturnType<typeof overhear>>
let worker: Awaited<ReturnType<typeof startWorker>>
let tenant: string
let user: unknown
let editor: Person
let agent: Person
let stranger: Person
let channels: Record<string, string>

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 20,
    organisations: [{ name: 'Riverside', key: 'key-of-riverside', integrations }],
  })
  wire = await overhear(postiz.url)
  house = await openHouse()
  const { payload } = house
  const client = await connectTenant(house, { ...postiz, url: wire.url }, 'key-of-riverside')
  tenant = client.tenant
  user = client.user
  editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
  agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  const other = await connectTenant(house, postiz, 'key-of-riverside').catch(() => undefined)
  stranger = await addPerson(house, other ? [{ tenant: other.tenant, roles: ['manager'] }] : [])
  const found = await query(
    payload,
    'select id, platform from postyard_channels where tenant_id = $1',
    [tenant],
  )
  channels = Object.fromEntries(found.map(({ id, platform }) => [platform, id]))
  channels.whatsapp = await addManualChannel(payload, tenant, { agents: [agent.id] })
  await payload.update({
    collection: 'channels' as never,
    id: channels.discord!,
    data: { settings: { channel: 'c1' } } as never,
  })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await wire?.close()
  await postiz?.close()
})

const only = (...platforms: string[]) => platforms.map((platform) => channels[platform]!)

type Foreseen = {
  plan: null
  deliveries: unknown[]
  dryRun: { fits: boolean; problems: unknown[]; channels: ForeseenChannel[] }
}

const dryRun = async (post: string, body: Record<string, unknown> = {}): Promise<Foreseen> => {
  const answer = await call(house, editor, 'POST', `/posts/${post}/distribute`, {
    dryRun: true,
    ...body,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as Foreseen
}

/** Of what a channel of Postiz would get. */
const postFor = ({ payload }: ForeseenChannel): WrittenPost<ImageToSend> => {
  if (payload?.kind !== 'postiz') throw new Error('It is not for Postiz.')
  return payload.post
}

const distribute = (post: string, ids: string[], inMs: number) =>
  runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: ids, at: new Date(Date.now() + inMs).toISOString() },
    user,
  })

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The one file of a multipart body, with its name and its type. */
const readUpload = ({ body, answer }: Overheard) => {
  const headEnd = body.indexOf('\r\n\r\n')
  const head = body.subarray(0, headEnd).toString()
  const boundary = head.slice(0, head.indexOf('\r\n'))
  const file = body.subarray(headEnd + 4, body.lastIndexOf(`\r\n${boundary}`))
  const { id, path } = JSON.parse(answer.toString()) as { id: string; path: string }
  return {
    file: {
      sha256: sha256(file),
      name: /filename="([^"]*)"/.exec(head)?.[1],
      mimeType: /Content-Type: (\S+)/.exec(head)?.[1],
      bytes: file.length,
    },
    stored: { id, path },
  }
}

/** What was foreseen with what only sending could add: Postiz's names of the files, and the mark of the delivery. */
const complete = (post: WrittenPost<ImageToSend>, delivery: string) => {
  const uploads = wire.heard.filter(({ path }) => path.endsWith('/upload')).map(readUpload)
  const toStored = ({ file, ...words }: ImageToSend) => {
    const upload = uploads.find((one) => isDeepStrictEqual(one.file, file))
    expect(upload, JSON.stringify(file)).toBeDefined()
    return { ...upload?.stored, ...words }
  }
  return {
    ...post,
    settings: { ...post.settings, postyardRef: delivery },
    value: post.value.map((part) => ({ ...part, image: part.image.map(toStored) })),
  }
}

type Created = { date: string; posts: { settings: { postyardRef: string } }[] }

/** The requests that staged these deliveries, as Postiz read them. */
const stagingsOf = (deliveries: string[]) =>
  wire.heard
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/posts'))
    .map(({ body }) => ({ text: body.toString(), said: JSON.parse(body.toString()) as Created }))
    .filter(({ said }) =>
      said.posts.some(({ settings }) => deliveries.includes(settings.postyardRef)),
    )

const until = (delivery: string, state: string) =>
  eventually(
    async () =>
      (
        await query(house.payload, 'select * from postyard_deliveries where id = $1', [delivery])
      )[0]!,
    (row) => row.state === state,
    50_000,
  )

type Planned = Awaited<ReturnType<typeof distribute>>

/** Publishes a plan, and holds each request that Postiz got against what was foreseen. */
const expectSentAs = async (planned: Planned, foreseen: Foreseen) => {
  const ofPostiz = planned.deliveries.filter(({ channel }) => channel !== channels.whatsapp)
  const ids = ofPostiz.map(({ id }) => String(id))
  for (const id of ids) {
    await runFor({
      payload: house.payload,
      operation: operations.publishNow,
      input: { id },
      user,
    })
  }
  for (const id of ids) await until(id, 'published')
  const channelOf = new Map(ofPostiz.map(({ id, channel }) => [String(id), channel]))
  const stagings = stagingsOf(ids)
  expect(new Set(stagings.flatMap(({ said }) => said.posts)).size).toBeGreaterThanOrEqual(
    ids.length,
  )
  for (const { text, said } of stagings) {
    const posts = said.posts.map(({ settings: { postyardRef } }) => {
      const shown = foreseen.dryRun.channels.find(
        ({ channel }) => channel === channelOf.get(postyardRef),
      )
      return complete(postFor(shown!), postyardRef)
    })
    const { date } = said
    expect(text).toBe(JSON.stringify({ type: 'draft', date, shortLink: false, tags: [], posts }))
  }
}

const makeAll = async (planned: Planned) => {
  for (const { id } of planned.deliveries) {
    await renderForDelivery({
      payload: house.payload,
      tenant,
      id: String(id),
      now: () => new Date(),
    })
  }
}

type PartDoc = { text: string; media?: string[] | null; delayMinutes: number }
type PhoneFile = { filename: string; mimeType: string; bytes: number; alt: string; url: string }
type PhonePart = { text: string; files: PhoneFile[]; delayMinutes: number }

const card = {
  kind: 'card',
  template: 'quote',
  format: 'square',
  data: { text: 'The light moved us in.', author: 'Ana' },
}

/** A post with all that a post can have, for channels that take it. */
const addWhole = async () => {
  const { payload } = house
  const media = [
    await addFile(payload, tenant, await samples.jpeg(330, 244), 'The view & the "sea"'),
    await addFile(payload, tenant, await samples.avif(), 'Once an AVIF'),
  ]
  const below = await addFile(payload, tenant, await samples.bmp(), 'Floor plan')
  return addPost(payload, tenant, {
    title: 'Tom & Jerry’s flat',
    text: '**Bright** & quiet\r\n\r\na<b then c>d, [see](https://example.com/x_y?z=1) 👩‍👧 مرحبا\u00a0now',
    link: 'https://example.com/flats',
    render: card,
    media,
    parts: [
      { text: 'First **comment**', media: [below], delayMinutes: 1 },
      { text: 'Second <one>', delayMinutes: 0 },
    ],
    channels: Object.values(channels),
    channelSettings: { [channels.x!]: { who_can_reply_post: 'following' } },
  })
}

const wholeOnes = ['x', 'mastodon', 'discord', 'bluesky', 'whatsapp']

test('a dry run writes nothing and asks nobody, and says what is still to be made', async () => {
  const post = await addWhole()
  const before = await readTables(house.payload)
  const heard = wire.heard.length
  const foreseen = await dryRun(post, { channels: only(...wholeOnes) })
  expect(await readTables(house.payload)).toEqual(before)
  expect(wire.heard.length).toBe(heard)
  expect(foreseen).toMatchObject({
    plan: null,
    deliveries: [],
    dryRun: { fits: true, problems: [] },
  })
  const onX = foreseen.dryRun.channels[0]!
  expect(onX.goes).toMatchObject({ state: 'held', code: 'MEDIA_PENDING' })
  expect(onX.media.files.map((file) => file.making)).toMatchObject([
    { kind: 'card', state: 'none' },
    null,
    { kind: 'conversion', from: expect.stringContaining('.avif'), state: 'none' },
  ])
  const nothing = { sha256: null, name: null, mimeType: null, bytes: null }
  expect(postFor(onX).value[0]?.image[0]?.file).toEqual(nothing)
})

test('what a dry run shows is what Postiz and the phone get, byte for byte: text, media, thread, settings', async () => {
  const { payload } = house
  const post = await addWhole()
  const ids = only(...wholeOnes)
  worker = await startWorker({ payload, queues })
  const planned = await distribute(post, ids, 10 * hour)
  await makeAll(planned)
  const foreseen = await dryRun(post, { channels: ids })
  expect(foreseen.dryRun.channels.map((one) => one.goes.state)).toEqual(ids.map(() => 'scheduled'))

  // What is not saved yet is foreseen by the same.
  const { id: _, ...said } = (await call(house, editor, 'GET', `/posts/${post}?depth=0`)).body
  const { body: unsaved } = await call(house, editor, 'POST', '/posts/check', {
    ...Object.fromEntries(
      ['title', 'text', 'link', 'media', 'render', 'channelSettings'].map((n) => [n, said[n]]),
    ),
    parts: said.parts.map(({ text, media: files, delayMinutes }: PartDoc) => ({
      text,
      media: files ?? [],
      delayMinutes,
    })),
    tenant,
    channels: Object.values(channels),
  })
  for (const one of foreseen.dryRun.channels) {
    const same = (unsaved.channels as ForeseenChannel[]).find(
      ({ channel }) => channel === one.channel,
    )
    expect(JSON.stringify(same?.payload)).toBe(JSON.stringify(one.payload))
  }

  await expectSentAs(planned, foreseen)

  const byHand = planned.deliveries.find(({ channel }) => channel === channels.whatsapp)!
  await runFor({
    payload,
    operation: operations.publishNow,
    input: { id: byHand.id },
    user,
  })
  await until(String(byHand.id), 'awaiting_human')
  const [task] = await query(
    payload,
    'select id from postyard_assist_tasks where delivery_id = $1',
    [byHand.id],
  )
  const { body } = await call(house, agent, 'GET', `/assist/tasks/${task!.id}`)
  const toSaved = async ({ filename, mimeType, bytes, alt, url }: PhoneFile) => {
    const path = url.slice(url.indexOf('/assist/files/'))
    const saved = Buffer.from(await (await fetch(`${house.api}${path}`)).arrayBuffer())
    expect(saved.length).toBe(bytes)
    return { sha256: sha256(saved), name: filename, mimeType, bytes, alt }
  }
  const got = {
    caption: body.caption,
    files: await Promise.all(body.files.map(toSaved)),
    parts: await Promise.all(
      body.parts.map(async ({ text, files, delayMinutes }: PhonePart) => ({
        text,
        files: await Promise.all(files.map(toSaved)),
        delayMinutes,
      })),
    ),
  }
  const onPhone = foreseen.dryRun.channels.find((one) => one.kind === 'manual')?.payload
  expect(JSON.stringify(got)).toBe(JSON.stringify(onPhone?.kind === 'manual' && onPhone.task))
}, 120_000)

test('a platform that takes its title, link or board from settings is given them as foreseen', async () => {
  const { payload } = house
  const picture = await addFile(payload, tenant, await samples.jpeg(400, 500), 'A shark')
  const subreddit = [
    { value: { subreddit: 'homes', type: 'link', is_flair_required: false } },
    { value: { subreddit: 'flats', title: 'Its own', type: 'link', is_flair_required: false } },
  ]
  const post = await addPost(payload, tenant, {
    title: 'Sharks',
    text: 'A shark to colour.',
    link: 'https://example.com/shark',
    media: [picture],
    channels: only('pinterest', 'reddit', 'devto'),
    channelSettings: {
      [channels.pinterest!]: { board: 'b1' },
      [channels.reddit!]: { subreddit },
    },
  })
  const ids = only('pinterest', 'reddit', 'devto')
  const foreseen = await dryRun(post, { channels: ids })
  expect(foreseen.dryRun).toMatchObject({ fits: true })
  const planned = await distribute(post, ids, 10 * hour)
  await expectSentAs(planned, foreseen)
}, 120_000)

test('what a channel changes of a post is shown, and sent as it was shown though the channel is set otherwise by then', async () => {
  const { payload } = house
  const set = (channel: string, policy: Record<string, unknown>) =>
    call(house, editor, 'PATCH', `/channels/${channel}`, { policy })
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const setAll = async (policy: Record<string, unknown>) => {
    for (const channel of only('x', 'mastodon', 'whatsapp')) {
      const saved = await call(house, manager, 'PATCH', `/channels/${channel}`, { policy })
      expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    }
  }
  expect((await set(channels.x!, {})).status).toBe(403)
  const wrong = await call(house, manager, 'PATCH', `/channels/${channels.x}`, {
    policy: { utm: { source: '{plan}' } },
  })
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([
    400,
    expect.stringContaining('There is no {plan} to be filled in.'),
  ])
  await setAll({
    tooLong: 'shorten',
    utm: { source: '{platform}', campaign: '{post}' },
    utmOn: 'site',
  })
  const ids = only('x', 'mastodon', 'whatsapp')
  const post = await addPost(payload, tenant, {
    title: 'Open house',
    text: `See https://marina.example/plan. ${'Bright **rooms**, '.repeat(40)}`,
    link: 'https://marina.example/flats#2',
    parts: [{ text: 'Second '.repeat(90), delayMinutes: 0 }],
    channels: ids,
  })
  const foreseen = await dryRun(post, { channels: ids })
  const [onX, onMastodon, onPhone] = foreseen.dryRun.channels
  const codes = (one?: ForeseenChannel) => one?.changes.map(({ code }) => code)
  expect([onX, onMastodon, onPhone].map(codes)).toEqual([
    ['UTM_ADDED', 'SHORTENED', 'SHORTENED'],
    ['UTM_ADDED', 'SHORTENED', 'SHORTENED'],
    ['UTM_ADDED'],
  ])
  expect(onX?.refusals).toEqual([])
  const link = 'https://marina.example/flats?utm_source=x&utm_campaign=open-house#2'
  expect(onX?.preview.endsWith(`…\n\n${link}`)).toBe(true)
  expect(onX?.preview).toContain(
    'https://marina.example/plan?utm_source=x&utm_campaign=open-house.',
  )
  expect(onX?.count).toBeLessThanOrEqual(280)
  expect(onX?.count).toBeGreaterThan(265)

  const planned = await distribute(post, ids, 10 * hour)
  await setAll({ tooLong: 'refuse', utm: { source: 'other', campaign: '' } })
  await expectSentAs(planned, foreseen)
  const byHand = planned.deliveries.find(({ channel }) => channel === channels.whatsapp)!
  const { body } = await call(house, agent, 'GET', `/assist/coming/${byHand.id}`)
  const onTask = onPhone?.payload?.kind === 'manual' ? onPhone.payload.task : undefined
  expect(body.caption).toBe(onTask?.caption)
  expect(body.caption).toContain('flats?utm_source=whatsapp&utm_campaign=open-house#2')
  await setAll({ utm: { source: '' } })
}, 120_000)

test('a dry run names each rule that is broken, and fits only where the real one goes through', async () => {
  const long = await addPost(house.payload, tenant, {
    text: 'x'.repeat(281),
    channels: only('x', 'mastodon', 'whatsapp'),
  })
  const shown = await dryRun(long)
  expect(shown.dryRun.fits).toBe(false)
  const codes = shown.dryRun.channels.map((one) => one.refusals.map(({ code }) => code))
  expect(codes).toEqual([['TEXT_TOO_LONG'], [], []])
  const real = (body: object) => call(house, editor, 'POST', `/posts/${long}/distribute`, body)
  expectProblem(await real({}), 422, 'CONTENT_REFUSED')

  const empty = await addPost(house.payload, tenant, { text: '', channels: only('mastodon') })
  expect((await dryRun(empty)).dryRun).toMatchObject({
    fits: false,
    problems: [{ code: 'POST_EMPTY', field: 'text' }],
    channels: [{ payload: null }],
  })

  await house.payload.update({
    collection: 'channels' as never,
    id: channels.bluesky!,
    data: { dailyCap: 1 } as never,
  })
  const third = await addPost(house.payload, tenant, { channels: only('bluesky') })
  expect((await dryRun(third)).dryRun).toMatchObject({
    fits: false,
    channels: [{ refusals: [{ code: 'CHANNEL_CAP', field: 'publishAt' }] }],
  })
})

test('a dry run is for whoever may distribute the post, and for nobody else', async () => {
  const post = await addPost(house.payload, tenant, { channels: only('mastodon') })
  const ask = (person?: Person) =>
    call(house, person, 'POST', `/posts/${post}/distribute`, { dryRun: true })
  expect((await ask(editor)).status).toBe(200)
  expectProblem(await ask(), 401, 'UNAUTHENTICATED')
  expect((await ask(agent)).status).toBeGreaterThanOrEqual(403)
  expectProblem(await ask(stranger), 404, 'NOT_FOUND')
})
