import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReach } from '../../security/reach.ts'
import { fetchPicture } from './fetchPicture.ts'

const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256))

let url: string
const server = createServer((request, response) => {
  const to = (location: string) => response.writeHead(302, { location }).end()
  switch (request.url) {
    case '/picture':
      return response.end(bytes)
    case '/moved':
      return to('/picture')
    case '/inside':
      return to(url.replace('127.0.0.1', '127.0.0.2'))
    case '/round':
      return to('/round')
    case '/file':
      return to('file:///etc/passwd')
    case '/busy':
      return response.writeHead(503).end()
    case '/hang':
      return undefined
    default:
      return response.writeHead(404).end()
  }
})

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const fetchAt = (path: string, maxBytes = 1024) =>
  fetchPicture({
    ...{ url: `${url}${path}`, reach: createReach(['127.0.0.1']) },
    ...{ timeoutMs: 500, maxBytes },
  })

test('a picture comes with every byte, also where it has moved', async () => {
  expect(await fetchAt('/picture')).toEqual({ kind: 'fetched', data: bytes })
  expect(await fetchAt('/moved')).toEqual({ kind: 'fetched', data: bytes })
})

test.each([
  ['/inside', 'refused'],
  ['/file', 'refused'],
  ['/round', 'refused'],
  ['/nothing', 'refused'],
  ['/busy', 'passing'],
  ['/hang', 'passing'],
])('%s is no picture: %s', async (path, kind) => {
  expect(await fetchAt(path)).toMatchObject({ kind, message: expect.any(String) })
})

test('one that is too large is refused, and so is what is no address', async () => {
  expect(await fetchAt('/picture', 100)).toMatchObject({ kind: 'refused' })
  expect(
    await fetchPicture({
      ...{ url: 'ftp://example.com/a.png', reach: createReach([]) },
      ...{ timeoutMs: 500, maxBytes: 1 },
    }),
  ).toMatchObject({ kind: 'refused' })
})
