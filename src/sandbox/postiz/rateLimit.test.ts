import { expect, test } from 'vitest'
import { openTestSandbox, otherKey, postBody } from './testing/openTestSandbox.ts'

const draft = () => ({ body: postBody({ type: 'draft' }) })

test('each counted request says what is left, in seconds until the window ends', async () => {
  let now = Date.parse('2026-05-01T10:00:00Z')
  const { api } = await openTestSandbox({ limitPerHour: 3, now: () => now })
  const limitOf = ({ headers }: { headers: Headers }) => [
    headers.get('x-ratelimit-limit'),
    headers.get('x-ratelimit-remaining'),
    headers.get('x-ratelimit-reset'),
  ]
  expect(limitOf(await api('POST', '/posts', draft()))).toEqual(['3', '2', '3600'])
  now += 60_000
  expect(limitOf(await api('POST', '/posts', draft()))).toEqual(['3', '1', '3540'])
})

test('the first request over the limit blocks for a whole window from then on', async () => {
  let now = Date.parse('2026-05-01T10:00:00Z')
  const { api } = await openTestSandbox({ limitPerHour: 2, now: () => now })
  await api('POST', '/posts', draft())
  await api('POST', '/posts', draft())
  now += 50 * 60_000
  const excess = await api('POST', '/posts', draft())
  expect([excess.status, excess.json, excess.headers.get('retry-after')]).toEqual([
    429,
    { statusCode: 429, message: 'ThrottlerException: Too Many Requests' },
    '3600',
  ])
  now += 20 * 60_000
  const later = await api('POST', '/posts', draft())
  expect([later.status, later.headers.get('retry-after')]).toEqual([429, '2400'])
  now += 40 * 60_000 - 1
  expect((await api('POST', '/posts', draft())).status).toBe(429)
  now += 1
  const free = await api('POST', '/posts', draft())
  expect([free.status, free.headers.get('x-ratelimit-remaining')]).toEqual([201, '1'])
})

test('a window that ends unused gives a new one', async () => {
  let now = Date.parse('2026-05-01T10:00:00Z')
  const { api } = await openTestSandbox({ limitPerHour: 2, limitTtlMs: 10_000, now: () => now })
  await api('POST', '/posts', draft())
  await api('POST', '/posts', draft())
  now += 10_000
  const { status, headers } = await api('POST', '/posts', draft())
  expect([status, headers.get('x-ratelimit-remaining')]).toEqual([201, '1'])
})

test('the limit is one organisation’s own', async () => {
  const { api } = await openTestSandbox({ limitPerHour: 1 })
  await api('POST', '/posts', draft())
  expect((await api('POST', '/posts', draft())).status).toBe(429)
  const other = { body: postBody({ type: 'draft', integration: 'crayon-blue' }), key: otherKey }
  expect((await api('POST', '/posts', other)).status).toBe(201)
})

test('a refused body costs, one that was not understood does not', async () => {
  const { api } = await openTestSandbox({ limitPerHour: 10 })
  const json = { 'content-type': 'application/json' }
  const left = async () =>
    Number((await api('POST', '/posts', draft())).headers.get('x-ratelimit-remaining'))
  expect(await left()).toBe(9)
  const refused = await api('POST', '/posts', { body: postBody({ date: 'tomorrow' }) })
  expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([400, '8'])
  await api('POST', '/posts', { body: '{', headers: json })
  await api('POST', '/posts', { body: `{"a":"${'x'.repeat(110_000)}"}`, headers: json })
  await api('POST', '/posts', { ...draft(), key: 'wrong' })
  await api('POST', '/postsnope', draft())
  expect(await left()).toBe(7)
})

test('only POST on posts is counted, and one request with many posts counts once', async () => {
  const { api, control } = await openTestSandbox({ limitPerHour: 2 })
  const body = { ...postBody({ type: 'draft' }) }
  body.posts = Array.from({ length: 30 }, () => body.posts[0]!)
  const made = await api('POST', '/posts', { body })
  expect(made.json).toHaveLength(30)
  const [{ postId }] = made.json
  for (let i = 0; i < 5; i++) {
    expect((await api('GET', '/integrations')).headers.has('x-ratelimit-limit')).toBe(false)
    expect(
      (await api('PUT', `/posts/${postId}/status`, { body: { status: 'draft' } })).status,
    ).toBe(200)
    expect((await api('GET', '/posts?startDate=2026-01-01&endDate=2026-01-02')).status).toBe(200)
  }
  await api('DELETE', `/posts/${postId}`)
  const { json } = await control('GET', '/requests')
  expect(json.organisations[0]).toMatchObject({
    organisation: 'Marina',
    counted: 1,
    refused: 0,
    usedOfWindow: 1,
    blockedUntil: null,
  })
})
