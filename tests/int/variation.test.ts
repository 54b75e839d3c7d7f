import { operations, runFor } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { readContent } from '../../plugins/distribution/deliver/readContent.ts'
import { sayAsStaged } from '../../plugins/distribution/deliver/stage/sayAsStaged.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { poolOf, sql } from '../../plugins/distribution/model/database.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

let house: House
let postiz: PostizSandbox
let tenant: string
let manager: Person
/** Six of Postiz in two towns, and one that a person serves. */
let channels: string[]
let manual: string

const towns = ['Porto', 'Faro']

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 10_000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(6) }],
  })
  house = await openHouse()
  const { payload } = house
  tenant = await addTenant(payload, { name: 'Marina Homes' })
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const user = await payload.findByID({ collection: 'users', id: manager.id })
  await runFor({
    payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${postiz.url}/api`, apiKey: 'key' },
    user: { ...user, collection: 'users' },
  })
  const { docs } = await payload.find({
    collection: 'channels',
    where: { tenant: { equals: tenant } },
    sort: 'name',
  })
  channels = docs.map(({ id }) => String(id))
  for (const [index, id] of channels.entries()) {
    const labels = [`city: ${towns[index % 2]}`]
    await payload.update({ collection: 'channels', id, data: { labels } as never })
  }
  manual = await addManualChannel(payload, tenant, {
    agents: [manager.id],
    labels: ['city: Lagos'],
  })
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const db = () => poolOf(house.payload)
const post = (path: string, body: unknown) => call(house, manager, 'POST', path, body)

const write = (data: Record<string, unknown>) =>
  addPost(house.payload, tenant, { channels: [...channels, manual], ...data })

/** Without gaps, since what is asked here is what they say. */
const start = (id: string, more: Record<string, unknown> = {}) =>
  post('/distribution/start', {
    post: id,
    window: { from: new Date(Date.now() + 3_600_000).toISOString(), hours: 23 },
    gap: { minMinutes: 5 },
    seed: 'one',
    ...more,
  })

const saidBy = (delivery: string) =>
  readContent({ payload: house.payload, settings: settingsOf(house.payload), tenant, delivery })

type Listed = { id: string; channel: string; variation: unknown }

const deliveriesOf = async (plan: string): Promise<Listed[]> => {
  const { body } = await call(house, manager, 'GET', `/distribution/deliveries?plan=${plan}`)
  return body.deliveries
}

const textsOf = async (plan: string): Promise<Record<string, string>> => {
  const rows = await deliveriesOf(plan)
  const texts = rows.map(async ({ id, channel }) => [channel, (await saidBy(id)).text])
  return Object.fromEntries(await Promise.all(texts))
}

type Use = { text: string; accounts: number }

test('each account says what the preview showed, its record tells so, and Postiz and the phone get that', async () => {
  const id = await write({
    text: '{Come|Be our guest} to {{label.city}}.',
    parts: [{ text: '{{tags.sea}}', delayMinutes: 1 }],
  })
  const variation = {
    pools: { sea: { tags: ['sea', 'sun', 'boats'], min: 1, max: 1 } },
    accounts: { [manual]: { text: 'By hand for {{client.name}}' } },
  }
  const seen = await post('/distribution/preview', { post: id, variation, seed: 'one', limit: 4 })
  expect(seen.body).toMatchObject({
    problems: [],
    variants: {
      ...{ texts: 3, possible: 9, accounts: 7, used: 3 },
      says: '3 variants for 7 accounts; with their hashtags 9.',
    },
  })
  const tally = seen.body.variants
  expect(tally.uses.map((one: Use) => [one.text, one.accounts]).toSorted()).toEqual([
    ['Be our guest to {{label.city}}.', 3],
    ['By hand for {{client.name}}', 1],
    ['Come to {{label.city}}.', 3],
  ])
  const rest = await post('/distribution/preview', {
    ...{ post: id, variation, seed: 'one', limit: 4, cursor: seen.body.next },
  })
  const shown = [...seen.body.channels, ...rest.body.channels]
  expect(rest.body.next).toBeNull()
  expect(shown.map(({ channel }) => channel)).toEqual([...channels, manual])
  expect(shown[0]).toMatchObject({ count: shown[0].preview.length, limit: 500, refusals: [] })

  const started = await start(id, { variation })
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  const plan = String(started.body.plan)
  const previews = Object.fromEntries(shown.map((one) => [one.channel, one.preview]))
  expect(await textsOf(plan)).toEqual(previews)
  expect(previews[manual]).toBe('By hand for Marina Homes')
  const rows = await deliveriesOf(plan)
  const first = rows.find(({ channel }) => channel === channels[0])
  expect(first?.variation).toMatchObject({
    text: previews[channels[0] ?? ''],
    parts: [{ text: expect.stringMatching(/^#(sea|sun|boats)$/), delayMinutes: 1 }],
    sources: { text: 'post', parts: 'post' },
    choices: [{ in: 'text', line: 1, column: 1 }],
  })

  const ids = rows.filter(({ channel }) => channel !== manual).map((row) => row.id)
  await db().execute(sql`
    update postyard_deliveries
    set scheduled_at = clock_timestamp() + interval '1 minute', wake_at = null
    where id = any(${sql.param(ids)})`)
  const { payload } = house
  const now = () => new Date()
  await stageAhead({ payload, tenant, ids, now })
  expect((await draftsAtPostiz()).toSorted()).toEqual(
    channels.map((channel) => `<p>${previews[channel]}</p>`).toSorted(),
  )
  await db().execute(sql`
    update postyard_deliveries set scheduled_at = clock_timestamp(), state = 'queued'
    where id = ${ids[0]}`)
  await fireDeliveries({ payload, tenant, ids: ids.slice(0, 1), now, random: () => 0.5 })
  const [published] = await eventually(
    async () => (await steerPostiz(postiz).publications()).publications,
    (all) => all.length > 0,
  )
  const { channel = '' } = rows.find((row) => row.id === ids[0]) ?? {}
  expect(published?.text).toBe(previews[channel])
})

const draftsAtPostiz = async (): Promise<string[]> => {
  const range = new URLSearchParams({
    startDate: new Date(Date.now() - 86_400_000).toISOString(),
    endDate: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const response = await fetch(`${postiz.baseUrl}/posts?${range}`, {
    headers: { authorization: 'key' },
  })
  const { posts } = (await response.json()) as { posts: { content: string }[] }
  return posts.map(({ content }) => content)
}

test('an edit gives what is not sent its words anew by the same turns; what an old draft said is not lost', async () => {
  const id = await write({ text: '{One|Two|Three} of {{label.city}}' })
  const { body } = await start(id)
  const plan = String(body.plan)
  const before = await textsOf(plan)
  const rows = await deliveriesOf(plan)
  const staged = rows.find(({ channel }) => channel === channels[0])?.id as string
  const { payload } = house
  await stageAhead({ payload, tenant, ids: [staged], now: () => new Date() })
  const edited = await call(house, manager, 'PATCH', `/posts/${id}`, {
    text: '{Four|Five|Six} of {{label.city}}',
  })
  expect(edited.body.doc.replanned).toMatchObject({ changed: 7 })
  const anew: Record<string, string> = { One: 'Four', Two: 'Five', Three: 'Six' }
  const after = await textsOf(plan)
  for (const [channel, text] of Object.entries(before)) {
    const [word = '', ...rest] = text.split(' ')
    expect(after[channel]).toBe([anew[word], ...rest].join(' '))
  }
  // Somebody switched the old draft on at Postiz.
  await db().execute(sql`update postyard_deliveries set state = 'publishing' where id = ${staged}`)
  const row = { id: staged, tenant_id: tenant, fence: await fenceOf(staged) }
  await sayAsStaged({ db: db(), row } as never)
  expect((await saidBy(staged)).text).toBe(before[channels[0] ?? ''])
})

const fenceOf = async (id: string): Promise<number> => {
  const { rows } = await db().execute(sql`
    select fence::int as fence from postyard_deliveries where id = ${id}`)
  return (rows[0] as { fence: number }).fence
}

test('a template with a fault, an empty variable or a variant that is too long is refused before anything is made', async () => {
  const faulty = await start(await write({ text: 'Hello\n{there' }))
  expect([faulty.status, faulty.body.code]).toEqual([422, 'VARIATION_INVALID'])
  expect(faulty.body.errors).toMatchObject([
    { code: 'TEMPLATE_BRACE_UNCLOSED', message: expect.stringMatching(/^Line 2, column 1: /) },
  ])
  const empty = await start(await write({ text: '{a|b {{label.street}}}' }))
  expect(empty.body).toMatchObject({ code: 'CONTENT_REFUSED' })
  expect(empty.body.errors).toHaveLength(7)
  expect(empty.body.errors[0]).toMatchObject({
    code: 'VARIABLE_EMPTY',
    message: expect.stringMatching(/^This account has no label "street: …"/),
  })
  const many = Array.from({ length: 30 }, (_, index) => `w${index}`).join('|')
  const id = await write({ text: `{${many}|${'x'.repeat(501)}}` })
  const long = await start(id)
  expect(long.body).toMatchObject({ code: 'CONTENT_REFUSED' })
  expect(long.body.errors).toHaveLength(6)
  // At most one of them says it now.
  const others = long.body.errors.filter(({ message }: { message: string }) =>
    /^Its longest variant “x+…”: .*500/.test(message),
  )
  expect(others.length).toBeGreaterThanOrEqual(5)
  const { body } = await post('/distribution/preview', { post: id, channels: channels.slice(0, 1) })
  expect(body.channels[0].refusals).toMatchObject([
    { code: 'TEXT_TOO_LONG', limit: 500, count: 501 },
  ])
  expect(body.variants.says).toBe('31 variants for 1 account.')
  const told = await post('/distribution/preview', { post: id, variation: { text: '{' } })
  expect(told.body).toMatchObject({
    variants: null,
    problems: [{ code: 'TEMPLATE_BRACE_UNCLOSED', field: 'variation.text' }],
  })
})

test('an edit that breaks a template, or a variant of it, is refused at its field', async () => {
  const id = await write({ text: '{a|b}' })
  const { body } = await start(id)
  const before = await textsOf(String(body.plan))
  for (const text of ['{a|b', `{a|${'x'.repeat(501)}}`, '{{label.street}}']) {
    const edited = await call(house, manager, 'PATCH', `/posts/${id}`, { text })
    expect(edited.status).toBe(422)
    expect(edited.body.errors[0].data.errors).toMatchObject([{ path: 'text' }])
  }
  expect(await textsOf(String(body.plan))).toEqual(before)
})

test('distributed in the ordinary way, a post says its braces as they stand', async () => {
  const id = await write({ text: '{a|b} {{channel.name}} {' })
  const made = await post(`/posts/${id}/distribute`, { channels: [manual] })
  const [delivery] = made.body.deliveries
  expect((await saidBy(delivery.id)).text).toBe('{a|b} {{channel.name}} {')
  const [record] = await deliveriesOf(made.body.plan)
  expect(record?.variation).toBeNull()
})
