import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startRelay } from '../../plugins/distribution/events/relay/startRelay.ts'
import { sequenceAll } from '../../plugins/distribution/events/sequence/sequenceEvents.ts'
import { claimDue } from '../../plugins/distribution/events/subscribers/claimDue.ts'
import { fanOut } from '../../plugins/distribution/events/subscribers/fanOut.ts'
import { noteEnd } from '../../plugins/distribution/events/subscribers/noteEnd.ts'
import { pruneLog } from '../../plugins/distribution/events/subscribers/pruneLog.ts'
import { sendEvent } from '../../plugins/distribution/events/subscribers/sendEvent.ts'
import { system } from '../../plugins/distribution/model/changeState.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { logEvent } from '../../plugins/distribution/model/logEvent.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { cutStatements, cutsOf } from './support/cutStatements.ts'
import { eventually } from './support/eventually.ts'
import { type Behaviour, behaviours, openReceiver } from './support/hostileReceiver.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person
let receiver: Awaited<ReturnType<typeof openReceiver>>
let relay: ReturnType<typeof startRelay> | undefined
let post: string
/** How far the clock is ahead, in milliseconds. */
let ahead = 0

const now = () => new Date(Date.now() + ahead)

beforeAll(async () => {
  house = await openHouse()
  Object.assign(settingsOf(house.payload), { webhookTimeoutMs: 400 })
})

beforeEach(async () => {
  ahead = 0
  receiver = await openReceiver()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  post = await addPost(house.payload, tenant)
})

afterEach(async () => {
  await relay?.stop()
  relay = undefined
  await receiver.close()
})

afterAll(() => house?.close())

const relayFrom = () => {
  relay = startRelay({ payload: house.payload, now, random: () => 0.5, everyMs: 10, drainMs: 0 })
}

const subscribe = async (input: Record<string, unknown> = {}, by = manager, of = tenant) => {
  const { status, body } = await call(house, by, 'POST', '/event-subscribers', {
    tenant: of,
    name: 'Dashboard',
    url: receiver.url,
    types: ['distribution.plan.*'],
    ...input,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { id: string; secret: string }
}

const act = (id: string, what: string, input: unknown = {}) =>
  call(house, manager, 'POST', `/event-subscribers/${id}/${what}`, input)

/** What the API tells, as far as it is looked at here. */
type Told = {
  id: string
  event: string
  position: string
  state: string
  reason: string | null
  message: string
  attempts: number
  statusCode: number | null
  nextAttemptAt: string
  leftAloneUntil: string | null
  pending: number
  behind: number
}

const read = async (id: string) => {
  const { body } = await call(house, manager, 'GET', `/event-subscribers?tenant=${tenant}`)
  return (body.subscribers as Told[]).find((one) => one.id === id)!
}

const log = async (id: string, state?: string) => {
  const { body } = await call(
    house,
    manager,
    'GET',
    `/event-subscribers/${id}/deliveries${state ? `?state=${state}` : ''}`,
  )
  return body.deliveries as Told[]
}

const addPlan = async (of = tenant) => {
  const { id } = (await house.payload.create({
    collection: 'plans',
    data: {
      tenant: of,
      title: 'A plan',
      post,
      scheduledAt: now().toISOString(),
      content: {},
      startedByName: 'Rita',
    } as never,
  })) as unknown as { id: string }
  return id
}

/** Writes an event; what it says is told again by what is received. */
const say = (word: string, plan?: string, of = tenant) =>
  logEvent({
    db: poolOf(house.payload),
    type: 'distribution.plan.paused',
    tenant: of,
    actor: system,
    ...(plan ? { plan } : {}),
    data: { at: now().toISOString(), reason: word, held: [], followed: [] },
  })

const wordsAt = (at = receiver) => at.received.map(({ body }) => JSON.parse(body).data.reason)

const heard = (count: number, at = receiver) =>
  eventually(
    async () => wordsAt(at),
    (words) => words.length >= count,
  )

const idsAt = (at = receiver) => at.received.map(({ headers }) => headers['webhook-id'])

test('a subscriber is sent each event that it wants, once and in order, signed so that the reference library takes it', async () => {
  const { id, secret } = await subscribe()
  const plan = await addPlan()
  await say('one', plan)
  await logEvent({
    db: poolOf(house.payload),
    type: 'distribution.connection.refused',
    tenant,
    actor: system,
    data: { reason: 'not wanted' },
  })
  await say('two', plan)
  relayFrom()
  expect(await heard(2)).toEqual(['one', 'two'])
  for (const { body, headers } of receiver.received) {
    const event = new Webhook(secret).verify(body, headers as Record<string, string>) as Told
    expect(event).toMatchObject({
      type: 'distribution.plan.paused',
      tenant,
      plan,
      schemaVersion: 1,
    })
    expect(headers['webhook-id']).toBe(event.id)
  }
  const [, last] = await eventually(
    () => log(id),
    (rows) => rows.length === 2 && rows.every(({ state }) => state === 'delivered'),
  )
  expect(last).toMatchObject({ statusCode: 200, attempts: 1 })
  expect(await read(id)).toMatchObject({ pending: 0, dead: 0, behind: 0 })
  // Long after, what was settled is gone from the log.
  expect(await pruneLog({ db: poolOf(house.payload), now: now() })).toBe(0)
  ahead = 31 * 24 * 60 * 60_000
  await pruneLog({ db: poolOf(house.payload), now: now() })
  expect(await log(id)).toEqual([])
})

test('an event of a plan waits for the earlier ones of its plan, and for no others', async () => {
  const { id } = await subscribe()
  const [slow, quick] = [await addPlan(), await addPlan()]
  const fails: Behaviour = (outgoing, { body }) =>
    outgoing.writeHead(JSON.parse(body).data.reason === 'slow 1' ? 500 : 200).end()
  receiver.answer(fails, fails, fails)
  await say('slow 1', slow)
  await say('slow 2', slow)
  await say('quick 1', quick)
  await say('quick 2', quick)
  relayFrom()
  await heard(3)
  await sleep(50)
  expect(wordsAt().filter((word) => word.startsWith('quick'))).toEqual(['quick 1', 'quick 2'])
  expect(wordsAt().filter((word) => word.startsWith('slow'))).toEqual(['slow 1'])
  expect(await read(id)).toMatchObject({ pending: 2, state: 'active' })
  ahead = 5_000
  await heard(5)
  expect(wordsAt().slice(3)).toEqual(['slow 1', 'slow 2'])
})

test('a subscriber that hangs keeps neither another one nor another client waiting', async () => {
  const hanging = await openReceiver()
  hanging.answer(...Array(40).fill(behaviours.hangs))
  const other = await addTenant(house.payload)
  const otherManager = await addPerson(house, [{ tenant: other, roles: ['manager'] }])
  const elsewhere = await openReceiver()
  await subscribe({ url: hanging.url })
  await subscribe()
  await subscribe({ url: elsewhere.url }, otherManager, other)
  for (const index of Array(8).keys()) await say(`word ${index}`, await addPlan())
  await say('of the other', undefined, other)
  // The one that hangs is held for good here: whatever waited for it would never come.
  Object.assign(settingsOf(house.payload), { webhookTimeoutMs: 60_000 })
  relayFrom()
  await heard(8)
  expect(await heard(1, elsewhere)).toEqual(['of the other'])
  expect(hanging.received.length).toBeLessThanOrEqual(4)
  Object.assign(settingsOf(house.payload), { webhookTimeoutMs: 400 })
  await relay?.stop()
  relay = undefined
  await Promise.all([hanging.close(), elsewhere.close()])
})

test('a poison event is tried 8 times by the published schedule, and is then a dead letter that can be redriven', async () => {
  const { id } = await subscribe()
  const plan = await addPlan()
  const refuses: Behaviour = (outgoing, { body }) =>
    JSON.parse(body).data.reason === 'poison'
      ? outgoing.writeHead(422).end('token=of-the-receiver no')
      : outgoing.writeHead(200).end()
  receiver.answer(...Array(9).fill(refuses))
  await say('poison', plan)
  await say('after it', plan)
  relayFrom()
  const seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]
  for (const [index, wait] of seconds.entries()) {
    await heard(index + 1)
    const [row] = await eventually(
      () => log(id, 'pending'),
      (rows) => rows.some((one) => one.attempts === index + 1 && one.statusCode === 422),
    ).then((rows) => rows.toReversed())
    const left = Date.parse(row!.nextAttemptAt) - now().getTime()
    expect(Math.ceil(left / 1000)).toBeLessThanOrEqual(wait)
    expect(left).toBeGreaterThan(wait * 1000 * 0.79 - 2_000)
    ahead += wait * 1000
  }
  await heard(9)
  expect(wordsAt()).toEqual([...Array(8).fill('poison'), 'after it'])
  const [dead] = await eventually(
    () => log(id, 'dead'),
    (rows) => rows.length === 1,
  )
  expect(dead).toMatchObject({ attempts: 8, statusCode: 422 })
  expect(dead!.message).not.toContain('of-the-receiver')
  expect(await read(id)).toMatchObject({ state: 'active', dead: 1, pending: 0 })
  const redriven = await act(id, 'redrive', { positions: [dead!.position] })
  expect(redriven.body).toMatchObject({ redriven: 1 })
  await heard(10)
  expect(new Set(idsAt().filter((one) => one === dead!.event)).size).toBe(1)
  expect(wordsAt().at(-1)).toBe('poison')
})

test('a receiver that fails is left alone and loses nothing; one event tries it, and then all come', async () => {
  const { id } = await subscribe()
  const plans = await Promise.all(Array.from({ length: 6 }, () => addPlan()))
  receiver.answer(...Array(6).fill(behaviours.status(503)))
  for (const [index, plan] of plans.entries()) await say(`word ${index}`, plan)
  relayFrom()
  const alone = await eventually(
    () => read(id),
    ({ leftAloneUntil }) => leftAloneUntil !== null,
  )
  expect(alone).toMatchObject({ state: 'active', pending: 6 })
  expect(alone.reason).toContain('503')
  ahead += 60_000
  const before = receiver.received.length
  await eventually(
    async () => receiver.received.length,
    (count) => count > before,
  )
  ahead += 30 * 60_000
  await eventually(
    () => read(id),
    ({ pending }) => pending === 0,
  )
  expect(new Set(wordsAt())).toEqual(new Set(plans.map((_, index) => `word ${index}`)))
  expect(await read(id)).toMatchObject({ dead: 0, failingSince: null, leftAloneUntil: null })
  const told = await query(
    house.payload,
    `select type from postyard_events where tenant_id = $1 and type like 'distribution.subscriber.%' and actor_kind = 'system'
     order by seq`,
    [tenant],
  )
  expect(told.map(({ type }) => type)).toEqual([
    'distribution.subscriber.suspended',
    'distribution.subscriber.restored',
  ])
})

test('Retry-After is obeyed, 3xx is not followed, and 410 switches off until a person resumes', async () => {
  const { id } = await subscribe()
  receiver.answer(
    behaviours.status(302, { location: `http://127.0.0.1:${receiver.port}/elsewhere` }),
    behaviours.status(429, { 'retry-after': '7200' }),
    behaviours.status(410),
  )
  await say('one')
  relayFrom()
  await heard(1)
  ahead += 5_000
  await heard(2)
  const { leftAloneUntil } = await eventually(
    () => read(id),
    (one) => one.leftAloneUntil !== null,
  )
  expect(Date.parse(leftAloneUntil ?? '') - now().getTime()).toBeGreaterThan(7_190_000)
  ahead += 7_200_000
  await heard(3)
  const off = await eventually(
    () => read(id),
    ({ state }) => state === 'disabled',
  )
  expect(off.reason).toContain('410')
  await say('two')
  await sleep(50)
  expect(receiver.received).toHaveLength(3)
  expect(receiver.received.every(({ path }) => path.startsWith('/posts'))).toBe(true)
  expect((await act(id, 'resume')).body.state).toBe('active')
  ahead += 3_000
  await heard(5)
  expect(wordsAt().slice(3).sort()).toEqual(['one', 'two'])
})

test('what happened is sent again from an event, an instant or a position on, under the same ids', async () => {
  const { id } = await subscribe()
  const plan = await addPlan()
  for (const word of ['one', 'two', 'three']) await say(word, plan)
  relayFrom()
  await heard(3)
  const rows = await eventually(
    () => log(id, 'delivered'),
    (found) => found.length === 3,
  )
  const [, two, one] = rows
  await act(id, 'replay', { from: { event: two!.event } })
  ahead += 3_000
  expect((await heard(5)).slice(3)).toEqual(['two', 'three'])
  expect(idsAt().slice(3)).toEqual(idsAt().slice(1, 3))
  await act(id, 'replay', { from: { position: one!.position } })
  ahead += 3_000
  expect((await heard(8)).slice(5)).toEqual(['one', 'two', 'three'])
  await act(id, 'replay', { from: { at: '2020-01-01T00:00:00+01:00' } })
  ahead += 3_000
  expect((await heard(11)).slice(8)).toEqual(['one', 'two', 'three'])
})

test('a secret that is replaced signs beside the new one for a day; a pause loses nothing; a test is no event', async () => {
  const { id, secret } = await subscribe({ types: ['distribution.plan.paused'] })
  const rotated = await act(id, 'rotate-secret')
  // The program may know the old one alone, which another one would end.
  const again = await act(id, 'rotate-secret')
  expect([again.status, again.body.code]).toEqual([409, 'OLD_SECRET_HOLDS'])
  await act(id, 'pause')
  await say('meanwhile')
  relayFrom()
  const tested = await act(id, 'test')
  expect(tested.body).toMatchObject({ isTaken: true, statusCode: 200 })
  expect(JSON.parse(receiver.received[0]!.body).type).toBe('postyard.test')
  expect((await read(id)).behind).toBeGreaterThan(0)
  await act(id, 'resume')
  ahead += 3_000
  await heard(2)
  const { body, headers } = receiver.received[1]!
  for (const one of [secret, rotated.body.secret]) {
    expect(new Webhook(one).verify(body, headers as Record<string, string>)).toBeDefined()
  }
  ahead += 24 * 60 * 60_000
  await say('a day later')
  await heard(3)
  const signatures = String(receiver.received[2]!.headers['webhook-signature']).split(' ')
  expect(signatures).toHaveLength(1)
  const stored = await query(house.payload, 'select * from postyard_subscribers where id = $1', [
    id,
  ])
  const shown = JSON.stringify([stored, await read(id), await log(id)])
  for (const one of [secret, rotated.body.secret, 'of-the-address']) {
    expect(shown).not.toContain(one)
  }
  expect((await act(id, 'delete')).status).toBe(200)
  expect(
    await query(house.payload, 'select 1 from postyard_event_deliveries where subscriber = $1', [
      id,
    ]),
  ).toEqual([])
})

test('wherever the relay is killed, every event arrives, under one id and in the order of its plan', async () => {
  const { payload } = house
  const { id } = await subscribe()
  const plan = await addPlan()
  const work = async () => {
    await sequenceAll({ payload })
    await fanOut({ payload, now: now() })
    const db = poolOf(payload)
    for (;;) {
      const claimed = await claimDue({ db, now: now(), leaseMs: 1_000, most: 4 })
      for (const one of claimed) {
        const signal = new AbortController().signal
        const ended = await sendEvent({ payload, claimed: one, now, signal })
        await noteEnd({ payload, claimed: one, ended, now: now(), random: 0.5 })
      }
      if (claimed.length === 0) return
    }
  }
  const cut = cutStatements(payload)
  try {
    await say('first 1', plan)
    await say('first 2', plan)
    const { statements } = await cut.run(undefined, work)
    expect(wordsAt()).toEqual(['first 1', 'first 2'])
    for (const [index, place] of cutsOf(statements).entries()) {
      const words = [`${index} 1`, `${index} 2`]
      for (const word of words) await say(word, plan)
      const from = receiver.received.length
      await cut.run(place, work)
      // The pool drops the connection that was torn off.
      await sleep(5)
      // Whoever comes next waits until the lease of the killed one is over.
      ahead += 1_001
      await work()
      const got = wordsAt().slice(from)
      const told = `killed ${place.when} statement ${place.at}: ${got}`
      expect([...new Set(got)], told).toEqual(words)
      expect(got.toSorted(), told).toEqual(got)
      expect(new Set(idsAt().slice(from)).size, told).toBe(2)
    }
    expect(await read(id)).toMatchObject({ pending: 0, dead: 0, behind: 0 })
  } finally {
    cut.close()
  }
})
