import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queues } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { middleAt } from '../../plugins/distribution/media/testing/lookAtVideo.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import type { PostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addFile } from './support/addFile.ts'
import { type Answer, addPerson, call, type Person } from './support/agency.ts'
import { connectClipAccounts, startClipSandbox } from './support/clipAccounts.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let postiz: PostizSandbox
let worker: Awaited<ReturnType<typeof startWorker>> | undefined
let tenant: string
let manager: Person
let nia: Person
let influencer: string
let otto: { person: Person; influencer: string }
let clip: string
let video: string
/** Short enough to be rendered within a test. */
let shortClip: string
let folder: string
const channels: Record<string, string> = {}

const insert = async (collection: string, data: Record<string, unknown>): Promise<string> => {
  const doc = await house.payload.create({
    collection: collection as 'clips',
    data: { tenant, reference: randomUUID(), ...data } as never,
  })
  return (doc as unknown as { id: string }).id
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postyard-dress-'))
  postiz = await startClipSandbox()
  house = await openHouse()
  const connected = await connectClipAccounts(house, postiz)
  tenant = connected.tenant
  Object.assign(channels, connected.channels)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  nia = await addPerson(house, [{ tenant, roles: ['influencer'] }])
  const person = await addPerson(house, [{ tenant, roles: ['influencer'] }])
  influencer = await insert('influencers', {
    ...{ name: 'Nia', user: nia.id, channels: Object.values(channels) },
  })
  otto = { person, influencer: await insert('influencers', { name: 'Otto', user: person.id }) }
  const campaign = await insert('campaigns', { name: 'Summer' })
  const short = await addFile(house.payload, tenant, await samples.mp4(1))
  shortClip = await insert('clips', {
    ...{ title: 'Run: 1/2', campaign, video: short, caption: 'Run with us.' },
  })
  video = await addFile(house.payload, tenant, await samples.mp4(4, '360x640'))
  clip = await insert('clips', { title: 'Run', campaign, video, caption: 'Run with us.' })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
  await rm(folder, { recursive: true, force: true })
})

const addClaim = async (data: Record<string, unknown> = {}): Promise<string> =>
  insert('claims', {
    ...{ claimId: `clm ${randomUUID()}`, influencer, clip },
    campaign: await insert('campaigns', { name: 'Summer' }),
    claimedAt: new Date(Date.now() - 60_000).toISOString(),
    expiresAt: new Date(Date.now() + 86_000_000).toISOString(),
    ...data,
  })

const act = (claim: string, verb: string, body: object, who = nia): Promise<Answer> =>
  call(house, who, 'POST', `/claims/${claim}/${verb}`, body)

const preview = (claim: string, who = nia) => call(house, who, 'GET', `/claims/${claim}/preview`)

const on = ({ body }: Answer, platform: string) =>
  body.platforms.find((one: { platform: string }) => one.platform === platform)

const greenPng = async () => {
  const create = { width: 90, height: 160, channels: 3 as const, background: '#00e000' }
  return sharp({ create }).png().toBuffer()
}

/** A picture that somebody brings for an intro. */
const upload = async (claim: string, who = nia): Promise<string> => {
  const file = (await greenPng()).toString('base64')
  const kept = await act(claim, 'upload', { file, mimeType: 'image/png' }, who)
  expect(kept.status, JSON.stringify(kept.body)).toBe(200)
  return kept.body.id
}

/** A link that we gave, at the port of this test. */
const open = (url: string) => fetch(url.replace(/^.*\/api\//, `${house.api}/`))

const hashOf = async (response: Response) =>
  createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')

const overlaysOf = async (claim: string) =>
  (await query(house.payload, 'select overlays from postyard_claims where id = $1', [claim]))[0]
    ?.overlays

const image = (id: string, more: object = {}) => ({ kind: 'image', image: id, seconds: 1, ...more })

test('the file of the preview is the one that the platforms get, with its intro in it', async () => {
  const claim = await addClaim({ clip: shortClip })
  const picture = await upload(claim)
  const dressed = await act(claim, 'overlays', {
    ...{ intro: image(picture), outro: image(picture, { seconds: 1.2 }) },
  })
  expect(dressed.status, JSON.stringify(dressed.body)).toBe(200)
  expect(dressed.body.overlays.intro).toEqual(image(picture, { placement: 'own_frames' }))
  const said = await act(claim, 'captions', { captions: { youtube: 'Only here.' } })
  expect(said.status, JSON.stringify(said.body)).toBe(200)

  const before = await preview(claim)
  expect(before.status, JSON.stringify(before.body)).toBe(200)
  expect(before.body).toMatchObject({ state: 'making', file: null })
  expect((await act(claim, 'download', {})).body).toMatchObject({ code: 'RENDITION_NOT_READY' })

  worker = await startWorker({ payload: house.payload, queues })
  const made = await eventually(
    () => preview(claim),
    ({ body }) => body.state !== 'making',
    60_000,
  )
  expect(made.body).toMatchObject({
    ...{ state: 'ready', progress: 100, reason: null },
    file: { width: 1080, height: 1920, mimeType: 'video/mp4', filename: 'Run 1 2.mp4' },
  })
  expect(made.body.file.seconds).toBeCloseTo(3.2, 1)
  expect(on(made, 'youtube')).toMatchObject({ caption: 'Only here.', refusals: [], state: 'ready' })
  expect(on(made, 'instagram')).toMatchObject({ caption: 'Run with us.', isConverted: false })
  expect(on(made, 'snapchat')).toMatchObject({ channel: null })
  const again = await preview(claim)
  expect(again.body.file.id).toBe(made.body.file.id)

  const saved = await act(claim, 'download', {})
  const response = await open(saved.body.url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''Run%201%202.mp4",
  )
  const bytes = Buffer.from(await response.arrayBuffer())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(made.body.file).toMatchObject({ sha256, bytes: bytes.length })
  const path = join(folder, 'made.mp4')
  await writeFile(path, bytes)
  expect(await middleAt(path, 0.5)).toBe('green')
  expect(await middleAt(path, 1.5)).not.toBe('green')

  const out = await act(claim, 'publish-multi', { platforms: ['youtube', 'instagram'] })
  expect(out.status, JSON.stringify(out.body)).toBe(200)
  const live = await eventually(
    () => call(house, nia, 'GET', `/claims/${claim}/standing`),
    ({ body }) => body.state === 'published' || body.state === 'failed',
    60_000,
  )
  // What the others look at need not be made.
  await worker.stop()
  worker = undefined
  expect(live.body.state, JSON.stringify(live.body)).toBe('published')
  const answer = await fetch(`${postiz.url}/sandbox/publications`)
  const { publications } = (await answer.json()) as {
    publications: { text: string; media: { path: string }[] }[]
  }
  expect(publications.map(({ text }) => text).sort()).toEqual(['Only here.', 'Run with us.'])
  for (const { media } of publications) {
    expect(media).toHaveLength(1)
    expect(await hashOf(await fetch(media[0]?.path ?? ''))).toBe(sha256)
  }
  expect((await preview(claim)).body.file.sha256).toBe(sha256)
}, 150_000)

test('undressed, a clip goes out as it is', async () => {
  const shown = await preview(await addClaim())
  const [file] = await query(house.payload, 'select sha256 from media where id = $1', [video])
  expect(shown.body).toMatchObject({ state: 'ready', file: { id: video, sha256: file?.sha256 } })
})

describe('an intro', () => {
  test.each([
    [{ seconds: 0 }, 'OVERLAY_TOO_SHORT', 'intro.seconds'],
    [{ seconds: -1 }, 'OVERLAY_TOO_SHORT', 'intro.seconds'],
    [{ seconds: 3.01 }, 'OVERLAY_TOO_LONG', 'intro.seconds'],
    [{ seconds: '1' }, 'invalid_type', 'intro.seconds'],
    [{ seconds: undefined }, 'invalid_type', 'intro.seconds'],
    [{ placement: 'beside' }, 'invalid_value', 'intro.placement'],
    [{ kind: 'sound' }, 'invalid_union', 'intro.kind'],
    [{ image: randomUUID() }, 'MEDIA_MISSING', 'intro.image'],
    [{ seconds: 3, placement: 'superimposed' }, 'OVERLAY_TOO_LONG', 'intro.seconds'],
  ])('with %j is refused as %s', async (wrong, code, path) => {
    const claim = await addClaim({ clip: shortClip })
    const intro = image(await upload(claim), wrong)
    const refused = await act(claim, 'overlays', { intro })
    expectProblem(refused, 422, 'OVERLAY_REFUSED')
    expect(refused.body.errors).toMatchObject([{ code, path }])
    const older = await call(house, nia, 'POST', `/v1/distribution/items/${claim}/overlays`, {
      intro,
    })
    expect(older).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(await overlaysOf(claim)).toBeNull()
  })

  test('of three seconds is taken; null takes it away, and what is not named stays', async () => {
    const claim = await addClaim()
    const picture = await upload(claim)
    await act(claim, 'overlays', { intro: image(picture, { seconds: 3 }), fit: 'crop' })
    const more = await act(claim, 'overlays', { outro: image(picture) })
    expect(Object.keys(more.body.overlays).sort()).toEqual(['fit', 'intro', 'outro'])
    const less = await act(claim, 'overlays', { intro: null, fit: null })
    expect(less.body.overlays).toEqual({ outro: image(picture, { placement: 'own_frames' }) })
    const told = await query(
      house.payload,
      `select data from postyard_events
       where type = 'distribution.claim.dressed' and correlation_id = $1 order by occurred_at`,
      [claim],
    )
    expect(told.map(({ data }) => data.overlays)).toEqual([
      ['intro'],
      ['intro', 'outro'],
      ['outro'],
    ])
  })

  test('is made of the influencer’s own files and of the clip, staff use all of the client', async () => {
    const ofClient = await addFile(house.payload, tenant, await samples.png())
    const ofOtto = await upload(await addClaim({ influencer: otto.influencer }), otto.person)
    const claim = await addClaim()
    for (const strange of [ofClient, ofOtto]) {
      const refused = await act(claim, 'overlays', { intro: image(strange) })
      expectProblem(refused, 422, 'OVERLAY_REFUSED')
      const message = refused.body.errors[0].message
      expect(message).toContain('not yours')
    }
    const own = { kind: 'clip', clip: video, seconds: 0.5 }
    expect((await act(claim, 'overlays', { outro: own })).status).toBe(200)
    const byStaff = await act(claim, 'overlays', { intro: image(ofClient) }, manager)
    expect(byStaff.status, JSON.stringify(byStaff.body)).toBe(200)
    // What staff have chosen may be kept by whose claim it is.
    const shorter = await act(claim, 'overlays', { intro: image(ofClient, { seconds: 0.5 }) })
    expect(shorter.status, JSON.stringify(shorter.body)).toBe(200)
    expectProblem(await act(claim, 'overlays', { intro: null }, otto.person), 403, 'FORBIDDEN')
    const [told] = await query(
      house.payload,
      `select actor_name, data from postyard_events
       where type = 'distribution.claim.dressed' and correlation_id = $1 and actor_id = $2`,
      [claim, manager.id],
    )
    expect(told?.data).toMatchObject({ isForThem: true, influencerName: 'Nia' })
    // The library as such stays closed to influencers.
    expect((await call(house, nia, 'GET', '/media')).status).toBe(403)
  })
})

test('what an influencer brings is looked into, and is theirs', async () => {
  const claim = await addClaim()
  const broken = Buffer.alloc(200, 'x').toString('base64')
  const refused = await act(claim, 'upload', { file: broken, mimeType: 'image/png' })
  expectProblem(refused, 422, 'OVERLAY_REFUSED')
  const kept = await upload(claim)
  const [row] = await query(house.payload, 'select influencer from media where id = $1', [kept])
  expect(row?.influencer).toBe(influencer)
})

test('what somebody brings holds up no command, and of the last two at once one is too many', async () => {
  const person = await addPerson(house, [{ tenant, roles: ['influencer'] }])
  const own = await insert('influencers', { name: 'Lu', user: person.id })
  const claims = [await addClaim({ influencer: own }), await addClaim({ influencer: own })]
  const file = (await greenPng()).toString('base64')
  const bring = (claim: string) => act(claim, 'upload', { file, mimeType: 'image/png' }, person)
  const held = await holdRow(house.payload, 'postyard_claims', claims[0]!)
  expect((await bring(claims[0]!)).status).toBe(200)
  await held.release()
  await query(
    house.payload,
    `insert into media (tenant_id, influencer, alt, filename)
     select $1, $2::text, '', $2::text || n from generate_series(1, 48) n`,
    [tenant, own],
  )
  const answers = await Promise.all(claims.map(bring))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
  expect(JSON.stringify(answers)).toContain('TOO_MANY_FILES')
})

describe('captions', () => {
  test('are held to the limit of their platform, and null takes them back', async () => {
    const claim = await addClaim()
    const refused = await act(claim, 'captions', {
      captions: { tiktok: 'x'.repeat(2201), youtube: 'y'.repeat(5001), instagram: 'Fine.' },
    })
    expectProblem(refused, 422, 'CONTENT_REFUSED')
    expect(refused.body.errors).toMatchObject([
      { path: 'captions.tiktok', code: 'TEXT_TOO_LONG' },
      { path: 'captions.youtube', code: 'TEXT_TOO_LONG' },
    ])
    await act(claim, 'captions', { captions: { tiktok: 'Mine.', instagram: 'Ours.' } })
    const back = await act(claim, 'captions', { captions: { tiktok: null } })
    expect(on(back, 'tiktok').caption).toBe('Run with us.')
    expect(on(back, 'instagram').caption).toBe('Ours.')
  })

  test('hold on platforms where there is no account yet; others are not supported', async () => {
    const claim = await addClaim({ influencer: otto.influencer })
    const long = { captions: { tiktok: 'x'.repeat(2201) } }
    expectProblem(await act(claim, 'captions', long, otto.person), 422, 'CONTENT_REFUSED')
    const strange = await act(claim, 'captions', { captions: { myspace: 'Hi' } }, otto.person)
    expectProblem(strange, 400, 'UNSUPPORTED_PLATFORM')
  })
})

describe('a scheduled claim', () => {
  const schedule = async (claim: string, platforms: string[]) => {
    const at = new Date(Date.now() + 5 * 86_400_000 + Math.random() * 8e7).toISOString()
    const { status, body } = await act(claim, 'schedule', { at, platforms })
    expect(status, JSON.stringify(body)).toBe(200)
    return at
  }

  const planned = (claim: string) =>
    query(
      house.payload,
      `select h.platform, d.state, d.reason_code, d.scheduled_at, d.rendition_id, r.spec
       from postyard_claims c
       join postyard_deliveries d on d.plan_id = c.plan_id
       join postyard_channels h on h.id = d.channel_id
       left join postyard_renditions r on r.id = d.rendition_id
       where c.id = $1 order by h.platform`,
      [claim],
    )

  test('is planned anew with what it wears, for the same time', async () => {
    const claim = await addClaim()
    const picture = await upload(claim)
    const at = await schedule(claim, ['youtube', 'instagram'])
    const dressed = await act(claim, 'overlays', { intro: image(picture, { seconds: 0.7 }) })
    expect(dressed.body.state, JSON.stringify(dressed.body)).toBe('scheduled')
    const rows = await planned(claim)
    expect(rows.map(({ platform }) => platform)).toEqual(['instagram', 'youtube'])
    for (const row of rows) {
      expect(row.scheduled_at.toISOString()).toBe(at)
      expect(row.spec).toMatchObject({ intro: { seconds: 0.7 }, clip: video })
    }
    const said = await act(claim, 'captions', { captions: { youtube: 'Later.' } })
    expect(on(said, 'youtube')).toMatchObject({ caption: 'Later.', scheduledAt: at })
    expect(on(await preview(claim), 'youtube').caption).toBe('Later.')
    const [living] = await query(
      house.payload,
      `select count(*)::int as n from postyard_deliveries d join postyard_claims c on c.post_id = d.post_id
       where c.id = $1 and d.state <> 'cancelled'`,
      [claim],
    )
    expect(living?.n).toBe(2)
  })

  test('TikTok is refused where branding lies over the clip, with the reason; the others go', async () => {
    const claim = await addClaim()
    const over = image(await upload(claim), { placement: 'superimposed', seconds: 0.5 })
    await act(claim, 'overlays', { outro: over })
    const shown = await preview(claim)
    expect(on(shown, 'tiktok').refusals).toMatchObject([{ code: 'BRANDING_SUPERIMPOSED' }])
    expect(on(shown, 'instagram').refusals).toEqual([])
    await schedule(claim, ['tiktok', 'instagram'])
    expect(await planned(claim)).toMatchObject([
      { platform: 'instagram', state: 'held' },
      { platform: 'tiktok', state: 'failed', reason_code: 'BRANDING_SUPERIMPOSED' },
    ])
    expect(on(await preview(claim), 'tiktok').refusals).toMatchObject([
      { code: 'BRANDING_SUPERIMPOSED' },
    ])
    const [refused] = await query(
      house.payload,
      `select d.id from postyard_deliveries d join postyard_claims c on c.plan_id = d.plan_id
       where c.id = $1 and d.state = 'failed'`,
      [claim],
    )
    // Beside the clip it may go everywhere.
    const beside = await act(claim, 'overlays', { outro: { ...over, placement: 'own_frames' } })
    expect(beside.status, JSON.stringify(beside.body)).toBe(200)
    expect((await planned(claim)).map(({ state }) => state)).toEqual(['held', 'held'])
    // Tried again it would be out twice.
    const twice = await call(house, manager, 'POST', `/deliveries/${refused?.id}/retry`)
    expectProblem(twice, 409, 'ILLEGAL_MOVE')
  })

  test('keeps what it wears where no platform would take the new', async () => {
    const claim = await addClaim()
    const over = image(await upload(claim), { placement: 'superimposed', seconds: 0.5 })
    await schedule(claim, ['tiktok'])
    expectProblem(await act(claim, 'overlays', { outro: over }), 422, 'CONTENT_REFUSED')
    expect(await overlaysOf(claim)).toBeNull()
    expect(await planned(claim)).toMatchObject([{ platform: 'tiktok', state: 'scheduled' }])
  })
})

test('nothing is made for a claim that has expired', async () => {
  const claim = await addClaim()
  await act(claim, 'overlays', { intro: image(await upload(claim), { seconds: 0.9 }) })
  await query(
    house.payload,
    `update postyard_claims set expires_at = now() - interval '1 minute' where id = $1`,
    [claim],
  )
  expect((await preview(claim)).body).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('expired'),
  })
  expectProblem(await act(claim, 'download', {}), 409, 'RENDITION_NOT_READY')
  expectProblem(await act(claim, 'overlays', { intro: null }), 409, 'INVALID_STATE_TRANSITION')
})

test('a link opens its file until it ends, and no other one', async () => {
  const { body } = await act(await addClaim(), 'download', {})
  expect((await open(body.url)).status).toBe(200)
  const token = body.url.split('/').at(-1)
  expect((await fetch(`${house.api}/assist/files/${token}`)).status).toBe(403)
  // The last character of a signature has bits that mean nothing.
  const another = token.replace(
    /\.(.)/,
    (_: string, first: string) => `.${first === 'A' ? 'B' : 'A'}`,
  )
  expect((await open(body.url.replace(token, another))).status).toBe(403)
})
