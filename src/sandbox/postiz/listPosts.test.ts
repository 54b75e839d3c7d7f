import { expect, test } from 'vitest'
import { openTestSandbox, otherKey, postBody } from './testing/openTestSandbox.ts'

const iso = '2026-08-21T10:00:00.123Z'

test('a post is found at its exact millisecond, and not beside it', async () => {
  const { api } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody({ type: 'draft', date: iso }) })
  const between = async (from: string, to: string) =>
    (await api('GET', `/posts?startDate=${from}&endDate=${to}`)).json.posts.length
  expect(await between(iso, iso)).toBe(1)
  expect(await between('2026-08-21T10:00:00.124Z', '2026-08-21T11:00:00Z')).toBe(0)
  expect(await between('2026-08-21T09:00:00Z', '2026-08-21T10:00:00.122Z')).toBe(0)
  expect(await between('2026-08-21T10:00:00.000Z', '2026-08-21T10:00:00.123Z')).toBe(1)
})

test.each([
  ['2026-08-21T10:00:00', '2026-08-21T10:00:00.000Z'],
  ['2026-08-21T12:00:00+02:00', '2026-08-21T10:00:00.000Z'],
  ['2026-08-21T08:00:00.5-0200', '2026-08-21T10:00:00.500Z'],
  ['2026-08-21', '2026-08-21T00:00:00.000Z'],
  ['2026-08-21 10:00', '2026-08-21T10:00:00.000Z'],
])('the date %s is %s', async (date, stored) => {
  const { api } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody({ type: 'draft', date }) })
  const { posts } = (await api('GET', `/posts?startDate=${stored}&endDate=${stored}`)).json
  expect(posts[0].publishDate).toBe(stored)
})

test('an item has these fields and no others', async () => {
  const { api } = await openTestSandbox()
  const body = postBody({ type: 'draft', date: iso, comments: ['<p>a comment</p>'] })
  const { json } = await api('POST', '/posts', { body })
  const { posts } = (await api('GET', `/posts?startDate=${iso}&endDate=${iso}`)).json
  expect(posts).toEqual([
    {
      id: json[0].postId,
      content: '<p>Bright and south-facing</p>',
      publishDate: iso,
      releaseURL: null,
      releaseId: null,
      state: 'DRAFT',
      intervalInDays: null,
      group: expect.any(String),
      creationMethod: 'API',
      tags: [],
      integration: {
        id: 'bluesky',
        providerIdentifier: 'bluesky',
        name: 'Marina Blue',
        picture: '',
      },
    },
  ])
})

test('the newer kind tells the settings, too, as a JSON string', async () => {
  const now = Date.parse(iso)
  const { api } = await openTestSandbox({ kind: 'newer', now: () => now })
  await api('POST', '/posts', { body: postBody({ type: 'draft', date: iso, settings: { a: 1 } }) })
  const { posts } = (await api('GET', `/posts?startDate=${iso}&endDate=${iso}`)).json
  expect(JSON.parse(posts[0].settings)).toEqual({ a: 1, __type: 'bluesky' })
})

test('both dates are needed', async () => {
  const { api } = await openTestSandbox()
  const none = await api('GET', '/posts')
  expect([none.status, none.json.message]).toEqual([
    400,
    [
      'startDate must be a valid ISO 8601 date string',
      'endDate must be a valid ISO 8601 date string',
    ],
  ])
  const one = await api('GET', '/posts?startDate=2026-01-01&endDate=later')
  expect([one.status, one.json.message]).toEqual([
    400,
    ['endDate must be a valid ISO 8601 date string'],
  ])
})

test('a customer group narrows it, another organisation sees nothing', async () => {
  const { api } = await openTestSandbox()
  for (const integration of ['bluesky', 'mastodon'])
    await api('POST', '/posts', { body: postBody({ type: 'draft', date: iso, integration }) })
  const query = `/posts?startDate=${iso}&endDate=${iso}`
  expect((await api('GET', query)).json.posts).toHaveLength(2)
  const { posts } = (await api('GET', `${query}&customer=group-homes`)).json
  expect(posts.map((post: { integration: { id: string } }) => post.integration.id)).toEqual([
    'bluesky',
  ])
  expect((await api('GET', query, { key: otherKey })).json.posts).toEqual([])
})

test('a repeating post is in every answer', async () => {
  const { api } = await openTestSandbox()
  const body = { ...postBody({ type: 'draft', date: iso }), inter: 7 }
  await api('POST', '/posts', { body })
  const { posts } = (await api('GET', '/posts?startDate=2020-01-01&endDate=2020-01-02')).json
  expect(posts[0]).toMatchObject({ intervalInDays: 7, actualDate: iso })
})

test('anybody who knows its id sees a whole post with its comments', async () => {
  const { api, url, send } = await openTestSandbox()
  const body = postBody({ type: 'draft', date: iso, comments: ['<p>one</p>', '<p>two</p>'] })
  const [{ postId }] = (await api('POST', '/posts', { body })).json
  const { status, json } = await send('GET', `${url}/api/public/posts/${postId}`, { key: null })
  expect(status).toBe(200)
  expect(json.map((row: { content: string }) => row.content)).toEqual([
    '<p>Bright and south-facing</p>',
    '<p>one</p>',
    '<p>two</p>',
  ])
  expect(json[0]).toMatchObject({ state: 'DRAFT', error: null, releaseURL: null, image: '[]' })
  await api('DELETE', `/posts/${postId}`)
  expect((await send('GET', `${url}/api/public/posts/${postId}`)).json).toEqual([])
  expect((await send('GET', `${url}/api/public/posts/nope`)).json).toEqual([])
})
