import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readHealth } from '../../plugins/distribution/admin/health/readHealth.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import type { SeriesRecord } from '../../plugins/distribution/model/series.ts'
import { createReach } from '../../plugins/distribution/security/reach.ts'
import { needOf } from '../../plugins/distribution/series/needOf.ts'
import { toSeriesAnswer } from '../../plugins/distribution/series/seriesOutput.ts'
import { syncSeries } from '../../plugins/distribution/series/sources/syncSeries.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import {
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let root: string
let nth = 0

beforeAll(async () => {
  house = await openHouse()
  root = await mkdtemp(join(tmpdir(), 'postyard-content-'))
  const settings = settingsOf(house.payload)
  settings.series.contentRoot = root
  Object.assign(settings, { webhookTimeoutMs: 400, receivers: createReach(['127.0.0.1']) })
})

afterAll(async () => {
  await house?.close()
  await rm(root, { recursive: true, force: true })
})

type Item = Record<string, unknown> & { key: string; changed_at: Date }

const sync = (tenant: string) => syncSeries({ payload: house.payload, tenant, now: new Date() })

const seriesOf = (tenant: string) =>
  query(house.payload, 'select * from postyard_series where tenant_id = $1 order by slug', [tenant])

const itemsOf = (tenant: string): Promise<Item[]> =>
  query(
    house.payload,
    'select *, xmin::text as written from postyard_series_items where tenant = $1 order by position, id',
    [tenant],
  ) as unknown as Promise<Item[]>

const keysOf = (items: Item[], is: (item: Item) => boolean = () => true) =>
  items.filter(is).map(({ key }) => key)

/** What was told of a client's series, in its order. */
const told = async (tenant: string): Promise<string[]> =>
  (
    await query(
      house.payload,
      `select type from postyard_events where tenant_id = $1 and type like 'distribution.series.%' order by created_at`,
      [tenant],
    )
  ).map(({ type }) => String(type).replace('distribution.series.', ''))

const tenantWith = (series: Record<string, unknown> = {}) => addTenant(house.payload, { series })

const refused = (item: Item) => item.set_aside_at !== null

describe('folders', () => {
  let tenant: string
  let watched: string
  let folder: string

  const write = (name: string, text: string) => writeFile(join(folder, name), text)

  beforeEach(async () => {
    nth += 1
    watched = `client-${nth}`
    folder = join(root, watched, 'sharks')
    await mkdir(folder, { recursive: true })
    await write('02-hammerhead.md', '---\ntitle: Hammerhead\n---\nA shark.\n')
    await write(
      '01-white.md',
      '---\nid: white\ntitle: Great white\ndescription: Colour it.\nlink: https://example.com/white\nimage: white.png\nalt: A shark\ntags: [sea, big]\n---\nBody.\n',
    )
    await write('white.png', 'one')
    await write('10-reef.md', 'No front matter.')
    await write('10-reef.png', 'reef')
    tenant = await tenantWith({ folder: watched })
    await sync(tenant)
  })

  test('a new folder is a series, with its items in the order of their names', async () => {
    expect(await seriesOf(tenant)).toMatchObject([
      { slug: 'sharks', is_found: true, source: { kind: 'folder', path: `${watched}/sharks` } },
    ])
    expect(await itemsOf(tenant)).toMatchObject([
      {
        key: 'white',
        title: 'Great white',
        text: 'Colour it.',
        link: 'https://example.com/white',
        image: `${watched}/sharks/white.png`,
        image_alt: 'A shark',
        fields: { tags: ['sea', 'big'] },
      },
      { key: '02-hammerhead', title: 'Hammerhead', text: 'A shark.', image: null },
      {
        key: '10-reef',
        text: 'No front matter.',
        image: `${watched}/sharks/10-reef.png`,
      },
    ])
    await mkdir(join(root, watched, 'Polar Bears'))
    await mkdir(join(root, watched, '.git'))
    expect(await sync(tenant)).toMatchObject({ found: ['polar-bears'] })
    expect((await seriesOf(tenant)).map(({ slug }) => slug)).toEqual(['polar-bears', 'sharks'])
    expect(await told(tenant)).toEqual(['found', 'found'])
  })

  test('drafts are there and do not count', async () => {
    await write('_03-tiger.md', 'Not yet.')
    await write('04-whale.md', '---\ndraft: true\n---\n')
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant), (item) => item.is_draft === true)).toEqual([
      '03-tiger',
      '04-whale',
    ])
    expect(await seriesOf(tenant)).toMatchObject([{ count: '3' }])
    await rename(join(folder, '_03-tiger.md'), join(folder, '03-tiger.md'))
    await sync(tenant)
    expect(await seriesOf(tenant)).toMatchObject([{ count: '4' }])
  })

  test('what was changed, went and came back is noticed; what stayed is not written again', async () => {
    const before = await itemsOf(tenant)
    await write('02-hammerhead.md', '---\ntitle: Hammerhead\n---\nAnother text.\n')
    await rm(join(folder, '10-reef.md'))
    await sync(tenant)
    const [white, hammerhead, reef] = await itemsOf(tenant)
    expect(white).toEqual(before[0])
    expect(hammerhead).toMatchObject({ id: before[1]?.id, text: 'Another text.' })
    expect(hammerhead?.changed_at.getTime()).toBeGreaterThan(
      before[1]?.changed_at.getTime() ?? Number.NaN,
    )
    expect(reef?.gone_at).not.toBeNull()
    await write('10-reef.md', 'No front matter.')
    await sync(tenant)
    expect((await itemsOf(tenant))[2]).toMatchObject({ id: before[2]?.id, gone_at: null })
  })

  test('another picture of the same name is a change', async () => {
    const [before] = await itemsOf(tenant)
    await write('white.png', 'two, and larger')
    await utimes(join(folder, 'white.png'), new Date(), new Date())
    await sync(tenant)
    expect((await itemsOf(tenant))[0]?.hash).not.toBe(before?.hash)
  })

  test('a file that cannot be read is refused with the reason, and the others go', async () => {
    await write('20-broken.md', '---\ntitle: "open\n---\n')
    await write('21-circle.md', '---\ntitle: Circle\nround: &a [*a]\n---\n')
    await write('22-zero.md', '---\ntitle: "Zero\\0"\n---\n')
    await write('23-list.md', '---\n- one\n---\n')
    await write('24-huge.md', 'x'.repeat(1024 * 1024 + 1))
    await write('25-link.md', '---\nlink: javascript:alert(1)\n---\n')
    await write('26-stuffed.md', `---\nmore: ${'x'.repeat(100_000)}\n---\n`)
    await write('27-good.md', 'Fine.')
    await sync(tenant)
    const items = await itemsOf(tenant)
    expect(keysOf(items, refused)).toEqual([
      ...['20-broken', '21-circle', '22-zero', '23-list', '24-huge', '25-link', '26-stuffed'],
    ])
    for (const item of items.filter(refused)) {
      expect(item).toMatchObject({ set_aside_code: 'ITEM_INVALID' })
      expect(item.set_aside_reason).toContain(item.key)
    }
    expect(keysOf(items)).toContain('27-good')
    await write('20-broken.md', '---\ntitle: "closed"\n---\n')
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant), refused)).not.toContain('20-broken')
  })

  test('of two items with one id the first counts, which is told', async () => {
    await write('90-copy.md', '---\nid: white\ntitle: A copy\n---\n')
    await sync(tenant)
    expect((await itemsOf(tenant))[0]).toMatchObject({ key: 'white', title: 'Great white' })
    expect(await seriesOf(tenant)).toMatchObject([
      { problem: { code: 'ITEMS_LEFT_OUT', message: expect.stringContaining('"white"') } },
    ])
  })

  test('nothing outside of the folder is read, neither by a link nor by a path', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'postyard-outside-'))
    await writeFile(join(outside, 'secret.md'), 'Secret.')
    await symlink(join(outside, 'secret.md'), join(folder, '30-link.md'))
    await symlink(outside, join(root, watched, 'elsewhere'))
    await write('31-picture.md', '---\nimage: ../../other-client/secret.png\n---\n')
    await write('32-picture.md', '---\nimage: /etc/passwd\n---\n')
    await sync(tenant)
    const items = await itemsOf(tenant)
    expect(keysOf(items, refused)).toEqual(['31-picture', '32-picture'])
    expect(keysOf(items)).not.toContain('30-link')
    expect((await seriesOf(tenant)).map(({ slug }) => slug)).toEqual(['sharks'])
    await rm(outside, { recursive: true })
  })

  test('a folder that goes loses no item, is told once, and comes back', async () => {
    await rename(folder, join(root, `away-${nth}`))
    await sync(tenant)
    await sync(tenant)
    const [gone] = await seriesOf(tenant)
    expect(gone?.gone_at).not.toBeNull()
    expect(keysOf(await itemsOf(tenant), (item) => item.gone_at === null)).toHaveLength(3)
    await rename(join(root, `away-${nth}`), folder)
    await sync(tenant)
    expect(await seriesOf(tenant)).toMatchObject([{ id: gone?.id, gone_at: null }])
    expect(await told(tenant)).toEqual(['found', 'gone', 'back'])
  })

  test('a root that cannot be read changes nothing, and is told once', async () => {
    const before = await itemsOf(tenant)
    const { series } = settingsOf(house.payload)
    series.contentRoot = join(root, 'not-mounted')
    await sync(tenant)
    expect(await sync(tenant)).toMatchObject({ broken: ['sharks'] })
    expect(await seriesOf(tenant)).toMatchObject([
      { gone_at: null, problem: { code: 'FOLDER_UNREADABLE' } },
    ])
    series.contentRoot = root
    await sync(tenant)
    expect(await itemsOf(tenant)).toEqual(before)
    expect(await seriesOf(tenant)).toMatchObject([{ problem: null }])
    expect(await told(tenant)).toEqual(['found', 'broken', 'recovered'])
  })

  test('drawing from elsewhere, a series has the items of that, and none of before', async () => {
    await mkdir(join(root, watched, '_rays'))
    await writeFile(join(root, watched, '_rays', 'manta.md'), 'A ray.')
    const [{ id } = { id: undefined }] = await seriesOf(tenant)
    await house.payload.update({
      collection: 'series' as 'users',
      id: id as string,
      data: { source: { kind: 'folder', path: `${watched}/_rays` } } as never,
    })
    await sync(tenant)
    const items = await itemsOf(tenant)
    const own = items.filter(({ series_id, gone_at }) => series_id === id && gone_at === null)
    expect(keysOf(own)).toEqual(['manta'])
  })

  test('two who look at once write every item and tell everything once', async () => {
    await mkdir(join(root, watched, 'rays'))
    await writeFile(join(root, watched, 'rays', 'manta.md'), 'A ray.')
    await rename(folder, join(root, `away-${nth}`))
    await Promise.all([sync(tenant), sync(tenant), sync(tenant)])
    expect((await told(tenant)).sort()).toEqual(['found', 'found', 'gone'])
    expect(keysOf(await itemsOf(tenant)).sort()).toEqual([
      '02-hammerhead',
      '10-reef',
      'manta',
      'white',
    ])
  })

  test('a series that is deleted leaves no items behind', async () => {
    const [{ id } = { id: undefined }] = await seriesOf(tenant)
    await house.payload.delete({ collection: 'series' as 'users', id: id as string })
    expect(await itemsOf(tenant)).toEqual([])
  })
})

describe('feeds', () => {
  type Answer = (request: IncomingMessage, response: ServerResponse) => void
  let answer: Answer
  let asked: IncomingMessage['headers'][]
  let url: string
  let tenant: string
  let innerCalls = 0
  const server = createServer((request, response) => {
    asked.push(request.headers)
    answer(request, response)
  })
  const inner = createServer((_, response) => {
    innerCalls += 1
    response.end(feed('secret'))
  })

  const feed = (...ids: string[]) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Sharks</title>${ids
      .map(
        (id) =>
          `<item><title>Shark &amp; ${id}</title><guid isPermaLink="false">${id}</guid><link>/${id}</link><description><![CDATA[<p>All about <b>${id}</b></p>]]></description><enclosure url="/${id}.png" type="image/png" length="1"/></item>`,
      )
      .join('')}</channel></rss>`

  const say =
    (status: number, body: string, headers: Record<string, string> = {}): Answer =>
    (_, response) => {
      response.writeHead(status, headers)
      response.end(body)
    }

  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    await new Promise<void>((done) => inner.listen(0, '127.0.0.2', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterAll(() => {
    for (const one of [server, inner]) {
      one.closeAllConnections()
      one.close()
    }
  })

  beforeEach(async () => {
    asked = []
    answer = say(200, feed('b', 'a'), {
      etag: '"1"',
      'last-modified': 'Mon, 23 Nov 2026 00:00:00 GMT',
    })
    tenant = await tenantWith()
    await house.payload.create({
      collection: 'series' as 'users',
      data: { tenant, name: 'Sharks', slug: 'sharks', source: { kind: 'feed', url } } as never,
    })
    await sync(tenant)
  })

  test('its items fly the oldest first; what is new comes last, and what leaves it stays', async () => {
    expect(await itemsOf(tenant)).toMatchObject([
      {
        key: 'a',
        title: 'Shark & a',
        text: 'All about a',
        link: `${url}/a`,
        image: `${url}/a.png`,
      },
      { key: 'b' },
    ])
    answer = say(200, feed('d', 'c', 'b'))
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant), (item) => item.gone_at === null)).toEqual([
      ...['a', 'b', 'c', 'd'],
    ])
    expect(await seriesOf(tenant)).toMatchObject([{ count: '4' }])
  })

  test('it may be written in another character set', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' })
      const text = feed('lion')
        .replace('?>', ' encoding="ISO-8859-1"?>')
        .replaceAll('Shark', 'Löwe')
      response.end(Buffer.from(text, 'latin1'))
    }
    await sync(tenant)
    expect((await itemsOf(tenant)).map(({ title }) => title)).toContain('Löwe & lion')
  })

  test('it is only sent where it has changed', async () => {
    answer = say(304, '')
    await sync(tenant)
    expect(asked[1]).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Mon, 23 Nov 2026 00:00:00 GMT',
    })
    expect(keysOf(await itemsOf(tenant))).toEqual(['a', 'b'])
  })

  const hang: Answer = () => {}
  const pour: Answer = (_, response) => {
    const chunk = Buffer.alloc(1024 ** 2, ' ')
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    response.on('error', () => {})
    more()
  }

  test.each([
    ['an error', say(500, 'Oops'), '500'],
    ['a web page', say(200, '<html><body>Hello</body></html>'), 'no feed'],
    ['half a feed', say(200, '<?xml version="1.0"?><rss version="2.0"><chan'), 'no feed'],
    ['nothing for too long', hang, 'in time'],
    ['a flood', pour, 'larger than'],
  ])(
    '%s is told once, keeps the items, and is over when it is read again',
    async (_, fault, why) => {
      answer = fault
      await sync(tenant)
      await sync(tenant)
      expect(await seriesOf(tenant)).toMatchObject([
        { problem: { code: 'FEED_BROKEN', message: expect.stringContaining(why) } },
      ])
      expect(keysOf(await itemsOf(tenant), (item) => item.gone_at === null)).toEqual(['a', 'b'])
      answer = say(304, '')
      await sync(tenant)
      expect(await seriesOf(tenant)).toMatchObject([{ problem: null }])
      expect(await told(tenant)).toEqual(['broken', 'recovered'])
    },
  )

  const written = (encoding: string, inProlog: boolean) =>
    feed('e').replace('?>', inProlog ? ` encoding="${encoding}"?>` : '?>')

  test.each([
    ['named by its first line', true, 'text/xml'],
    ['named by its answer', false, 'text/xml; charset="ISO-8859-1"'],
    ['named by both, of which its answer counts', true, 'application/rss+xml; charset=latin1'],
  ])('a feed that is not in UTF-8 is read as it is written: %s', async (_, inProlog, type) => {
    const prolog = type.includes('latin1') ? 'utf-8' : 'windows-1252'
    const body = written(prolog, inProlog).replace('All about', 'Été à la mer:')
    answer = (__, response) =>
      response.writeHead(200, { 'content-type': type }).end(Buffer.from(body, 'latin1'))
    await sync(tenant)
    const e = (await itemsOf(tenant)).find(({ key }) => key === 'e')
    expect(e).toMatchObject({ text: 'Été à la mer: e' })
  })

  test('one in UTF-16 is read too, and an unknown character set is told', async () => {
    answer = (_, response) =>
      response.end(Buffer.from(`\ufeff${written('UTF-16', true)}`, 'utf16le'))
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant))).toEqual(['a', 'b', 'e'])
    answer = say(200, feed('f'), { 'content-type': 'text/xml; charset=x-nothing' })
    await sync(tenant)
    expect(await seriesOf(tenant)).toMatchObject([
      { problem: { code: 'FEED_BROKEN', message: expect.stringContaining('"x-nothing"') } },
    ])
  })

  test('feeds that hang delay the others by no more than the night allows, and are named', async () => {
    const addFeed = (slug: string) =>
      house.payload.create({
        collection: 'series' as 'users',
        data: {
          ...{ tenant, name: slug, slug },
          source: { kind: 'feed', url: `${url}/${slug}` },
        } as never,
      })
    for (const slug of ['aa', 'bb', 'cc', 'dd', 'ee', 'good']) await addFeed(slug)
    answer = (request, response) => {
      if (request.url === '/good') say(200, feed('good'))(request, response)
    }
    const limits = { atOnce: 2, sourceMs: 100, nightMs: 150 }
    Object.assign(settingsOf(house.payload), { webhookTimeoutMs: 10_000 })
    const began = performance.now()
    const night = { payload: house.payload, tenant, now: new Date(), limits }
    await syncSeries(night)
    expect(performance.now() - began).toBeLessThan(2_000)
    const codes = async () =>
      Object.fromEntries(
        (await seriesOf(tenant)).map(({ slug, problem }) => [
          slug,
          (problem as { code: string } | null)?.code,
        ]),
      )
    const first = await codes()
    expect(Object.values(first)).toContain('SOURCE_NOT_REACHED')
    expect(first).toMatchObject({ aa: 'SOURCE_SLOW' })
    // Those that answer come before those that hang, the next time.
    for (let turn = 0; turn < 3 && (await codes()).good !== undefined; turn += 1) {
      await syncSeries(night)
    }
    expect((await codes()).good).toBeUndefined()
    const asking = asked.length
    await syncSeries({ ...night, limits: { ...limits, atOnce: 7 } })
    expect(asked.length - asking).toBe(7)
    Object.assign(settingsOf(house.payload), { webhookTimeoutMs: 400 })
    expect(keysOf(await itemsOf(tenant)).toSorted()).toEqual(['a', 'b', 'good'])
  })

  test('of one that holds too many items the first are taken, which is told', async () => {
    const items = Array.from({ length: 5_001 }, (_, index) => `<item><guid>${index}</guid></item>`)
    answer = say(200, `<rss version="2.0"><channel>${items.join('')}</channel></rss>`)
    await sync(tenant)
    expect(await seriesOf(tenant)).toMatchObject([
      {
        count: '5002',
        problem: { code: 'ITEMS_LEFT_OUT', message: expect.stringMatching(/5001/) },
      },
    ])
  })

  test('it may have moved, but never into a private network', async () => {
    answer = (request, response) =>
      request.url === '/new.xml'
        ? say(200, feed('c'))(request, response)
        : say(301, '', { location: '/new.xml' })(request, response)
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant))).toEqual(['a', 'b', 'c'])
    const { port } = inner.address() as AddressInfo
    for (const location of [`http://127.0.0.2:${port}/`, 'file:///etc/passwd']) {
      answer = say(302, '', { location })
      await sync(tenant)
      expect(await seriesOf(tenant)).toMatchObject([{ problem: { code: 'FEED_BROKEN' } }])
    }
    expect(innerCalls).toBe(0)
    expect(keysOf(await itemsOf(tenant))).toEqual(['a', 'b', 'c'])
  })
})

describe('queries', () => {
  test('it draws from the posts of its own client, but not from those that series made', async () => {
    const [tenant, other] = [await tenantWith(), await tenantWith()]
    const post = await addPost(house.payload, tenant, { title: 'Ours' })
    await addPost(house.payload, tenant, { title: 'Not meant' })
    await addPost(house.payload, other, { title: 'Ours' })
    await house.payload.create({
      collection: 'series' as 'users',
      data: {
        ...{ tenant, name: 'Posts', slug: 'posts' },
        source: {
          ...{ kind: 'query', collection: 'posts', sort: '-createdAt' },
          where: { title: { equals: 'Ours' }, tenant: { in: [tenant, other] } },
        },
      } as never,
    })
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant))).toEqual([`posts:${post}`])
    const made = await addPost(house.payload, tenant, { title: 'Ours' })
    await query(house.payload, 'update postyard_series_items set post_id = $1 where tenant = $2', [
      ...[made, tenant],
    ])
    await sync(tenant)
    expect(keysOf(await itemsOf(tenant))).toEqual([`posts:${post}`])
  })
})

test('records of two collections with one id are two items', async () => {
  const settings = settingsOf(house.payload)
  const { media } = settings.series.collections
  settings.series.collections.media = { title: 'alt' }
  try {
    const tenant = await tenantWith()
    const post = await addPost(house.payload, tenant, { title: 'A post' })
    const shown = await addPicture(house.payload, tenant, 'A picture')
    await query(house.payload, 'update media set id = $1 where id = $2', [post, shown])
    const { id } = (await house.payload.create({
      collection: 'series' as 'users',
      data: {
        ...{ tenant, name: 'Posts', slug: 'posts' },
        source: { kind: 'query', collection: 'posts' },
      } as never,
    })) as unknown as { id: string }
    await sync(tenant)
    const [before] = await itemsOf(tenant)
    await house.payload.update({
      collection: 'series' as 'users',
      id,
      data: { source: { kind: 'query', collection: 'media' } } as never,
    })
    await sync(tenant)
    const items = await itemsOf(tenant)
    expect(items).toHaveLength(2)
    expect(items.find((item) => item.id === before?.id)?.gone_at).not.toBeNull()
    expect(keysOf(items, ({ gone_at }) => gone_at === null)).toEqual([`media:${post}`])
  } finally {
    if (media) settings.series.collections.media = media
    else delete settings.series.collections.media
  }
})

describe('what is saved', () => {
  let tenant: string
  let editor: Person
  let admin: Person

  beforeAll(async () => {
    tenant = await tenantWith({ folder: 'ours' })
    editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
    admin = await addPerson(house, [], true)
  })

  const doors = [
    ['the API', '/distribution/series'],
    ['the panel', '/series'],
  ] as const

  const make = (person: Person, path: string, source: unknown) => {
    nth += 1
    return call(house, person, 'POST', path, {
      ...{ tenant, name: 'Sharks', slug: `sharks-${nth}`, channels: [], source },
    })
  }

  test.each(
    doors.flatMap(([door, path]) =>
      (
        [
          ['a folder of another client', { kind: 'folder', path: 'theirs/sharks' }],
          ['a folder above its own', { kind: 'folder', path: 'ours/../theirs' }],
          ['a feed inside of a private network', { kind: 'feed', url: 'https://10.0.0.1/feed' }],
          ['a feed with a password in it', { kind: 'feed', url: 'https://a:b@example.com/feed' }],
          ['a closed collection', { kind: 'query', collection: 'users' }],
          [
            'a field that is none',
            { kind: 'query', collection: 'posts', where: { nothing: { equals: 1 } } },
          ],
          [
            "a field of another collection's",
            { kind: 'query', collection: 'posts', where: { 'tenant.name': { equals: 'x' } } },
          ],
          ['an order by nothing', { kind: 'query', collection: 'posts', sort: 'nothing' }],
        ] as const
      ).map(([what, source]) => [what, door, path, source] as const),
    ),
  )('%s is refused at %s', async (_, __, path, source) => {
    const { status, body } = await make(editor, path, source)
    expect(status, JSON.stringify(body)).toBe(400)
  })

  test.each(doors)('their own folder, and for the agency any, is saved at %s', async (_, path) => {
    const own = await make(editor, path, { kind: 'folder', path: 'ours/sharks/' })
    expect([200, 201], JSON.stringify(own.body)).toContain(own.status)
    const any = await make(admin, path, { kind: 'folder', path: 'theirs/sharks' })
    expect([200, 201], JSON.stringify(any.body)).toContain(any.status)
  })

  const seek = (source: unknown, said: object = {}) =>
    call(house, editor, 'POST', `/tenants/${tenant}/try-series`, { source, ...said })

  test('a folder that was found is tried before it is saved, and nothing is kept', async () => {
    const folder = join(root, 'ours', 'seals')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, '1-harp.md'), '---\ntitle: Harp seal\n---\nA seal.')
    await writeFile(join(folder, '2-monk.md'), '---\ntitle: Monk seal\n---\nA seal.')
    await writeFile(join(folder, '_3-ringed.md'), 'Not yet.')
    const { body } = await call(house, editor, 'GET', `/tenants/${tenant}/series-sources`)
    expect(body).toMatchObject({ watched: 'ours', isReadable: true, collections: ['posts'] })
    const found = body.folders.find(({ slug }: { slug: string }) => slug === 'seals')
    expect(found).toEqual({
      ...{ path: 'ours/seals', slug: 'seals', name: 'Seals', items: 2, series: null },
    })
    const before = await seriesOf(tenant)
    const source = { kind: 'folder', path: found.path }
    const channels = [await addManualChannel(house.payload, tenant)]
    expect((await seek(source, { slug: 'seals', channels })).body).toMatchObject({
      ...{ items: 2, drafts: 1, left: 2, first: ['Harp seal', 'Monk seal'], problem: null },
      ...{ mode: 'growth', boardName: 'Seal Coloring Pages', why: null },
      next: { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    })
    expect((await seek(source)).body).toMatchObject({
      ...{ boardName: null, next: null, why: { code: 'NO_CHANNEL' } },
    })
    expect(await seriesOf(tenant)).toEqual(before)
  })

  test('what is wrong with a source that is tried stands at its field', async () => {
    const refusedThere = await seek({ kind: 'folder', path: 'theirs/sharks' })
    expect(refusedThere.status).toBe(400)
    expect(refusedThere.body.errors).toMatchObject([{ path: 'source' }])
    expect((await seek({ kind: 'folder', path: 'ours/nowhere' })).body).toMatchObject({
      ...{ items: 0, problem: { code: 'SERIES_GONE' }, next: null },
    })
    const mute = createServer(() => {})
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { series } = settingsOf(house.payload)
    const { limits } = series
    series.limits = { ...limits, sourceMs: 100 }
    const url = `http://127.0.0.1:${(mute.address() as AddressInfo).port}/feed`
    expect((await seek({ kind: 'feed', url })).body).toMatchObject({
      ...{ items: 0, problem: { code: 'SOURCE_SLOW' }, next: null },
    })
    series.limits = limits
    mute.closeAllConnections()
    mute.close()
  })

  test('the dashboard counts the series that say that they want a person', async () => {
    const client = await addTenant(house.payload)
    const channel = await addManualChannel(house.payload, client)
    const states: Record<string, unknown>[] = [
      { channels: [channel] },
      { channels: [] },
      { channels: [channel], remaining: 0, readAt: new Date().toISOString() },
      {
        ...{ channels: [channel], remaining: 0, readAt: new Date().toISOString() },
        ...{ count: 2, repeatDays: 9, restsUntil: '2027-01-01' },
      },
      { channels: [channel], goneAt: new Date().toISOString() },
      { channels: [channel], goneAt: new Date().toISOString(), isPaused: true },
      ...['problem', 'attention'].map((what) => ({
        channels: [channel],
        [what]: { code: 'X', message: 'It is broken.', since: new Date().toISOString() },
      })),
    ]
    const made = await Promise.all(
      states.map(
        (data, index) =>
          house.payload.create({
            collection: 'series',
            data: {
              ...{ tenant: client, name: 'A', slug: `a-${index}`, remaining: 1, ...data },
              source: { kind: 'query', collection: 'posts' },
            } as never,
            depth: 0,
          }) as unknown as Promise<SeriesRecord>,
      ),
    )
    const needs = made.map((one) => needOf(toSeriesAnswer(one))?.word ?? null)
    expect(needs).toEqual([
      ...[null, 'No channel', 'Nothing left', null, 'Gone', null, 'Source', 'Needs you'],
    ])
    const health = await readHealth({
      ...{ db: poolOf(house.payload), tenants: [client], now: new Date() },
    })
    expect(health.seriesInNeed).toBe(needs.filter((word) => word !== null).length)
  })

  test('a series is made, read, paused and resumed', async () => {
    await mkdir(join(root, 'ours', 'rays'), { recursive: true })
    await writeFile(join(root, 'ours', 'rays', 'manta.md'), 'A ray.')
    const { body } = await make(editor, '/distribution/series', {
      ...{ kind: 'folder', path: 'ours/rays' },
    })
    const at = `/distribution/series/${body.series}`
    const post = (what: string, input = {}) => call(house, editor, 'POST', `${at}${what}`, input)
    expect((await post('/sync')).body).toMatchObject({ count: 1, problem: null })
    expect((await call(house, editor, 'GET', `${at}/items`)).body).toMatchObject({
      items: [{ key: 'manta', state: 'waiting' }],
    })
    expect((await post('/pause')).body).toMatchObject({ isPaused: true })
    expect((await post('/resume')).body).toMatchObject({ isPaused: false })
    expect((await post('', { name: 'Rays' })).body).toMatchObject({ name: 'Rays' })
  })
})
