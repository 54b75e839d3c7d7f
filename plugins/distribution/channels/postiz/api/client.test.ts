import http from 'node:http'
import net from 'node:net'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { listen, type Received } from '../testing/listen.ts'
import { picture, pixel } from '../testing/media.ts'
import { createPostizClient } from './client.ts'

const apiKey = 'sk-a-very-secret-key'
const clientOf = (baseUrl: string, more = {}) =>
  createPostizClient({ baseUrl, apiKey, timeoutMs: 10_000, ...more })

const faultOf = async (call: Promise<{ ok: boolean; fault?: unknown }>) => {
  const reply = await call
  expect(reply.ok).toBe(false)
  expect(JSON.stringify(reply)).not.toContain(apiKey)
  return reply.fault
}

const fire = (client: ReturnType<typeof clientOf>) =>
  client.setStatus({ postId: 'p', status: 'schedule' })

/** A TCP server that never says anything. */
const listenSilently = async () => {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => sockets.add(socket.on('error', () => {})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as net.AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('a request', () => {
  it('goes to /public/v1 below the address, with the bare key', async () => {
    await using server = await listen(() => ({ body: { connected: true } }))
    for (const end of ['/api', '/api/', '/api/public/v1', '/api/public/v1/', '/api/public']) {
      const reply = await clientOf(`${server.origin}${end}`).isConnected()
      expect(reply).toMatchObject({ ok: true, value: true })
    }
    const urls = new Set(server.received.map(({ url }) => url))
    expect([...urls]).toEqual(['/api/public/v1/is-connected'])
    expect(server.received[0]?.headers.authorization).toBe(apiKey)
    expect(server.received[0]?.headers['user-agent']).toBe('Postyard')
  })

  it('to look at a public post carries no key, and leaves /v1 out', async () => {
    await using server = await listen(() => ({ body: [{ id: 'p', state: 'ERROR', error: 'x' }] }))
    const reply = await clientOf(`${server.origin}/api`).peek({ postId: 'p' })
    expect(reply).toMatchObject({ ok: true, value: { id: 'p', error: 'x' } })
    expect(server.received[0]?.url).toBe('/api/public/posts/p')
    expect(server.received[0]?.headers.authorization).toBeUndefined()
  })

  it('to create drafts has all that Postiz demands, and nothing that it must not have', async () => {
    await using server = await listen(() => ({
      status: 201,
      headers: {
        'x-ratelimit-limit': '90',
        'x-ratelimit-remaining': '89',
        'x-ratelimit-reset': '60',
      },
      body: [{ postId: 'p', integration: 'i' }],
    }))
    const reply = await clientOf(server.origin).createPosts({
      type: 'draft',
      date: new Date('2026-08-21T10:00:00.123Z'),
      posts: [{ integrationId: 'i', content: '<p>a</p>', images: [], settings: { a: 1 } }],
    })
    expect(reply).toMatchObject({
      ok: true,
      value: [{ postId: 'p', integration: 'i' }],
      answer: {
        statusCode: 201,
        meta: { rateLimit: { limit: 90, remaining: 89, resetSeconds: 60 } },
      },
    })
    expect(server.received[0]?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(String(server.received[0]?.body))).toEqual({
      type: 'draft',
      date: '2026-08-21T10:00:00.123Z',
      shortLink: false,
      tags: [],
      posts: [
        {
          integration: { id: 'i' },
          settings: { a: 1 },
          value: [{ content: '<p>a</p>', image: [] }],
        },
      ],
    })
  })

  it.each([
    ['no address', 'postiz.example', apiKey, 'POSTIZ_ADDRESS_INVALID'],
    ['a password in the address', 'https://a:b@postiz.example', apiKey, 'POSTIZ_ADDRESS_INVALID'],
    ['no key', 'https://postiz.example', ' ', 'POSTIZ_KEY_MISSING'],
    ['Bearer', 'https://postiz.example', `Bearer ${apiKey}`, 'POSTIZ_KEY_HAS_BEARER'],
    ['a line break in the key', 'https://postiz.example', 'a\nb', 'POSTIZ_KEY_MALFORMED'],
  ])('is not sent with %s', async (_, baseUrl, key, code) => {
    const client = createPostizClient({ baseUrl, apiKey: key })
    expect(await faultOf(fire(client))).toMatchObject({
      code,
      certainty: 'no-effect',
      isPermanent: true,
    })
  })

  it('with an effect has a connection of its own, which no earlier one can have closed', async () => {
    await using server = await listen(({ method }) =>
      method === 'PUT' ? { body: { id: 'p', state: 'QUEUE' } } : { body: { connected: true } },
    )
    const client = clientOf(server.origin)
    await client.isConnected()
    expect(await fire(client)).toMatchObject({ ok: true })
    expect(server.received.map(({ headers }) => headers.connection)).toEqual([
      'keep-alive',
      'close',
    ])
  })

  it('escapes the id', async () => {
    await using server = await listen(() => ({ body: { error: true } }))
    await clientOf(server.origin).deletePost({ postId: '../groups?x' })
    expect(server.received[0]?.url).toBe('/public/v1/posts/..%2Fgroups%3Fx')
  })
})

describe('an answer', () => {
  it('that redirects is not followed, so that no other host sees the key', async () => {
    await using other = await listen(() => ({ body: { connected: true } }))
    await using server = await listen(() => ({
      status: 307,
      headers: { location: `${other.origin}/` },
    }))
    expect(await faultOf(fire(clientOf(server.origin)))).toMatchObject({ code: 'POSTIZ_REDIRECTS' })
    expect(other.received).toEqual([])
  })

  it('that is a web page is told from the API', async () => {
    await using server = await listen(() => ({ body: '<!doctype html><title>Postiz</title>' }))
    const fault = await faultOf(clientOf(server.origin).isConnected())
    expect(fault).toMatchObject({ code: 'POSTIZ_NOT_AN_API', isPermanent: true })
    expect((fault as { message: string }).message).toContain('/api')
  })

  it('that never ends is given up, and what it did is not known', async () => {
    await using server = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const flood = Buffer.alloc(1024 ** 2, ' ')
      const write = () => {
        while (!response.destroyed && response.write(flood));
        if (!response.destroyed) response.once('drain', write)
      }
      write()
      return undefined
    })
    expect(await faultOf(fire(clientOf(server.origin)))).toMatchObject({
      code: 'POSTIZ_ANSWER_TOO_LARGE',
      certainty: 'unknown',
    })
  })

  it('whose headers come, and then nothing, ends with the time-out', async () => {
    await using server = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.flushHeaders()
      return undefined
    })
    const client = clientOf(server.origin, { timeoutMs: 200 })
    expect(await faultOf(fire(client))).toMatchObject({
      code: 'POSTIZ_TIMEOUT',
      certainty: 'unknown',
    })
    expect(await faultOf(client.listGroups())).toMatchObject({
      code: 'POSTIZ_TIMEOUT',
      certainty: 'no-effect',
    })
  })

  it('of more than 8 MB is not read to its end, and says nothing of what it lists', async () => {
    const content = 'x'.repeat(9 * 1024 ** 2)
    await using server = await listen(() => ({ body: { posts: [{ id: 'p', content }] } }))
    const listed = clientOf(server.origin).listPosts({ from: new Date(0), to: new Date(1) })
    expect(await faultOf(listed)).toMatchObject({
      code: 'POSTIZ_ANSWER_TOO_LARGE',
      certainty: 'no-effect',
    })
  })

  it('that is the whole row of an account, tokens and all, is kept without them', async () => {
    const row = { id: 'i', token: 'tok-1', refreshToken: 'tok-2', customInstanceDetails: 'x' }
    await using server = await listen(() => ({ body: row }))
    const client = clientOf(server.origin)
    const replies = [await client.deletePost({ postId: 'p' }), await client.listIntegrations()]
    expect(JSON.stringify(replies)).toContain('[removed]')
    expect(JSON.stringify(replies)).not.toMatch(/tok-[12]/)
  })

  it.each([
    ['cut in the middle', '{"id":"p","sta'],
    ['of another shape', '{"ok":true}'],
    ['empty', ''],
  ])('%s leaves the effect unknown', async (_, body) => {
    await using server = await listen(() => ({
      body,
      headers: { 'content-type': 'application/json' },
    }))
    expect(await faultOf(fire(clientOf(server.origin)))).toMatchObject({
      code: 'POSTIZ_ANSWER_UNREADABLE',
      certainty: 'unknown',
    })
  })

  it('that repeats the key is kept without it', async () => {
    await using server = await listen(({ headers }) => ({
      status: 500,
      body: { message: `bad ${headers.authorization}`, headers },
    }))
    const reply = await fire(clientOf(server.origin))
    expect(JSON.stringify(reply)).not.toContain(apiKey)
    expect(reply.answer.meta?.excerpt).toContain('[removed]')
  })
})

describe('a broken connection', () => {
  const unreachable = { code: 'POSTIZ_UNREACHABLE', certainty: 'no-effect', isPermanent: false }

  it('refused: certainly no effect', async () => {
    let origin = ''
    {
      await using server = await listen(() => ({}))
      origin = server.origin
    }
    expect(await faultOf(fire(clientOf(origin)))).toMatchObject(unreachable)
  })

  it('with a name that does not exist: certainly no effect', async () => {
    expect(await faultOf(fire(clientOf('http://postiz.invalid')))).toMatchObject(unreachable)
  })

  it('that does not come about in time: certainly no effect', async () => {
    const httpAgent = new http.Agent({ lookup: () => {} })
    const client = clientOf('http://localhost:9', { httpAgent, timeoutMs: 100 })
    expect(await faultOf(fire(client))).toMatchObject(unreachable)
  })

  it('whose TLS does not come about in time: certainly no effect', async () => {
    await using server = await listenSilently()
    const client = clientOf(`https://127.0.0.1:${server.port}`, { timeoutMs: 100 })
    expect(await faultOf(fire(client))).toMatchObject(unreachable)
  })

  it('to a server without TLS: certainly no effect', async () => {
    await using server = await listen(() => ({}))
    expect(await faultOf(fire(clientOf(`https://127.0.0.1:${server.port}`)))).toMatchObject(
      unreachable,
    )
    expect(server.received).toEqual([])
  })

  it('without an answer in time: not known', async () => {
    await using server = await listen(() => undefined)
    const client = clientOf(server.origin, { timeoutMs: 200 })
    expect(await faultOf(fire(client))).toMatchObject({
      code: 'POSTIZ_TIMEOUT',
      certainty: 'unknown',
    })
    expect(server.received).toHaveLength(1)
  })

  it('while the answer drips in for ever: not known, and not for ever', async () => {
    await using server = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
      return undefined
    })
    const start = performance.now()
    const client = clientOf(server.origin, { timeoutMs: 200 })
    expect(await faultOf(fire(client))).toMatchObject({
      code: 'POSTIZ_TIMEOUT',
      certainty: 'unknown',
    })
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('reset after the request had arrived: not known', async () => {
    await using server = await listen((_, response) => {
      response.socket?.resetAndDestroy()
      return undefined
    })
    expect(await faultOf(fire(clientOf(server.origin)))).toMatchObject({
      code: 'POSTIZ_CONNECTION_LOST',
      certainty: 'unknown',
    })
  })

  it('reset while reading changes nothing, so nothing is unknown', async () => {
    await using server = await listen((_, response) => {
      response.socket?.resetAndDestroy()
      return undefined
    })
    expect(await faultOf(clientOf(server.origin).listGroups())).toMatchObject({
      code: 'POSTIZ_CONNECTION_LOST',
      certainty: 'no-effect',
    })
  })

  it('broken off here', async () => {
    await using server = await listen(() => undefined)
    const signal = AbortSignal.timeout(100)
    const reply = clientOf(server.origin).setStatus({ postId: 'p', status: 'schedule', signal })
    expect(await faultOf(reply)).toMatchObject({ code: 'POSTIZ_ABORTED', certainty: 'unknown' })
    const late = clientOf(server.origin).setStatus({ postId: 'p', status: 'schedule', signal })
    expect(await faultOf(late)).toMatchObject({ code: 'POSTIZ_ABORTED', certainty: 'no-effect' })
    expect(server.received).toHaveLength(1)
  })
})

describe('an upload', () => {
  const readForm = async ({ body, headers }: Received) => {
    const request = new Request('http://x.invalid', {
      method: 'POST',
      headers: { 'content-type': headers['content-type'] ?? '' },
      body: new Uint8Array(body),
    })
    return (await request.formData()).get('file') as File
  }

  it('carries the file in the field "file", with a name that Postiz takes', async () => {
    await using server = await listen(() => ({
      status: 201,
      body: { id: 'f', path: 'http://x/f.png' },
    }))
    const file = picture({ filename: 'Our "House" – Straße.PNG' })
    const reply = await clientOf(server.origin).upload({ file })
    expect(reply).toMatchObject({ ok: true, value: { id: 'f', path: 'http://x/f.png' } })
    const sent = await readForm(server.received[0]!)
    expect(sent.name).toMatch(/^[\w-]+\.png$/)
    expect(sent.type).toBe('image/png')
    expect(Buffer.from(await sent.arrayBuffer())).toEqual(pixel)
    expect(server.received[0]?.headers['content-length']).toBe(
      String(server.received[0]?.body.length),
    )
  })

  it.each([
    [
      'is gone',
      { open: async () => Promise.reject(new Error('ENOENT')) },
      'MEDIA_UNREADABLE',
      false,
    ],
    [
      'breaks off',
      {
        open: async () =>
          Readable.from(
            (async function* () {
              yield pixel.subarray(0, 5)
              throw new Error('EIO')
            })(),
          ),
      },
      'MEDIA_UNREADABLE',
      false,
    ],
    ['is shorter than it was', { bytes: pixel.length + 1 }, 'MEDIA_CHANGED', true],
    ['is longer than it was', { bytes: pixel.length - 1 }, 'MEDIA_CHANGED', true],
  ])('of a file that %s has no effect', async (_, changes, code, isPermanent) => {
    await using server = await listen(() => ({ status: 201, body: { id: 'f', path: 'x' } }))
    const reply = clientOf(server.origin).upload({ file: picture(changes) })
    expect(await faultOf(reply)).toMatchObject({ code, isPermanent, certainty: 'no-effect' })
    expect(server.received).toEqual([])
  })

  it('that gets no answer has no effect either, and closes its file', async () => {
    await using server = await listen(() => undefined)
    const source = new Readable({ read() {} })
    source.push(pixel.subarray(0, 5))
    const client = clientOf(server.origin, { timeoutMs: 100 })
    const reply = client.upload({ file: picture({ open: async () => source }) })
    expect(await faultOf(reply)).toMatchObject({ code: 'POSTIZ_TIMEOUT', certainty: 'no-effect' })
    expect(source.destroyed).toBe(true)
  })
})
