import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, call, type Person } from './support/agency.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { readTables } from './support/readTables.ts'
import { query } from './support/scenes.ts'

let house: House
let sandbox: PostizSandbox
let client: Client
let agencyAdmin: Person

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['client']) })
  house = await openHouse()
  client = await furnish({ house, sandbox, name: 'client' })
  agencyAdmin = await addPerson(house, [], true)
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

const nobody = '4a1c6d0e-3b53-4a80-9d8c-0c9c1f5f8a11'

/** Records that Payload's own doors take, each with one thing wrong. */
const wrong: [slug: string, fault: string, data: Record<string, unknown>][] = [
  ['posts', 'no title', { title: '' }],
  ['posts', 'a title that is too long', { title: 'x'.repeat(201) }],
  ['posts', 'the character zero', { text: 'a\u0000b' }],
  ['posts', 'half of a character', { title: 'a\ud800b' }],
  ['posts', 'a time without offset', { publishAt: '2099-01-01T10:00:00' }],
  ['posts', 'a day that is none', { publishAt: '2099-02-30T10:00:00Z' }],
  ['posts', 'a time in a zone by name', { publishAt: '2099-01-01T10:00:00 Europe/Lisbon' }],
  ['posts', 'a link that runs', { link: 'javascript:alert(1)' }],
  ['posts', 'a picture that nobody has', { media: [nobody] }],
  ['posts', 'a picture by no id', { media: ['sea.png'] }],
  ['posts', 'a channel that nobody has', { channels: [nobody] }],
  ['channels', 'no name', { name: '' }],
  ['channels', 'the character zero', { name: 'a\u0000b' }],
  ['channels', 'a kind that there is not', { kind: 'pigeon' }],
  ['channels', 'a kind that is imported', { kind: 'postiz' }],
  ['channels', 'a state that there is not', { state: 'asleep' }],
  ['channels', 'a field agent who is nobody', { agents: [nobody] }],
  ['channels', 'an app by no package name', { targetApp: { androidPackage: 'What’s App' } }],
  ['tenants', 'a zone that there is not', { timezone: 'Mars/Base' }],
  ['tenants', 'no patience at all', { graceMinutes: 0 }],
  ['tenants', 'a name for addresses that is none', { slug: 'Marina Estates!' }],
]

describe('a record is refused, and nothing is changed, with', () => {
  const good: Record<string, () => Record<string, unknown>> = {
    posts: () => ({ tenant: client.tenant, title: 'New' }),
    channels: () => ({ tenant: client.tenant, name: 'New', platform: 'whatsapp', kind: 'manual' }),
    tenants: () => ({ name: 'New', slug: 'new', timezone: 'UTC', graceMinutes: 60 }),
  }
  const existing: Record<string, () => string> = {
    posts: () => client.post,
    channels: () => client.manual,
    tenants: () => client.tenant,
  }

  test.each(wrong)('%s: %s', async (slug, _, data) => {
    const before = await readTables(house.payload)
    const answers = [
      await call(house, agencyAdmin, 'POST', `/${slug}`, { ...good[slug]!(), ...data }),
      await call(house, agencyAdmin, 'PATCH', `/${slug}/${existing[slug]!()}`, data),
    ]
    for (const { status, body } of answers) {
      expect(status, JSON.stringify(body)).toBe(400)
      expect(body.errors[0].message).toMatch(/\w/)
    }
    expect(await readTables(house.payload)).toEqual(before)
  })

  test('nothing wrong is not refused', async () => {
    for (const [slug, make] of Object.entries(good)) {
      const made = await call(house, agencyAdmin, 'POST', `/${slug}`, make())
      expect(made.status, JSON.stringify(made.body)).toBe(201)
    }
    const post = await addPost(house.payload, client.tenant)
    const publishAt = '2099-01-01T10:00:00+01:00'
    const timed = await call(house, agencyAdmin, 'PATCH', `/posts/${post}`, { publishAt })
    expect(timed.body.doc.publishAt).toBe('2099-01-01T09:00:00.000Z')
    const renamed = await call(house, agencyAdmin, 'PATCH', `/posts/${post}`, { title: 'Again' })
    expect(renamed.body.doc).toMatchObject({
      title: 'Again',
      publishAt: '2099-01-01T09:00:00.000Z',
    })
  })
})

describe('what happened is kept:', () => {
  test('a post that was distributed goes into the bin, and is not deleted', async () => {
    const before = await readTables(house.payload)
    for (const path of [`/posts/${client.post}`, `/posts?where[id][equals]=${client.post}`]) {
      const { body } = await call(house, agencyAdmin, 'DELETE', path)
      expect(body.errors[0].message).toContain('bin')
    }
    expect((await readTables(house.payload)).postyard_posts).toBe(before.postyard_posts)
    const data = { deletedAt: new Date().toISOString() }
    expect((await call(house, agencyAdmin, 'PATCH', `/posts/${client.post}`, data)).status).toBe(
      200,
    )
    const status = await call(house, agencyAdmin, 'GET', `/plans/${client.plan}/status`)
    expect(status).toMatchObject({ status: 200, body: { post: client.post } })
  })

  test('a post that went nowhere may be deleted', async () => {
    const post = await addPost(house.payload, client.tenant)
    expect((await call(house, agencyAdmin, 'DELETE', `/posts/${post}`)).status).toBe(200)
  })

  test('a person who is deleted takes their phones along, and nothing that they did', async () => {
    const { manager, 'field-agent': agent } = client.people
    const planOf = () =>
      query(house.payload, 'select started_by_name from postyard_plans where id = $1', [
        client.plan,
      ])
    const before = await planOf()
    for (const { id } of [agent, manager]) {
      expect((await call(house, agencyAdmin, 'DELETE', `/users/${id}`)).status).toBe(200)
    }
    expect(await query(house.payload, 'select 1 from postyard_devices')).toEqual([])
    expect(await planOf()).toEqual(before)
    const [task] = await query(
      house.payload,
      'select assignee_id, outcome from postyard_assist_tasks',
    )
    expect(task).toEqual({ assignee_id: null, outcome: null })
  })
})
