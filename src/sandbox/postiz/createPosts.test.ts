import { expect, test } from 'vitest'
import {
  openTestSandbox,
  otherKey,
  picture,
  postBody,
  postItem,
} from './testing/openTestSandbox.ts'

const at = '2026-08-21T10:00:00.123Z'
const day = '?startDate=2026-08-21T00:00:00Z&endDate=2026-08-22T00:00:00Z'

test('each post of a request is answered with its id and integration, in order', async () => {
  const { api } = await openTestSandbox()
  const body = { ...postBody({ type: 'draft' }) }
  body.posts = [postItem({ integration: 'mastodon' }), postItem({ integration: 'bluesky' })]
  const { status, json } = await api('POST', '/posts', { body })
  expect(status).toBe(201)
  expect(json).toEqual([
    { postId: expect.stringMatching(/^[\da-f-]{36}$/), integration: 'mastodon' },
    { postId: expect.stringMatching(/^[\da-f-]{36}$/), integration: 'bluesky' },
  ])
})

test.each([
  ['a missing date', { date: undefined }, 'date must be a valid ISO 8601 date string'],
  ['a date in words', { date: 'tomorrow' }, 'date must be a valid ISO 8601 date string'],
  ['a date as a number', { date: 1_700_000_000 }, 'date must be a valid ISO 8601 date string'],
  ['content as an object', { content: {} }, 'posts.0.value.0.content must be a string'],
  ['no image list', { image: 'a' }, 'posts.0.value.0.image must be an array'],
  [
    'an image without id',
    { image: [{ path: picture.path }] },
    'posts.0.value.0.image.0.id must be a string',
  ],
  [
    'an image without path',
    { image: [{ id: 'a' }] },
    'posts.0.value.0.image.0.path must be a string',
  ],
])('%s is refused', async (_, args, message) => {
  const { api } = await openTestSandbox()
  const { status, json } = await api('POST', '/posts', {
    body: postBody({ at, ...args } as object),
  })
  expect([status, json.message]).toEqual([400, [message]])
})

test.each([
  ['shortLink', 'shortLink must be a boolean value'],
  ['tags', 'tags must be an array'],
])('without %s it is refused', async (field, message) => {
  const { api } = await openTestSandbox()
  const { status, json } = await api('POST', '/posts', {
    body: { ...postBody(), [field]: undefined },
  })
  expect([status, json.message]).toEqual([400, [message]])
})

test('an empty list of posts is refused', async () => {
  const { api } = await openTestSandbox()
  const { status, json } = await api('POST', '/posts', { body: { ...postBody(), posts: [] } })
  expect([status, json.message]).toEqual([400, ['posts must contain at least 1 elements']])
})

test.each([
  ['.png', true],
  ['.jpg', true],
  ['.jpeg', true],
  ['.gif', true],
  ['.webp', true],
  ['.mp4', true],
  ['.png?size=2', true],
  ['.PNG', false],
  ['.avif', false],
  ['.bmp', false],
  ['.mov', false],
  ['', false],
])('a path that ends in "%s" is taken: %s, for drafts, too', async (end, isTaken) => {
  const { api } = await openTestSandbox()
  const image = [{ id: 'a', path: `https://cdn.example/a${end}` }]
  for (const type of ['draft', 'schedule']) {
    const { status } = await api('POST', '/posts', { body: postBody({ type, image }) })
    expect(status).toBe(isTaken ? 201 : 400)
  }
})

test.each([undefined, 'nonsense', 7])('the type %s is taken for schedule', async (type) => {
  const { api, waitForState } = await openTestSandbox()
  const { status, json } = await api('POST', '/posts', { body: postBody({ type }) })
  expect(status).toBe(201)
  expect((await waitForState(json[0].postId, 'PUBLISHED')).state).toBe('PUBLISHED')
})

test('an update without an id is queued and never started', async () => {
  const { api, publications } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody({ type: 'update', date: at }) })
  await new Promise((resolve) => setTimeout(resolve, 60))
  const { json } = await api('GET', `/posts${day}`)
  expect(json.posts[0].state).toBe('QUEUE')
  expect((await publications()).publications).toHaveLength(0)
})

test('now throws the date away and takes the server’s minute', async () => {
  const now = Date.parse('2026-08-21T10:31:47.512Z')
  const { api } = await openTestSandbox({ now: () => now })
  await api('POST', '/posts', { body: postBody({ type: 'now', date: '2030-01-01T00:00:00Z' }) })
  const { json } = await api('GET', `/posts${day}`)
  expect(json.posts[0].publishDate).toBe('2026-08-21T10:31:00.000Z')
})

test('a draft may break length and media rules, but not the settings, and not be empty', async () => {
  const { api } = await openTestSandbox()
  const draft = (args: object) =>
    api('POST', '/posts', { body: postBody({ type: 'draft', ...args }) })
  expect((await draft({ content: `<p>${'a'.repeat(900)}</p>` })).status).toBe(201)
  const withoutPicture = { integration: 'instagram', settings: { post_type: 'post' } }
  expect((await draft(withoutPicture)).status).toBe(201)
  const withoutSettings = await draft({ integration: 'instagram' })
  expect([withoutSettings.status, withoutSettings.json.message[0]]).toEqual([
    400,
    'posts.0.settings.post_type must be one of the following values: post, story',
  ])
  for (const content of ['', '<p></p>', '<p>  </p>', null]) {
    const empty = await draft({ content })
    expect([empty.status, empty.json.provider]).toEqual([400, 'bluesky'])
  }
  expect((await draft({ content: '', image: [picture] })).status).toBe(201)
})

test('one bad post refuses the whole request, and nothing is made', async () => {
  const { api } = await openTestSandbox()
  const body = { ...postBody({ date: at }) }
  body.posts.push(postItem({ content: 'a'.repeat(301) }))
  expect((await api('POST', '/posts', { body })).status).toBe(400)
  expect((await api('GET', `/posts${day}`)).json.posts).toEqual([])
})

test('a fault midway leaves the first posts behind', async () => {
  const { api, setFaults } = await openTestSandbox()
  await setFaults([{ kind: 'error-midway', times: 1 }])
  const body = { ...postBody({ type: 'draft', date: at }) }
  body.posts = ['one', 'two', 'three', 'four'].map((content) => postItem({ content }))
  const { status, json } = await api('POST', '/posts', { body })
  expect([status, json]).toEqual([500, { statusCode: 500, message: 'Internal server error' }])
  const { posts } = (await api('GET', `/posts${day}`)).json
  expect(posts.map(({ content }: { content: string }) => content)).toEqual(['one', 'two'])
})

test('disabled and removed integrations are taken, and what is on a removed one is not seen', async () => {
  const { api, control } = await openTestSandbox()
  const date = { type: 'draft', date: at }
  expect(
    (await api('POST', '/posts', { body: postBody({ ...date, integration: 'off' }) })).status,
  ).toBe(201)
  await control('POST', '/integrations/mastodon', { removed: true })
  const gone = await api('POST', '/posts', { body: postBody({ ...date, integration: 'mastodon' }) })
  expect(gone.status).toBe(201)
  const { posts } = (await api('GET', `/posts${day}`)).json
  expect(posts.map((post: { integration: { id: string } }) => post.integration.id)).toEqual(['off'])
})

test('extra settings are kept, the provider’s name in them is Postiz’s own', async () => {
  const { api, url, send } = await openTestSandbox()
  const settings = { __type: 'wrong', payloadRef: 'delivery-7' }
  const { json } = await api('POST', '/posts', { body: postBody({ type: 'draft', settings }) })
  const shown = await send('GET', `${url}/api/public/posts/${json[0].postId}`, { key: null })
  expect(JSON.parse(shown.json[0].settings)).toEqual({
    __type: 'bluesky',
    payloadRef: 'delivery-7',
  })
})

test('only tags that exist are kept', async () => {
  const { api } = await openTestSandbox()
  const tags = ['spring', 'autumn'].map((label) => ({ value: label, label }))
  await api('POST', '/posts', { body: { ...postBody({ type: 'draft', date: at }), tags } })
  const { posts } = (await api('GET', `/posts${day}`)).json
  expect(posts[0].tags).toEqual([{ tag: { name: 'spring' } }])
})

test('an id or a group of one’s own is not stored', async () => {
  const { api } = await openTestSandbox()
  const body = postBody({ type: 'draft', date: at })
  const item = { ...body.posts[0]!, group: 'mine' }
  item.value[0] = { ...item.value[0]!, id: 'my-id' } as (typeof item.value)[0]
  const { json } = await api('POST', '/posts', { body: { ...body, posts: [item] } })
  expect(json[0].postId).not.toBe('my-id')
  const { posts } = (await api('GET', `/posts${day}`)).json
  expect(posts[0].group).not.toBe('mine')
})

test('the id of an existing post changes that post, and its group deletes it, whoever owns them', async () => {
  const { api } = await openTestSandbox()
  const made = await api('POST', '/posts', { body: postBody({ type: 'draft', date: at }) })
  const { posts } = (await api('GET', `/posts${day}`)).json
  const body = postBody({ type: 'draft', date: at, integration: 'crayon-blue', content: 'Mine' })
  const foreign = {
    ...body.posts[0]!,
    value: [{ ...body.posts[0]!.value[0]!, id: made.json[0].postId }],
  }
  await api('POST', '/posts', { body: { ...body, posts: [foreign] }, key: otherKey })
  const changed = (await api('GET', `/posts${day}`)).json.posts
  expect([changed.length, changed[0].id, changed[0].content]).toEqual([1, posts[0].id, 'Mine'])
  const grouped = { ...body.posts[0]!, group: changed[0].group }
  await api('POST', '/posts', { body: { ...body, posts: [grouped] }, key: otherKey })
  expect((await api('GET', `/posts${day}`)).json.posts).toEqual([])
})

test('kick refuses everything but drafts', async () => {
  const { api } = await openTestSandbox({
    organisations: [
      { name: 'K', key: 'k', integrations: [{ id: 'kick', name: 'Kick', identifier: 'kick' }] },
    ],
  })
  const refused = await api('POST', '/posts', { body: postBody({ integration: 'kick' }), key: 'k' })
  expect([refused.status, refused.json.message]).toEqual([
    400,
    'an unknown value was passed to the validate function',
  ])
  const draft = postBody({ type: 'draft', integration: 'kick' })
  expect((await api('POST', '/posts', { body: draft, key: 'k' })).status).toBe(201)
})
