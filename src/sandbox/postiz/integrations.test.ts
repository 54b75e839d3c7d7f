import { expect, test } from 'vitest'
import { openTestSandbox, otherKey, postBody } from './testing/openTestSandbox.ts'

test('groups and integrations are the organisation’s own', async () => {
  const { api } = await openTestSandbox()
  expect((await api('GET', '/groups')).json).toEqual([
    { id: 'group-boats', name: 'Boats' },
    { id: 'group-homes', name: 'Homes' },
  ])
  expect((await api('GET', '/groups', { key: otherKey })).json).toEqual([])
  const { json } = await api('GET', '/integrations')
  expect(json[0]).toEqual({
    id: 'bluesky',
    name: 'Marina Blue',
    identifier: 'bluesky',
    picture: '',
    disabled: false,
    profile: 'marinablue',
    customer: { id: 'group-homes', name: 'Homes' },
  })
  expect(json.find(({ id }: { id: string }) => id === 'mastodon')).not.toHaveProperty('customer')
  expect(json.find(({ id }: { id: string }) => id === 'off')?.disabled).toBe(true)
  const grouped = await api('GET', '/integrations?group=group-boats')
  expect(grouped.json.map(({ id }: { id: string }) => id)).toEqual(['x'])
})

test('a dead token is not told, a removed integration is left out', async () => {
  const { api, control } = await openTestSandbox()
  await control('POST', '/integrations/bluesky', { refreshNeeded: true })
  const before = (await api('GET', '/integrations')).json
  expect(Object.keys(before[0])).not.toContain('refreshNeeded')
  await control('POST', '/integrations/bluesky', { removed: true })
  const after = (await api('GET', '/integrations')).json
  expect(after).toHaveLength(before.length - 1)
})

test('the settings of a provider are told as a schema, or as a sentence', async () => {
  const { api } = await openTestSandbox()
  const { json } = await api('GET', '/integration-settings/pinterest')
  expect(json.output).toMatchObject({
    rules: expect.any(String),
    maxLength: 500,
    settings: { type: 'object', required: ['board'] },
    tools: [{ methodName: 'boards', description: expect.any(String), dataSchema: [] }],
  })
  const plain = await api('GET', '/integration-settings/bluesky')
  expect(plain.json.output).toMatchObject({
    maxLength: 300,
    settings: 'No additional settings required',
    tools: [],
  })
  const unknown = await api('GET', '/integration-settings/crayon-blue')
  expect([unknown.status, unknown.json]).toEqual([404, { msg: 'Integration not found' }])
})

test('a tool asks the platform; 404 without it, 401 with a dead token', async () => {
  const { api, control } = await openTestSandbox({
    organisations: [
      {
        name: 'P',
        key: 'key-of-marina',
        integrations: [
          { id: 'pins', name: 'Pins', identifier: 'pinterest' },
          {
            id: 'own',
            name: 'Own',
            identifier: 'pinterest',
            tools: { boards: [{ id: 'b7', name: 'Sharks' }] },
          },
        ],
      },
    ],
  })
  const ask = (id: string, methodName: string) =>
    api('POST', `/integration-trigger/${id}`, { body: { methodName, data: {} } })
  const boards = await ask('pins', 'boards')
  expect([boards.status, boards.json.output[0]]).toEqual([
    201,
    { id: expect.any(String), name: expect.any(String) },
  ])
  expect((await ask('own', 'boards')).json).toEqual({ output: [{ id: 'b7', name: 'Sharks' }] })
  expect((await ask('own', 'nope')).json).toEqual({ msg: 'Tool not found' })
  expect((await ask('nope', 'boards')).json).toEqual({ msg: 'Integration not found' })
  await control('POST', '/integrations/own', { refreshNeeded: true })
  expect((await ask('own', 'boards')).status).toBe(401)
})

test('a connect link is given for providers that exist', async () => {
  const { api, url } = await openTestSandbox()
  expect((await api('GET', '/social/x')).json).toEqual({ url: `${url}/connect/x` })
  const unknown = await api('GET', '/social/myspace')
  expect([unknown.status, Object.keys(unknown.json)]).toEqual([404, ['msg']])
})

test('deleting an integration takes its posts along, and tells its tokens', async () => {
  const { api } = await openTestSandbox()
  const date = '2026-08-21T10:00:00.000Z'
  await api('POST', '/posts', { body: postBody({ type: 'draft', date }) })
  const { status, json } = await api('DELETE', '/integrations/bluesky')
  expect(status).toBe(200)
  expect(json).toMatchObject({
    id: 'bluesky',
    token: expect.any(String),
    deletedAt: expect.any(String),
  })
  const { posts } = (await api('GET', `/posts?startDate=${date}&endDate=${date}`)).json
  expect(posts).toEqual([])
  expect((await api('DELETE', '/integrations/bluesky')).status).toBe(404)
})

test('a free slot is told in UTC without a zone', async () => {
  const now = Date.parse('2026-08-21T10:20:00Z')
  const { api } = await openTestSandbox({ now: () => now })
  expect((await api('GET', '/find-slot/bluesky')).json).toEqual({ date: '2026-08-21T11:00:00' })
  await api('POST', '/posts', { body: postBody({ type: 'draft', date: '2026-08-21T11:00:00Z' }) })
  expect((await api('GET', '/find-slot/bluesky')).json).toEqual({ date: '2026-08-21T12:00:00' })
})

test('notifications tell what was published and what failed, newest first', async () => {
  const { api, waitForState } = await openTestSandbox()
  const [first] = (await api('POST', '/posts', { body: postBody() })).json
  await waitForState(first.postId, 'PUBLISHED')
  const [second] = (await api('POST', '/posts', { body: postBody({ integration: 'off' }) })).json
  await waitForState(second.postId, 'ERROR')
  const { json } = await api('GET', '/notifications')
  expect(json).toMatchObject({ total: 2, page: 0, limit: 100, hasMore: false })
  expect(json.notifications.map(({ content }: { content: string }) => content)).toEqual([
    'An error occurred while posting on bluesky: Channel disabled',
    expect.stringMatching(/^Your post has been published on bluesky at http/),
  ])
  expect((await api('GET', '/notifications?page=1')).json.notifications).toEqual([])
  expect((await api('GET', '/notifications?page=-1')).status).toBe(400)
})

test('analytics are figures by day, nothing for what is not out, 500 for the unknown', async () => {
  const { api, waitForState } = await openTestSandbox()
  const { json } = await api('GET', '/analytics/bluesky?date=3')
  expect(json[0]).toEqual({
    label: 'Impressions',
    data: Array.from({ length: 3 }, () => ({
      total: expect.stringMatching(/^\d+$/),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })),
    percentageChange: expect.any(Number),
  })
  expect((await api('GET', '/analytics/nope')).status).toBe(500)
  const [{ postId }] = (await api('POST', '/posts', { body: postBody({ type: 'draft' }) })).json
  expect((await api('GET', `/analytics/post/${postId}`)).json).toEqual([])
  await api('PUT', `/posts/${postId}/status`, { body: { status: 'schedule' } })
  await waitForState(postId, 'PUBLISHED')
  expect((await api('GET', `/analytics/post/${postId}`)).json).toHaveLength(3)
})

test.each([
  [{ identifier: 'myspace' }, /Postiz has no provider "myspace"/],
  [{ group: 'nope' }, /is in a group that/],
])('content that does not fit is refused at the start: %j', async (wrong, message) => {
  const integration = { id: 'a', name: 'A', identifier: 'x', ...wrong }
  await expect(
    openTestSandbox({ organisations: [{ name: 'O', key: 'k', integrations: [integration] }] }),
  ).rejects.toThrow(message)
})
