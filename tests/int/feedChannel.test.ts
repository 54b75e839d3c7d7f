import Parser from 'rss-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { addPerson, addPicture, addPost, addTenant, call, type Person } from './support/agency.ts'
import { behaviours, openReceiver } from './support/hostileReceiver.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { plan, query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

afterAll(() => house?.close())

const addFeed = async (feed: Record<string, unknown> = {}) => {
  const made = await call(house, manager, 'POST', '/channels', {
    ...{ tenant, name: 'Homes', kind: 'feed' },
    feed,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.doc.id as string
}

/** An address as it is reached in the test. */
const here = (url: string) => `${house.api}${new URL(url).pathname.replace(/^.*?\/api/, '')}`

const addressesOf = async (channel: string) => {
  const { body } = await call(house, manager, 'GET', `/channels/${channel}/feed-addresses`)
  return { rss: here(body.rss), atom: here(body.atom), json: here(body.json) }
}

const publish = async (channel: string, data: Record<string, unknown>) => {
  const { payload } = house
  const post = await addPost(payload, tenant, data)
  const { delivery } = await plan({
    ...{ payload, by: manager, post },
    channels: [channel],
    at: new Date(),
  })
  const deliver = () =>
    deliverDirect({
      ...{ payload, tenant, id: delivery },
      now: () => new Date(),
      random: () => 0.5,
    })
  await deliver()
  return { post, delivery, deliver }
}

const textOf = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

test('a post is live as soon as it stands in the feed, in each format, with its files', async () => {
  const channel = await addFeed({ title: 'Homes by the sea', hub: 'https://hub.example/' })
  const media = await addPicture(house.payload, tenant, 'sea')
  const addresses = await addressesOf(channel)
  const before = await new Parser().parseString((await textOf(addresses.rss)).text)
  expect(before.items).toEqual([])
  const { delivery } = await publish(channel, {
    title: 'Tom & Jerry',
    text: '**New** by the sea',
    link: 'https://homes.example/1',
    media: [media],
  })
  const [row] = await query(
    house.payload,
    'select state, external_id from postyard_deliveries where id = $1',
    [delivery],
  )
  const id = `urn:postyard:delivery:${delivery}`
  expect(row).toEqual({ state: 'published', external_id: id })
  for (const url of [addresses.rss, addresses.atom]) {
    const feed = await new Parser().parseString((await textOf(url)).text)
    expect(feed.title).toBe('Homes by the sea')
    expect(feed.items[0]).toMatchObject({ link: 'https://homes.example/1' })
    expect(feed.items[0]!.guid ?? feed.items[0]!.id).toBe(id)
  }
  const rss = await textOf(addresses.rss)
  expect(rss.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
  const read = await new Parser().parseString(rss.text)
  expect(read.items[0]!['content:encoded']).toContain('<strong>New</strong> by the sea')
  const { url, type, length } = read.items[0]!.enclosure as unknown as {
    url: string
    type: string
    length: string
  }
  const file = await fetch(here(url))
  expect([file.status, file.headers.get('content-type')]).toEqual([200, type])
  expect((await file.arrayBuffer()).byteLength).toBe(Number(length))
  const json = JSON.parse((await textOf(addresses.json)).text)
  expect(json.items[0].attachments).toMatchObject([{ url, mime_type: 'image/png' }])
})

test('a reader that has the feed already is told so, until something changes', async () => {
  const channel = await addFeed()
  const { rss } = await addressesOf(channel)
  await publish(channel, { title: 'First' })
  const first = await textOf(rss)
  const tag = first.headers.get('etag')!
  const since = first.headers.get('last-modified')!
  for (const headers of [{ 'if-none-match': tag }, { 'if-modified-since': since }]) {
    expect(await textOf(rss, headers as unknown as Record<string, string>)).toMatchObject({
      status: 304,
      text: '',
    })
  }
  await publish(channel, { title: 'Second' })
  const second = await textOf(rss, { 'if-none-match': tag })
  expect([second.status, second.headers.get('etag') === tag]).toEqual([200, false])
  const titles = (await new Parser().parseString(second.text)).items.map(({ title }) => title)
  expect(titles).toEqual(['Second', 'First'])
})

test('a reader that asks by date is told of each change, also of two within a second and of what is gone', async () => {
  const channel = await addFeed()
  const { rss } = await addressesOf(channel)
  const one = await publish(channel, { title: 'One' })
  await publish(channel, { title: 'Two' })
  const read = (since?: string) => textOf(rss, since ? { 'if-modified-since': since } : {})
  const dateOf = async () => (await read()).headers.get('last-modified')!
  const known = await dateOf()
  expect((await read(known)).status).toBe(304)
  await query(house.payload, 'delete from postyard_feed_items where delivery = $1', [one.delivery])
  expect((await read(known)).status).toBe(200)
  const next = await dateOf()
  await publish(channel, { title: 'Three' })
  expect((await read(next)).status).toBe(200)
  // No answer is dated in the future.
  expect(new Date(await dateOf()).getTime()).toBeLessThanOrEqual(Date.now())
})

test('a hub is told of each new item, and named where readers look; one that fails keeps no post', async () => {
  const hub = await openReceiver()
  const channel = await addFeed({ hub: hub.url })
  const { rss, atom, json } = await addressesOf(channel)
  hub.answer(behaviours.takes, behaviours.status(500), behaviours.breaksOff)
  const reasons: string[] = []
  for (const title of ['One', 'Two', 'Three']) {
    const { delivery } = await publish(channel, { title })
    const [row] = await query(
      house.payload,
      `select d.state, d.reason, r.raw_meta from postyard_deliveries d
       join postyard_receipts r on r.delivery_id = d.id where d.id = $1`,
      [delivery],
    )
    expect(row!.state).toBe('published')
    reasons.push(`${row!.reason} ${JSON.stringify(row!.raw_meta.hub)}`)
  }
  expect(reasons).toEqual([
    'It stands in the feed. Its hub was told. {"statusCode":200}',
    expect.stringMatching(/^It stands in the feed. Its hub was not told \(status 500\)/),
    expect.stringMatching(/^It stands in the feed. Its hub was not told \([A-Z]+\)/),
  ])
  const told = new URLSearchParams(hub.received[0]!.body)
  expect(hub.received[0]!.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(told.get('hub.mode')).toBe('publish')
  expect(told.getAll('hub.url').map(here)).toEqual([rss, atom, json])
  for (const url of [rss, atom, json]) {
    const { headers, text } = await textOf(url)
    const self = told.getAll('hub.url').find((topic) => here(topic) === url)!
    expect(headers.get('link')).toBe(`<${hub.url}>; rel="hub", <${self}>; rel="self"`)
    expect(text).toContain(hub.url)
    expect(text).toContain(self)
  }
  await hub.close()
})

test('the link of an item has the parameters of its channel, beside the page itself', async () => {
  const made = await call(house, manager, 'POST', '/channels', {
    ...{ tenant, name: 'Homes', kind: 'feed' },
    policy: { utm: { source: 'feed', medium: '{channel}' } },
  })
  const channel = made.body.doc.id as string
  const link = 'https://homes.example/1?a=1#b'
  await publish(channel, { title: 'Linked', link })
  const { rss, atom, json } = await addressesOf(channel)
  const tagged = 'https://homes.example/1?a=1&utm_source=feed&utm_medium=homes#b'
  for (const url of [rss, atom]) {
    const { text } = await textOf(url)
    expect((await new Parser().parseString(text)).items[0]!.link).toBe(tagged)
    expect(text).toMatch(/rel="canonical"/)
    expect(text).toContain('href="https://homes.example/1?a=1#b"')
  }
  expect(JSON.parse((await textOf(json)).text).items[0].url).toBe(tagged)
})

test('an item that is put there twice stands there once, the oldest leave, and a binned post is not shown', async () => {
  const channel = await addFeed({ limit: 2 })
  const { rss } = await addressesOf(channel)
  const one = await publish(channel, { title: 'One' })
  await publish(channel, { title: 'Two' })
  const titles = async () =>
    (await new Parser().parseString((await textOf(rss)).text)).items.map(({ title }) => title)
  // As after a worker that died between putting the item there and writing so.
  await query(
    house.payload,
    `update postyard_deliveries set state = 'queued', deadline_at = now() + interval '1 day' where id = $1`,
    [one.delivery],
  )
  await one.deliver()
  expect(await titles()).toEqual(['Two', 'One'])
  const three = await publish(channel, { title: 'Three' })
  expect(await titles()).toEqual(['Three', 'Two'])
  const binned = await call(house, manager, 'PATCH', `/posts/${three.post}`, {
    deletedAt: new Date().toISOString(),
  })
  expect(binned.status, JSON.stringify(binned.body)).toBe(200)
  expect(await titles()).toEqual(['Two', 'One'])
})

test('only who has its address reads a feed, and an address that was renewed is gone with its files', async () => {
  const channel = await addFeed()
  const media = await addPicture(house.payload, tenant, 'secret')
  const other = await addPicture(house.payload, tenant, 'never-published')
  await publish(channel, { title: 'Private', media: [media] })
  const { rss } = await addressesOf(channel)
  const root = rss.replace('/rss.xml', '')
  const guessed = root.slice(0, -2)
  const statusOf = async (url: string) => (await fetch(url)).status
  expect(await statusOf(`${root}/media/${media}.png`)).toBe(200)
  expect(await statusOf(`${root}/media/${other}.png`)).toBe(404)
  expect(await statusOf(`${root}/other.xml`)).toBe(404)
  expect(await statusOf(`${guessed}/rss.xml`)).toBe(404)
  expect(await statusOf(`${house.api}/feeds/${channel}/rss.xml`)).toBe(404)
  const renewed = await call(house, manager, 'POST', `/channels/${channel}/renew-feed`, {})
  expect(renewed.body).toEqual({ channel, renewals: 1 })
  expect(await statusOf(rss)).toBe(404)
  expect(await statusOf(`${root}/media/${media}.png`)).toBe(404)
  expect(await statusOf((await addressesOf(channel)).rss)).toBe(200)
  const saved = await call(house, manager, 'PATCH', `/channels/${channel}`, {
    feed: { renewals: 0, title: 'Changed' },
  })
  expect(saved.body.doc.feed).toMatchObject({ renewals: 1, title: 'Changed' })
})
