import type { Pool } from 'pg'
import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { sweepDrafts } from '../../plugins/distribution/deliver/sweep/sweepDrafts.ts'
import { enqueueWatches } from '../../plugins/distribution/dispatch/enqueueWatches.ts'
import { readCandidates } from '../../plugins/distribution/distribute/network/readCandidates.ts'
import { beginWatch } from '../../plugins/distribution/distribute/network/watch/beginWatch.ts'
import { readWatched } from '../../plugins/distribution/distribute/network/watch/readWatched.ts'
import { stopPlan, stopPlatform } from '../../plugins/distribution/distribute/network/watch/stop.ts'
import { watchPlans } from '../../plugins/distribution/distribute/network/watch/watchPlans.ts'
import { wishHalt } from '../../plugins/distribution/distribute/wishHalt.ts'
import { changeState, system } from '../../plugins/distribution/model/changeState.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import type { NetworkPlan } from '../../plugins/distribution/model/networkPlan.ts'
import type { Anomaly } from '../../plugins/distribution/plan/risk/index.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, call, type Person } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { cutStatements } from './support/cutStatements.ts'
import { eventually } from './support/eventually.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>
let tenant: string
let user: unknown
let manager: Person
let editor: Person
/** By name: `M 0` and on are on Mastodon, `B 0` and on on Bluesky. */
let channels: Map<string, string>

const accounts = (count: number, letter: string, identifier: string) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${letter.toLowerCase()}${index}`,
    name: `${letter} ${index}`,
    identifier,
  }))

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 5,
    limitPerHour: 100_000,
    organisations: [
      {
        name: 'A',
        key: 'key',
        integrations: [...accounts(8, 'M', 'mastodon'), ...accounts(6, 'B', 'bluesky')],
      },
    ],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  ;({ tenant, user } = await connectTenant(house, postiz, 'key'))
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
  const found = await sql('select id, name from postyard_channels where tenant_id = $1', [tenant])
  channels = new Map(found.map(({ id, name }) => [name, id]))
})

afterEach(async () => {
  await steer.clearFaults()
  await sql(`update postyard_channels set state = 'active' where tenant_id = $1`, [tenant])
  for (const table of ['brakes', 'plan_watches', 'plan_brakes']) {
    await sql(`delete from postyard_${table} where tenant = $1`, [tenant])
  }
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const sql = (text: string, values: unknown[] = []) => query(house.payload, text, values)

const named = (...names: string[]) => names.map((name) => channels.get(name)!)
const all = (letter: string, count: number) =>
  named(...Array.from({ length: count }, (_, index) => `${letter} ${index}`))

let said = 0

/** A plan as one over many accounts is written, its posts so many minutes apart from in an hour on. */
const start = async (ids: string[], apartMinutes = 6) => {
  said += 1
  const post = await addPost(house.payload, tenant, {
    text: `The house at the sea, number ${said}.`,
  })
  const from = new Date(Date.now() + 60 * minute)
  const made = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: ids, at: from.toISOString() },
    user,
  })
  const plan = made.plan as string
  const deliveries = ids.map(
    (channel) => made.deliveries.find((one) => one.channel === channel)!.id as string,
  )
  const network: NetworkPlan = {
    version: 1,
    seed: `seed ${said}`,
    options: {
      window: {
        from: from.toISOString(),
        to: new Date(from.getTime() + 360 * minute).toISOString(),
      },
      gapMs: { min: 2 * minute, max: 15 * minute },
      sameContentMs: 5 * minute,
      peaks: { weekday: [], weekend: [] },
      select: null,
    },
    figures: {
      ...{ placed: ids.length, inPeak: 0, peakShare: 0, peakAtMost: 0 },
      ...{ leastGapMs: 5 * minute, shortestGapMs: apartMinutes * minute },
      ...{ longestGapMs: apartMinutes * minute, meanGapMs: apartMinutes * minute, gapsAboveMax: 0 },
    },
    peaks: [],
    selection: [],
    leads: [],
    assessment: null,
  }
  await sql('update postyard_plans set network = $2 where id = $1', [plan, JSON.stringify(network)])
  for (const [index, id] of deliveries.entries()) {
    await sql(
      `update postyard_deliveries set scheduled_at = $2::timestamptz + $3 * interval '1 minute',
         wake_at = $2::timestamptz + $3 * interval '1 minute' where id = $1`,
      [id, from.toISOString(), index * apartMinutes],
    )
  }
  await beginWatch({
    db: poolOf(house.payload),
    plan: { id: plan, tenant },
    at: from,
    now: new Date(),
  })
  return { plan, deliveries }
}

const read = (ids: string[]) =>
  sql(
    `select id, state, reason_code, reason, scheduled_at, draft_state, draft_id, attempt::int, fence::int
     from postyard_deliveries where id = any($1) order by scheduled_at, id`,
    [ids],
  )

const countStates = async (ids: string[]) => {
  const counts: Record<string, number> = {}
  for (const { state, reason_code: code } of await read(ids)) {
    const key = state === 'held' ? `held ${code}` : state
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

const eventsOf = (plan: string, type: string) =>
  sql(
    'select data from postyard_events where plan_id = $1 and type = $2 order by occurred_at, id',
    [plan, `distribution.plan.${type}`],
  ).then((found) => found.map(({ data }) => data))

const clock = () => new Date()

/** Lets deliveries go out now, though the same content just went out elsewhere, and asks what became of them. */
const send = async (ids: string[]) => {
  const { payload } = house
  const plans = await sql(
    `select id, network from postyard_plans where id in (select plan_id from postyard_deliveries where id = any($1))`,
    [ids],
  )
  const setNetwork = async (isOne: boolean) => {
    for (const { id, network } of plans) {
      const value = isOne ? JSON.stringify(network) : null
      await sql('update postyard_plans set network = $2 where id = $1', [id, value])
    }
  }
  await setNetwork(false)
  await sql(
    `update postyard_deliveries set state = 'queued', scheduled_at = now(), next_attempt_at = null
     where id = any($1)`,
    [ids],
  )
  await fireDeliveries({ payload, tenant, ids, now: clock, random: () => 0.5 })
  await setNetwork(true)
  await ask(ids)
}

const ask = async (ids: string[]) => {
  const drafts = (await read(ids)).map(({ draft_id }) => draft_id)
  // The stand-in publishes a moment after it has been told to.
  await eventually(
    async () => (await posts()).filter(({ id }) => drafts.includes(id)),
    (found) => found.every(({ state }) => state !== 'QUEUE'),
  )
  await confirmDeliveries({ payload: house.payload, tenant, ids, now: clock })
}

const posts = async (): Promise<{ id: string; state: string }[]> => {
  const from = new Date(Date.now() - 1_440 * minute).toISOString()
  const to = new Date(Date.now() + 1_440 * minute).toISOString()
  const answer = await fetch(`${postiz.baseUrl}/posts?startDate=${from}&endDate=${to}`, {
    headers: { authorization: 'key' },
  })
  return ((await answer.json()) as { posts: { id: string; state: string }[] }).posts
}

/** As two workers do at the same moment, so many seconds from now. */
const watch = async (seconds = 0) => {
  const now = new Date(Date.now() + seconds * 1_000)
  await Promise.all([1, 2].map(() => watchPlans({ payload: house.payload, tenant, now })))
}

const limitOn = (ids: string[]) =>
  steer.setFaults(
    ids.map((integration) => ({
      kind: 'error',
      match: { integration },
      message: 'Rate limit exceeded, try again later',
    })),
  )

const api = (by: Person, method: 'GET' | 'POST', path: string, body?: unknown) =>
  call(house, by, method, path, body)

/** Something else of the client that Postyard has stopped, and that is not over. */
const stopOthers = (count: number) =>
  sql(
    `insert into postyard_plan_brakes (plan, tenant, scope, key, kind, reason, begun_at)
     select 'another ' || n, $1, 'plan', '', 'limits', 'x', now() from generate_series(1, $2::int) n`,
    [tenant, count],
  )

test('what is too risky does not start; what starts is watched', async () => {
  const post = await addPost(house.payload, tenant, { text: 'The house on the hill is for sale.' })
  const begin = () => api(editor, 'POST', '/distribution/start', { post, channels: all('M', 2) })
  // 50 points for what is stopped, 20 for accounts that are new, 15 for plans that run besides.
  await stopOthers(2)
  await sql(
    `insert into postyard_plan_watches (plan, tenant, look_at, since, seen_at)
     select 'another ' || n, $1, now(), now(), now() from generate_series(1, 3) n`,
    [tenant],
  )
  const refused = await begin()
  expect(refused).toMatchObject({ status: 409, body: { code: 'RISK_TOO_HIGH' } })
  expect(refused.body.errors.slice(0, 3)).toMatchObject([
    {
      code: 'OPEN_ANOMALIES',
      message: '2 pauses for something that went wrong are not over. That makes 50 points.',
    },
    { code: 'NEW_ACCOUNTS' },
    { code: 'OTHER_PLANS' },
  ])
  for (const table of ['plan_watches', 'plan_brakes']) {
    await sql(`delete from postyard_${table} where tenant = $1`, [tenant])
  }
  const started = await begin()
  expect(started.status).toBe(200)
  expect(started.body.assessment.isBlocked).toBe(false)
  const watches = await sql('select plan from postyard_plan_watches where tenant = $1', [tenant])
  expect(watches).toEqual([{ plan: String(started.body.plan) }])
  await api(editor, 'POST', `/plans/${started.body.plan}/cancel`)
})

test('three limited accounts pause the plan once, however many watch; one post tries it, and the rest keeps its distance', async () => {
  const { plan, deliveries } = await start([...all('M', 4), ...all('B', 4)])
  await limitOn(['m0', 'm1', 'b0'])
  const [m0, m1, m2, m3, b0, ...bs] = deliveries as [string, string, string, string, string]
  await send([m2])
  await watch()
  expect(await eventsOf(plan, 'alert')).toEqual([])
  await send([m0])
  await watch()
  // One limited account holds only itself.
  const [alert, ...others] = await eventsOf(plan, 'alert')
  expect(others).toEqual([])
  expect(alert).toMatchObject({
    kind: 'limits',
    scope: 'account',
    key: channels.get('M 0'),
    act: 'held',
  })
  expect(
    (await sql('select state from postyard_channels where id = $1', named('M 0')))[0]!.state,
  ).toBe('suspended')
  expect((await countStates(deliveries)).scheduled).toBe(6)

  await send([m1, b0])
  await watch()
  const paused = await eventsOf(plan, 'paused')
  expect(paused).toHaveLength(1)
  expect(paused[0].held.toSorted()).toEqual([m3, ...bs].toSorted())
  const alerts = await eventsOf(plan, 'alert')
  expect(alerts.map(({ scope, act }) => `${scope} ${act}`).toSorted()).toEqual(
    ['account held', 'account held', 'account held', 'plan paused'].toSorted(),
  )
  expect(alerts.find(({ scope }) => scope === 'plan')).toMatchObject({
    kind: 'limits',
    sentence: expect.stringContaining('3 of 4 attempts were limited'),
    numbers: { failures: 3, attempts: 4, accounts: 3 },
  })
  const status = await api(editor, 'GET', `/distribution/${plan}/alerts`)
  expect(status.body).toMatchObject({ waiting: [{ scope: 'plan', kind: 'limits', tries: 0 }] })
  expect((await sql('select paused_by_name from postyard_plans where id = $1', [plan]))[0]).toEqual(
    {
      paused_by_name: 'Postyard',
    },
  )
  await watch(30)
  expect((await countStates(deliveries))['held PLAN_PAUSED']).toBe(4)

  // What waits has missed its time meanwhile.
  await sql(
    `update postyard_deliveries set scheduled_at = now() - interval '1 minute'
     where plan_id = $1 and state = 'held'`,
    [plan],
  )
  await watch(61)
  const [probe, ...further] = (await read(deliveries)).filter(({ state }) => state === 'queued')
  expect(further).toEqual([])
  expect((await countStates(deliveries))['held PLAN_PAUSED']).toBe(3)
  await steer.clearFaults()
  await send([probe!.id])
  await watch(65)
  const after = await read(deliveries)
  const waiting = after.filter(({ state }) => state === 'scheduled')
  expect(waiting).toHaveLength(3)
  const times = waiting.map((row) => row.scheduled_at.getTime())
  expect(times[0]).toBeGreaterThan(Date.now())
  for (const [index, at] of times.entries()) {
    if (index > 0) expect(at - times[index - 1]!).toBeGreaterThanOrEqual(5 * minute)
  }
  const [resumed] = await eventsOf(plan, 'resumed')
  expect(resumed).toMatchObject({ reason: 'One post went well.', stale: [] })
  expect(resumed.moved).toHaveLength(3)
  expect(await sql('select 1 from postyard_plan_brakes where plan = $1', [plan])).toEqual([])
  await watch(90)
  expect(await eventsOf(plan, 'paused')).toHaveLength(1)
})

test('a limited account waits; one post tries it, and when that is live the others follow', async () => {
  const { payload } = house
  const { deliveries } = await start(named('M 0'))
  await limitOn(['m0'])
  await send(deliveries)
  await watch()
  await steer.clearFaults()
  const [one, other] = await Promise.all([start(named('M 0')), start(named('M 0'))])
  const ids = [one!.deliveries[0]!, other!.deliveries[0]!]
  const fire = async () => {
    await sql(
      `update postyard_deliveries set state = 'queued', scheduled_at = now(), next_attempt_at = null
       where id = any($1) and state in ('scheduled', 'held', 'queued')`,
      [ids],
    )
    await fireDeliveries({ payload, tenant, ids, now: clock, random: () => 0.5 })
  }
  await fire()
  // Both wait for the second at which it may be tried.
  const waiting = await sql(
    'select next_attempt_at as at from postyard_deliveries where id = any($1)',
    [ids],
  )
  expect(waiting.every(({ at }) => at > new Date())).toBe(true)
  await sql(`update postyard_brakes set until = now() - interval '1 second' where tenant = $1`, [
    tenant,
  ])
  await fire()
  expect(await countStates(ids)).toEqual({ queued: 1, submitted: 1 })
  await ask(ids)
  expect(await sql('select state from postyard_channels where id = $1', named('M 0'))).toEqual([
    { state: 'active' },
  ])
  expect(await countStates(ids)).toEqual({ published: 1, queued: 1 })
})

test('a platform that fails holds only itself, is tried after growing pauses, and in the end a person is asked', async () => {
  const { plan, deliveries } = await start([...all('M', 6), ...all('B', 6)])
  await steer.setFaults(
    Array.from({ length: 6 }, (_, index) => ({
      kind: 'error',
      match: { integration: `b${index}` },
      message: 'Too many requests',
    })),
  )
  const [masto, blue] = [deliveries.slice(0, 6), deliveries.slice(6)]
  await send([...masto.slice(0, 3), ...blue.slice(0, 3)])
  await watch()
  const counts = await countStates(deliveries)
  expect(counts).toMatchObject({ 'held PLATFORM_PAUSED': 3, scheduled: 3 })
  const alerts = await eventsOf(plan, 'alert')
  expect(alerts.filter(({ scope }) => scope === 'provider')).toMatchObject([
    { key: 'bluesky', act: 'held', kind: 'limits' },
  ])
  expect(await eventsOf(plan, 'paused')).toEqual([])

  const brake = async () =>
    (await sql('select * from postyard_plan_brakes where plan = $1', [plan]))[0]!
  const pauses: number[] = []
  for (;;) {
    const { try_at: tryAt, failures } = await brake()
    if (tryAt === null) {
      expect(failures).toBe(5)
      break
    }
    const at = Math.ceil((tryAt.getTime() - Date.now()) / 1_000) + 1
    pauses.push(Math.round(at / 60))
    await sql(`update postyard_channels set state = 'active' where tenant_id = $1`, [tenant])
    await watch(at)
    await sql(
      `update postyard_deliveries set state = 'unknown' where id::text = (
         select probe from postyard_plan_brakes where plan = $1)`,
      [plan],
    )
    await watch(at + 1)
    await sql(
      `update postyard_deliveries set state = 'held', reason_code = 'PLATFORM_PAUSED'
       where id = any($1) and state = 'unknown'`,
      [blue.slice(3)],
    )
    expect(pauses.length).toBeLessThan(9)
  }
  expect(pauses).toHaveLength(5)
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect((await eventsOf(plan, 'alert')).at(-1)).toMatchObject({
    act: 'asked',
    sentence: expect.stringContaining('5 times on bluesky'),
  })
  // A person who resumes the plan lets all of it go.
  const resumed = await api(editor, 'POST', `/plans/${plan}/resume`)
  expect(resumed.body).toMatchObject({ wasPaused: true })
  expect((await countStates(deliveries)).scheduled).toBe(6)
})

test('what Postyard stops by itself keeps what else it waits for, and all of it comes back but what is not well', async () => {
  const { payload } = house
  // Long enough after what the tests before have posted on these accounts.
  const db = poolOf(payload)
  const { plan, deliveries } = await start([...all('M', 4), ...all('B', 1)])
  const [m0, m1, m2, binned, b0] = deliveries as [string, string, string, string, string]
  const setReason = (id: string, code: string) =>
    sql(`update postyard_deliveries set state = 'held', reason_code = $2 where id = $1`, [id, code])
  const isLive = (id: string) =>
    sql(`update postyard_deliveries set state = 'published' where id = $1`, [id])
  // What was here before is long ago.
  await sql(
    `update postyard_deliveries set executed_at = executed_at - interval '3 hours',
       scheduled_at = scheduled_at - interval '3 hours' where tenant_id = $1 and plan_id <> $2`,
    [tenant, plan],
  )
  const codeOf = async (id: string) => (await read([id]))[0]!.reason_code
  const stopAt = async (stop: typeof stopPlan, scope: 'plan' | 'provider', key: string) => {
    const counted = { failures: 3, attempts: 3, accounts: 3, withinMs: 0, usual: 0 }
    const anomaly: Anomaly = { kind: 'limits', scope, key, plans: [plan], ...counted }
    const [watched] = await readWatched({ payload, db, tenant })
    const zone = { timezone: 'UTC', now: new Date() }
    expect(await stop({ payload, plan: watched!, anomaly, ...zone })).toBe(true)
  }
  await setReason(binned, 'POST_BINNED')
  await stopAt(stopPlatform, 'provider', 'mastodon')
  await stopAt(stopPlan, 'plan', plan)
  expect(await countStates(deliveries)).toEqual({
    'held PLATFORM_PAUSED': 3,
    'held PLAN_PAUSED': 1,
    'held POST_BINNED': 1,
  })

  // The plan goes on; its platform has not been tried.
  await watch(241)
  expect((await read([b0]))[0]!.state).toBe('queued')
  await isLive(b0)
  await watch(245)
  expect((await countStates(deliveries))['held PLATFORM_PAUSED']).toBe(3)

  // Of its accounts none takes posts; one was left alone for a while, which is over.
  const [first, disabled, suspended] = all('M', 3)
  await sql(`update postyard_channels set state = 'suspended' where id = any($1)`, [
    [first, suspended],
  ])
  await sql(`update postyard_channels set state = 'disabled' where id = $1`, [disabled])
  await sql(
    `insert into postyard_brakes (channel, tenant, failures, pauses, failing_since, until)
     values ($1, $2, 1, 1, now(), now() - interval '1 second')`,
    [first, tenant],
  )
  const candidates = await readCandidates({ db, tenant, timezone: 'UTC', now: new Date() })
  const states = [first, disabled, suspended].map(
    (channel) => candidates.find(({ id }) => String(id) === channel)!.state,
  )
  expect(states).toEqual(['active', 'disabled', 'suspended'])
  const days = [-1, 0, 1].map((day) => new Date(Date.now() + day * 1_440 * minute))
  await sql(
    `insert into postyard_channels_texts (parent_id, path, "order", text)
     select $1, 'blackoutDates', n, date from unnest($2::text[]) with ordinality as given(date, n)`,
    [first, days.map((day) => day.toISOString().slice(0, 10))],
  )
  await watch(250)
  expect(await codeOf(m0)).toBe('PLATFORM_PAUSED')
  await sql(`delete from postyard_channels_texts where parent_id = $1`, [first])
  // Nor does one try it whose account has had its posts of today, or has just had another.
  const before = (await read([m0]))[0]!.scheduled_at
  const [gone] = (await start(named('M 0'))).deliveries
  const wentOut = (agoMinutes: number, cap: number | null) =>
    sql(
      `with went as (
         update postyard_deliveries set state = 'published', wake_at = null,
           executed_at = now() - $2 * interval '1 minute' where id = $1)
       update postyard_channels set daily_cap = $3 where id = $4`,
      [gone, agoMinutes, cap, first],
    )
  for (const [agoMinutes, cap] of [
    [60, 1],
    // Just before the look, which is some minutes ahead.
    [-4, null],
  ] as const) {
    await wentOut(agoMinutes, cap)
    await watch(250)
    expect((await read([m0]))[0]).toMatchObject({
      ...{ state: 'held', reason_code: 'PLATFORM_PAUSED', scheduled_at: before },
    })
  }
  await wentOut(60, null)
  await watch(251)
  expect((await read([m0]))[0]!.state).toBe('queued')
  // What has waited for something else is let go by the clock, and waits for the platform from then on.
  const backInTime = await changeState({
    ...{ db, tenant, ids: [m1], from: ['held'], to: 'scheduled', actor: system },
    reason: { code: 'WAIT_OVER', message: 'What it waited for is over.' },
    set: { deadlineAt: new Date() },
  })
  expect(backInTime).toMatchObject([{ state: 'held', reason_code: 'PLATFORM_PAUSED' }])
  // That Postiz takes nothing for a while says nothing of the account.
  await setReason(m0, 'POSTIZ_BUDGET_SPENT')
  await watch(255)
  const readBrakes = () =>
    sql('select failures, probe from postyard_plan_brakes where plan = $1 order by scope', [plan])
  expect(await readBrakes()).toEqual([{ failures: 0, probe: m0 }])
  // Nor that it has no room today: another is to try it, and where none can a person is told, once.
  await setReason(m0, 'CHANNEL_CAP')
  await watch(256)
  expect(await readBrakes()).toEqual([{ failures: 0, probe: null }])
  const isStuck = async () =>
    (await eventsOf(plan, 'alert')).filter((one) =>
      String((one as { sentence: string }).sentence).startsWith('None of the accounts'),
    ).length
  await watch(257)
  expect(await isStuck()).toBe(0)
  await watch(880)
  await watch(900)
  expect(await isStuck()).toBe(1)
  await setReason(m0, 'PLATFORM_PAUSED')
  await watch(920)
  expect(await readBrakes()).toEqual([{ failures: 0, probe: m0 }])
  await isLive(m0)
  await watch(940)
  expect(await countStates([m1, m2, binned])).toEqual({ scheduled: 2, 'held POST_BINNED': 1 })

  // What comes back from a call after a halt loses its draft too.
  await api(editor, 'POST', `/plans/${plan}/halt`, { reason: 'The wrong house.' })
  await sql(
    `update postyard_deliveries set state = 'publishing', draft_state = 'staged' where id = $1`,
    [m1],
  )
  await changeState({
    ...{ db, tenant, ids: [m1], from: ['publishing'], to: 'scheduled', actor: system },
    reason: { code: 'RETRY', message: 'Is tried again.' },
    set: { deadlineAt: new Date() },
  })
  expect((await read([m1]))[0]).toMatchObject({
    ...{ state: 'held', reason_code: 'PLAN_HALTED', draft_state: 'dirty' },
  })
  await api(editor, 'POST', `/plans/${plan}/cancel`)
})

test('a plan that was over and is tried again is watched again', async () => {
  const { plan, deliveries } = await start(all('B', 1))
  const watched = () => sql('select 1 from postyard_plan_watches where plan = $1', [plan])
  const fail = () =>
    sql(
      `update postyard_deliveries set state = 'failed', wake_at = null, deadline_at = null
       where id = any($1)`,
      [deliveries],
    )
  await fail()
  await watch()
  expect(await watched()).toHaveLength(0)
  const retried = await api(editor, 'POST', `/deliveries/${deliveries[0]}/retry`)
  expect(retried.status).toBe(200)
  expect(await watched()).toHaveLength(1)

  // Somebody tries it again while a watcher finds it over.
  await fail()
  const { pool } = house.payload.db as unknown as { pool: Pool }
  const other = await pool.connect()
  await other.query('begin')
  await other.query('update postyard_plan_watches set look_at = now() where plan = $1', [plan])
  await other.query(
    `update postyard_deliveries set state = 'scheduled', deadline_at = now() + interval '1 day'
     where id = any($1)`,
    [deliveries],
  )
  const looked = watch()
  await eventually(
    () =>
      sql(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      ),
    (waiting) => waiting.length > 0,
  )
  await other.query('commit')
  other.release()
  await looked
  expect(await watched()).toHaveLength(1)
  await api(editor, 'POST', `/plans/${plan}/cancel`)
})

test('a burst of 429 and a burst of rejections each pause their own plan', async () => {
  const [asked, refused] = [await start(all('B', 5)), await start(all('M', 5))]
  await steer.setFaults([
    { kind: '429', match: { method: 'PUT', path: '/status$' }, delayMs: 1_000, times: 3 },
  ])
  await send(asked.deliveries.slice(0, 3))
  await steer.setFaults([{ kind: 'error', message: 'You posted this already.' }])
  await send(refused.deliveries.slice(0, 4))
  await watch()
  const found = async ({ plan }: { plan: string }) =>
    (await eventsOf(plan, 'alert')).filter(({ act }) => act === 'paused')
  expect(await found(asked)).toMatchObject([{ kind: 'limits', scope: 'plan' }])
  expect(await found(refused)).toMatchObject([{ kind: 'rejections', scope: 'plan' }])
  expect(await countStates(asked.deliveries)).toEqual({ 'held PLAN_PAUSED': 5 })
})

test('a calm plan is left alone, watched often enough while it runs, and no more when it is over', async () => {
  const { plan, deliveries } = await start(all('M', 4))
  await send(deliveries.slice(0, 3))
  await watch()
  expect(await eventsOf(plan, 'alert')).toEqual([])
  const jobs = async (now: Date) => {
    await enqueueWatches({ payload: house.payload, now })
    const found = await sql(
      `delete from payload_jobs where task_slug = 'watch-plans' and group_key = $1 returning wait_until`,
      [tenant],
    )
    return found.map(({ wait_until: at }) => at.getTime() - now.getTime()).toSorted((a, b) => a - b)
  }
  expect(await jobs(new Date())).toEqual([])
  const due = new Date(Date.now() + 61 * minute)
  expect(await jobs(due)).toEqual([0, 20_000, 40_000])
  expect(await jobs(due)).toEqual([])
  expect(await jobs(new Date(due.getTime() + minute))).toHaveLength(3)
  await send(deliveries.slice(3))
  await watch()
  expect(await sql('select 1 from postyard_plan_watches where plan = $1', [plan])).toEqual([])
})

test('a halt stops all that has not begun to go out, takes away what was prepared, and follows the rest', async () => {
  const { payload } = house
  const { plan, deliveries } = await start(all('M', 8))
  const stage = (ids: string[]) => stageAhead({ payload, tenant, ids, now: clock })
  await stage(deliveries)
  const ownDrafts = async () => {
    const own = new Set(
      (await sql('select draft_id from postyard_deliveries where plan_id = $1', [plan])).map(
        ({ draft_id }) => draft_id,
      ),
    )
    return (await posts()).filter(({ id, state }) => state === 'DRAFT' && own.has(id)).length
  }
  expect(await ownDrafts()).toBe(8)
  const [begun, taken, due] = deliveries as [string, string, string]
  await sql(
    `update postyard_deliveries set state = 'queued', scheduled_at = now() where id = any($1)`,
    [[begun, taken, due]],
  )
  const fire = (ids: string[]) =>
    fireDeliveries({ payload, tenant, ids, now: clock, random: () => 0.5 })
  // One is on its way to Postiz, which is slow to answer; another one was taken by a worker that still looks at its draft.
  await steer.setFaults([
    { kind: 'slow', delayMs: 900, match: { method: 'PUT', path: '/status$' } },
  ])
  const first = fire([begun])
  await eventually(
    () =>
      sql(`select 1 from postyard_receipts where delivery_id = $1 and action = 'fire'`, [begun]),
    (found) => found.length === 1,
  )
  await steer.setFaults([{ kind: 'slow', delayMs: 700, match: { method: 'GET', path: '/posts' } }])
  const second = fire([taken])
  await eventually(
    () => sql(`select state from postyard_deliveries where id = $1`, [taken]),
    ([row]) => row?.state === 'publishing',
  )

  expect((await api(editor, 'POST', `/plans/${plan}/halt`, {})).body.code).toBe('INVALID_INPUT')
  const [halted, again] = await Promise.all(
    ['The wrong house.', 'The wrong house, indeed.'].map((reason) =>
      api(editor, 'POST', `/distribution/${plan}/halt`, { reason }),
    ),
  )
  expect(halted!.status).toBe(200)
  expect(again!.body).toMatchObject({ haltedAt: halted!.body.haltedAt, held: halted!.body.held })
  expect(await eventsOf(plan, 'halted')).toHaveLength(1)
  expect(halted!.body.followed).toEqual([begun])
  expect(halted!.body.held.toSorted()).toEqual(deliveries.slice(1).toSorted())
  expect(halted!.body.unstaging).toHaveLength(7)
  await Promise.all([first, second])
  await steer.clearFaults()
  await ask([begun])
  expect(await countStates(deliveries)).toEqual({ published: 1, 'held PLAN_HALTED': 7 })

  // Jobs that were queued before do nothing, nor does the clock.
  await fire([taken, due])
  await tick({ payload, now: new Date(Date.now() + 130 * minute) })
  expect((await countStates(deliveries))['held PLAN_HALTED']).toBe(7)
  const jobs = await sql(
    `select 1 from payload_jobs where task_slug = 'sweep-drafts' and group_key = $1`,
    [tenant],
  )
  expect(jobs.length).toBeGreaterThan(0)
  await sweepDrafts({ payload, tenant, now: clock })
  expect(await ownDrafts()).toBe(0)
  const { publications } = await steer.publications()
  expect(publications.filter(({ text }) => text.includes(`number ${said}.`))).toHaveLength(1)
  const status = await api(editor, 'GET', `/plans/${plan}/status`)
  expect(status.body.halted).toMatchObject({ held: 7, unstaging: 0, followed: 0 })
  expect(status.body.halted.reason).toMatch(/^The wrong house/)

  const refused = await api(editor, 'POST', `/plans/${plan}/pause`, {})
  expect(refused).toMatchObject({ status: 409, body: { code: 'PLAN_HALTED' } })
  const resume = (by: Person, body: object) => api(by, 'POST', `/plans/${plan}/resume`, body)
  expect((await resume(editor, { reason: 'It is right.' })).status).toBe(403)
  expect((await resume(manager, {})).body.code).toBe('PLAN_HALTED')
  await stopOthers(4)
  const risky = await resume(manager, { reason: 'It is the right house after all.' })
  expect(risky).toMatchObject({ status: 409, body: { code: 'RISK_TOO_HIGH' } })
  expect(risky.body.errors[0]).toMatchObject({ code: 'OPEN_ANOMALIES' })
  await sql('delete from postyard_plan_brakes where tenant = $1', [tenant])
  const resumed = await resume(manager, { reason: 'It is the right house after all.' })
  expect(resumed.body).toMatchObject({ wasPaused: true, stale: [], waiting: [] })
  expect(resumed.body.onTime).toHaveLength(7)
  expect(resumed.body.moved.toSorted()).toEqual([taken, due].toSorted())
})

test('from the click on nothing begins to go out, though the halt has to wait for somebody', async () => {
  const { payload } = house
  const { plan, deliveries } = await start(all('M', 2))
  const held = await holdRow(payload, 'postyard_deliveries', deliveries[1]!)
  const halted = api(editor, 'POST', `/plans/${plan}/halt`, { reason: 'The wrong house.' })
  await held.someoneWaits()
  const wished = await sql('select 1 from postyard_plan_halts where plan = $1', [plan])
  expect(wished).toHaveLength(1)
  await held.release()
  expect((await halted).body.held).toHaveLength(2)
  expect(await sql('select 1 from postyard_plan_halts where plan = $1', [plan])).toEqual([])

  // A wish whose halt never came about lets nothing begin, for a while.
  const other = await start(all('M', 1))
  const [one] = other.deliveries as [string]
  await stageAhead({ payload, tenant, ids: [one], now: clock })
  const fire = () => fireDeliveries({ payload, tenant, ids: [one], now: clock, random: () => 0.5 })
  const queue = () =>
    sql(
      `update postyard_deliveries set state = 'queued', scheduled_at = now(), lease_until = null
       where id = $1`,
      [one],
    )
  const receipts = () =>
    sql(`select 1 from postyard_receipts where delivery_id = $1 and action = 'fire'`, [one])
  await wishHalt(poolOf(payload), { id: other.plan, tenant })
  await queue()
  await fire()
  expect(await receipts()).toEqual([])
  await sql(`update postyard_plan_halts set until = now() - interval '1 second'`)
  await queue()
  await fire()
  expect(await receipts()).toHaveLength(1)
})

test('a thousand deliveries of a paused plan are halted by as many statements as one', async () => {
  const { payload } = house
  const { plan, deliveries } = await start(all('M', 1))
  const [model] = deliveries as [string]
  await sql(
    `insert into postyard_channels (tenant_id, name, platform, kind, state, updated_at, created_at)
     select $1, 'Many ' || n, 'whatsapp', 'manual', 'active', now(), now() from generate_series(1, 999) n`,
    [tenant],
  )
  await sql(
    `insert into postyard_deliveries
       (tenant_id, plan_id, post_id, channel_id, kind, state, reason_code, reason, scheduled_at, wake_at, deadline_at,
        attempt, checks, fence, draft_state, content_version, updated_at, created_at)
     select d.tenant_id, d.plan_id, d.post_id, c.id, 'manual', d.state, d.reason_code, d.reason, d.scheduled_at, d.wake_at,
        d.deadline_at, 0, 0, 0, 'none', 1, now(), now()
     from postyard_deliveries d join postyard_channels c on c.tenant_id = d.tenant_id and c.name like 'Many %'
     where d.id = $1`,
    [model],
  )
  const small = await start(all('B', 1))
  const cut = cutStatements(payload)
  const halt = (id: string) =>
    cut.run(undefined, () =>
      runFor({ payload, operation: operations.haltPlan, input: { id, reason: 'Stop.' }, user }),
    )
  try {
    for (const { plan: id } of [small, { plan }])
      await api(editor, 'POST', `/plans/${id}/pause`, {})
    const few = await halt(small.plan)
    const many = await halt(plan)
    expect(few.statements).toBeGreaterThan(5)
    expect(many.statements).toBe(few.statements)
  } finally {
    cut.close()
  }
  const [row] = await sql(
    `select count(*)::int from postyard_deliveries where plan_id = $1 and state = 'held' and reason_code = 'PLAN_HALTED'`,
    [plan],
  )
  expect(row!.count).toBe(1_000)
  const cancelled = await api(editor, 'POST', `/plans/${plan}/cancel`)
  expect(cancelled.body.cancelled).toHaveLength(1_000)
})
