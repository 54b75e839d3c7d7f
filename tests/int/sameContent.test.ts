import { operations, queues, runFor, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import { joinContents } from '../../plugins/distribution/contents/joinContents.ts'
import { noteContent } from '../../plugins/distribution/contents/noteContent.ts'
import { pruneContents } from '../../plugins/distribution/contents/pruneContents.ts'
import { saveLook } from '../../plugins/distribution/contents/saveLook.ts'
import { enqueueLook } from '../../plugins/distribution/contents/wantLooks.ts'
import { beginPermitted } from '../../plugins/distribution/deliver/entitle/beginPermitted.ts'
import { loadDeliveries } from '../../plugins/distribution/deliver/loadDelivery.ts'
import { lookAtMedia } from '../../plugins/distribution/media/looks/lookAtMedia.ts'
import { drawScene } from '../../plugins/distribution/media/testing/drawScene.ts'
import { system } from '../../plugins/distribution/model/changeState.ts'
import { claimDeliveries } from '../../plugins/distribution/model/claimDelivery.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { reasons } from '../../plugins/distribution/model/reasons.ts'
import { type Closing, closeReceipt } from '../../plugins/distribution/model/receipts.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addManualChannel, addPost } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import type { Client } from './support/distributeTo.ts'
import { eventually } from './support/eventually.ts'
import { holdRow } from './support/holdRow.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000

let house: House
let postiz: PostizSandbox
let client: Client
let channels: string[]
let steer: ReturnType<typeof steerPostiz>

const db = () => poolOf(house.payload)

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 100_000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(20) }],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key')
  const found = await rows<{ id: string }>(
    db(),
    sql`select id from postyard_channels where tenant_id = ${client.tenant} order by name`,
  )
  channels = found.map(({ id }) => id)
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const setGap = (ms: number) => {
  settingsOf(house.payload).sameContentMinutes = ms / minute
}

const write = (data: Record<string, unknown>): Promise<string> =>
  addPost(house.payload, client.tenant, data)

/** Plans a post for the time in an hour, or `at`; the deliveries' ids in the order of the channels. */
const plan = async (args: { post: string; on: string[]; isNetwork?: boolean; at?: Date }) => {
  const { post, on, isNetwork = true, at = new Date(Date.now() + 60 * minute) } = args
  const { payload } = house
  const { plan, deliveries } = await runFor({
    payload,
    operation: operations.distribute,
    input: { id: post, channels: on, at: at.toISOString(), allowDuplicate: true },
    user: client.user,
  })
  if (isNetwork) {
    await inOwnTransaction(payload, async (tx) => {
      await tx.execute(sql`update postyard_plans set network = '{}' where id = ${plan}`)
      await noteContent({ payload, db: tx, tenant: client.tenant, plan: plan as string })
    })
  }
  return { plan: String(plan), ids: deliveries.map(({ id }) => String(id)) }
}

const makeDue = async (ids: string[]) => {
  await db().execute(sql`
    update postyard_deliveries set scheduled_at = now(), wake_at = now() where id = any(${sql.param(ids)})`)
  await tick({ payload: house.payload })
}

type Row = {
  id: string
  state: string
  reason_code: string
  reason: string
  attempt: number
  draft_id: string | null
  at: string
}

const read = (ids: string[]) =>
  rows<Row>(
    db(),
    sql`
      select id, state, reason_code, reason, attempt::int as attempt, draft_id,
        coalesce(next_attempt_at, scheduled_at) as at
      from postyard_deliveries where id = any(${sql.param(ids)}) order by 7, 1`,
  )

const contentOf = async (plan: string): Promise<string | undefined> => {
  const [found] = await rows<{ content: string }>(
    db(),
    sql`select content from postyard_content_plans where plan = ${plan}`,
  )
  return found?.content
}

/** When Postiz was told to publish these, in epoch ms, in their order. */
const firedAt = async (ids: string[]): Promise<number[]> => {
  const drafts = new Set((await read(ids)).map(({ draft_id }) => draft_id))
  const { publications } = await steer.publications()
  return publications
    .flatMap(({ postId, firedAt }) => (drafts.has(postId) ? Date.parse(firedAt) : []))
    .toSorted((a, b) => a - b)
}

const words = 'Our house by the sea is open on Saturday, come and see it.'

/** Takes deliveries as a worker does. */
const take = async (ids: string[]) => {
  await makeDue(ids)
  return claimDeliveries({
    ...{ db: db(), tenant: client.tenant, ids, leaseMs: minute, now: new Date() },
    ...{ reason: reasons.publishing, actor: system },
  })
}

/** Takes deliveries and opens the receipts of those that may go, and dies before they are called. */
const begin = async (ids: string[]): Promise<Map<string, string>> => {
  const { payload } = house
  await take(ids)
  const loaded = await loadDeliveries({
    ...{ payload, tenant: client.tenant, states: ['publishing'] },
    which: sql`d.id = any(${sql.param(ids)})`,
  })
  const { receipts } = await beginPermitted({
    ...{ payload, tenant: client.tenant, by: 'test', now: () => new Date() },
    leaving: loaded.map((one) => ({ loaded: one })),
    leaseUntil: new Date(Date.now() + minute),
  })
  return receipts as Map<string, string>
}

const close = (receipt: string | undefined, outcome: Closing['outcome']) =>
  closeReceipt({ db: db(), tenant: client.tenant, id: receipt ?? '', outcome })

test('twenty deliveries of two plans with the same words, taken by two workers: never two within the gap', async () => {
  const gapMs = 60
  setGap(gapMs)
  const first = await plan({ post: await write({ text: words }), on: channels.slice(0, 10) })
  const dressed = `**${words.toUpperCase()}** #sea #house`
  const second = await plan({ post: await write({ text: dressed }), on: channels.slice(10, 20) })
  expect(await contentOf(second.plan)).toBe(await contentOf(first.plan))
  const ids = [...first.ids, ...second.ids]
  const { payload } = house
  const workers = await Promise.all([1, 2].map(() => startWorker({ payload, queues })))
  try {
    // A job for each plan, so that both workers have some.
    await makeDue(first.ids)
    await makeDue(second.ids)
    await eventually(
      () => read(ids),
      (found) => found.every(({ state }) => ['submitted', 'published'].includes(state)),
      50_000,
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
  }
  const fired = await firedAt(ids)
  expect(fired).toHaveLength(20)
  const gaps = fired.slice(1).map((at, index) => at - (fired[index] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gapMs)
  // To be turned away is no attempt.
  expect((await read(ids)).every(({ attempt }) => attempt === 1)).toBe(true)
})

test('ordinary plans go out at one and the same second, and nothing is kept of it', async () => {
  setGap(5 * minute)
  const text = 'This one is sent by hand to several accounts, all at once.'
  const { plan: made, ids } = await plan({
    post: await write({ text }),
    on: channels.slice(0, 4),
    isNetwork: false,
  })
  const receipts = await begin(ids)
  expect(receipts.size).toBe(4)
  const kept = await rows(
    db(),
    sql`select 1 from postyard_content_effects where content = ${await contentOf(made)}`,
  )
  expect(kept).toEqual([])
})

test('of many that are due at once one goes; the others get turns of their own, and who would be too late asks', async () => {
  setGap(5 * minute)
  const text = 'Twelve accounts were to have this while nothing ran at all.'
  const { ids } = await plan({ post: await write({ text }), on: channels.slice(0, 16) })
  const receipts = await begin(ids)
  expect(receipts.size).toBe(1)
  const waiting = (await read(ids)).filter(({ id }) => !receipts.has(id))
  const turns = waiting.filter(({ state }) => state === 'scheduled')
  const late = waiting.filter(({ state }) => state === 'held')
  const times = turns.map(({ at }) => Date.parse(at))
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(turns).toHaveLength(11)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5 * minute)
  expect(turns[0]).toMatchObject({ reason_code: 'SAME_CONTENT', attempt: 0 })
  expect(turns[0]?.reason).toMatch(
    /^The same content is just going out on M \d+; this one goes at \d\d:\d\d:\d\d \(Europe\/Lisbon\)\.$/,
  )
  expect(late).toHaveLength(4)
  expect(late[0]).toMatchObject({ reason_code: 'STALE' })
})

test('a call that failed for certain keeps nobody back, one of which nothing is known does, and so does a dead worker', async () => {
  setGap(5 * minute)
  const text = 'What becomes of this one is told by its receipt and nothing else.'
  const { ids } = await plan({ post: await write({ text }), on: channels.slice(0, 5) })
  const [a = '', b = '', c = '', d = '', e = ''] = ids
  // Its worker died before it opened a receipt.
  await take([e])
  const first = await begin([a])
  expect(first.size).toBe(1)
  // Its worker is dead: the receipt is open, and nobody knows whether it has called.
  expect((await begin([b])).size).toBe(0)
  await close(first.get(a), 'retry')
  const third = await begin([c])
  expect(third.size).toBe(1)
  await close(third.get(c), 'unknown')
  expect((await begin([d])).size).toBe(0)
  const [waits] = await read([d])
  // The request may still arrive for a while.
  expect(Date.parse(waits?.at ?? '')).toBeGreaterThan(Date.now() + 6 * minute)
})

test('an ordinary plan keeps away from a network plan, and a network plan from what went out before it came', async () => {
  setGap(5 * minute)
  const post = await write({ text: 'First a person sends this by hand, then a plan for many.' })
  const byHand = await plan({ post, on: channels.slice(0, 1), isNetwork: false })
  const sent = await begin(byHand.ids)
  await close(sent.get(byHand.ids[0] ?? ''), 'ok')
  await db().execute(sql`
    update postyard_deliveries set state = 'submitted', executed_at = now(), deadline_at = now() + interval '1 hour'
    where id = ${byHand.ids[0]}`)
  const network = await plan({ post, on: channels.slice(1, 3) })
  expect((await begin(network.ids.slice(0, 1))).size).toBe(0)
  await db().execute(sql`delete from postyard_content_effects`)
  expect((await begin(network.ids.slice(1))).size).toBe(1)
  const later = await plan({ post, on: channels.slice(3, 4), isNetwork: false })
  expect((await begin(later.ids)).size).toBe(0)
})

test('a person is told when a delivery may go that is to go too near to another one', async () => {
  setGap(5 * minute)
  const post = await write({ text: 'Somebody would like to have this one out at once, please.' })
  const at = new Date(Math.ceil(Date.now() / minute) * minute + minute)
  const near = await plan({ post, on: channels.slice(0, 1), at })
  const { ids } = await plan({ post, on: channels.slice(1, 2) })
  const input = { id: ids[0] ?? '' }
  const as = { payload: house.payload, user: client.user }
  const now = runFor({ ...as, operation: operations.publishNow, input })
  const free = new Date(at.getTime() + 5 * minute).toISOString()
  await expect(now).rejects.toMatchObject({
    code: 'SAME_CONTENT',
    message: expect.stringContaining(free),
    details: [{ delivery: near.ids[0], at: free }],
  })
  const moved = { ...input, at: free }
  await expect(
    runFor({ ...as, operation: operations.reschedule, input: moved }),
  ).resolves.toMatchObject({ scheduledAt: free })
})

test('a person is told by the distance of the plan that wants more of it', async () => {
  setGap(5 * minute)
  const post = await write({ text: 'Nobody else may say this one within the same whole hour.' })
  const at = new Date(Math.ceil(Date.now() / minute) * minute + 30 * minute)
  const near = await plan({ post, on: channels.slice(0, 1), at })
  await db().execute(sql`
    update postyard_plans set network = ${JSON.stringify({ options: { sameContentMs: 60 * minute } })}::jsonb
    where id = ${near.plan}`)
  const { ids } = await plan({ post, on: channels.slice(1, 2), isNetwork: false })
  const input = { id: ids[0] ?? '' }
  const now = runFor({
    ...{ payload: house.payload, user: client.user, input },
    operation: operations.publishNow,
  })
  const free = new Date(at.getTime() + 60 * minute).toISOString()
  await expect(now).rejects.toMatchObject({
    code: 'SAME_CONTENT',
    message: expect.stringContaining('kept 60 minutes apart'),
    details: [{ delivery: near.ids[0], at: free }],
  })
})

test('an edit keeps no receipt waiting that opens while it waits for the content', async () => {
  setGap(5 * minute)
  const { payload } = house
  const post = await write({ text: 'This one is edited while some of it just goes out.' })
  const { plan: made } = await plan({ post, on: channels.slice(0, 2), isNetwork: false })
  const going = await holdRow(payload, 'postyard_contents', (await contentOf(made)) ?? '')
  const edited = payload.update({
    collection: 'posts',
    id: post,
    data: { text: 'This one was edited while some of it just went out.' } as never,
  })
  await going.someoneWaits()
  // As a receipt does, which points at its plan.
  const pointed = going.query('select id from postyard_plans where id = $1 for key share nowait', [
    made,
  ])
  await expect(pointed).resolves.toMatchObject({ rows: [{}] })
  await going.release()
  await expect(edited).resolves.toBeDefined()
})

test('a file that looks like two others brings both together', async () => {
  const { tenant } = client
  const looks = [
    '0'.repeat(64),
    `${'f'.repeat(20)}${'0'.repeat(44)}`,
    `${'f'.repeat(10)}${'0'.repeat(54)}`,
  ]
  const [one = '', other = '', between = ''] = looks
  const at = new Date()
  const see = (media: string, hash: string) =>
    inOwnTransaction(house.payload, async (tx) => {
      await tx.execute(sql`
        insert into postyard_looks (tenant, media) values (${String(tenant)}, ${media})`)
      await saveLook({ db: tx, tenant, media, at, hash })
    })
  const bring = (media: string, hash: string) =>
    inOwnTransaction(house.payload, (tx) =>
      joinContents({ db: tx, tenant, marks: [`file:${media}`, `look:${hash}`] }),
    )
  await see('one', one)
  await see('other', other)
  expect((await bring('one', one)).id).not.toBe((await bring('other', other)).id)
  await see('between', between)
  expect((await bring('one', one)).id).toBe((await bring('other', other)).id)
  const found = await rows(
    db(),
    sql`select distinct look from postyard_looks where tenant = ${String(tenant)} and hash = any(${sql.param(looks)})`,
  )
  expect(found).toHaveLength(1)
})

test('of many files that wait to be looked at those go first that a plan brings, and the rest follows at once', async () => {
  const { payload } = house
  const tenant = String(client.tenant)
  await db().execute(sql`
    insert into postyard_looks (tenant, media)
    select ${tenant}, 'wanted ' || n from generate_series(100, 159) n`)
  await inOwnTransaction(payload, (tx) =>
    joinContents({ db: tx, tenant: client.tenant, marks: ['file:wanted 159'] }),
  )
  const left = () =>
    rows<{ media: string }>(
      db(),
      sql`select media from postyard_looks where tenant = ${tenant} and seen_at is null`,
    )
  await lookAtMedia({ payload, tenant: client.tenant, now: () => new Date() })
  const after = (await left()).map(({ media }) => media)
  expect(after).toHaveLength(35)
  expect(after).not.toContain('wanted 159')
  await enqueueLook({ payload, db: db(), tenant: client.tenant })
  const worker = await startWorker({ payload, queues })
  try {
    await eventually(left, (waiting) => waiting.length === 0)
  } finally {
    await worker.stop()
  }
})

test('the same picture in other bytes, and words that an edit made the same, bring plans together', async () => {
  const { payload } = house
  const { tenant } = client
  const drawn = sharp(await drawScene(1))
  const upload = async (name: string, data: Buffer) => {
    const file = {
      data,
      name,
      mimetype: name.endsWith('png') ? 'image/png' : 'image/jpeg',
      size: data.length,
    }
    const doc = await payload.create({
      collection: 'media',
      data: { tenant, alt: name } as never,
      file,
    })
    return String(doc.id)
  }
  const png = await upload('sea.png', await drawn.clone().png().toBuffer())
  const jpeg = await upload(
    'sea-small.jpg',
    await drawn.clone().resize(300).jpeg({ quality: 60 }).toBuffer(),
  )
  const one = await plan({
    post: await write({ text: 'One.', media: [png] }),
    on: channels.slice(0, 1),
  })
  const other = await write({ text: 'Two.', media: [jpeg] })
  const two = await plan({ post: other, on: channels.slice(1, 2), isNetwork: false })
  expect(await contentOf(two.plan)).not.toBe(await contentOf(one.plan))
  await lookAtMedia({ payload, tenant, now: () => new Date() })
  expect(await contentOf(two.plan)).toBe(await contentOf(one.plan))

  const edited = await write({
    text: 'These words are of nobody else as long as they are like this.',
  })
  const three = await plan({ post: edited, on: channels.slice(2, 3), isNetwork: false })
  const said = await write({
    text: 'Those words are what the other post comes to say a bit later.',
  })
  const four = await plan({ post: said, on: channels.slice(3, 4) })
  expect(await contentOf(three.plan)).not.toBe(await contentOf(four.plan))
  await payload.update({
    collection: 'posts',
    id: edited,
    data: { text: 'Those words are what the other post comes to say – a bit later! 🌊' } as never,
  })
  expect(await contentOf(three.plan)).toBe(await contentOf(four.plan))
})

test('a person is asked at the turn of a delivery, and what they post keeps others away', async () => {
  setGap(5 * minute)
  const { payload } = house
  const { tenant } = client
  const manual = await Promise.all(
    ['One', 'Two', 'Three'].map((name) => addManualChannel(payload, tenant, { name })),
  )
  const text = 'People post this one on their phones, one after the other.'
  const { ids } = await plan({ post: await write({ text }), on: manual })
  const [first = '', second = '', third = ''] = ids
  await makeDue([first, second])
  for (const id of [first, second]) {
    await notifyAgent({ payload, tenant, id, now: () => new Date() })
  }
  const asked = await read([first, second])
  expect(asked.map(({ state }) => state).toSorted()).toEqual(['awaiting_human', 'scheduled'])
  expect(asked.find(({ state }) => state === 'scheduled')?.reason).toMatch(/^The same content went/)
  await db().execute(sql`delete from postyard_content_effects`)
  const begun = runFor({
    payload,
    operation: operations.startEarly,
    input: { id: third },
    user: client.user,
  })
  await expect(begun).resolves.toBeDefined()
  expect((await begin([second])).size).toBe(0)
})

test('what was forgotten is noted anew as soon as it is to go out again', async () => {
  setGap(5 * minute)
  const { payload } = house
  const { tenant } = client
  const text = 'Nobody has thought of this one for half a year or longer.'
  const { plan: made, ids } = await plan({ post: await write({ text }), on: channels.slice(0, 2) })
  const setState = (state: string) =>
    db().execute(sql`
      update postyard_deliveries set state = ${state}::enum_postyard_deliveries_state where id = any(${sql.param(ids)})`)
  const later = new Date(Date.now() + 200 * 24 * 60 * minute)
  const prune = () => pruneContents({ payload, tenant, now: later })
  // It may be sent out anew.
  await setState('failed')
  await prune()
  expect(await contentOf(made)).toBeDefined()
  await setState('skipped')
  await prune()
  expect(await contentOf(made)).toBeUndefined()
  await setState('scheduled')
  expect((await begin(ids)).size).toBe(1)
  expect(await contentOf(made)).toBeDefined()
})
