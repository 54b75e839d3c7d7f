import { expect, test } from 'vitest'
import { openTestSandbox, postBody } from './testing/openTestSandbox.ts'

const base = Date.parse('2026-08-21T10:00:00.000Z')
const isoAt = (ms: number) => new Date(base + ms).toISOString()

async function openNewer() {
  const clock = { now: base }
  const sandbox = await openTestSandbox({ kind: 'newer', now: () => clock.now })
  const make = (args: object) => sandbox.api('POST', '/posts', { body: postBody(args) })
  return { ...sandbox, clock, make }
}

test.each(['draft', 'schedule'])(
  'a %s over a minute old is refused, and nothing is made',
  async (type) => {
    const { api, make } = await openNewer()
    expect((await make({ type, date: isoAt(-60_000) })).status).toBe(201)
    const old = await make({ type, date: isoAt(-60_001) })
    expect([old.status, old.json.statusCode, old.json.error]).toEqual([400, 400, 'Bad Request'])
    const { posts } = (await api('GET', `/posts?startDate=${isoAt(-99_999)}&endDate=${isoAt(0)}`))
      .json
    expect(posts).toHaveLength(1)
  },
)

test('a draft that is over a minute old cannot be switched on, and stays a draft', async () => {
  const { api, clock, make, publications } = await openNewer()
  const [{ postId }] = (await make({ type: 'draft', date: isoAt(0) })).json
  clock.now = base + 60_001
  const late = await api('PUT', `/posts/${postId}/status`, { body: { status: 'schedule' } })
  expect(late.status).toBe(400)
  const { posts } = (await api('GET', `/posts?startDate=${isoAt(0)}&endDate=${isoAt(0)}`)).json
  expect(posts[0].state).toBe('DRAFT')
  expect((await publications()).publications).toEqual([])
  expect((await api('PUT', `/posts/${postId}/status`, { body: { status: 'draft' } })).status).toBe(
    200,
  )
  clock.now = base + 60_000
  expect(
    (await api('PUT', `/posts/${postId}/status`, { body: { status: 'schedule' } })).status,
  ).toBe(200)
})

test('2.23 takes any date', async () => {
  const { api } = await openTestSandbox()
  const { status } = await api('POST', '/posts', { body: postBody({ date: '2001-01-01' }) })
  expect(status).toBe(201)
})

test('settings are merged, and the date loses its milliseconds', async () => {
  const { api, make } = await openNewer()
  const [{ postId }] = (
    await make({
      type: 'draft',
      date: isoAt(90_123),
      integration: 'x',
      settings: { who_can_reply_post: 'everyone', ref: 'r1' },
    })
  ).json
  const path = `/posts/${postId}/settings`
  const { status, json } = await api('PUT', path, { body: { settings: { made_with_ai: true } } })
  expect([status, json]).toEqual([200, { postId, publishDate: isoAt(90_000) }])
  const { posts } = (await api('GET', `/posts?startDate=${isoAt(90_000)}&endDate=${isoAt(90_000)}`))
    .json
  expect(JSON.parse(posts[0].settings)).toEqual({
    __type: 'x',
    who_can_reply_post: 'everyone',
    made_with_ai: true,
    ref: 'r1',
  })
  const wrong = await api('PUT', path, { body: { settings: { who_can_reply_post: 'nobody' } } })
  expect(wrong.status).toBe(400)
  expect((await api('PUT', '/posts/nope/settings', { body: { settings: {} } })).status).toBe(404)
})

test('settings of what is due already cannot be changed', async () => {
  const { api, clock, make } = await openNewer()
  const [{ postId }] = (await make({ date: isoAt(5000) })).json
  clock.now = base + 6000
  expect((await api('PUT', `/posts/${postId}/settings`, { body: { settings: {} } })).status).toBe(
    400,
  )
})
