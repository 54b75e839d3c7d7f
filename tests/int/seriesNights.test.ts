import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueueSeries } from '../../plugins/distribution/dispatch/enqueueSeries.ts'
import { conduct } from '../../plugins/distribution/series/conductor/conduct.ts'
import { syncSeries } from '../../plugins/distribution/series/sources/syncSeries.ts'
import { planNight } from '../../plugins/distribution/series/watchman/planNight.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { cutStatements } from './support/cutStatements.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let root: string
let tenant: string
let manager: Person
let channel: string

const sql = (text: string, values: unknown[] = []) => query(house.payload, text, values)

const api = (method: 'GET' | 'POST', path: string, body?: unknown) =>
  call(house, manager, method, path, body as never)

const write = async (path: string, content: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}

/** A folder with so many items. */
const fill = async (folder: string, count: number) => {
  for (let index = 0; index < count; index += 1) {
    await write(
      `animals/${folder}/${index}.md`,
      `---\ntitle: ${folder} ${index}\n---\nA ${folder}.`,
    )
  }
}

const night = (at: string) => planNight({ payload: house.payload, tenant, now: new Date(at) })

/** When the last flight of a client's day is to take off. */
const dueAt = async (of: string) => {
  const [found] = await sql('select max(due_at) as at from postyard_flights where tenant = $1', [
    of,
  ])
  return new Date(found!.at)
}

const planOf = async (id: unknown) => (await api('GET', `/distribution/flight-plans/${id}`)).body

const seriesCalled = async (slug: string) =>
  (
    await sql('select * from postyard_series where tenant_id = $1 and slug = $2', [tenant, slug])
  )[0]!

const itemsOf = async (slug: string) =>
  (await api('GET', `/distribution/series/${(await seriesCalled(slug)).id}/items`)).body.items

const eventsOf = async (type: string) =>
  (
    await sql('select data from postyard_events where tenant_id = $1 and type = $2 order by id', [
      tenant,
      `distribution.${type}`,
    ])
  ).map(({ data }) => data)

beforeAll(async () => {
  house = await openHouse()
  root = await mkdtemp(join(tmpdir(), 'postyard-content-'))
  settingsOf(house.payload).series.contentRoot = root
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  channel = await addManualChannel(house.payload, tenant)
  await fill('sharks', 3)
  await fill('cats', 80)
  await house.payload.update({
    collection: 'tenants',
    id: tenant,
    data: {
      timezone: 'Europe/Lisbon',
      series: { folder: 'animals', channels: [channel] },
    } as never,
  })
})

afterAll(async () => {
  await house?.close()
  if (root) await rm(root, { recursive: true, force: true })
})

test('at midnight of the client’s zone its day is planned, once, whoever looks', async () => {
  const { payload } = house
  const evening = new Date('2026-10-24T22:59:00Z')
  expect(await enqueueSeries({ payload, now: evening })).toBe(1)
  const [row] = await sql('select plan_at from postyard_watchmen where tenant = $1', [tenant])
  expect(new Date(row!.plan_at).toISOString()).toBe('2026-10-24T23:00:00.000Z')
  const midnight = new Date('2026-10-24T23:00:01Z')
  await Promise.all([1, 2, 3].map(() => enqueueSeries({ payload, now: midnight })))
  const jobs = await sql(
    `select 1 from payload_jobs where task_slug = 'plan-flights' and group_key = $1`,
    [tenant],
  )
  expect(jobs).toHaveLength(1)

  const made = await Promise.all(Array.from({ length: 8 }, () => night('2026-10-24T23:00:02Z')))
  expect(made.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(made.map(({ plan }) => String(plan))).size).toBe(1)
  const plan = await planOf(made[0]!.plan)
  expect(plan).toMatchObject({ day: '2026-10-25', isLate: false })
  // Cats have as many that they fly on one day of the week only; sharks fly at once.
  const cats = await seriesCalled('cats')
  expect([cats.mode, Number(cats.count), Number(cats.phase_of)]).toEqual(['maintenance', 80, 7])
  const slugs = plan.queue.map(({ slug }: { slug: string }) => slug)
  expect(slugs).toContain('sharks')
  expect((await eventsOf('series.found')).map(({ slug }) => slug).toSorted()).toEqual([
    'cats',
    'sharks',
  ])
  expect(await eventsOf('flight_plan.made')).toHaveLength(1)
  // What is planned already is not read for once more.
  await sql('update postyard_series set read_at = null where tenant_id = $1', [tenant])
  expect((await night('2026-10-24T23:30:00Z')).isNew).toBe(false)
  expect((await seriesCalled('cats')).read_at).toBeNull()
  // The day of 25 hours ends an hour later.
  const [next] = await sql('select plan_at from postyard_watchmen where tenant = $1', [tenant])
  expect(new Date(next!.plan_at).toISOString()).toBe('2026-10-26T00:00:00.000Z')
  const queue = await api('GET', `/distribution/flight-plans/${made[0]!.plan}/queue`)
  expect(queue.body.queue).toContainEqual({
    collection: 'sharks',
    board_name: 'Shark Coloring Pages',
    mode: 'growth',
  })
})

test('what comes out otherwise than it was planned is said, by series', async () => {
  const [{ flightPlan }] = (await api('GET', '/distribution/flight-plans?day=2026-10-25')).body
    .flightPlans
  const replay = async () =>
    (await api('GET', `/distribution/flight-plans/${flightPlan}/replay`)).body
  const [kept] = await sql('select inputs from postyard_flight_plans where id = $1', [flightPlan])
  const put = (inputs: unknown) =>
    sql('update postyard_flight_plans set inputs = $2::jsonb where id = $1', [
      flightPlan,
      JSON.stringify(inputs),
    ])
  const inputs = kept!.inputs as { series: { slug: string }[] }
  await put({
    ...inputs,
    series: inputs.series.map((one) => (one.slug === 'sharks' ? { ...one, isPaused: true } : one)),
  })
  expect(await replay()).toMatchObject({
    isSame: false,
    differs: expect.arrayContaining(['sharks']),
    skipped: [{ slug: 'sharks', code: 'SERIES_PAUSED' }],
  })
  await put(inputs)
  expect(await replay()).toMatchObject({ isSame: true, differs: [] })
})

test('once the day has its plan nothing is read again for it', async () => {
  await fill('late', 1)
  expect((await night('2026-10-25T09:00:00Z')).isNew).toBe(false)
  expect(await sql(`select 1 from postyard_series where slug = 'late'`)).toEqual([])
  await rm(join(root, 'animals/late'), { recursive: true })
})

test('a client that goes to another zone loses no day and has none twice', async () => {
  const { payload } = house
  const own = await addTenant(payload, { timezone: 'UTC' })
  await payload.create({
    collection: 'series' as 'users',
    data: {
      ...{
        tenant: own,
        name: 'Far',
        slug: 'far',
        channels: [await addManualChannel(payload, own)],
      },
      source: { kind: 'folder', path: 'animals/sharks' },
    } as never,
  })
  const zone = (timezone: string) =>
    payload.update({ collection: 'tenants', id: own, data: { timezone } as never })
  /** One look of the watchman: whom it is time for is planned. */
  const look = async (at: string) => {
    const now = new Date(at)
    await enqueueSeries({ payload, now })
    const jobs = await sql(
      `delete from payload_jobs where task_slug = 'plan-flights' and group_key = $1 returning id`,
      [own],
    )
    if (jobs.length > 0) await planNight({ payload, tenant: own, now })
    const plans = await sql(
      'select day from postyard_flight_plans where tenant_id = $1 order by day',
      [own],
    )
    return plans.map(({ day }) => day)
  }
  await look('2026-11-22T20:00:00Z')
  expect(await look('2026-11-23T00:00:01Z')).toEqual(['2026-11-23'])
  await zone('Pacific/Kiritimati')
  // There it is five in the morning of the next day.
  expect(await look('2026-11-23T15:00:00Z')).toEqual(['2026-11-23', '2026-11-24'])
  expect(await look('2026-11-23T16:00:00Z')).toHaveLength(2)
  expect(await look('2026-11-24T10:00:01Z')).toHaveLength(3)
  // There it is still the day before, which has its plan.
  await zone('Pacific/Midway')
  expect(await look('2026-11-24T10:05:00Z')).toHaveLength(3)
  expect(await look('2026-11-25T11:00:01Z')).toHaveLength(3)
  expect(await look('2026-11-26T11:00:01Z')).toEqual([
    ...['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'],
  ])
  const flights = await sql(
    `select count(*)::int as all, count(*) filter (where state = 'waiting')::int as open
     from postyard_flights where tenant = $1`,
    [own],
  )
  expect(flights).toEqual([{ all: 1, open: 1 }])
})

test('a picture that is a folder keeps its item alone from flying; what is left is said at once', async () => {
  const { payload } = house
  const own = await addTenant(payload, { timezone: 'UTC' })
  await mkdir(join(root, 'others/rays/pictures.png'), { recursive: true })
  await write('others/rays/1.md', '---\nimage: pictures.png\n---\nA ray.')
  await write('others/rays/2.md', '---\ntitle: [a\n---\nx')
  await write('others/rays/3.md', 'Another ray.')
  await write('others/rays/4.md', 'One more.')
  const { id } = (await payload.create({
    collection: 'series' as 'users',
    data: {
      ...{ tenant: own, name: 'Rays', slug: 'rays' },
      channels: [await addManualChannel(payload, own)],
      source: { kind: 'folder', path: 'others/rays' },
    } as never,
  })) as unknown as { id: string }
  const now = new Date()
  await planNight({ payload, tenant: own, now })
  const read = async () => (await sql('select * from postyard_series where id = $1', [id]))[0]!
  expect([Number((await read()).count), Number((await read()).remaining)]).toEqual([4, 3])
  const { tookOff } = await conduct({ payload, tenant: own, now: await dueAt(own) })
  expect(tookOff).toBe(1)
  const items = await sql(
    'select key, set_aside_code, post_id from postyard_series_items where tenant = $1 order by key',
    [own],
  )
  expect(items).toMatchObject([
    { key: '1', set_aside_code: 'ITEM_IMAGE_MISSING', post_id: null },
    { key: '2', set_aside_code: 'ITEM_INVALID', post_id: null },
    { key: '3', set_aside_code: null, post_id: expect.any(String) },
    { key: '4', set_aside_code: null, post_id: null },
  ])
  expect(Number((await read()).remaining)).toBe(1)
})

test('what has not flown is carried over, never doubled; a night cut anywhere is done again whole', async () => {
  const flights = () =>
    sql(
      `select f.day, f.plan_day, f.carried, s.slug from postyard_flights f
       join postyard_series s on s.id::text = f.series_id where f.tenant = $1 and s.slug = 'sharks'`,
      [tenant],
    )
  const { payload } = house
  const cutter = cutStatements(payload)
  const at = '2026-10-26T00:00:05Z'
  try {
    for (let statement = 1, isCut = true; isCut; statement += 3) {
      const cut = { at: statement, when: 'before' } as const
      isCut = (await cutter.run(cut, () => night(at))).isCut
      const plans = await sql(
        `select 1 from postyard_flight_plans where tenant_id = $1 and day = '2026-10-26'`,
        [tenant],
      )
      const isCarried = (await flights())[0]!.plan_day === '2026-10-26'
      expect(plans).toHaveLength(isCarried ? 1 : 0)
    }
  } finally {
    cutter.close()
  }
  await night(at)
  expect(await flights()).toEqual([
    { day: '2026-10-25', plan_day: '2026-10-26', carried: 1, slug: 'sharks' },
  ])
})

test('replayed, a day comes out the same; what would fly next is told without anything being changed', async () => {
  const [last] = (await api('GET', '/distribution/flight-plans?day=2026-10-26')).body.flightPlans
  const replayed = await api('GET', `/distribution/flight-plans/${last.flightPlan}/replay`)
  expect(replayed.body).toMatchObject({ isSame: true, differs: [] })
  // Had another thing been known at midnight, another plan comes out, and it is said of which series.
  const { id } = (await seriesCalled('sharks')) as { id: string }
  const inputs = await sql('select inputs from postyard_flight_plans where id = $1', [
    last.flightPlan,
  ])
  await sql(
    `update postyard_flight_plans set inputs = jsonb_set(inputs, '{series}', (
       select jsonb_agg(case when one->>'id' = $2 then one || '{"isPaused": true, "open": null, "lastPlannedDay": null}' else one end)
       from jsonb_array_elements(inputs->'series') one)) where id = $1`,
    [last.flightPlan, id],
  )
  const other = await api('GET', `/distribution/flight-plans/${last.flightPlan}/replay`)
  expect(other.body).toMatchObject({ isSame: false, differs: expect.arrayContaining(['sharks']) })
  expect(other.body.skipped).toMatchObject([{ slug: 'sharks', code: 'SERIES_PAUSED' }])
  await sql('update postyard_flight_plans set inputs = $2 where id = $1', [
    last.flightPlan,
    JSON.stringify(inputs[0]!.inputs),
  ])
  const before = await sql('select count(*) from postyard_flights')
  const dry = await api('GET', `/tenants/${tenant}/dry-run-flight-plan`)
  expect(dry.body.queue.length).toBeGreaterThan(0)
  const month = await api('GET', `/tenants/${tenant}/coming-flights?days=30`)
  expect(month.body.days).toHaveLength(30)
  const cats = month.body.days.filter(({ queue }: { queue: { slug: string }[] }) =>
    queue.some(({ slug }) => slug === 'cats'),
  )
  // What was missed until today is caught up once.
  expect([5, 6]).toContain(cats.length)
  expect(await sql('select count(*) from postyard_flights')).toEqual(before)
})

test('a folder is kept in step: changes, drafts, removals, and a new folder tomorrow', async () => {
  await write('animals/sharks/0.md', '---\ntitle: The first\nid: one\n---\nNew words.')
  await write('animals/sharks/_later.md', 'Not yet.')
  await write('animals/sharks/draft.md', '---\ndraft: true\n---\nNot yet either.')
  await write('animals/sharks/broken.md', '---\ntitle: [a\n---\nx')
  await write('animals/sharks/out.md', '---\nimage: ../../../etc/passwd\n---\nx')
  await write('animals/sharks/linked.md', '---\nlink: nowhere\n---\nx')
  await write('animals/sharks/with.md', '---\nid: 7\nurl: https://a.example/x\n---\n Words ')
  await write('animals/sharks/with.png', 'x')
  await rm(join(root, 'animals/sharks/1.md'))
  await fill('Polar Bears', 1)
  await symlink('/etc', join(root, 'animals/etc'))
  await syncSeries({ payload: house.payload, tenant, now: new Date() })
  const items = await itemsOf('sharks')
  const stateOf = (key: string) => items.find((one: { key: string }) => one.key === key)?.state
  expect(
    ['one', '0', '1', '2', 'later', 'draft', 'broken', 'out', 'linked', '7'].map(stateOf),
  ).toEqual([
    'waiting',
    'gone',
    'gone',
    'waiting',
    'draft',
    'draft',
    'set_aside',
    'set_aside',
    'set_aside',
    'waiting',
  ])
  const [seven] = await sql(
    `select text, link, image from postyard_series_items where series_id = $1 and key = '7'`,
    [String((await seriesCalled('sharks')).id)],
  )
  expect(seven).toEqual({
    ...{ text: 'Words', link: 'https://a.example/x', image: 'animals/sharks/with.png' },
  })
  expect(await seriesCalled('polar-bears')).toMatchObject({ name: 'Polar Bears', is_found: true })
  expect(await sql(`select 1 from postyard_series where slug = 'etc'`)).toEqual([])
  // Mended, it flies again.
  await write('animals/sharks/linked.md', 'x')
  await syncSeries({ payload: house.payload, tenant, now: new Date() })
  const mended = (await itemsOf('sharks')).find((one: { key: string }) => one.key === 'linked')
  expect(mended.state).toBe('waiting')
})

test('hours in which nothing could fly are refused, and an edit takes back nothing that the night found', async () => {
  const hours = (from: string, to: string) =>
    house.payload.update({
      collection: 'tenants',
      id: tenant,
      data: { series: { from, to } } as never,
    })
  for (const [from, to] of [
    ['18:00', '00:00'],
    ['22:00', '06:00'],
    ['08:00', '08:00'],
    ['24:00', '24:00'],
  ] as const) {
    await expect(hours(from, to)).rejects.toMatchObject({ status: 400 })
  }
  await hours('08:00', '24:00')
  await hours('00:00', '24:00')

  const { id } = await seriesCalled('sharks')
  const held = await holdRow(house.payload, 'postyard_series', id)
  const edited = api('POST', `/distribution/series/${id}/pause`, { reason: 'New pictures come.' })
  await held.someoneWaits()
  await held.query(`update postyard_series set last_planned_day = '2099-01-01' where id = $1`, [id])
  await held.release()
  expect((await edited).status).toBe(200)
  expect(await seriesCalled('sharks')).toMatchObject({
    ...{ is_paused: true, last_planned_day: '2099-01-01' },
  })
  await api('POST', `/distribution/series/${id}/resume`, {})
})

test('a folder that goes is gone until it is back; a disk that is lost changes nothing', async () => {
  const sync = () => syncSeries({ payload: house.payload, tenant, now: new Date() })
  await rename(join(root, 'animals/sharks'), join(root, 'elsewhere'))
  await sync()
  expect((await seriesCalled('sharks')).gone_at).not.toBeNull()
  await rename(join(root, 'elsewhere'), join(root, 'animals/sharks'))
  await sync()
  expect((await seriesCalled('sharks')).gone_at).toBeNull()
  expect(
    [await eventsOf('series.gone'), await eventsOf('series.back')].map((all) => all.length),
  ).toEqual([1, 1])

  await rename(root, `${root}-lost`)
  const before = await itemsOf('cats')
  expect((await sync()).broken).toEqual(expect.arrayContaining(['cats', 'sharks']))
  expect(await itemsOf('cats')).toEqual(before)
  expect(await seriesCalled('cats')).toMatchObject({
    gone_at: null,
    problem: { code: 'FOLDER_UNREADABLE' },
  })
  await rename(`${root}-lost`, root)
  expect((await sync()).broken).toEqual([])
  expect((await seriesCalled('cats')).problem).toBeNull()
  expect(await eventsOf('series.broken')).toHaveLength(3)
})

test('no name of a folder, and no picture, keeps the others from flying', async () => {
  await fill(`${'long '.repeat(19)}name a`, 1)
  await fill('n'.repeat(250), 1)
  await fill('Sharks!', 1)
  await write('animals/sharks/odd.md', `---\nimage: ${'i'.repeat(300)}.png\n---\nx`)
  const { found, broken } = await syncSeries({ payload: house.payload, tenant, now: new Date() })
  expect(broken).toEqual([])
  expect(found).toContain('sharks-2')
  expect(found.filter((slug) => /^(long|n)/.test(slug))).toHaveLength(2)
})

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://b.example</link><description>d</description>${items}</channel></rss>`

const entry = (id: string) =>
  `<item><guid>${id}</guid><title>${id} &amp; more</title><link>/p/${id}</link><description>&lt;p&gt;About &lt;b&gt;${id}&lt;/b&gt;&lt;img src="/i/${id}.png"&gt;&lt;/p&gt;</description></item>`

test('a feed is asked for what is new, and one that is broken is told and forgets nothing', async () => {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`
  try {
    const made = await api('POST', '/distribution/series', {
      ...{ tenant, name: 'Blog', slug: 'blog', channels: [channel], source: { kind: 'feed', url } },
    })
    expect(made.status).toBe(200)
    const sync = async () =>
      (await api('POST', `/distribution/series/${made.body.series}/sync`, {})).body
    const send = (body: string) => (_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(200, { etag: '"1"' }).end(body)
    answer = send(rss(entry('b') + entry('a')))
    expect(await sync()).toMatchObject({ problem: null })
    expect((await itemsOf('blog')).map(({ key }: { key: string }) => key)).toEqual(['a', 'b'])
    const [a] = await sql(
      `select title, text, link, image from postyard_series_items where tenant = $1 and key = 'a'`,
      [tenant],
    )
    const origin = new URL(url).origin
    expect(a).toEqual({
      ...{ title: 'a & more', text: 'About a', link: `${origin}/p/a`, image: `${origin}/i/a.png` },
    })
    let asked: string | undefined
    answer = (request, response) => {
      asked = request.headers['if-none-match']
      response.writeHead(304).end()
    }
    await sync()
    expect(asked).toBe('"1"')
    // A feed shows its newest items only.
    answer = send(rss(entry('c')))
    await sync()
    expect(
      (await itemsOf('blog')).map(({ key, state }: Record<string, string>) => `${key} ${state}`),
    ).toEqual(['a waiting', 'b waiting', 'c waiting'])
    for (const broken of [
      send('no feed'),
      (_: IncomingMessage, response: ServerResponse) => response.writeHead(500).end(),
      (_: IncomingMessage, response: ServerResponse) => response.destroy(),
      (_: IncomingMessage, response: ServerResponse) => response.end('x'.repeat(9 * 1024 ** 2)),
    ]) {
      answer = broken as typeof answer
      expect((await sync()).problem).toMatchObject({ code: 'FEED_BROKEN' })
    }
    expect(await itemsOf('blog')).toHaveLength(3)
    // Nowhere that may not be reached, by a redirect neither.
    const { receivers } = settingsOf(house.payload)
    settingsOf(house.payload).receivers = {
      ...receivers,
      isOut: (host: string) => host === 'localhost' || receivers.isOut(host),
    }
    answer = (_, response) =>
      response.writeHead(302, { location: url.replace('127.0.0.1', 'localhost') }).end()
    expect((await sync()).problem.message).toContain('private network')
    settingsOf(house.payload).receivers = receivers
    answer = send(rss(entry('d')))
    expect((await sync()).problem).toBeNull()
    // From a folder and back again: the feed is read as if for the first time.
    const edit = (source: object) =>
      api('POST', `/distribution/series/${made.body.series}`, { source })
    expect((await edit({ kind: 'folder', path: 'animals/sharks' })).status).toBe(200)
    await sync()
    await edit({ kind: 'feed', url })
    answer = (request, response) =>
      request.headers['if-none-match']
        ? response.writeHead(304).end()
        : response.writeHead(200, { etag: '"1"' }).end(rss(entry('d')))
    await sync()
    const there = (await itemsOf('blog')).filter((one: { state: string }) => one.state !== 'gone')
    expect(there.map(({ key }: { key: string }) => key)).toEqual(['d'])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('a query finds records of the client alone, and asks nothing of what they point at', async () => {
  const other = await addTenant(house.payload)
  await addPost(house.payload, tenant, { title: 'Ours', text: 'x' })
  await addPost(house.payload, other, { title: 'Theirs', text: 'x' })
  const create = (source: object, slug = 'posts') =>
    api('POST', '/distribution/series', {
      tenant,
      name: 'Posts',
      slug,
      channels: [channel],
      source,
    })
  const made = await create({
    kind: 'query',
    collection: 'posts',
    where: { title: { exists: true } },
  })
  await api('POST', `/distribution/series/${made.body.series}/sync`, {})
  expect((await itemsOf('posts')).map(({ title }: { title: string }) => title)).toEqual(['Ours'])
  for (const source of [
    { kind: 'query', collection: 'users' },
    { kind: 'query', collection: 'posts', where: { 'channels.name': { equals: 'x' } } },
    { kind: 'query', collection: 'posts', where: { or: [{ title: { equals: 'x' } }] } },
    { kind: 'folder', path: '../secrets' },
    { kind: 'folder', path: '/etc' },
    { kind: 'feed', url: 'file:///etc/passwd' },
  ]) {
    expect((await create(source, 'bad')).status).toBe(400)
  }
})

test('a series that is deleted takes its items and flights along', async () => {
  const { id } = await seriesCalled('polar-bears')
  const counts = () =>
    sql(
      `select (select count(*) from postyard_series_items where series_id = $1)::int as items,
        (select count(*) from postyard_flights where series_id = $1)::int as flights`,
      [String(id)],
    )
  expect((await counts())[0]).toMatchObject({ items: 1 })
  expect((await call(house, manager, 'DELETE', `/series/${id}`)).status).toBe(200)
  expect((await counts())[0]).toEqual({ items: 0, flights: 0 })
})
