import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReach } from '../../security/reach.ts'
import { fetchPicture } from './fetchPicture.ts'

const megabyte = 1024 ** 2

/** Sends more and more, until nobody reads it any more. */
const pour: RequestListener = (_, outgoing) => {
  const more = () => {
    while (!outgoing.destroyed && outgoing.write(Buffer.alloc(64 * 1024))) {}
  }
  outgoing.on('drain', more)
  more()
}

const answers: Record<string, RequestListener> = {
  '/silent': () => {},
  '/stuck': (_, outgoing) => outgoing.write('the first bytes, and no more'),
  '/cut': (_, outgoing) => {
    outgoing.writeHead(200, { 'content-length': 1_000 })
    outgoing.write('half', () => outgoing.destroy())
  },
  '/endless': pour,
  '/busy': (_, outgoing) => outgoing.writeHead(503).end(),
  '/gone': (_, outgoing) => outgoing.writeHead(404).end(),
  '/moved': (_, outgoing) => outgoing.writeHead(302, { location: '/there' }).end(),
  '/there': (_, outgoing) => outgoing.end('a picture'),
  '/circle': (_, outgoing) => outgoing.writeHead(302, { location: '/circle' }).end(),
  '/inside': (_, outgoing) => outgoing.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
  '/named': (_, outgoing) => outgoing.writeHead(302, { location: 'http://localhost/' }).end(),
  '/file': (_, outgoing) => outgoing.writeHead(302, { location: 'file:///etc/hostname' }).end(),
}
const server = createServer((incoming, outgoing) =>
  answers[incoming.url ?? '']?.(incoming, outgoing),
)
let address: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const ask = async (path: string) => {
  const began = Date.now()
  const found = await fetchPicture({
    ...{ url: `${address}${path}`, reach: createReach(['127.0.0.1']) },
    ...{ timeoutMs: 200, maxBytes: megabyte },
  })
  expect(Date.now() - began, path).toBeLessThan(2_000)
  return found.kind === 'fetched' ? found.data.toString() : [found.kind, found.message]
}

test('a picture is fetched, also where it has moved to', async () => {
  expect(await ask('/there')).toBe('a picture')
  expect(await ask('/moved')).toBe('a picture')
})

test('who hangs, breaks off or is busy is asked again, and never waited for longer than told', async () => {
  const unanswered = ['passing', '127.0.0.1 did not answer as it should.']
  expect(await Promise.all(['/silent', '/stuck', '/cut'].map(ask))).toEqual([
    ...[unanswered, unanswered, unanswered],
  ])
  expect(await ask('/busy')).toEqual(['passing', '127.0.0.1 answered 503.'])
})

test('what is too large, is not there, or leads in circles or out of reach is refused', async () => {
  expect(await ask('/endless')).toEqual(['refused', 'It is larger than 1 MB.'])
  expect(await ask('/gone')).toEqual(['refused', '127.0.0.1 answered 404.'])
  expect(await ask('/circle')).toEqual(['refused', 'It is moved on from address to address.'])
  expect(await ask('/inside')).toEqual(['refused', '10.0.0.1 is out of reach.'])
  expect(await ask('/file')).toEqual(['refused', 'Its address is none.'])
  // Only the look-up tells that a name is out of reach, and it may be another the next time.
  expect(await ask('/named')).toEqual(['passing', 'localhost did not answer as it should.'])
})
