import { setTimeout as sleep } from 'node:timers/promises'
import { tick } from 'postyard'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { connectTenant } from './support/connectTenant.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

let house: House
let postiz: PostizSandbox
let client: Client
let steer: ReturnType<typeof steerPostiz>

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 100_000,
    organisations: [
      {
        name: 'A',
        key: 'key',
        integrations: mastodons(20),
      },
    ],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  client = await connectTenant(house, postiz, 'key')
})

afterEach(() => steer.clearFaults())

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const db = () => poolOf(house.payload)

type Row = {
  id: string
  state: string
  reason_code: string
  draft_id: string | null
  channel_id: string
  executed_at: string | null
  updated_at: string
  attempt: number
}

const read = (ids: string[]) =>
  rows<Row>(
    db(),
    sql`
      select id, state, reason_code, draft_id, channel_id, executed_at, updated_at, attempt::int as attempt
      from postyard_deliveries where id = any(${sql.param(ids)}) order by id`,
  )

const statesOf = async (ids: string[]) => (await read(ids)).map(({ state }) => state)

const readOne = async (id: string): Promise<Row> => (await read([id]))[0]!

/** The jobs that were made for these deliveries. */
const jobsOf = async (ids: string[]) => {
  const jobs = await rows<{
    task_slug: string
    input: { tenant: string; deliveries?: string[] }
    wait_until: string | Date
    group_key: string
    resource_key: string
    urgent: boolean
  }>(
    db(),
    sql`select task_slug, input, wait_until, group_key, resource_key, urgent from payload_jobs order by wait_until`,
  )
  return jobs.filter(({ input }) => input.deliveries?.some((id) => ids.includes(id)))
}

/** Deliveries that are due now and queued, staged already unless said otherwise. */
const dueDeliveries = async (count: number, isStaged = true): Promise<string[]> => {
  const at = new Date()
  const ids = await distributeTo({ house, client, count, at, isStaged })
  await db().execute(sql`
    update postyard_deliveries set wake_at = now(), scheduled_at = now() where id = any(${sql.param(ids)})`)
  await tick({ payload: house.payload })
  return ids
}

const fire = (ids: string[], more: { signal?: AbortSignal; now?: () => Date } = {}) =>
  fireDeliveries({
    payload: house.payload,
    tenant: client.tenant,
    ids,
    now: () => new Date(),
    random: () => 0.5,
    ...more,
  })

/** When Postiz was told to publish each, in epoch ms. */
const firedAt = async (ids: string[]): Promise<(number | undefined)[]> => {
  const { publications } = await steer.publications()
  const byPost = new Map(publications.map((one) => [one.postId, Date.parse(one.firedAt)]))
  const drafts = new Map((await read(ids)).map((row) => [row.id, row.draft_id]))
  return ids.map((id) => byPost.get(drafts.get(id) ?? ''))
}

const firesOf = (ids: string[]) =>
  rows<{ delivery_id: string; closed_at: string | null; outcome: string | null }>(
    db(),
    sql`
      select delivery_id, closed_at, outcome from postyard_receipts
      where delivery_id = any(${sql.param(ids)}) and action = 'fire'`,
  )

test('what is due in one second for one client is one job at that second, and carries ids only', async () => {
  const second = Math.ceil(Date.now() / 1_000) * 1_000 + 20_000
  const together = await distributeTo({
    house,
    client,
    count: 3,
    at: new Date(second),
    isStaged: false,
  })
  const apart = await distributeTo({
    house,
    client,
    count: 1,
    at: new Date(second + 1_000),
    isStaged: false,
  })
  await tick({ payload: house.payload })
  const [first, second_] = await jobsOf([...together, ...apart])
  expect(first).toMatchObject({
    task_slug: 'post-to-socials',
    group_key: client.tenant,
    urgent: true,
  })
  expect(Object.keys(first!.input).sort()).toEqual(['deliveries', 'tenant'])
  expect(first!.input.deliveries!.toSorted()).toEqual(together.toSorted())
  expect(new Date(first!.wait_until).getTime()).toBe(second)
  expect(second_!.input.deliveries).toEqual(apart)
  expect(new Date(second_!.wait_until).getTime()).toBe(second + 1_000)
  await db().execute(sql`
    update postyard_deliveries set state = 'cancelled', wake_at = null, deadline_at = null
    where id = any(${sql.param([...together, ...apart])})`)
})

test('twenty deliveries cost one look, are fired, and are confirmed with one look', async () => {
  const ids = await dueDeliveries(20)
  const looks = () => steer.countRequests('A', 'GET', /\/posts$/)
  const before = await looks()
  await fire(ids)
  expect(new Set(await statesOf(ids))).toEqual(new Set(['submitted']))
  expect((await looks()) - before).toBe(1)
  const fires = await firesOf(ids)
  expect(fires).toHaveLength(20)
  expect(fires.every(({ closed_at, outcome }) => closed_at && outcome === 'ok')).toBe(true)
  await eventually(
    () => firedAt(ids),
    (times) => times.every((time) => time !== undefined),
  )
  const between = await looks()
  await confirmDeliveries({
    payload: house.payload,
    tenant: client.tenant,
    ids,
    now: () => new Date(),
  })
  expect(new Set(await statesOf(ids))).toEqual(new Set(['published']))
  expect((await looks()) - between).toBe(1)
  const events = await rows<{ count: number }>(
    db(),
    sql`
      select count(*)::int as count from postyard_events
      where delivery_id = any(${sql.param(ids)}) and type = 'distribution.delivery.published'`,
  )
  expect(events[0]?.count).toBe(20)
})

test('one that hangs keeps no other: the others are fired and settled while it hangs', async () => {
  const ids = await dueDeliveries(10)
  const hanging = await readOne(ids[4]!)
  await steer.setFaults([
    { kind: 'hang', match: { method: 'PUT', path: `/posts/${hanging.draft_id}/` } },
  ])
  const done = fire(ids)
  const others = ids.filter((id) => id !== hanging.id)
  await eventually(
    () => statesOf(others),
    (states) => states.every((state) => state === 'submitted'),
    8_000,
  )
  expect(await statesOf([hanging.id])).toEqual(['publishing'])
  await done
  expect(await statesOf([hanging.id])).toEqual(['unknown'])
})

test('a Postiz that does not answer is left alone for a while, and what is due meanwhile says so', async () => {
  const first = await dueDeliveries(2)
  const next = await dueDeliveries(2)
  await steer.setFaults([{ kind: 'hang' }])
  await fire(first)
  // Nothing was sent, so it is tried again, so soon that it is queued for that already.
  expect(await read(first)).toMatchObject([
    { state: 'queued', attempt: 1 },
    { state: 'queued', attempt: 1 },
  ])
  const before = Date.now()
  await fire(next)
  // Its slot was free at once for others.
  expect(Date.now() - before).toBeLessThan(1_500)
  const held = await rows<{ reason: string }>(
    db(),
    sql`
      select data->>'reason' as reason from postyard_events
      where delivery_id = any(${sql.param(next)}) and type = 'distribution.delivery.held'`,
  )
  expect(held.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/ has not answered since .* It is tried again at /),
    expect.stringMatching(/ has not answered since .* It is tried again at /),
  ])
  await fire(next)
  expect((await firesOf(next)).length).toBe(0)
  await steer.clearFaults()
  await fire(next, { now: () => new Date(Date.now() + 31_000) })
  expect(await statesOf(next)).toEqual(['submitted', 'submitted'])
})

test('one that is refused touches no other', async () => {
  const ids = await dueDeliveries(6)
  const [first, second] = await read(ids)
  await steer.setFaults([
    { kind: 'reset-after', match: { method: 'PUT', path: `/posts/${first!.draft_id}/` } },
    { kind: '429', match: { method: 'PUT', path: `/posts/${second!.draft_id}/` }, delayMs: 5_000 },
  ])
  await fire(ids)
  const states = new Map((await read(ids)).map((row) => [row.id, row]))
  expect(states.get(first!.id)?.state).toBe('unknown')
  // Being asked to wait is no attempt; it is tried again so soon that it is queued for that already.
  expect(states.get(second!.id)).toMatchObject({ state: 'queued', attempt: 0 })
  const refused = (await firesOf(ids)).filter(({ outcome }) => outcome === 'retry')
  expect(refused.map(({ delivery_id }) => delivery_id)).toEqual([second!.id])
  const others = ids.filter((id) => id !== first!.id && id !== second!.id)
  expect(new Set(await statesOf(others))).toEqual(new Set(['submitted']))
})

test('what has no draft yet is staged and goes out too, and does not hold up what has one', async () => {
  const staged = await dueDeliveries(5)
  const late = await dueDeliveries(5, false)
  await steer.setFaults([
    { kind: 'slow', delayMs: 4_000, match: { method: 'POST', path: '/posts$' } },
  ])
  const done = fire([...late, ...staged])
  await eventually(
    () => statesOf(staged),
    (states) => states.every((state) => state === 'submitted'),
  )
  expect(new Set(await statesOf(late))).toEqual(new Set(['publishing']))
  await done
  expect(new Set(await statesOf(late))).toEqual(new Set(['submitted']))
})

test('what a person has deleted or switched on in Postiz meanwhile is not fired, and the others are', async () => {
  const ids = await dueDeliveries(5)
  const [gone, on] = await read(ids)
  const headers = { authorization: 'key', 'content-type': 'application/json' }
  await fetch(`${postiz.baseUrl}/posts/${gone!.draft_id}`, { method: 'DELETE', headers })
  await fetch(`${postiz.baseUrl}/posts/${on!.draft_id}/status`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ status: 'schedule' }),
  })
  await fire(ids)
  const rowsNow = new Map((await read(ids)).map((row) => [row.id, row]))
  expect(['published', 'submitted']).toContain(rowsNow.get(on!.id)?.state)
  expect(rowsNow.get(gone!.id)).toMatchObject({ state: 'queued', draft_id: gone!.draft_id })
  const others = ids.filter((id) => id !== gone!.id && id !== on!.id)
  expect(new Set(await statesOf(others))).toEqual(new Set(['submitted']))
  expect((await firesOf(ids)).map(({ delivery_id }) => delivery_id).sort()).toEqual(others.sort())
  expect((await steer.publications()).counts).toMatchObject({ publishedTwice: 0 })
})

test('each goes out at its own time within the second, not before', async () => {
  const begin = Math.ceil(Date.now() / 1_000) * 1_000 + 3_000
  const ids = await distributeTo({ house, client, count: 4, at: new Date(begin) })
  for (const [index, id] of ids.entries()) {
    const at = new Date(begin + 200 * index).toISOString()
    await db().execute(sql`
      update postyard_deliveries set scheduled_at = ${at}, wake_at = ${at} where id = ${id}`)
  }
  await tick({ payload: house.payload })
  expect(await jobsOf(ids)).toHaveLength(1)
  await sleep(begin - Date.now())
  await fire(ids)
  const fired = await eventually(
    () => firedAt(ids),
    (times) => times.every((time) => time !== undefined),
  )
  for (const [index, time] of fired.entries()) {
    expect(time).toBeGreaterThanOrEqual(begin + 200 * index)
  }
})

test('a job that was lost begins nothing; its deliveries go out with the next attempt', async () => {
  const ids = await dueDeliveries(3)
  const before = (await steer.publications()).counts.publications
  await fire(ids, { signal: AbortSignal.abort(new Error('the lease is lost')) })
  expect(await firesOf(ids)).toEqual([])
  expect(new Set(await statesOf(ids))).toEqual(new Set(['queued']))
  expect((await steer.publications()).counts.publications).toBe(before)
})

test('a wish to cancel that came before the taking of the row is kept to', async () => {
  const ids = await dueDeliveries(3)
  await db().execute(sql`
    update postyard_deliveries set cancel_requested_at = now() where id = ${ids[0]}`)
  await fire(ids)
  expect(await firesOf(ids)).toHaveLength(2)
  expect((await readOne(ids[0]!)).attempt).toBe(0)
})

test('eight jobs for the same deliveries at one moment fire each once', async () => {
  const ids = await dueDeliveries(15)
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => fire(index % 2 ? ids : ids.toReversed())),
  )
  expect(await firesOf(ids)).toHaveLength(15)
  await eventually(
    () => firedAt(ids),
    (times) => times.every((time) => time !== undefined),
  )
  expect((await steer.publications()).counts).toMatchObject({ publishedTwice: 0, sameContent: 0 })
  expect((await read(ids)).every(({ attempt }) => attempt === 1)).toBe(true)
})

test('where one cannot be settled, all others are', async () => {
  const ids = await dueDeliveries(6)
  const broken = ids[2]!
  await db().execute(sql`
    create or replace function break_one() returns trigger language plpgsql as $$
    begin raise exception 'this row takes no change'; end $$`)
  await db().execute(
    sql.raw(`
    create trigger break_one before update on postyard_deliveries for each row
    when (new.id = '${broken}' and new.state = 'submitted') execute function break_one()`),
  )
  await expect(fire(ids)).rejects.toThrow()
  await db().execute(sql`drop trigger break_one on postyard_deliveries`)
  const others = ids.filter((id) => id !== broken)
  expect(new Set(await statesOf(others))).toEqual(new Set(['submitted']))
  expect(await statesOf([broken])).toEqual(['publishing'])
  const [open] = await firesOf([broken])
  expect(open).toMatchObject({ closed_at: null })
})
