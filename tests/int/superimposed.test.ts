import { afterAll, beforeAll, expect, test } from 'vitest'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addFile } from './support/addFile.ts'
import { addPerson, addPost, call, type Person } from './support/agency.ts'
import { tiktokSettings } from './support/clipAccounts.ts'
import { connectTenant } from './support/connectTenant.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let postiz: PostizSandbox
let tenant: string
let manager: Person
let clip: string
let ident: string
const channels: Record<string, string> = {}

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 1000,
    organisations: [
      {
        name: 'A',
        key: 'key',
        integrations: ['tiktok', 'mastodon'].map((identifier) => ({
          id: identifier,
          name: identifier,
          identifier,
        })),
      },
    ],
  })
  house = await openHouse()
  tenant = (await connectTenant(house, postiz, 'key')).tenant
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const imported = await query(
    house.payload,
    'select id, platform from postyard_channels where tenant_id = $1',
    [tenant],
  )
  for (const { id, platform } of imported) channels[platform] = id
  clip = await addFile(house.payload, tenant, await samples.mp4(4))
  ident = await addFile(house.payload, tenant, await samples.jpeg(640, 640))
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const postWith = (placement: string | undefined) =>
  addPost(house.payload, tenant, {
    channels: Object.values(channels),
    channelSettings: { [channels.tiktok as string]: tiktokSettings },
    render: {
      kind: 'video',
      clip,
      intro: { kind: 'image', image: ident, seconds: 1, ...(placement ? { placement } : {}) },
      frame: { width: 720, height: 1280 },
    },
  })

const at = () => new Date(Date.now() + 86_400_000).toISOString()

const distribute = (post: string, on: string[]) =>
  call(house, manager, 'POST', `/posts/${post}/distribute`, {
    channels: on.map((platform) => channels[platform]),
    at: at(),
  })

const deliveriesOf = async (plan: string) =>
  Object.fromEntries(
    (
      await query(
        house.payload,
        `select c.platform, d.state, d.reason_code, d.reason, d.wake_at, d.deadline_at
         from postyard_deliveries d join postyard_channels c on c.id = d.channel_id
         where d.plan_id = $1`,
        [plan],
      )
    ).map(({ platform, ...row }) => [platform, row]),
  )

test('an intro over the clip: TikTok is refused with the reason, the others go', async () => {
  const post = await postWith('superimposed')
  const checked = await call(house, manager, 'POST', '/posts/check', {
    id: post,
    channels: Object.values(channels),
  })
  const refused = Object.fromEntries(
    checked.body.channels.map((one: { platform: string; refusals: { code: string }[] }) => [
      one.platform,
      one.refusals.map(({ code }) => code),
    ]),
  )
  expect(refused).toEqual({ tiktok: ['BRANDING_SUPERIMPOSED'], mastodon: [] })

  const { status, body } = await distribute(post, ['tiktok', 'mastodon'])
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.warnings).toMatchObject(
    [
      { channel: channels.tiktok, code: 'BRANDING_SUPERIMPOSED', message: /own, before or after/ },
    ].map((one) => ({ ...one, message: expect.stringMatching(one.message) })),
  )
  expect(await deliveriesOf(body.plan)).toMatchObject({
    tiktok: {
      state: 'failed',
      reason_code: 'BRANDING_SUPERIMPOSED',
      reason: expect.stringContaining('TikTok forbids brands'),
      wake_at: null,
      deadline_at: null,
    },
    mastodon: { state: 'held', reason_code: 'MEDIA_PENDING' },
  })
})

test('where it can go nowhere nothing is planned', async () => {
  const { status, body } = await distribute(await postWith('superimposed'), ['tiktok'])
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'CONTENT_REFUSED' })
  expect(JSON.stringify(body)).toContain('BRANDING_SUPERIMPOSED')
})

test('an intro before the clip goes everywhere', async () => {
  const { status, body } = await distribute(await postWith(undefined), ['tiktok', 'mastodon'])
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.warnings).toEqual([])
  expect(await deliveriesOf(body.plan)).toMatchObject({
    tiktok: { state: 'held' },
    mastodon: { state: 'held' },
  })
})
