import { expect, it } from 'vitest'
import { listen } from '../testing/listen.ts'
import { fetchFigures } from './fetchFigures.ts'

const fetchFrom = (baseUrl: string) =>
  fetchFigures({ connection: { baseUrl, apiKey: 'key' }, of: { postId: 'p' }, days: 30 })

const likes = (...data: unknown[]) => [{ label: 'Likes', data, percentageChange: 3 }]

it('asks for a post, or for an account, with its days', async () => {
  await using server = await listen(() => ({ body: [] }))
  const connection = { baseUrl: server.origin, apiKey: 'key' }
  await fetchFigures({ connection, of: { postId: 'a/b' }, days: 30 })
  await fetchFigures({ connection, of: { integrationId: 'i' }, days: 7 })
  expect(server.received.map(({ url }) => url)).toEqual([
    '/public/v1/analytics/post/a%2Fb?date=30',
    '/public/v1/analytics/i?date=7',
  ])
})

it('reads totals that are texts, and days with or without a time', async () => {
  await using server = await listen(() => ({
    body: likes(
      { total: '12', date: '2026-11-20' },
      { total: 3, date: '2026-11-21T10:00:00.000Z' },
    ),
  }))
  expect(await fetchFrom(server.origin)).toEqual({
    kind: 'figures',
    figures: [
      { label: 'Likes', date: '2026-11-20', total: 12 },
      { label: 'Likes', date: '2026-11-21', total: 3 },
    ],
  })
})

it.each([
  ['nothing', { body: [] }, { kind: 'none' }],
  ['no number and no day', { body: likes({ total: 'many', date: 'now' }) }, { kind: 'none' }],
  ['that it lacks the id of the post', { body: { missing: true } }, { kind: 'missing' }],
  [
    '500, which it says to what it does not know',
    { status: 500, body: { message: 'Internal server error' } },
    { kind: 'failed', isOnlyThis: true, code: 'POSTIZ_SERVER_ERROR' },
  ],
  [
    '503',
    { status: 503, body: '<html></html>' },
    { kind: 'failed', isOnlyThis: false, code: 'POSTIZ_SERVER_ERROR' },
  ],
  [
    '401 without a word',
    { status: 401, body: '', headers: { logout: 'true' } },
    { kind: 'failed', isOnlyThis: false, code: 'POSTIZ_AUTH_UNAVAILABLE' },
  ],
  [
    'another shape',
    { body: { figures: 7 } },
    { kind: 'failed', isOnlyThis: true, code: 'POSTIZ_ANSWER_UNREADABLE' },
  ],
])('where Postiz says %s', async (_, given, expected) => {
  await using server = await listen(() => given)
  expect(await fetchFrom(server.origin)).toMatchObject(expected)
})
