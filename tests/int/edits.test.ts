import { operations, runFor } from 'postyard'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { readContent } from '../../plugins/distribution/deliver/readContent.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { sweepDrafts } from '../../plugins/distribution/deliver/sweep/sweepDrafts.ts'
import { readDelivery } from '../../plugins/distribution/model/claimDelivery.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import type { DeliveryRow } from '../../plugins/distribution/model/rows.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { holdRow } from './support/holdRow.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { putInto, query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const hour = 3_600_000

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>
let tenant: string
let manager: Person
let user: unknown
/** Two of Postiz, and one that a person serves. */
let channels: string[]
let manual: string
let said = 0

const db = () => poolOf(house.payload)

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 10_000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(2) }],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  const { payload } = house
  tenant = await addTenant(payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const record = await payload.findByID({ collection: 'users', id: manager.id })
  user = { ...record, collection: 'users' }
  await runFor({
    payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${postiz.url}/api`, apiKey: 'key' },
    user,
  })
  const { docs } = await payload.find({
    collection: 'channels',
    where: { tenant: { equals: tenant } },
    sort: 'name',
  })
  channels = docs.map((doc) => String(doc.id))
  manual = await addManualChannel(payload, tenant, { agents: [manager.id] })
})

afterEach(() => steer.clearFaults())

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const now = () => new Date()
const old = () => `Old words ${said}.`
const fresh = () => `New words ${said}.`

const write = (data: Record<string, unknown> = {}): Promise<string> => {
  said += 1
  return addPost(house.payload, tenant, { text: old(), channels, ...data })
}

const plan = async (post: string, to = channels, at = new Date(Date.now() + hour)) => {
  const made = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: to, at: at.toISOString(), allowDuplicate: true },
    user,
  })
  return {
    plan: String(made.plan),
    ids: to.map((channel) => String(made.deliveries.find((one) => one.channel === channel)?.id)),
  }
}

const edit = (post: string, data: Record<string, unknown>): Promise<Answer> =>
  call(house, manager, 'PATCH', `/posts/${post}`, data)

const read = async (id: string): Promise<DeliveryRow> => {
  const row = await readDelivery({ db: db(), tenant, id })
  if (!row) throw new Error('The delivery is gone.')
  return row
}

const saysOf = (id: string) =>
  readContent({
    payload: house.payload,
    settings: settingsOf(house.payload),
    tenant,
    delivery: id,
  }).then(({ text }) => text)

const stage = (...ids: string[]) => stageAhead({ payload: house.payload, tenant, ids, now })
const fire = (...ids: string[]) =>
  fireDeliveries({ payload: house.payload, tenant, ids, now, random: () => 0.5 })

/** Lets deliveries fall due now, with no worker that would take them. */
const bringToNow = (...ids: string[]) =>
  db().execute(sql`
    update postyard_deliveries
    set scheduled_at = clock_timestamp(), wake_at = null,
        state = case when state = 'scheduled' then 'queued' else state end
    where id = any(${sql.param(ids)})`)

const published = async (): Promise<string[]> => {
  const { publications } = await steer.publications()
  return publications.map(({ text }) => text).filter((text) => text.includes(` ${said}.`))
}

const sendNow = async (...ids: string[]) => {
  await bringToNow(...ids)
  await fire(...ids)
  await eventually(published, (texts) => texts.length >= ids.length)
}

/** Asks Postiz until it says that they are live. */
const confirm = (id: string) =>
  eventually(
    async () => {
      await confirmDeliveries({ payload: house.payload, tenant, ids: [id], now })
      return read(id)
    },
    ({ state }) => state === 'published',
  )

/** All that Postiz has of this client's posts, drafts too. */
const atPostiz = async (): Promise<{ content: string; state: string }[]> => {
  const range = new URLSearchParams({
    startDate: new Date(Date.now() - hour).toISOString(),
    endDate: new Date(Date.now() + 2 * hour).toISOString(),
  })
  const response = await fetch(`${postiz.baseUrl}/posts?${range}`, {
    headers: { authorization: 'key' },
  })
  const { posts } = (await response.json()) as { posts: { content: string; state: string }[] }
  return posts.filter(({ content }) => content.includes(` ${said}.`))
}

test('an edit reaches what has not been sent: its draft is replaced, and the new words go out once', async () => {
  const post = await write()
  const { ids } = await plan(post)
  await stage(...ids)
  expect(await atPostiz()).toHaveLength(2)
  const answer = await edit(post, { text: fresh() })
  expect(answer.status).toBe(200)
  expect(answer.body.doc.replanned).toEqual({
    changed: 2,
    live: 0,
    underWay: 0,
    message: '2 not yet sent take the new text.',
  })
  for (const id of ids) {
    expect(await read(id)).toMatchObject({ state: 'scheduled', draft_state: 'dirty' })
  }
  await stage(...ids)
  await sweepDrafts({ payload: house.payload, tenant, now })
  expect((await atPostiz()).map(({ content }) => content)).toEqual(
    ids.map(() => `<p>${fresh()}</p>`),
  )
  await sendNow(...ids)
  expect(await published()).toEqual([fresh(), fresh()])
})

test('what is live keeps its words and its record; the answer says so, and the plan remembers both', async () => {
  const post = await write()
  const { plan: id, ids } = await plan(post)
  const [live, waiting] = ids as [string, string]
  await sendNow(live)
  await confirm(live)
  const answer = await edit(post, { text: fresh() })
  expect(answer.body.doc.replanned.message).toBe(
    '1 not yet sent takes the new text; 1 is live and keeps the old text.',
  )
  expect([await saysOf(live), await saysOf(waiting)]).toEqual([old(), fresh()])
  expect(await house.payload.findByID({ collection: 'plans', id, depth: 0 })).toMatchObject({
    content: { text: fresh() },
    contentVersion: 2,
    earlierContents: { 1: { text: old() } },
  })
  const events = await rows<{ data: unknown; actor_id: string }>(
    db(),
    sql`
      select data, actor_id from postyard_events
      where type = 'distribution.plan.replanned' and plan_id = ${id}`,
  )
  expect(events).toEqual([
    { data: { post, from: 1, to: 2, deliveries: [waiting] }, actor_id: manager.id },
  ])
  await sendNow(waiting)
  await confirm(waiting)
  expect((await published()).sort()).toEqual([fresh(), old()])
  // Nothing is planned any more: the next edit changes no record.
  const last = await edit(post, { text: `Last words ${said}.` })
  expect(last.body.doc.replanned.message).toBe('2 are live and keep the old text.')
  expect([await saysOf(live), await saysOf(waiting)]).toEqual([old(), fresh()])
})

test('each plan of a post follows the edit for itself, and one that was cancelled does not', async () => {
  const post = await write()
  const plans = [await plan(post), await plan(post), await plan(post)]
  await call(house, manager, 'POST', `/plans/${plans[2]?.plan}/cancel`, {})
  const answer = await edit(post, {
    text: fresh(),
    parts: [{ text: 'First comment', delayMinutes: 5 }],
  })
  expect(answer.body.doc.replanned.changed).toBe(4)
  const versions = await rows(
    db(),
    sql`select content_version::int as version from postyard_plans where post_id = ${post} order by 1`,
  )
  expect(versions).toEqual([{ version: 1 }, { version: 2 }, { version: 2 }])
  expect(await read(plans[0]?.ids[0] ?? '')).toMatchObject({ parts_minutes: 5, content_version: 2 })
})

test('an edit that would keep it from going out is refused, at its field, and nothing changes', async () => {
  const post = await write()
  const { ids } = await plan(post)
  const long = 'a'.repeat(501)
  const answer = await edit(post, { text: long })
  expect(answer.status).toBe(422)
  expect(answer.body.errors[0]).toMatchObject({
    data: { code: 'CONTENT_REFUSED', errors: [{ path: 'text' }] },
    message: expect.stringContaining('cancel those deliveries first'),
  })
  const among = await write()
  const bulk = await call(house, manager, 'PATCH', `/posts?where[id][in]=${post},${among}`, {
    text: long,
  })
  expect(bulk.body.errors).toHaveLength(1)
  expect(await house.payload.findByID({ collection: 'posts', id: post })).toMatchObject({
    text: expect.stringContaining('Old words'),
  })
  expect(await house.payload.findByID({ collection: 'posts', id: among })).toMatchObject({
    text: long,
  })
  expect(await read(ids[0] ?? '')).toMatchObject({ content_version: 1, fence: 0 })
  for (const id of ids) await call(house, manager, 'POST', `/deliveries/${id}/cancel`, {})
  expect((await edit(post, { text: long })).status).toBe(200)
})

test('another time, other channels, or the same words again: what is planned stays as it is', async () => {
  const post = await write()
  const { ids } = await plan(post)
  await stage(...ids)
  const before = await Promise.all(ids.map(read))
  const answer = await edit(post, {
    publishAt: new Date(Date.now() + 5 * hour).toISOString(),
    channels: [manual],
    text: old(),
  })
  expect(answer.status).toBe(200)
  expect(answer.body.doc.replanned).toBeUndefined()
  expect(await Promise.all(ids.map(read))).toEqual(before)
})

test('a post that was never planned is edited as one likes, down to nothing', async () => {
  const post = await write()
  expect((await edit(post, { text: '' })).status).toBe(200)
})

test('what failed is sent again as its post is now, and its record of before is not lost', async () => {
  const post = await write()
  const { ids } = await plan(post)
  const [id] = ids as [string]
  await putInto(house.payload, id, 'failed')
  await edit(post, { text: fresh() })
  expect(await saysOf(id)).toBe(old())
  const retried = await call(house, manager, 'POST', `/deliveries/${id}/retry`, {})
  expect(retried.status).toBe(200)
  expect(await saysOf(id)).toBe(fresh())
  await sendNow(id)
  expect(await published()).toEqual([fresh()])
})

test('nothing of a post in the bin goes out; restored, it goes out as it is then', async () => {
  const post = await write()
  const { ids } = await plan(post)
  await edit(post, { deletedAt: new Date().toISOString() })
  for (const id of ids) {
    expect(await read(id)).toMatchObject({
      state: 'held',
      reason_code: 'POST_BINNED',
      wake_at: null,
    })
  }
  const trashed = `/posts/${post}?trash=true`
  await call(house, manager, 'PATCH', trashed, { text: fresh() })
  expect(await saysOf(ids[0] ?? '')).toBe(old())
  const restored = await call(house, manager, 'PATCH', trashed, { deletedAt: null })
  expect(restored.status, JSON.stringify(restored.body)).toBe(200)
  for (const id of ids) expect(await read(id)).toMatchObject({ state: 'scheduled' })
  await sendNow(...ids)
  expect(await published()).toEqual([fresh(), fresh()])
})

test('a picture that is still to be made holds what was on its way, and lets it go when it is not wanted any more', async () => {
  const post = await write()
  const { ids } = await plan(post)
  await stage(...ids)
  const render = {
    kind: 'card',
    template: 'quote',
    format: 'square',
    data: { text: 'Home is where the sea is.' },
  }
  const answer = await edit(post, { render })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  for (const id of ids) {
    expect(await read(id)).toMatchObject({
      state: 'held',
      reason_code: 'MEDIA_PENDING',
      rendition_id: expect.any(String),
    })
  }
  await edit(post, { render: null })
  for (const id of ids) {
    expect(await read(id)).toMatchObject({ state: 'scheduled', rendition_id: null })
  }
  await sendNow(...ids)
  expect(await published()).toEqual([old(), old()])
})

test('a person who was asked keeps the words, and one who is not asked yet gets the new ones', async () => {
  const post = await write()
  const asked = await plan(post, [manual], now())
  const waiting = await plan(post, [manual])
  const [id] = asked.ids as [string]
  await notifyAgent({ payload: house.payload, tenant, id, now })
  const answer = await edit(post, { text: fresh() })
  expect(answer.body.doc.replanned).toMatchObject({ changed: 1, underWay: 1 })
  const [task] = await query(
    house.payload,
    'select id from postyard_assist_tasks where delivery_id = $1',
    [id],
  )
  const opened = await call(house, manager, 'GET', `/assist/tasks/${task?.id}`)
  expect(opened.body.caption).toBe(old())
  expect(await saysOf(waiting.ids[0] ?? '')).toBe(fresh())
})

test('a worker takes a delivery just before the edit: the old words go out whole, and the record says so', async () => {
  const post = await write()
  const { ids } = await plan(post, channels.slice(0, 1))
  const [id] = ids as [string]
  await stage(id)
  await bringToNow(id)
  const held = await holdRow(house.payload, 'postyard_deliveries', id)
  // The worker queues first, so it is the first to have the row.
  const fired = fire(id)
  await held.someoneWaits()
  const edited = edit(post, { text: fresh() })
  await eventually(
    () =>
      held.query(`select distinct pid from pg_locks where not granted and pid <> pg_backend_pid()`),
    ({ rows: waiting }) => waiting.length >= 2,
  )
  await held.release()
  const answer = await edited
  await fired
  expect(answer.body.doc.replanned).toMatchObject({ changed: 0, underWay: 1 })
  await eventually(published, (texts) => texts.length === 1)
  expect(await published()).toEqual([old()])
  expect(await saysOf(id)).toBe(old())
})

test('an edit comes just before a worker takes the delivery: the new words go out whole, settings and all', async () => {
  const post = await write()
  const { ids } = await plan(post, channels.slice(0, 1))
  const [id] = ids as [string]
  await stage(id)
  await bringToNow(id)
  const held = await holdRow(house.payload, 'postyard_deliveries', id)
  const edited = edit(post, {
    text: fresh(),
    channelSettings: { [channels[0] ?? '']: { edited: said } },
  })
  await held.someoneWaits()
  const fired = fire(id)
  await eventually(
    () =>
      held.query(`select distinct pid from pg_locks where not granted and pid <> pg_backend_pid()`),
    ({ rows: waiting }) => waiting.length >= 2,
  )
  await held.release()
  expect((await edited).body.doc.replanned).toMatchObject({ changed: 1 })
  await fired
  await eventually(published, (texts) => texts.length === 1)
  const { publications } = await steer.publications()
  expect(publications.find(({ text }) => text === fresh())?.settings).toMatchObject({
    edited: said,
  })
  expect(await published()).toEqual([fresh()])
  expect(await saysOf(id)).toBe(fresh())
})

test('an edit while the drafts are being made: what was made of the old words is never fired, and goes away', async () => {
  const post = await write()
  const { ids } = await plan(post)
  await steer.setFaults([
    { kind: 'slow', delayMs: 1_500, times: 1, match: { method: 'POST', path: '/public/v1/posts' } },
  ])
  const staged = stage(...ids)
  await eventually(
    () => Promise.all(ids.map(read)),
    (all) => all.every((row) => row.draft_state === 'staging'),
  )
  expect((await edit(post, { text: fresh() })).body.doc.replanned.changed).toBe(2)
  await staged
  for (const id of ids) expect((await read(id)).draft_state).toBe('dirty')
  await sendNow(...ids)
  expect(await published()).toEqual([fresh(), fresh()])
  await eventually(
    async () => {
      await db().execute(sql`update postyard_stagings set sweep_at = clock_timestamp()`)
      await sweepDrafts({ payload: house.payload, tenant, now })
      return atPostiz()
    },
    (all) => all.every(({ content }) => content === `<p>${fresh()}</p>`),
  )
})

test('an old draft that somebody switches on in Postiz is not sent again, and the record tells of its words', async () => {
  const post = await write()
  const { plan: planned, ids } = await plan(post, channels.slice(0, 1))
  const [id] = ids as [string]
  await db().execute(
    sql`update postyard_deliveries set scheduled_at = clock_timestamp() where id = ${id}`,
  )
  await stage(id)
  const { draft_id: draft } = await read(id)
  await fetch(`${postiz.baseUrl}/posts/${draft}/status`, {
    method: 'PUT',
    headers: { authorization: 'key', 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'schedule' }),
  })
  await eventually(published, (texts) => texts.length === 1)
  await edit(post, { text: fresh() })
  expect(await saysOf(id)).toBe(fresh())
  await bringToNow(id)
  await fire(id)
  expect(await read(id)).toMatchObject({
    state: 'published',
    reason_code: 'PUBLISHED_WITH_WARNING',
  })
  expect(await saysOf(id)).toBe(old())
  expect((await atPostiz()).map(({ content }) => content)).toEqual([`<p>${old()}</p>`])
  const kept = await house.payload.findByID({ collection: 'plans', id: planned, depth: 0 })
  expect(kept).toMatchObject({ contentVersion: 2, earlierContents: { 1: { text: old() } } })
})

test('an edit while the files are uploaded: nothing is staged of the words that were read before it', async () => {
  const post = await write({ media: [await addPicture(house.payload, tenant, `edited-${said}`)] })
  const { ids } = await plan(post, channels.slice(0, 1))
  const [id] = ids as [string]
  await steer.setFaults([
    { kind: 'slow', delayMs: 1_500, times: 1, match: { method: 'POST', path: '/upload' } },
  ])
  const staged = stage(id)
  await eventually(
    async () => {
      const answer = await fetch(`${postiz.url}/sandbox/faults`)
      return ((await answer.json()) as { faults: { struck: number }[] }).faults
    },
    ([fault]) => fault?.struck === 1,
  )
  const answer = await edit(post, { text: fresh() })
  expect(answer.body.doc.replanned.changed).toBe(1)
  await staged
  expect(await read(id)).toMatchObject({
    draft_state: 'none',
    content_version: 2,
    lease_until: null,
  })
  expect(await atPostiz()).toEqual([])
  await sendNow(id)
  expect(await published()).toEqual([fresh()])
})

test('a plan that is made while its post is edited says the new words', async () => {
  const post = await write()
  const held = await holdRow(house.payload, 'postyard_posts', post)
  const edited = edit(post, { text: fresh() })
  await held.someoneWaits()
  const planned = plan(post)
  await eventually(
    () =>
      held.query(`select distinct pid from pg_locks where not granted and pid <> pg_backend_pid()`),
    ({ rows: waiting }) => waiting.length >= 2,
  )
  await held.release()
  await edited
  const { ids } = await planned
  for (const id of ids) expect(await saysOf(id)).toBe(fresh())
})
