import { randomUUID } from 'node:crypto'
import { type Role, roles } from 'postyard'
import { samples } from '../../../plugins/distribution/media/testing/samples.ts'
import { toDayOptions } from '../../../plugins/distribution/series/watchman/dayOptions.ts'
import type { PostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { addFile } from './addFile.ts'
import { addKey } from './addKey.ts'
import { addSubscriber } from './addSubscriber.ts'
import {
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './agency.ts'
import { grantOfAll } from './grantOfAll.ts'
import type { House } from './openHouse.ts'
import { askAgent, plan, query } from './scenes.ts'

/** A client of the agency with a person in each role and at least one record of everything. */
export type Client = {
  tenant: string
  people: Record<Role, Person>
  apiKey: string
  /** Its customer group in Postiz. */
  group: string
  media: string
  filename: string
  /** The name of a size of it. */
  thumbnail: string
  /** A channel that a person serves. */
  manual: string
  /** A channel of Postiz. */
  postiz: string
  post: string
  plan: string
  /** Scheduled, in an hour. */
  delivery: string
  /** Waits for a person. */
  asked: { plan: string; delivery: string; task: string }
  device: string
  deviceToken: string
  rendition: string
  receipt: string
  figure: string
  event: string
  preference: string
  lock: string
  /** The row of a request that carried an Idempotency-Key. */
  key: string
  /** A wake-up call in the queue. */
  job: string
  /** A program that is sent events. */
  subscriber: string
  /** The id of the key of a program. */
  apiKeyOfProgram: string
  /** Programs may distribute everything of it, everywhere. */
  entitlement: string
  /** An evergreen series, and the plan of a day of it. */
  series: string
  flightPlan: string
  /** A clip of a campaign, and the claim of the influencer on it. */
  campaign: string
  clip: string
  influencer: string
  claim: string
  /** The account of the influencer, on which they alone post. */
  snapchat: string
  /** A message that became no claim, and a program that sends such. */
  claimLetter: string
  claimSource: string
}

/** What the sandbox must hold for the clients of these names. */
export const organisations = (names: string[]) =>
  names.map((name) => ({
    name,
    key: `secret-key-of-${name}`,
    groups: [{ id: `group-${name}`, name }],
    integrations: [
      {
        id: `masto-${name}`,
        name: `${name} on Mastodon`,
        identifier: 'mastodon',
        tools: { lists: [{ id: '7', name: `Friends of ${name}` }] },
        group: `group-${name}`,
      },
    ],
  }))

const insert = async (
  house: House,
  collection: string,
  data: Record<string, unknown>,
): Promise<string> => {
  const doc = await house.payload.create({ collection: collection as 'media', data: data as never })
  return doc.id as string
}

const addPeople = async (house: House, tenant: string): Promise<Record<Role, Person>> => {
  const people: Partial<Record<Role, Person>> = {}
  for (const role of roles) people[role] = await addPerson(house, [{ tenant, roles: [role] }])
  return people as Record<Role, Person>
}

/** Furnishes a client whose Postiz organisation of the same name is in the sandbox. */
export const furnish = async (args: {
  house: House
  sandbox: PostizSandbox
  name: string
}): Promise<Client> => {
  const { house, sandbox, name } = args
  const { payload } = house
  const apiKey = `secret-key-of-${name}`
  const tenant = await addTenant(payload, { name })
  const people = await addPeople(house, tenant)
  const { manager, 'field-agent': agent } = people
  const media = await addPicture(payload, tenant, name)
  const manual = await addManualChannel(payload, tenant, { agents: [agent.id] })
  const connected = await call(house, manager, 'POST', `/tenants/${tenant}/connect-postiz`, {
    baseUrl: `${sandbox.url}/api`,
    apiKey,
    groupId: `group-${name}`,
  })
  if (connected.status !== 200) throw new Error(JSON.stringify(connected.body))
  const [imported] = await query(
    payload,
    `select id from postyard_channels where tenant_id = $1 and kind = 'postiz'`,
    [tenant],
  )
  const channels = [manual, imported!.id as string]
  const post = await addPost(payload, tenant, { media: [media], channels })
  const planned = await plan({ payload, by: manager, post, channels })
  const asked = await askAgent({ payload, by: manager, post, channels: [manual] })
  const deviceToken = `phone-of-${name}-${randomUUID()}`
  const device = await call(
    house,
    agent,
    'POST',
    '/devices/register',
    {
      token: deviceToken,
      platform: 'android',
      name: `Phone of ${name}`,
    },
    { 'idempotency-key': `registers-${name}` },
  )
  const rendition = await insert(house, 'renditions', {
    tenant,
    key: `key-of-${name}`,
    kind: 'card',
    spec: { kind: 'card' },
    state: 'ready',
    file: media,
    attempt: 1,
  })
  const figure = await insert(house, 'figures', {
    tenant,
    channel: channels[1],
    label: `Likes of ${name}`,
    date: '2026-11-20',
    total: 7,
  })
  await call(house, manager, 'POST', `/payload-preferences/list-${name}`, { value: { sort: name } })
  const locked = await addPost(payload, tenant)
  const lock = await insert(house, 'payload-locked-documents', {
    document: { relationTo: 'posts', value: locked },
    user: { relationTo: 'users', value: manager.id },
  })
  const program = await addKey(house, { tenant, people })
  const entitlement = await insert(house, 'entitlements', grantOfAll(tenant))
  const series = await insert(house, 'series', {
    ...{ tenant, name: `Sharks of ${name}`, slug: 'sharks', channels: [channels[1]] },
    source: { kind: 'folder', path: name },
  })
  const flightPlan = await insert(house, 'flight-plans', {
    ...{ tenant, day: '2026-11-01', timezone: 'UTC', seed: `${tenant} 2026-11-01` },
    ...{ generatedAt: '2026-11-01T00:00:01.000Z', queue: [] },
    plan: { queue: [], phases: [], skipped: [], late: [], unread: [], collisions: [] },
    inputs: {
      ...{ version: 1, tenant, day: '2026-11-01', timezone: 'UTC', seed: `${tenant} 2026-11-01` },
      ...{ now: '2026-11-01T00:00:01.000Z', options: toDayOptions(null), series: [] },
    },
  })
  const video = await addFile(payload, tenant, await samples.mp4(), `Video of ${name}`)
  const campaign = await insert(house, 'campaigns', {
    ...{ tenant, name: `Campaign of ${name}`, reference: 'summer' },
  })
  const clip = await insert(house, 'clips', {
    ...{ tenant, title: `Clip of ${name}`, reference: 'clip-1', campaign, video },
  })
  const snapchat = await insert(house, 'channels', {
    ...{ tenant, name: `Nia of ${name}`, platform: 'snapchat', kind: 'manual' },
  })
  const influencer = await insert(house, 'influencers', {
    ...{ tenant, name: `Nia of ${name}`, reference: 'nia', user: people.influencer.id },
    channels: [snapchat],
  })
  const claim = await insert(house, 'claims', {
    ...{ tenant, claimId: `claim-of-${name}`, influencer, clip, campaign },
    claimedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const letter = await call(house, manager, 'POST', '/claims/ingest', {
    ...{ tenant, claimId: `letter-of-${name}`, influencer: 'nia', clip: `unknown-to-${name}` },
  })
  const source = await call(house, manager, 'POST', '/claim-sources', {
    ...{ tenant, name: `Campaign app of ${name}` },
  })
  const firstOf = async (table: string) =>
    (await query(payload, `select id from ${table} where tenant_id = $1`, [tenant]))[0]!
      .id as string
  const [preference] = await query(payload, 'select id from payload_preferences where key = $1', [
    `list-${name}`,
  ])
  const [key] = await query(
    payload,
    `select id from postyard_idempotency_keys where response->>'id' = $1`,
    [device.body.id],
  )
  const [job] = await query(payload, `select id from payload_jobs where input->>'tenant' = $1`, [
    tenant,
  ])
  return {
    tenant,
    people,
    apiKey,
    group: `group-${name}`,
    media,
    filename: `${name}.png`,
    thumbnail: `${name}-64x48.png`,
    manual,
    postiz: channels[1]!,
    post,
    plan: planned.plan,
    delivery: planned.delivery,
    asked: { plan: asked.plan, delivery: asked.delivery, task: asked.task },
    device: device.body.id,
    deviceToken,
    rendition,
    figure,
    receipt: await firstOf('postyard_receipts'),
    event: await firstOf('postyard_events'),
    preference: preference!.id,
    lock,
    key: key!.id,
    job: job!.id,
    subscriber: await addSubscriber(house, { tenant, people }),
    apiKeyOfProgram: program.id,
    entitlement,
    series,
    flightPlan,
    campaign,
    clip,
    influencer,
    claim,
    snapchat,
    claimLetter: letter.body.letter.id,
    claimSource: source.body.id,
  }
}
