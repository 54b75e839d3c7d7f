import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { callApi } from '../shell/callApi.ts'
import { type Answer, giveAnswer } from './answerBook.ts'
import { type BookKeeper, keepBook } from './keepBook.ts'
import { type Accepted, sendAnswers } from './sendAnswers.ts'

type Received = { key: string; path: string; body: unknown }
type Handler = (received: Received, response: ServerResponse, request: IncomingMessage) => void

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  photosLeft.length = 0
})

/** A server that keeps what it was sent, and answers as the test says. */
const serve = async (handle: Handler) => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const one = {
      key: String(request.headers['idempotency-key']),
      path: request.url ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as unknown,
    }
    received.push(one)
    handle(one, response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { received, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const accept: Handler = (_received, response) =>
  response.end(JSON.stringify({ id: 't1', canUndoUntil: '2026-11-22T12:05:00.000Z' }))

const refuse =
  (status: number, detail: string): Handler =>
  (_received, response) => {
    response.writeHead(status).end(JSON.stringify({ code: 'OUTCOME_CONFLICT', detail }))
  }

const photosLeft: string[] = []

/** A book as on a phone; what photos it lets go stands in `photosLeft`. */
const open = (storage = memory()): BookKeeper =>
  keepBook({ storage, onPhotoLeft: (photo) => void photosLeft.push(photo) })

const memory = (): Pick<Storage, 'getItem' | 'setItem'> => {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
  }
}

const givenAt = Date.UTC(2026, 10, 22, 12, 0)

const answer = (key: string, given: Partial<Answer> = {}): Answer => ({
  key,
  user: 'ana',
  task: 't1',
  title: 'Open house',
  outcome: 'posted',
  givenAt,
  isTried: false,
  ...given,
})

const keep = (keeper: BookKeeper, ...answers: Answer[]) =>
  keeper.change((book) => ({ ...book, waiting: [...book.waiting, ...answers] }))

const send = (
  keeper: BookKeeper,
  base: string,
  { now = givenAt, photos = {} }: { now?: number; photos?: Record<string, string> } = {},
) =>
  sendAnswers({
    keeper,
    user: 'ana',
    post: ({ key, task, outcome }) =>
      callApi<Accepted>({ base, path: `/${task}`, method: 'POST', key, body: { outcome } }),
    postPhoto: async ({ key, task }, photo) =>
      photos[photo] === undefined
        ? undefined
        : callApi({
            base,
            path: `/${task}/proof`,
            method: 'POST',
            key: `${key}-photo`,
            body: { picture: photos[photo] },
          }),
    now: () => now,
    onAccepted: () => {},
    isCurrent: () => true,
  })

test('an answer given without a network outlives the page and is sent when the network is back', async () => {
  const storage = memory()
  const before = open(storage)
  keep(before, answer('a'))
  expect(await send(before, 'http://127.0.0.1:1')).toBe('later')

  const after = open(storage)
  const { base, received } = await serve(accept)
  expect(await send(after, base)).toBe('done')
  expect(received).toEqual([{ key: 'a', path: '/t1', body: { outcome: 'posted' } }])
  expect(after.read()).toMatchObject({
    waiting: [],
    settled: [{ task: 't1', canUndoUntil: '2026-11-22T12:05:00.000Z' }],
  })
})

test('an answer whose answer was lost is sent again under the same key', async () => {
  const keeper = open()
  keep(keeper, answer('a'))
  let count = 0
  const { base, received } = await serve((one, response, request) => {
    count += 1
    if (count === 1) request.socket.destroy()
    else accept(one, response, request)
  })
  expect(await send(keeper, base)).toBe('later')
  expect(await send(keeper, base)).toBe('done')
  expect(received.map(({ key }) => key)).toEqual(['a', 'a'])
})

test('answers go out in the order in which they were given', async () => {
  const keeper = open()
  keep(keeper, answer('a'), answer('b', { outcome: 'undo' }), answer('c', { outcome: 'skipped' }))
  const { base, received } = await serve(accept)
  await send(keeper, base)
  expect(received.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
})

test('a conflict is kept for the person with the reason of the server, and never sent again', async () => {
  const keeper = open()
  keep(keeper, answer('a'))
  const { base, received } = await serve(refuse(409, 'Answered "skipped" already.'))
  expect(await send(keeper, base)).toBe('done')
  await send(keeper, base)
  expect(received).toHaveLength(1)
  expect(keeper.read().refusals).toMatchObject([
    { title: 'Open house', code: 'OUTCOME_CONFLICT', detail: 'Answered "skipped" already.' },
  ])
})

test('a task that the server chokes on does not hold up the others', async () => {
  const keeper = open()
  keep(keeper, answer('a'), answer('b', { outcome: 'undo' }), answer('c', { task: 't2' }))
  const { base, received } = await serve((one, response, request) =>
    one.path === '/t1' ? refuse(500, '')(one, response, request) : accept(one, response, request),
  )
  expect(await send(keeper, base)).toBe('later')
  expect(received.map(({ key }) => key)).toEqual(['a', 'c'])
  expect(keeper.read().waiting.map(({ key }) => key)).toEqual(['a', 'b'])
})

test('a no that is not the server’s own does not take an answer away', async () => {
  const keeper = open()
  keep(keeper, answer('a'))
  const { base } = await serve((_received, response) =>
    response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Are you a human?</h1>'),
  )
  expect(await send(keeper, base)).toBe('later')
  expect(keeper.read()).toMatchObject({ waiting: [{ key: 'a' }], refusals: [] })
})

test('an answer waits for its person to log in again', async () => {
  const keeper = open()
  keep(keeper, answer('a'))
  const { base } = await serve(refuse(401, 'Log in.'))
  expect(await send(keeper, base)).toBe('loggedOut')
  expect(keeper.read().waiting).toHaveLength(1)
})

test('nothing goes out in the name of somebody else', async () => {
  const keeper = open()
  keep(keeper, answer('a', { user: 'rui' }))
  const { base, received } = await serve(accept)
  expect(await send(keeper, base)).toBe('done')
  expect(received).toEqual([])
})

test('putting off is not sent once its time has passed', async () => {
  const keeper = open()
  keep(keeper, answer('a', { outcome: 'snoozed', minutes: 15 }))
  const { base, received } = await serve(accept)
  expect(await send(keeper, base, { now: givenAt + 16 * 60_000 })).toBe('done')
  expect(received).toEqual([])
  expect(keeper.read().waiting).toEqual([])
})

test('a full storage loses no answer as long as the page is open', async () => {
  const keeper = open({
    getItem: () => null,
    setItem: () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    },
  })
  keep(keeper, answer('a'))
  keep(keeper, answer('b'))
  expect(keeper.read().waiting.map(({ key }) => key)).toEqual(['a', 'b'])
})

describe('a photo as proof', () => {
  const photos = { p1: '/9j/4AAQ' }
  const pathsOf = (received: Received[]) => received.map(({ key, path }) => `${path} ${key}`)

  test('goes before its answer, also when the page was closed in between, and is then let go', async () => {
    const storage = memory()
    const before = open(storage)
    keep(before, answer('a', { photo: 'p1' }))
    expect(await send(before, 'http://127.0.0.1:1', { photos })).toBe('later')
    expect(photosLeft).toEqual([])

    const after = open(storage)
    const { base, received } = await serve(accept)
    expect(await send(after, base, { photos })).toBe('done')
    expect(pathsOf(received)).toEqual(['/t1/proof a-photo', '/t1 a'])
    expect(photosLeft).toEqual(['p1'])
    expect(after.read().refusals).toEqual([])
  })

  test('that arrived is not sent again when only its answer was lost', async () => {
    const keeper = open()
    keep(keeper, answer('a', { photo: 'p1' }))
    let isFirst = true
    const { base, received } = await serve((one, response, request) => {
      if (one.path === '/t1' && isFirst) {
        isFirst = false
        request.socket.destroy()
      } else accept(one, response, request)
    })
    await send(keeper, base, { photos })
    await send(keeper, base, { photos })
    expect(pathsOf(received)).toEqual(['/t1/proof a-photo', '/t1 a', '/t1 a'])
  })

  test('that is refused does not hold up its answer, and is told once that has arrived', async () => {
    const keeper = open()
    keep(keeper, answer('a', { photo: 'p1' }))
    const { base } = await serve((one, response, request) =>
      one.path.endsWith('/proof')
        ? refuse(400, 'This is no picture.')(one, response, request)
        : accept(one, response, request),
    )
    expect(await send(keeper, base, { photos })).toBe('done')
    expect(keeper.read()).toMatchObject({
      settled: [{ task: 't1' }],
      refusals: [{ of: 'photo', detail: 'This is no picture.' }],
    })
  })

  test('of an answer that is refused, too, is told once only', async () => {
    const keeper = open()
    keep(keeper, answer('a', { photo: 'p1' }))
    const { base } = await serve(refuse(409, 'Ana has opened this task.'))
    await send(keeper, base, { photos })
    expect(keeper.read().refusals).toMatchObject([{ of: 'answer' }])
  })

  test('that the phone has lost is told, and its answer sent', async () => {
    const keeper = open()
    keep(keeper, answer('a', { photo: 'p1' }))
    const { base, received } = await serve(accept)
    await send(keeper, base)
    expect(pathsOf(received)).toEqual(['/t1 a'])
    expect(keeper.read().refusals).toMatchObject([{ of: 'photo', code: 'PHOTO_GONE' }])
  })

  test('is let go with an answer that is taken back before it was sent', () => {
    const keeper = open()
    keep(keeper, answer('a', { photo: 'p1' }))
    keeper.change((book) => giveAnswer(book, answer('b', { outcome: 'undo' })))
    expect(photosLeft).toEqual(['p1'])
  })
})
