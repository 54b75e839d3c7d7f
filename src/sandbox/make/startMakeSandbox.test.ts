import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listenOnLoopback } from '../listenOnLoopback.ts'
import { type PinterestSandbox, startPinterestSandbox } from '../pinterest/startPinterestSandbox.ts'
import { type MakeSandbox, startMakeSandbox } from './startMakeSandbox.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

let pinterest: PinterestSandbox
let make: MakeSandbox
let images: Awaited<ReturnType<typeof listenOnLoopback>>
let apiKey: string

beforeEach(async () => {
  const token = randomBytes(16).toString('hex')
  apiKey = randomBytes(16).toString('hex')
  images = await listenOnLoopback(0, (request, response) => {
    const isThere = request.url === '/shark.png'
    response.writeHead(isThere ? 200 : 404, { 'content-type': 'image/png' })
    response.end(isThere ? picture : undefined)
  })
  pinterest = await startPinterestSandbox({ port: 0, token })
  make = await startMakeSandbox({ port: 0, apiKey, pinterest: { url: pinterest.url, token } })
})

afterEach(() => Promise.all([make, pinterest, images].map(({ close }) => close())))

const messageOf = (given: Record<string, unknown> = {}) => ({
  collection: 'sharks',
  board_name: 'Shark Coloring Pages',
  mode: 'growth',
  feed_url: 'https://postyard.example/api/series/s1.c2ln/rss.xml',
  image: `${images.url}/shark.png`,
  link: 'https://example.com/shark',
  title: 'A shark',
  description: 'To colour.',
  idempotency_key: randomUUID(),
  ...given,
})

const send = async (message: unknown, { key = apiKey, patienceMs = 5_000 } = {}) => {
  const response = await fetch(make.hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-make-apikey': key },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(patienceMs),
  })
  return { status: response.status, body: await response.json() }
}

const boardNames = () => pinterest.boards().map(({ name }) => name)

it('creates the board of a series, pins its picture there, and uses the same board for the next', async () => {
  expect(await send(messageOf())).toMatchObject({ status: 200, body: { isNewBoard: true } })
  expect(await send(messageOf({ title: 'Another' }))).toMatchObject({ body: { isNewBoard: false } })
  expect(boardNames()).toEqual(['Shark Coloring Pages'])
  const [board] = pinterest.boards()
  expect(pinterest.pins()).toMatchObject([
    { board_id: board!.id, title: 'A shark', image: { bytes: picture.length } },
    { board_id: board!.id, title: 'Another' },
  ])
})

it('takes the board that is there, whatever its case and spaces', async () => {
  const there = pinterest.addBoard('shark  coloring PAGES')
  expect(await send(messageOf())).toMatchObject({ body: { board: there.id, isNewBoard: false } })
})

it('finds a board behind the first page of 250', async () => {
  for (let count = 0; count < 250; count += 1) pinterest.addBoard(`Board ${count}`)
  const there = pinterest.addBoard('Shark Coloring Pages')
  expect(await send(messageOf())).toMatchObject({ body: { board: there.id } })
})

it('drops a repeated key, also of two that come at once', async () => {
  const message = messageOf()
  const answers = await Promise.all([send(message), send(message), send(message)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(make.log().map(({ outcome }) => outcome)).toEqual(['pinned', 'repeated', 'repeated'])
  expect(pinterest.pins()).toHaveLength(1)
})

it('does nothing for a wrong key, for what is no message, and for a post without a series', async () => {
  expect((await send(messageOf(), { key: 'another' })).status).toBe(401)
  expect((await send({ collection: 'sharks' })).status).toBe(400)
  expect((await send(messageOf({ collection: null }))).body).toEqual({ outcome: 'ignored' })
  expect(make.log().map(({ outcome }) => outcome)).toEqual(['refused', 'broken', 'ignored'])
  expect([pinterest.boards(), pinterest.pins()]).toEqual([[], []])
})

it('answers 503 where a module fails, and the same key is taken again', async () => {
  const message = messageOf()
  pinterest.failNext('POST pins', 500)
  expect(await send(message)).toMatchObject({ status: 503, body: { step: 'pin' } })
  expect(await send(message)).toMatchObject({ status: 200, body: { outcome: 'pinned' } })
  const gone = messageOf({ image: `${images.url}/gone.png` })
  expect(await send(gone)).toMatchObject({ status: 503, body: { step: 'image' } })
  expect(pinterest.pins()).toHaveLength(1)
})

it('forgets a board that was deleted, and makes it anew for the next attempt', async () => {
  await send(messageOf())
  pinterest.removeBoard(pinterest.boards()[0]!.id)
  const message = messageOf()
  expect(await send(message)).toMatchObject({ status: 503, body: { message: 'Board not found.' } })
  expect(await send(message)).toMatchObject({ body: { outcome: 'pinned', isNewBoard: true } })
  expect(boardNames()).toEqual(['Shark Coloring Pages'])
})

it('misbehaves on command, before or after it has done the work', async () => {
  const command = (kind: string) =>
    fetch(`${make.url}/misbehave`, { method: 'POST', body: JSON.stringify({ kind }) })
  const message = messageOf()
  await command('error')
  expect((await send(message)).status).toBe(500)
  await command('throttle')
  expect((await send(message)).status).toBe(429)
  await command('reset')
  await expect(send(message)).rejects.toThrow()
  await command('hang')
  await expect(send(message, { patienceMs: 50 })).rejects.toThrow(/abort|timeout/i)
  expect([make.log(), pinterest.pins()]).toEqual([[], []])
  await command('reset-after')
  await expect(send(message)).rejects.toThrow()
  expect(pinterest.pins()).toHaveLength(1)
  expect((await send(message)).body).toEqual({ outcome: 'repeated' })
  const log = (await (await fetch(`${make.url}/log`)).json()) as { outcome: string }[]
  expect(log.map(({ outcome }) => outcome)).toEqual(['pinned', 'repeated'])
  expect((await command('explode')).status).toBe(400)
})
