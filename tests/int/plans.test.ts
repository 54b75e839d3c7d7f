import { randomBytes, randomUUID } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { operations, runFor, tick } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { reconcileDelivery } from '../../plugins/distribution/deliver/follow/reconcileDelivery.ts'
import { sweepDeadlines } from '../../plugins/distribution/dispatch/sweepDeadlines.ts'
import {
  awaitPlan,
  countWaiting,
  mostWaiting,
} from '../../plugins/distribution/distribute/awaitPlan.ts'
import { releaseReady } from '../../plugins/distribution/media/making/releaseReady.ts'
import { changeOne, system } from '../../plugins/distribution/model/changeState.ts'
import { claimDelivery } from '../../plugins/distribution/model/claimDelivery.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { cutStatements } from './support/cutStatements.ts'
import { eventually } from './support/eventually.ts'
import { behaviours, openReceiver } from './support/hostileReceiver.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { openMailServer } from './support/openMailServer.ts'
import { askAgent, plan as makePlan, putInto, query } from './support/scenes.ts'

const minute = 60_000

let house: House
let tenant: string
let manager: Person
let agent: Person
let feeds: string[]
let manual: string

const addFeed = async (name: string): Promise<string> => {
  const doc = await house.payload.create({
    collection: 'channels',
    data: { tenant, name, kind: 'feed' } as never,
  })
  return (doc as unknown as { id: string }).id
}

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  feeds = await Promise.all(['News', 'Flats', 'Houses'].map(addFeed))
  manual = await addManualChannel(house.payload, tenant)
})

afterAll(() => house?.close())

const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  call(house, manager, 'POST', path, body, headers)

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute)

const write = () => addPost(house.payload, tenant, { text: randomUUID() })

/** A plan of a post of its own. */
const plan = async (channels: string[], at = inMinutes(60)) =>
  makePlan({ payload: house.payload, by: manager, post: await write(), channels, at })

const read = async (delivery: string) =>
  (
    await query(
      house.payload,
      `select state, reason_code, reason, wake_at, deadline_at, cancel_requested_at, scheduled_at, next_attempt_at,
         attempt::int from postyard_deliveries where id = $1`,
      [delivery],
    )
  )[0]!

const stateOf = async (delivery: string) => (await read(delivery)).state

const eventsOf = (plan: string, type: string) =>
  query(
    house.payload,
    'select data, actor_name from postyard_events where plan_id = $1 and type = $2',
    [plan, type],
  )

const deliver = (delivery: string, now = () => new Date()) =>
  deliverDirect({ payload: house.payload, tenant, id: delivery, now, random: () => 0.5 })

const endPatience = (delivery: string) =>
  query(
    house.payload,
    `update postyard_deliveries set deadline_at = now() - interval '1 second' where id = $1`,
    [delivery],
  )

const countPlans = async (of: string) =>
  (
    await query(house.payload, 'select count(*)::int from postyard_plans where post_id = $1', [of])
  )[0]!.count

test('of eight requests at the same moment for one post and channel exactly one makes a plan', async () => {
  const id = await write()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => post(`/posts/${id}/distribute`, { channels: [feeds[0]] })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
  expect(await countPlans(id)).toBe(1)
  const made = answers.find(({ status }) => status === 200)!.body
  const refused = answers.find(({ status }) => status === 409)!.body
  expect(refused).toMatchObject({
    code: 'DUPLICATE_DISTRIBUTION_PLAN',
    detail: expect.stringContaining('News has this post already'),
    errors: [
      {
        channel: feeds[0],
        plan: made.plan,
        delivery: made.deliveries[0].id,
        at: made.scheduledAt,
      },
    ],
  })
})

test('a plan made twice is refused as a whole, unless it is allowed, which is noted; what has ended or is long ago is no duplicate', async () => {
  const id = await write()
  const send = (body: object, headers = {}) => post(`/posts/${id}/distribute`, body, headers)
  const at = inMinutes(24 * 60).toISOString()
  const key = { 'idempotency-key': randomUUID() }
  const first = await send({ channels: [feeds[0]], at }, key)
  expect(first.status).toBe(200)
  expect(await send({ channels: [feeds[0]], at }, key)).toMatchObject({
    status: 200,
    body: first.body,
  })
  const both = { channels: [feeds[0], feeds[1]] }
  expect((await send(both)).body.errors).toHaveLength(1)
  expect((await send({ channels: [feeds[1]], dryRun: true })).body.dryRun.fits).toBe(true)
  const dry = (await send({ ...both, dryRun: true })).body.dryRun
  expect([dry.fits, dry.channels[0].refusals[0].code, dry.channels[1].refusals]).toEqual([
    false,
    'DUPLICATE_DISTRIBUTION_PLAN',
    [],
  ])
  const delivery = first.body.deliveries[0].id
  const allowed = await send({ channels: [feeds[0]], allowDuplicate: true })
  expect(allowed.status).toBe(200)
  expect(await eventsOf(allowed.body.plan, 'distribution.plan.duplicate_allowed')).toEqual([
    {
      actor_name: expect.any(String),
      data: {
        post: id,
        pairs: [expect.objectContaining({ channel: feeds[0], plan: first.body.plan, delivery })],
      },
    },
  ])
  // Both are made now, so of both it is forgotten how long ago that is.
  const age = (created: string, scheduled: string) =>
    query(
      house.payload,
      `update postyard_deliveries set created_at = now() + $2::interval, scheduled_at = now() + $3::interval
       where post_id = $1`,
      [id, created, scheduled],
    )
  const again = () => send({ channels: [feeds[0]], at })
  await age('-6 minutes', '1 hour')
  expect((await send({ channels: [feeds[0]], dryRun: true })).body.dryRun.fits).toBe(true)
  await age('-6 minutes', '1 day')
  expect((await again()).status).toBe(409)
  await age('-4 minutes', '1 hour')
  expect((await again()).status).toBe(409)
  await query(
    house.payload,
    `update postyard_deliveries set state = 'failed', deadline_at = null, wake_at = null where post_id = $1`,
    [id],
  )
  expect((await post(`/deliveries/${delivery}/retry`)).status).toBe(200)
  await putInto(house.payload, delivery, 'cancelled')
  expect((await again()).status).toBe(200)
})

test('a request that waits gets the receipts when all have ended, and holds no connection meanwhile', async () => {
  const id = await write()
  const key = { 'idempotency-key': randomUUID() }
  const body = { channels: [feeds[0], feeds[1]], awaitDelivery: true }
  const waiting = post(`/posts/${id}/distribute`, body, key)
  await eventually(
    async () => countWaiting(house.payload),
    (count) => count === 1,
  )
  const { pool } = house.payload.db as unknown as PostgresAdapter
  await eventually(
    async () => pool.totalCount - pool.idleCount,
    (busy) => busy === 0,
  )
  const open = await query(
    house.payload,
    `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  )
  expect(open).toEqual([])
  const begun = await post(`/posts/${id}/distribute`, body, key)
  expect([begun.status, begun.body.awaited.isSettled]).toEqual([202, false])
  const rows = await query(house.payload, 'select id from postyard_deliveries where post_id = $1', [
    id,
  ])
  for (const row of rows) await deliver(row.id)
  const answer = await waiting
  expect(answer.status).toBe(200)
  expect(answer.body.awaited).toMatchObject({ isSettled: true, state: 'published' })
  expect(answer.body.awaited.receipts).toHaveLength(2)
  expect(answer.body.awaited.receipts[0]).toMatchObject({ action: 'fire', outcome: 'ok' })
  expect(answer.body.deliveries.map(({ state }: { state: string }) => state)).toEqual([
    'published',
    'published',
  ])
  expect(await post(`/posts/${id}/distribute`, body, key)).toMatchObject({
    status: 200,
    body: answer.body,
  })
})

test('what does not end in time is 202 with its plan; what is due later or comes when too many wait is not waited for', async () => {
  const slow = await post(`/posts/${await write()}/distribute`, {
    ...{ channels: [manual], awaitDelivery: 0.3 },
  })
  expect(slow.status).toBe(202)
  expect(slow.body).toMatchObject({
    plan: expect.any(String),
    awaited: { isSettled: false, state: 'publishing', receipts: [] },
  })
  const later = await post(`/posts/${await write()}/distribute`, {
    ...{ channels: [manual], awaitDelivery: 10, at: inMinutes(3) },
  })
  expect([later.status, later.body.awaited.state]).toEqual([202, 'pending'])
  const { payload } = house
  const common = { payload, tenant, plan: slow.body.plan as string }
  const stop = new AbortController()
  const waiters = Array.from({ length: mostWaiting }, () =>
    awaitPlan({ ...common, ms: 10_000, signal: stop.signal }),
  )
  expect(await awaitPlan({ ...common, ms: 10_000 })).toBe(false)
  stop.abort()
  expect(new Set(await Promise.all(waiters))).toEqual(new Set([false]))
  const gone = new AbortController()
  const left = fetch(`${house.api}/posts/${await write()}/distribute`, {
    method: 'POST',
    headers: { authorization: `JWT ${manager.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channels: [manual], awaitDelivery: true }),
    signal: gone.signal,
  })
  await eventually(
    async () => countWaiting(payload),
    (count) => count === 1,
  )
  gone.abort()
  await expect(left).rejects.toThrow()
  await eventually(
    async () => countWaiting(payload),
    (count) => count === 0,
    3_000,
  )
})

const pause = (id: string, reason?: string) =>
  post(`/plans/${id}/pause`, reason === undefined ? {} : { reason })
const resume = (id: string) => post(`/plans/${id}/resume`)

test('a paused plan sends nothing, whatever comes, and says who paused it and why; resumed it goes on at its time', async () => {
  const { payload } = house
  const { plan: id, deliveries } = await plan([...feeds, manual])
  const [scheduled, blocked, waiting, due] = deliveries as [string, string, string, string]
  await putInto(payload, due, 'queued')
  await query(
    payload,
    `update postyard_deliveries
     set state = 'held', reason_code = case id when $1 then 'CHANNEL_DISABLED' else 'MEDIA_PENDING' end
     where id in ($1, $2)`,
    [blocked, waiting],
  )
  const paused = await pause(id, 'The price has changed')
  expect(paused.body).toMatchObject({ plan: id, reason: 'The price has changed', followed: [] })
  expect(paused.body.held.toSorted()).toEqual(deliveries.toSorted())
  const sentence =
    /^\S+ paused its plan: The price has changed\. It goes on when the plan is resumed/
  for (const delivery of deliveries) {
    const row = await read(delivery)
    expect(row).toMatchObject({ state: 'held', reason_code: 'PLAN_PAUSED', wake_at: null })
    expect(row.reason).toMatch(sentence)
    expect(new Date(row.deadline_at) > inMinutes(29 * 24 * 60)).toBe(true)
  }
  expect((await pause(id, 'Again')).body).toEqual(paused.body)
  expect(await eventsOf(id, 'distribution.plan.paused')).toHaveLength(1)
  const status = await call(house, manager, 'GET', `/plans/${id}/status`)
  expect(status.body.paused).toEqual({
    ...{ at: paused.body.pausedAt, by: paused.body.pausedBy, reason: 'The price has changed' },
  })
  // What lets others go: their picture, their channel, a job of theirs, another time, a person's word.
  await releaseReady({ payload, tenant, now: new Date() })
  for (const state of ['disabled', 'active']) {
    await payload.update({ collection: 'channels', id: feeds[1]!, data: { state } as never })
  }
  await tick({ payload })
  await deliver(scheduled)
  await notifyAgent({ payload, tenant, id: due, now: () => new Date() })
  await post(`/deliveries/${scheduled}/reschedule`, { at: inMinutes(90).toISOString() })
  expect(await post(`/deliveries/${scheduled}/publish-now`)).toMatchObject({
    status: 409,
    body: { code: 'ILLEGAL_MOVE' },
  })
  await putInto(payload, blocked, 'failed')
  expect((await post(`/deliveries/${blocked}/retry`)).body).toMatchObject({
    state: 'held',
    reasonCode: 'PLAN_PAUSED',
  })
  for (const delivery of deliveries) {
    expect(await read(delivery)).toMatchObject({ state: 'held', reason_code: 'PLAN_PAUSED' })
  }
  const resumed = await resume(id)
  expect(resumed.body).toMatchObject({ wasPaused: true, stale: [], waiting: [] })
  expect(resumed.body.onTime.toSorted()).toEqual([scheduled, waiting, due].toSorted())
  expect(resumed.body.late).toEqual([blocked])
  expect(await read(scheduled)).toMatchObject({ state: 'scheduled', reason_code: 'SCHEDULED' })
  expect(await stateOf(blocked)).toBe('queued')
  expect((await resume(id)).body).toMatchObject({ wasPaused: false, onTime: [] })
  expect(await eventsOf(id, 'distribution.plan.resumed')).toHaveLength(1)
  for (const delivery of deliveries) await putInto(payload, delivery, 'published')
  expect((await pause(id)).body.code).toBe('PLAN_SETTLED')
})

test('what is late when its plan is resumed goes one after the other on its channel, and past its grace asks a person', async () => {
  const { payload } = house
  const made = [await plan([feeds[0]!]), await plan([feeds[0]!])]
  const old = await plan([feeds[0]!, feeds[1]!])
  for (const { plan: id } of [...made, old]) await pause(id)
  const moveTo = (delivery: string, minutes: number) =>
    query(
      payload,
      `update postyard_deliveries set scheduled_at = now() + $2 * interval '1 minute' where id = $1`,
      [delivery, minutes],
    )
  for (const { delivery } of made) await moveTo(delivery, -10)
  await moveTo(old.deliveries[0]!, -61)
  await moveTo(old.deliveries[1]!, 61)
  const [first, second] = made as [(typeof made)[0], (typeof made)[0]]
  expect((await resume(first.plan)).body.late).toEqual([first.delivery])
  expect((await resume(second.plan)).body.late).toEqual([second.delivery])
  const turns = await Promise.all(made.map(({ delivery }) => read(delivery)))
  expect(turns.map(({ reason_code }) => reason_code)).toEqual(['CATCHING_UP', 'CATCHING_UP'])
  const [one, two] = turns.map(({ next_attempt_at }) => new Date(next_attempt_at).getTime())
  expect(two! - one!).toBeGreaterThanOrEqual(1_000)
  expect((await resume(old.plan)).body).toMatchObject({
    stale: [old.deliveries[0]],
    onTime: [old.deliveries[1]],
  })
  expect(await read(old.deliveries[0]!)).toMatchObject({ state: 'held', reason_code: 'STALE' })
})

test('a pause and a worker at the same moment: either it was sent, or it is held; and what comes back from a worker is held', async () => {
  const { payload } = house
  const all = await Promise.all(Array.from({ length: 12 }, () => plan([feeds[2]!], new Date())))
  const ends = await Promise.all(
    all.map(async ({ plan: id, delivery }) => {
      const [answer] = await Promise.all([pause(id), deliver(delivery), tick({ payload })])
      return { answer: answer.body, row: await read(delivery), delivery }
    }),
  )
  for (const { answer, row, delivery } of ends) {
    if (row.state === 'published') {
      expect(answer.code === 'PLAN_SETTLED' || answer.followed.includes(delivery)).toBe(true)
    } else {
      expect(row).toMatchObject({ state: 'held', reason_code: 'PLAN_PAUSED' })
      expect(answer.held).toEqual([delivery])
    }
  }
  // A worker has it when its plan is paused, and gives it back.
  const { plan: id, delivery } = await plan([feeds[2]!], new Date())
  const common = { tenant, id: delivery, actor: system }
  const row = await inOwnTransaction(payload, (db) =>
    claimDelivery({
      ...{ ...common, db, leaseMs: minute, now: new Date() },
      reason: { code: 'PUBLISHING', message: 'Is handed over.' },
    }),
  )
  expect((await pause(id)).body).toMatchObject({ held: [], followed: [delivery] })
  await inOwnTransaction(payload, (db) =>
    changeOne({
      ...{ ...common, db, from: ['publishing'], to: 'scheduled', fence: row!.fence },
      reason: { code: 'AGAIN', message: 'Is tried again.' },
      set: { wakeAt: new Date(), nextAttemptAt: new Date(), deadlineAt: inMinutes(60) },
    }),
  )
  expect(await read(delivery)).toMatchObject({ state: 'held', reason_code: 'PLAN_PAUSED' })
  await tick({ payload })
  await deliver(delivery)
  expect(await read(delivery)).toMatchObject({ state: 'held', attempt: 1 })
})

test('a pause that comes between two statements of whoever gives a delivery back holds it all the same', async () => {
  const { payload } = house
  const { plan: id, delivery } = await plan([feeds[2]!], new Date())
  await query(payload, `update postyard_deliveries set state = 'publishing' where id = $1`, [
    delivery,
  ])
  let paused: ReturnType<typeof pause> | undefined
  await inOwnTransaction(payload, async (db) => {
    await changeOne({
      ...{ db, tenant, id: delivery, actor: system, from: ['publishing'], to: 'scheduled' },
      reason: { code: 'AGAIN', message: 'Is tried again.' },
      set: { wakeAt: new Date(), deadlineAt: inMinutes(60) },
    })
    paused = pause(id)
    await eventually(
      () => query(payload, 'select 1 from pg_locks where not granted'),
      (waits) => waits.length > 0,
    )
  })
  expect((await paused!).body.held).toEqual([delivery])
  expect(await read(delivery)).toMatchObject({ state: 'held', reason_code: 'PLAN_PAUSED' })
})

test('a task that nobody has open is taken back by a pause and asked anew; "I did post" is heard all the same', async () => {
  const { payload } = house
  const scene = { payload, by: manager, channels: [manual] }
  const free = await askAgent({ ...scene, post: await write() })
  const opened = await askAgent({ ...scene, post: await write() })
  await call(house, agent, 'POST', `/assist/tasks/${opened.task}/open`, {})
  expect((await pause(free.plan)).body.held).toEqual([free.delivery])
  expect((await pause(opened.plan)).body).toMatchObject({ held: [], followed: [opened.delivery] })
  expect(await stateOf(opened.delivery)).toBe('awaiting_human')
  const listed = await call(house, agent, 'GET', '/assist/tasks')
  const outcomeOf = (id: string) =>
    listed.body.tasks.find((task: { id: string }) => task.id === id).outcome
  expect([outcomeOf(free.task), outcomeOf(opened.task)]).toEqual(['cancelled', null])
  const answer = (task: string, outcome: string) =>
    call(house, agent, 'POST', `/assist/tasks/${task}/answer`, { outcome })
  expect((await answer(free.task, 'skipped')).body.detail).toContain('its plan was paused')
  // Whoever had it open let go of it: nobody else is asked.
  await query(
    payload,
    `update postyard_assist_tasks set lease_until = now() - interval '1 s' where id = $1`,
    [opened.task],
  )
  await notifyAgent({ payload, tenant, id: opened.delivery, now: () => new Date() })
  expect(await read(opened.delivery)).toMatchObject({
    ...{ state: 'held', reason_code: 'PLAN_PAUSED', wake_at: null },
  })
  expect((await answer(opened.task, 'skipped')).body.detail).toContain('its plan was paused')
  await resume(free.plan)
  await notifyAgent({ payload, tenant, id: free.delivery, now: () => new Date() })
  expect(await stateOf(free.delivery)).toBe('awaiting_human')
  const other = await askAgent({ ...scene, post: await write() })
  await pause(other.plan)
  expect((await answer(other.task, 'posted')).status).toBe(200)
  expect(await read(other.delivery)).toMatchObject({ state: 'held', reason_code: 'SAID_POSTED' })
  expect((await resume(other.plan)).body).toMatchObject({ late: [], onTime: [] })
})

test('what was paused for 30 days is cancelled and says so', async () => {
  const { plan: id, delivery } = await plan([feeds[0]!])
  await pause(id)
  await sweepDeadlines({ payload: house.payload, now: inMinutes(8 * 24 * 60) })
  expect(await stateOf(delivery)).toBe('held')
  await endPatience(delivery)
  await sweepDeadlines({ payload: house.payload, now: new Date() })
  expect(await read(delivery)).toMatchObject({
    state: 'cancelled',
    reason_code: 'PAUSED_TOO_LONG',
  })
})

const claim = async (delivery: string, lease = -minute) => {
  const row = await inOwnTransaction(house.payload, (db) =>
    claimDelivery({
      ...{ db, tenant, id: delivery, actor: system, leaseMs: lease, now: new Date() },
      reason: { code: 'PUBLISHING', message: 'Is handed over.' },
    }),
  )
  return row!
}

const cancel = (delivery: string) => post(`/deliveries/${delivery}/cancel`)

test('cancelled in any state, a delivery says what becomes of it, and its end is true', async () => {
  const { payload } = house
  const sweep = () => sweepDeadlines({ payload, now: new Date() })
  const unsent = [
    ...['MEDIA_PENDING', 'CHANNEL_DISABLED', 'STALE', 'POSTIZ_BUDGET_SPENT', 'PLAN_PAUSED'],
    ...['POST_BINNED', 'SAID_POSTED'],
  ]
  for (const code of unsent) {
    const { delivery } = await plan([feeds[0]!])
    await putInto(payload, delivery, 'held')
    await query(payload, 'update postyard_deliveries set reason_code = $2 where id = $1', [
      ...[delivery, code],
    ])
    expect((await cancel(delivery)).body).toMatchObject({ state: 'cancelled' })
  }
  for (const state of ['scheduled', 'queued'] as const) {
    const { delivery } = await plan([feeds[0]!])
    await putInto(payload, delivery, state)
    const { body } = await cancel(delivery)
    expect([body.state, body.reason]).toEqual([
      'cancelled',
      expect.stringMatching(/ cancelled it before it went out\.$/),
    ])
  }
  for (const state of ['published', 'dispatched', 'skipped', 'failed', 'expired'] as const) {
    const { delivery } = await plan([feeds[0]!])
    await putInto(payload, delivery, state)
    expect((await cancel(delivery)).body.code).toBe('ILLEGAL_MOVE')
    expect(await stateOf(delivery)).toBe(state)
  }
  // Taken by a worker that dies before it sends: nothing went out.
  const idle = await plan([feeds[0]!], new Date())
  await claim(idle.delivery)
  expect((await cancel(idle.delivery)).body).toMatchObject({
    ...{ state: 'publishing', isCancelRequested: true },
  })
  await sweep()
  expect(await read(idle.delivery)).toMatchObject({
    ...{ state: 'cancelled', reason: 'Was cancelled before it went out.' },
  })
  // One that dies when it has sent, or that sends while it is wished for.
  const sent = await plan([feeds[0]!], new Date())
  const cutter = cutStatements(payload)
  await cutter.run({ at: /update postyard_receipts/, when: 'before' }, () => deliver(sent.delivery))
  cutter.close()
  expect(await stateOf(sent.delivery)).toBe('publishing')
  expect((await cancel(sent.delivery)).body).toMatchObject({ state: 'publishing' })
  await endPatience(sent.delivery)
  await sweep()
  expect(await stateOf(sent.delivery)).toBe('unknown')
  expect((await cancel(sent.delivery)).body).toMatchObject({ state: 'unknown' })
  await reconcileDelivery({ payload, tenant, id: sent.delivery, now: () => new Date() })
  expect(await read(sent.delivery)).toMatchObject({
    state: 'published',
    reason: 'It stands in the feed. It was to be cancelled, and that came too late.',
  })
  for (const state of ['submitted', 'unknown'] as const) {
    const { plan: id, delivery } = await plan([feeds[0]!])
    await putInto(payload, delivery, state)
    expect((await post(`/plans/${id}/cancel`)).body).toMatchObject({ followed: [delivery] })
    expect(await stateOf(delivery)).toBe(state)
  }
  const scene = { payload, by: manager, channels: [manual] }
  for (const begin of ['ask', 'open', 'snooze'] as const) {
    const asked = await askAgent({ ...scene, post: await write() })
    const tell = (path: string, body = {}) =>
      call(house, agent, 'POST', `/assist/tasks/${asked.task}/${path}`, body)
    if (begin !== 'ask') await tell('open')
    if (begin === 'snooze') await tell('answer', { outcome: 'snoozed', minutes: 5 })
    expect((await cancel(asked.delivery)).body.state).toBe('cancelled')
    expect((await tell('answer', { outcome: 'posted' })).body.detail).toContain('was cancelled')
  }
})

test('a call that may have arrived is not said to be cancelled before it went out', async () => {
  const { payload } = house
  const receiver = await openReceiver()
  const webhook = await payload.create({
    collection: 'channels',
    data: { tenant, name: 'Website', kind: 'webhook' } as never,
  })
  const { id: channel } = webhook as unknown as { id: string }
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await post(`/channels/${channel}/connect-webhook`, { url: receiver.url, secret })
  receiver.answer(behaviours.breaksOff)
  const { delivery } = await plan([channel], new Date())
  await deliver(delivery)
  expect(receiver.received).toHaveLength(1)
  expect((await cancel(delivery)).body).toMatchObject({
    state: 'cancelled',
    reasonCode: 'CANCELLED_IN_DOUBT',
    reason: expect.stringContaining('the receiver may have it'),
  })
  await receiver.close()
})

test('a mailing that is cancelled or paused stops between two mails, and says how many have it', async () => {
  const { payload } = house
  const server = await openMailServer()
  const addMailing = async () => {
    const made = await call(house, manager, 'POST', '/channels', {
      ...{ tenant, name: 'News', kind: 'email' },
      email: {
        ...{ fromName: 'Marina', fromAddress: 'news@marina.example' },
        recipients: Array.from({ length: 5 }, (_, index) => ({ address: `r${index}@x.example` })),
      },
    })
    const id = made.body.doc.id as string
    const { port } = server
    await post(`/channels/${id}/connect-mail`, {
      server: { host: '127.0.0.1', port, user: 'agency', password: 'of-the-server' },
    })
    return plan([id], new Date())
  }
  const when = (count: number, act: () => Promise<unknown>) =>
    eventually(
      async () => server.letters.length,
      (letters) => letters >= count,
    ).then(act)
  const one = await addMailing()
  server.slow(30)
  await Promise.all([deliver(one.delivery), when(2, () => cancel(one.delivery))])
  const got = server.letters.length
  expect(got).toBeLessThan(5)
  expect(await read(one.delivery)).toMatchObject({
    state: 'cancelled',
    reason_code: 'CANCELLED_PARTLY',
    reason: expect.stringMatching(
      new RegExp(
        `^${got} of 5 mails had gone out when it was cancelled; the other .* not sent\\.$`,
      ),
    ),
  })
  server.letters.length = 0
  const two = await addMailing()
  await Promise.all([deliver(two.delivery), when(2, () => pause(two.plan))])
  const before = server.letters.length
  expect(before).toBeLessThan(5)
  expect(await read(two.delivery)).toMatchObject({ state: 'held', reason_code: 'PLAN_PAUSED' })
  // Begun in time, its rest is never too late.
  await query(
    payload,
    `update postyard_deliveries set scheduled_at = now() - interval '3 hours' where id = $1`,
    [two.delivery],
  )
  expect((await resume(two.plan)).body.late).toEqual([two.delivery])
  server.slow(0)
  await deliver(two.delivery)
  expect(await read(two.delivery)).toMatchObject({ state: 'published' })
  expect(new Set(server.letters.map(({ to }) => to)).size).toBe(5)
  expect(server.letters).toHaveLength(5)
  // One that waits for its next portion.
  const [row] = await query(payload, 'select channel_id from postyard_deliveries where id = $1', [
    two.delivery,
  ])
  const three = await plan([row!.channel_id])
  await query(
    payload,
    `insert into postyard_mails (delivery, address, tenant, channel, state)
     select $1, 'r' || state, $2, $3, state from unnest('{sent,unknown,pending}'::text[]) state`,
    [three.delivery, tenant, row!.channel_id],
  )
  expect((await cancel(three.delivery)).body).toMatchObject({
    ...{ state: 'cancelled', reasonCode: 'CANCELLED_PARTLY' },
    reason: expect.stringMatching(
      /^1 of 3 mails had gone out when \S+ cancelled it; the other one is not sent\. Of 1 nobody/,
    ),
  })
  await server.close()
})

test('however many deliveries a plan has, its cancelling takes as many statements', async () => {
  const { payload } = house
  const many = await Promise.all(Array.from({ length: 30 }, (_, index) => addFeed(`Feed ${index}`)))
  const cutter = cutStatements(payload)
  const user = await payload.findByID({ collection: 'users', id: manager.id, depth: 0 })
  const countFor = async (channels: string[]) => {
    const { plan: id } = await plan(channels)
    const { statements } = await cutter.run(undefined, () =>
      runFor({
        ...{ payload, operation: operations.cancelPlan, input: { id } },
        user: { ...user, collection: 'users' },
      }),
    )
    return statements
  }
  const few = await countFor(many.slice(0, 2))
  expect(await countFor(many)).toBe(few)
  cutter.close()
})
