import { queues, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lockContents } from '../../plugins/distribution/contents/lockContents.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { holdRow } from './support/holdRow.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000
const hour = 60 * minute
const accounts = 60
const zones = ['Europe/Lisbon', 'America/New_York', 'Asia/Tokyo']

let house: House
let postiz: PostizSandbox
let tenant: string
let manager: Person
let stranger: Person
let channels: string[]

const db = () => poolOf(house.payload)

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 100_000,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(accounts) }],
  })
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const other = await addTenant(house.payload)
  stranger = await addPerson(house, [{ tenant: other, roles: ['manager'] }])
  const connected = await ask('POST', `/tenants/${tenant}/connect-postiz`, {
    baseUrl: `${postiz.url}/api`,
    apiKey: 'key',
  })
  expect(connected.body.imported).toBe(accounts)
  const found = await rows<{ id: string }>(
    db(),
    sql`
      update postyard_channels c set created_at = now() - interval '10 days',
        timezone = (${sql.param(zones)}::text[])[1 + right(c.integration_id, 1)::int % 3]
      where c.tenant_id = ${tenant} returning c.id`,
  )
  channels = found.map(({ id }) => id)
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const ask = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown, who = manager) =>
  call(house, who, method, path, body)

const start = (body: Record<string, unknown>, who = manager) =>
  ask('POST', '/distribution/start', body, who)

const variation = { text: '{Two|Three|Four} {bright|quiet|sunny} {flats|homes} by the river.' }

const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString()

type Scheduled = { channel: string; delivery: string; at: string; text: string; isPeak: boolean }

const timesOf = (schedule: { at: string }[]) => schedule.map(({ at }) => Date.parse(at))

/** Of instants in any order, the shortest distance between neighbours, in ms. */
const shortestGap = (times: number[]): number => {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.min(...sorted.slice(1).map((at, index) => at - sorted[index]!))
}

/** How much there is of whatever a start could leave behind. */
const countMade = async () => {
  const [found] = await rows<Record<string, number>>(
    db(),
    sql`
      select (select count(*)::int from postyard_plans) as plans,
        (select count(*)::int from postyard_deliveries) as deliveries,
        (select count(*)::int from postyard_events) as events,
        (select count(*)::int from postyard_contents) as contents`,
  )
  return found
}

let post: string
let plan: string
let schedule: Scheduled[]

test('a rehearsal foresees the whole schedule and leaves nothing; starting makes just that', async () => {
  post = await addPost(house.payload, tenant)
  const wish = {
    post,
    select: { criteria: {} },
    window: { from: inHours(1) },
    variation,
    seed: 's',
  }
  const before = await countMade()
  const foreseen = await start({ ...wish, dryRun: true })
  expect(foreseen.status, JSON.stringify(foreseen.body)).toBe(200)
  expect(foreseen.body).toMatchObject({ plan: null, dryRun: { fits: true, problems: [] } })
  expect(foreseen.body.schedule).toHaveLength(accounts)
  const texts = new Set(foreseen.body.schedule.map(({ text }: Scheduled) => text))
  expect(texts.size).toBe(18)
  expect(await countMade()).toEqual(before)

  const started = await start(wish)
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  plan = started.body.plan
  schedule = started.body.schedule
  const placed = (all: Scheduled[]) =>
    all.map(({ channel, at, isPeak }) => ({ channel, at, isPeak }))
  expect(placed(schedule)).toEqual(placed(foreseen.body.schedule))
  const times = timesOf(schedule)
  expect(shortestGap(times)).toBeGreaterThanOrEqual(5 * minute)
  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(6 * hour)
  expect(started.body.assessment.isBlocked).toBe(false)
  expect(started.body.figures.inPeak).toBe(schedule.filter(({ isPeak }) => isPeak).length)
})

test('its deliveries say what was foreseen, each at its time; the plan keeps how it came about', async () => {
  const first = await ask('GET', `/distribution/${plan}/progress?limit=50`)
  const next = encodeURIComponent(first.body.next)
  const second = await ask('GET', `/distribution/${plan}/progress?limit=50&cursor=${next}`)
  const progress = [...first.body.deliveries, ...second.body.deliveries]
  expect(second.body.next).toBeNull()
  expect(progress.map(({ id, plannedAt }) => [id, plannedAt])).toEqual(
    schedule.map(({ delivery, at }) => [delivery, at]),
  )
  expect(progress[0]).toMatchObject({ state: 'scheduled', shiftMs: 0, latenessMs: null })
  expect(new Set(progress.map(({ variation: own }) => own.text)).size).toBe(18)
  expect(new Set(progress.map(({ timezone }) => timezone))).toEqual(new Set(zones))
  const status = await ask('GET', `/distribution/${plan}/status`)
  expect(status.body).toMatchObject({
    ...{ state: 'pending', total: accounts, ended: 0, counts: { scheduled: accounts } },
    next: { delivery: schedule[0]!.delivery, at: schedule[0]!.at },
    network: { seed: 's', sameContentMs: 5 * minute },
  })
  const history = await ask('GET', `/distribution/history?tenant=${tenant}&limit=1`)
  expect(history.body.plans).toMatchObject([{ id: plan, seed: 's', figures: { placed: accounts } }])
  const analytics = await ask('GET', `/distribution/analytics?plan=${plan}`)
  expect(analytics.body).toMatchObject({
    ...{ plans: 1, deliveries: accounts, succeeded: 0, onTimeRate: null },
    peak: { planned: status.body.network.figures.inPeak, happened: 0 },
    gaps: { planned: { count: accounts - 1, belowLeast: 0 } },
  })
})

test('what cannot be is refused with its figures and its remedy, and nothing is half done', async () => {
  const other = await addPost(house.payload, tenant, { text: 'Doors open on Sunday at ten sharp.' })
  const before = await countMade()
  const window = { from: inHours(20), hours: 1 }
  const tooMany = await start({ post: other, select: { criteria: {} }, window, variation })
  expect(tooMany.status).toBe(422)
  expect(tooMany.body.code).toBe('SPREAD_IMPOSSIBLE')
  expect(tooMany.body.errors[0]).toMatchObject({ path: 'window', fits: 13, of: accounts })
  expect(tooMany.body.errors).toContainEqual(
    expect.objectContaining({ path: 'remedies', code: 'window', at: expect.any(String) }),
  )
  const refusals: [Record<string, unknown>, string][] = [
    [{ post, channels, window: { from: inHours(20) } }, 'DUPLICATE_DISTRIBUTION_PLAN'],
    [{ post: other, select: { criteria: { zones: ['Asia/Seoul'] } } }, 'NO_CHANNELS_SELECTED'],
    [{ post: other, select: { criteria: {} }, channels }, 'INVALID_INPUT'],
    [{ post: other, channels, gap: { minMinutes: 9, maxMinutes: 3 } }, 'INVALID_INPUT'],
    [{ post: other, channels, sameContentMinutes: 1 }, 'INVALID_INPUT'],
    [{ post: other, channels, variation: { text: '{never closed' } }, 'VARIATION_INVALID'],
    [{ post: other, channels, variation: { text: 'x'.repeat(600) } }, 'CONTENT_REFUSED'],
    // Words that nobody would say.
    [
      { post: other, channels, variation: { accounts: { nobody: { text: 'a' } } } },
      'CHANNEL_NOT_FOUND',
    ],
    [
      { post: other, channels, variation: { platforms: { orkut: { text: 'a' } } } },
      'VARIATION_INVALID',
    ],
    [{ post: other, channels, window: { from: inHours(-2) } }, 'DATE_IN_PAST'],
  ]
  for (const [wish, code] of refusals) {
    const { body } = await start(wish)
    expect(body.code, JSON.stringify(body).slice(0, 400)).toBe(code)
  }
  const platforms = { ' MASTODON': { text: 'Open on Sunday.' } }
  const folded = await start({ post: other, channels, variation: { platforms }, dryRun: true })
  expect(folded.body.schedule[0].text).toBe('Open on Sunday.')
  const [off] = channels
  await db().execute(sql`update postyard_channels set state = 'disabled' where id = ${off}`)
  const named = await start({ post: other, channels })
  expect(named.body).toMatchObject({ code: 'CHANNEL_NOT_ACTIVE', errors: [{ channel: off }] })
  const chosen = await start({ post: other, select: { criteria: {} }, window, dryRun: true })
  expect(chosen.body.dryRun).toMatchObject({
    fits: false,
    problems: [{ code: 'SPREAD_IMPOSSIBLE' }],
  })
  expect(chosen.body.leftOut).toMatchObject([{ channel: off, code: 'CHANNEL_NOT_ACTIVE' }])
  await db().execute(sql`update postyard_channels set state = 'active' where id = ${off}`)
  expect((await start({ post: other, select: { criteria: {} } }, stranger)).status).toBe(404)
  expect(await countMade()).toEqual(before)
})

test('two starts of the same words at once take turns, and never the same room', async () => {
  const text = 'The summer sale of our river homes begins on Monday morning.'
  const posts = await Promise.all([1, 2].map(() => addPost(house.payload, tenant, { text })))
  const window = { from: inHours(40), hours: 24 }
  const both = await Promise.all(
    posts.map((one) => start({ post: one, select: { criteria: {} }, window })),
  )
  for (const one of both) expect(one.status, JSON.stringify(one.body).slice(0, 400)).toBe(200)
  const times = both.flatMap(({ body }) => timesOf(body.schedule))
  expect(times).toHaveLength(2 * accounts)
  expect(shortestGap(times)).toBeGreaterThanOrEqual(5 * minute)
})

test('a plan that wants more distance from the same words gets it of the next one too', async () => {
  const other = await addPost(house.payload, tenant)
  const window = { from: inHours(200), hours: 6 }
  const first = await start({
    post: other,
    channels: channels.slice(0, 2),
    window,
    sameContentMinutes: 60,
  })
  expect(first.status, JSON.stringify(first.body)).toBe(200)
  const second = await start({ post: other, channels: channels.slice(2, 6), window })
  expect(second.status, JSON.stringify(second.body)).toBe(200)
  const distances = timesOf(first.body.schedule).flatMap((one) =>
    timesOf(second.body.schedule).map((two) => Math.abs(one - two)),
  )
  expect(Math.min(...distances)).toBeGreaterThanOrEqual(60 * minute)
})

test('what takes room while a start is being solved is kept away from', async () => {
  const other = await addPost(house.payload, tenant)
  const window = { from: inHours(300), hours: 6 }
  const far = await start({
    ...{ post: other, channels: channels.slice(0, 3), sameContentMinutes: 60 },
    window: { from: inHours(330), hours: 6 },
  })
  expect(far.status, JSON.stringify(far.body)).toBe(200)
  const from = Date.parse(window.from)
  let asked: ReturnType<typeof start> | undefined
  await inOwnTransaction(house.payload, async (tx) => {
    await lockContents({ db: tx, tenant })
    for (const [index, { delivery }] of (far.body.schedule as Scheduled[]).entries()) {
      const at = new Date(from + (1 + 2 * index) * hour).toISOString()
      await tx.execute(
        sql`update postyard_deliveries set scheduled_at = ${at} where id = ${delivery}`,
      )
    }
    asked = start({ post: other, channels: channels.slice(3, 30), window })
    await eventually(
      () => rows(tx, sql`select 1 from pg_locks where locktype = 'advisory' and not granted`),
      (waiting) => waiting.length > 0,
    )
  })
  const answer = await asked
  expect(answer?.status, JSON.stringify(answer?.body).slice(0, 400)).toBe(422)
  expect(answer?.body.code).toBe('SPREAD_IMPOSSIBLE')
})

test('what Postgres ends for the sake of another transaction is done once more', async () => {
  const id = await addPost(house.payload, tenant)
  const started = await start({
    ...{ post: id, channels: channels.slice(0, 1) },
    window: { from: inHours(400), hours: 6 },
  })
  const { delivery } = started.body.schedule[0]
  await db().execute(sql`
    update postyard_deliveries set state = 'failed', deadline_at = null, wake_at = null where id = ${delivery}`)
  const other = await holdRow(house.payload, 'postyard_deliveries', delivery)
  const retried = ask('POST', `/distribution/${started.body.plan}/retry-failed`, {})
  await other.someoneWaits()
  // Each holds now what the other waits for. Where this machine is so slow that Postgres ends this one instead, there is
  // nothing to be done once more.
  await other.query('select id from postyard_posts where id = $1 for update', [id]).catch(() => {})
  await other.release()
  const { status, body } = await retried
  expect({ status, redriven: body.redriven }).toEqual({ status: 200, redriven: 1 })
})

test('an edit changes what it says, and no time; what failed goes out where the rules leave room', async () => {
  const edited = await ask('PATCH', `/posts/${post}`, { text: 'Edited.', title: 'Edited' })
  expect(edited.status, JSON.stringify(edited.body).slice(0, 400)).toBe(200)
  const { body } = await ask('GET', `/distribution/${plan}/progress?limit=100`)
  expect(body.deliveries.map(({ scheduledAt }: { scheduledAt: string }) => scheduledAt)).toEqual(
    schedule.map(({ at }) => at),
  )
  const dead = schedule[3]!.delivery
  await db().execute(sql`
    update postyard_deliveries set state = 'failed', deadline_at = null, wake_at = null where id = ${dead}`)
  const retried = await ask('POST', `/distribution/${plan}/retry-failed`, {})
  expect(retried.body, JSON.stringify(retried.body)).toMatchObject({
    ...{ redriven: 1, refused: 0, left: 0, deliveries: [{ id: dead, isRedriven: true }] },
  })
  const at = Date.parse(retried.body.deliveries[0].scheduledAt)
  const others = timesOf(schedule.filter(({ delivery }) => delivery !== dead))
  expect(shortestGap([...others, at])).toBeGreaterThanOrEqual(5 * minute)
})

/** The events that a stream gives until one of this type comes. */
const listenFor = async (address: string, type: string) => {
  const ending = new AbortController()
  const answer = await fetch(`${house.api}${address}`, {
    headers: { authorization: `JWT ${manager.token}` },
    signal: ending.signal,
  })
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true })
    if (text.includes(`event: ${type}\n`)) break
  }
  ending.abort()
  return [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, data]) => JSON.parse(data!))
}

test('it is paused, watched and cancelled at its own addresses, by those who may', async () => {
  const paused = await ask('POST', `/distribution/${plan}/pause`, { reason: 'The price changed.' })
  expect(paused.body.held).toHaveLength(accounts)
  const reading = vi.spyOn(house.payload, 'findByID')
  const { body: status } = await ask('GET', `/distribution/${plan}/status`)
  const read = await Promise.all(reading.mock.results.map(({ value }) => value))
  reading.mockRestore()
  expect(status).toMatchObject({
    paused: { reason: 'The price changed.' },
    network: { seed: expect.any(String), leads: expect.any(Array) },
  })
  // What it keeps of each account is none of what its status tells.
  expect(read.filter((one) => 'network' in one || 'content' in one)).toEqual([])
  const events = await listenFor(
    `/distribution/${plan}/events?lastEventId=0`,
    'distribution.plan.paused',
  )
  expect(events.length).toBeGreaterThan(accounts)
  expect(new Set(events.map((event) => event.plan))).toEqual(new Set([plan]))
  const resumed = await ask('POST', `/distribution/${plan}/resume`, {})
  expect(resumed.body.onTime).toHaveLength(accounts)
  const cancelled = await ask('POST', `/distribution/${plan}/cancel`, {})
  expect(cancelled.body.cancelled).toHaveLength(accounts)
  for (const path of ['status', 'progress', 'events']) {
    expect((await ask('GET', `/distribution/${plan}/${path}`, undefined, stranger)).status).toBe(
      404,
    )
  }
})

test('delivered, its posts keep their distance at the receiver', async () => {
  const gapMs = 200
  const going = channels.slice(0, 8)
  const settings = settingsOf(house.payload)
  const { sameContentMinutes } = settings
  settings.sameContentMinutes = gapMs / minute
  const worker = await startWorker({ payload: house.payload, queues })
  try {
    const one = await addPost(house.payload, tenant, { text: 'Now or never by the river.' })
    const started = await start({
      ...{ post: one, channels: going, variation },
      window: { from: new Date(Date.now() + 1_000).toISOString(), hours: 2_500 / hour },
      gap: { minMinutes: gapMs / minute, maxMinutes: (2 * gapMs) / minute },
    })
    expect(started.status, JSON.stringify(started.body).slice(0, 600)).toBe(200)
    await tick({ payload: house.payload })
    const done = await eventually(
      () => ask('GET', `/distribution/${started.body.plan}/status`),
      ({ body }) => body.counts?.published === going.length,
    )
    expect(done.body).toMatchObject({ state: 'published', ended: going.length })
    const { publications } = await steerPostiz(postiz).publications()
    expect(publications).toHaveLength(going.length)
    expect(
      shortestGap(publications.map(({ firedAt }) => Date.parse(firedAt))),
    ).toBeGreaterThanOrEqual(gapMs)
    expect(new Set(publications.map(({ text }) => text)).size).toBe(going.length)
    const { body } = await ask('GET', `/distribution/analytics?plan=${started.body.plan}`)
    expect(body).toMatchObject({
      ...{ succeeded: going.length, successRate: 1, onTimeRate: 1 },
      gaps: { happened: { count: going.length - 1 } },
    })
  } finally {
    settings.sameContentMinutes = sameContentMinutes
    await worker.stop()
  }
})
