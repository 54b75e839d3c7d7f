import { setTimeout as sleep } from 'node:timers/promises'
import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { reconcileDelivery } from '../../plugins/distribution/deliver/follow/reconcileDelivery.ts'
import { changeOne, system } from '../../plugins/distribution/model/changeState.ts'
import { claimDelivery, readDelivery } from '../../plugins/distribution/model/claimDelivery.ts'
import { inTransaction, poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { openReceipt } from '../../plugins/distribution/model/receipts.ts'
import type { DeliveryRow } from '../../plugins/distribution/model/rows.ts'
import {
  type PostizKind,
  type PostizSandbox,
  startPostizSandbox,
} from '../../src/sandbox/postiz/index.ts'
import { addPost } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'

const minute = 60_000

let house: House
let postiz: PostizSandbox
let tenant: string
let user: unknown
let channel: string
let said = 0

const db = () => poolOf(house.payload)

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

const control = async (method: string, path: string, body?: unknown): Promise<void> => {
  const response = await fetch(`${postiz.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  expect(response.ok, await response.clone().text()).toBe(true)
}

/** A delivery that is queued and due now, with no worker that would take it. */
const dueDelivery = async (): Promise<string> => {
  said += 1
  const post = await addPost(house.payload, tenant, { text: `Words number ${said}.` })
  const { deliveries } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: [channel] },
    user,
  })
  return String(deliveries[0]?.id)
}

/** The sandbox's clock is the real one: what was put off in a time that was made up is due now. */
const bringToNow = (id: string) =>
  db().execute(sql`update postyard_deliveries set next_attempt_at = null where id = ${id}`)

const read = async (id: string): Promise<DeliveryRow> => {
  const row = await readDelivery({ db: db(), tenant, id })
  if (!row) throw new Error('The delivery is gone.')
  return row
}

const at = (ms: number) => () => new Date(Date.now() + ms)
const fire = (id: string, ms = 0) =>
  fireDeliveries({
    payload: house.payload,
    tenant,
    ids: [id],
    now: at(ms),
    random: () => 0.5,
  })
const confirm = (id: string, ms = 0) =>
  confirmDeliveries({ payload: house.payload, tenant, ids: [id], now: at(ms) })
const reconcile = (id: string, ms = 0) =>
  reconcileDelivery({ payload: house.payload, tenant, id, now: at(ms) })

const publications = async (text: string): Promise<number> => {
  const response = await fetch(`${postiz.url}/sandbox/publications?limit=500`)
  const { publications: all } = (await response.json()) as { publications: unknown[] }
  return all.filter((one) => JSON.stringify(one).includes(text)).length
}

const words = () => `Words number ${said}.`

describe.each<PostizKind>(['2.23', 'newer'])('Postiz %s', (kind) => {
  const key = `key-of-${kind}`
  const account = `m-${kind}`

  beforeAll(async () => {
    postiz = await startPostizSandbox({
      port: 0,
      kind,
      publishDelayMs: 10,
      limitPerHour: 1000,
      organisations: [
        { name: 'A', key, integrations: [{ id: account, name: 'M', identifier: 'mastodon' }] },
      ],
    })
    ;({ tenant, user } = await connectTenant(house, postiz, key))
    const { docs } = await house.payload.find({
      collection: 'channels',
      where: { tenant: { equals: tenant } },
    })
    channel = String(docs[0]?.id)
  })

  afterEach(() => control('DELETE', '/sandbox/faults'))

  afterAll(() => postiz?.close())

  test('an answer that is lost after Postiz did its work is found out, and nothing is sent again', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [
      { kind: 'reset-after', times: 1, match: { method: 'PUT' } },
    ])
    await fire(id)
    expect(await read(id)).toMatchObject({ state: 'unknown' })
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
    await reconcile(id, 2 * minute)
    expect(await read(id)).toMatchObject({ state: 'published' })
    expect(await publications(words())).toBe(1)
  })

  test('an answer that is lost before Postiz did anything: the draft is deleted, a new one goes out, once', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [
      { kind: 'reset-before', times: 1, match: { method: 'PUT' } },
    ])
    await fire(id)
    const unknown = await read(id)
    expect(unknown.state).toBe('unknown')
    await reconcile(id, 2 * minute)
    const again = await read(id)
    expect(again).toMatchObject({ state: 'queued', reason_code: 'DUE', draft_id: null })
    await bringToNow(id)
    await fire(id)
    expect((await read(id)).state).toBe('submitted')
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
    await confirm(id)
    expect(await read(id)).toMatchObject({ state: 'published' })
    expect(await publications(words())).toBe(1)
  })

  test('what Postiz never begins is told to it as often as any failure is tried again, and no more', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [{ kind: '500', match: { method: 'PUT' } }])
    await fire(id)
    await reconcile(id, 2 * minute)
    expect(await read(id)).toMatchObject({ state: 'queued', reason_code: 'DUE' })
    await db().execute(sql`
      update postyard_deliveries set attempt = 5, next_attempt_at = null where id = ${id}`)
    await fire(id)
    expect(await read(id)).toMatchObject({ state: 'unknown', attempt: 6 })
    await reconcile(id, 2 * minute)
    expect(await read(id)).toMatchObject({
      state: 'failed',
      reason_code: 'CERTAINLY_NOT_LIVE',
      draft_state: 'none',
    })
    expect(await publications(words())).toBe(0)
  })

  test('a worker that dies between its receipt and its call leaves an unknown outcome, not a second publication', async () => {
    const id = await dueDelivery()
    const now = new Date()
    const row = await inTransaction({ payload: house.payload }, ({ db: tx }) =>
      claimDelivery({
        db: tx,
        tenant,
        id,
        now,
        leaseMs: minute,
        reason: { code: 'PUBLISHING', message: 'Is being handed over now.' },
        actor: system,
      }),
    )
    if (!row) throw new Error('The row was not to be had.')
    await openReceipt({ db: db(), delivery: row, action: 'fire', by: 'a worker that dies' })

    await tick({ payload: house.payload, now: at(2 * minute)() })
    expect(await read(id)).toMatchObject({ state: 'unknown', reason_code: 'OUTCOME_UNKNOWN' })
    // It never staged, so there is no draft to look for: a person is asked, and nothing is sent.
    await reconcile(id, 4 * minute)
    expect(await read(id)).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })
    expect(await publications(words())).toBe(0)

    await runFor({
      payload: house.payload,
      operation: operations.resolve,
      input: { id, outcome: 'send-again' },
      user,
    })
    await fire(id)
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
    const open = await rows(
      db(),
      sql`select 1 from postyard_receipts where delivery_id = ${id} and closed_at is null`,
    )
    expect(open).toHaveLength(0)
  })

  test('a worker that dies before it sends costs nothing: its delivery goes out again', async () => {
    const id = await dueDelivery()
    await inTransaction({ payload: house.payload }, ({ db: tx }) =>
      claimDelivery({
        db: tx,
        tenant,
        id,
        now: new Date(),
        leaseMs: minute,
        reason: { code: 'PUBLISHING', message: 'Is being handed over now.' },
        actor: system,
      }),
    )
    await tick({ payload: house.payload, now: at(2 * minute)() })
    expect(await read(id)).toMatchObject({ state: 'queued' })
    await bringToNow(id)
    await fire(id)
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
  })

  test('a holder that comes back after its lease changes nothing', async () => {
    const id = await dueDelivery()
    const claim = () =>
      inTransaction({ payload: house.payload }, ({ db: tx }) =>
        claimDelivery({
          db: tx,
          tenant,
          id,
          now: new Date(),
          leaseMs: minute,
          reason: { code: 'PUBLISHING', message: 'Is being handed over now.' },
          actor: system,
        }),
      )
    const first = await claim()
    await tick({ payload: house.payload, now: at(2 * minute)() })
    const second = await claim()
    expect(second?.fence).toBe((first?.fence ?? 0) + 1)
    const late = await changeOne({
      db: db(),
      tenant,
      id,
      from: ['publishing'],
      to: 'published',
      fence: first?.fence,
      reason: { code: 'PUBLISHED', message: 'Is live.' },
      actor: system,
    })
    expect(late).toBeUndefined()
    expect((await read(id)).state).toBe('publishing')
  })

  test('a certain failure is tried again later, at most five times, each time with its reason', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [{ kind: '503', match: { path: '/public/v1/posts' } }])
    const waits: number[] = []
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const before = Date.now()
      await fire(id)
      const row = await read(id)
      expect(row.attempt).toBe(attempt)
      expect(['scheduled', 'queued']).toContain(row.state)
      // Also while its job waits for the moment: what its reader wants to know is why it waits.
      expect(row.reason).toMatch(/503/)
      waits.push((row.next_attempt_at?.getTime() ?? 0) - before)
      await db().execute(sql`
      update postyard_deliveries set state = 'queued', next_attempt_at = null where id = ${id}`)
    }
    await fire(id)
    expect(await read(id)).toMatchObject({
      state: 'failed',
      attempt: 6,
      deadline_at: null,
      wake_at: null,
    })
    expect(waits[0]).toBeGreaterThan(29_000)
    for (let index = 1; index < waits.length; index += 1) {
      expect(waits[index]).toBeGreaterThan((waits[index - 1] ?? 0) * 1.5)
    }
  })

  test('a channel that was switched off in Postiz holds its deliveries, and lets them go when it is back', async () => {
    await control('POST', `/sandbox/integrations/${account}`, { disabled: true })
    const sync = () =>
      runFor({
        payload: house.payload,
        operation: operations.syncChannels,
        input: { tenant },
        user,
      })
    await sync()
    const id = await dueDelivery()
    await fire(id)
    expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_DISABLED' })
    await control('POST', `/sandbox/integrations/${account}`, { disabled: false })
    await sync()
    await tick({ payload: house.payload })
    await tick({ payload: house.payload })
    await fire(id)
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
  })

  test('a channel that lost its access fails what is under way, and holds the next until it is active again', async () => {
    await control('POST', `/sandbox/integrations/${account}`, { refreshNeeded: true })
    const first = await dueDelivery()
    await fire(first)
    await eventually(
      async () => {
        await confirm(first)
        return read(first)
      },
      (row) => row.state === 'failed' && row.reason_code === 'CHANNEL_UNAUTHORISED',
    )
    expect(await house.payload.findByID({ collection: 'channels', id: channel })).toMatchObject({
      state: 'unauthorised',
    })
    const second = await dueDelivery()
    await fire(second)
    expect(await read(second)).toMatchObject({ state: 'held', reason_code: 'CHANNEL_UNAUTHORISED' })
    await control('POST', `/sandbox/integrations/${account}`, { refreshNeeded: false })
    const back = await house.payload.update({
      collection: 'channels',
      id: channel,
      data: { state: 'active' },
    })
    expect(back).toMatchObject({ state: 'active', stateReason: null })
    await tick({ payload: house.payload, now: at(2 * minute)() })
    expect((await read(second)).state).not.toBe('held')
  })

  test('a channel that Postiz does not list any more is marked, and its posts are refused', async () => {
    await control('POST', `/sandbox/integrations/${account}`, { removed: true })
    await runFor({
      payload: house.payload,
      operation: operations.syncChannels,
      input: { tenant },
      user,
    })
    const gone = await house.payload.findByID({ collection: 'channels', id: channel })
    expect(gone).toMatchObject({ state: 'removed' })
    await expect(dueDelivery()).rejects.toMatchObject({ code: 'CHANNEL_NOT_ACTIVE' })
    await control('POST', `/sandbox/integrations/${account}`, { removed: false })
    await runFor({
      payload: house.payload,
      operation: operations.syncChannels,
      input: { tenant },
      user,
    })
  })

  test('what is later than its grace is held and asks a person; publish now lets it go', async () => {
    const id = await dueDelivery()
    await fire(id, 61 * minute)
    expect(await read(id)).toMatchObject({ state: 'held', reason_code: 'STALE' })
    await runFor({ payload: house.payload, operation: operations.publishNow, input: { id }, user })
    await fire(id)
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
  })

  test('a wait that Postiz asks for beyond the grace is not promised: a person is asked at once', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [
      { kind: '429', delayMs: 61 * minute, match: { method: 'PUT' } },
    ])
    await fire(id)
    const row = await read(id)
    expect(row).toMatchObject({ state: 'held', reason_code: 'STALE', wake_at: null })
    expect(row.reason).toContain('does not go out by itself')
    await control('DELETE', '/sandbox/faults')
    await runFor({ payload: house.payload, operation: operations.publishNow, input: { id }, user })
    await fire(id)
    expect((await read(id)).state).toBe('submitted')
  })

  test('a post that Postiz never starts is taken back after two hours, and only then sent anew', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [{ kind: 'never-starts', times: 1 }])
    await fire(id)
    await confirm(id)
    expect((await read(id)).state).toBe('submitted')
    await tick({ payload: house.payload, now: at(121 * minute)() })
    expect(await read(id)).toMatchObject({ state: 'unknown', reason_code: 'NOT_CONFIRMED' })
    await reconcile(id)
    expect((await read(id)).state).toBe('queued')
    await fire(id)
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
  })

  test('an error of Postiz that is live all the same counts as published, with the warning', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [{ kind: 'comment-error', times: 1 }])
    await fire(id)
    const seen = await eventually(
      async () => {
        await confirm(id)
        return read(id)
      },
      (row) => row.state !== 'submitted',
    )
    expect(seen).toMatchObject({ state: 'published', reason_code: 'PUBLISHED_WITH_WARNING' })
  })

  test('a cancel while it is being sent is a wish: what goes live stays live, and says so', async () => {
    const id = await dueDelivery()
    await fire(id)
    const cancelled = await runFor({
      payload: house.payload,
      operation: operations.cancelDelivery,
      input: { id },
      user,
    })
    expect(cancelled).toMatchObject({ state: 'submitted', isCancelRequested: true })
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
    await confirm(id)
    expect((await read(id)).state).toBe('published')
  })

  test('a cancel of what is certainly not live ends it', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [
      { kind: 'reset-before', times: 1, match: { method: 'PUT' } },
    ])
    await fire(id)
    await runFor({
      payload: house.payload,
      operation: operations.cancelDelivery,
      input: { id },
      user,
    })
    await reconcile(id, 2 * minute)
    expect(await read(id)).toMatchObject({ state: 'cancelled' })
    expect(await publications(words())).toBe(0)
  })

  test('what was to be cancelled is not sent again, and no transaction is open while Postiz is asked', async () => {
    const id = await dueDelivery()
    await db().execute(sql`
      update postyard_deliveries
      set state = 'unknown', draft_at = now(), cancel_requested_at = now(), deadline_at = now() + interval '1 day'
      where id = ${id}`)
    await control('POST', '/sandbox/faults', [
      { kind: 'slow', delayMs: 600, times: 1, match: { method: 'GET' } },
    ])
    const resolving = runFor({
      payload: house.payload,
      operation: operations.resolve,
      input: { id, outcome: 'send-again' },
      user,
    })
    await sleep(300)
    const open = await rows(
      db(),
      sql`
        select query from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`,
    )
    expect(open).toEqual([])
    expect(await resolving).toMatchObject({ state: 'cancelled' })
    await fire(id)
    expect(await publications(words())).toBe(0)
  })

  test('two jobs of one delivery at one moment publish it once', async () => {
    const id = await dueDelivery()
    await Promise.all(Array.from({ length: 8 }, () => fire(id)))
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
    expect((await read(id)).attempt).toBe(1)
  })

  test('a draft whose id never arrived is adopted, and one that somebody switched on meanwhile is not made twice', async () => {
    const id = await dueDelivery()
    await control('POST', '/sandbox/faults', [
      { kind: 'reset-after', match: { method: 'POST', path: '/public/v1/posts' } },
      { kind: '503', match: { method: 'GET', path: '/public/v1/posts' } },
    ])
    await fire(id)
    const row = await read(id)
    expect(row).toMatchObject({ draft_state: 'staging', draft_id: null })
    await control('DELETE', '/sandbox/faults')

    const found = await fetch(
      `${postiz.baseUrl}/posts?startDate=${row.draft_at?.toISOString()}&endDate=${row.draft_at?.toISOString()}`,
      { headers: { authorization: key } },
    )
    const { posts } = (await found.json()) as { posts: { id: string }[] }
    expect(posts).toHaveLength(1)
    await fetch(`${postiz.baseUrl}/posts/${posts[0]?.id}/status`, {
      method: 'PUT',
      headers: { authorization: key, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'schedule' }),
    })
    await eventually(
      () => publications(words()),
      (count) => count === 1,
    )
    await db().execute(sql`
    update postyard_deliveries set state = 'queued', next_attempt_at = null where id = ${id}`)
    await fire(id)
    expect(await read(id)).toMatchObject({ state: 'published' })
    expect(await publications(words())).toBe(1)
  })
})

test('every state that is not settled has its deadline, and every change its event', async () => {
  const open = await rows<{ state: string }>(
    db(),
    sql`
      select state from postyard_deliveries
      where deadline_at is null
        and state not in ('published', 'dispatched', 'skipped', 'cancelled', 'failed', 'expired')`,
  )
  expect(open).toEqual([])
  const silent = await rows(
    db(),
    sql`
      select d.id from postyard_deliveries d
      where not exists (
        select 1 from postyard_events e
        where e.delivery_id = d.id and e.tenant_id = d.tenant_id and e.data->>'to' = d.state::text)
      and d.attempt <> 6`,
  )
  expect(silent).toEqual([])
})
