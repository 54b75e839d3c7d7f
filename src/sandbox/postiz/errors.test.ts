import { expect, test } from 'vitest'
import { openTestSandbox, otherKey, postBody, postItem } from './testing/openTestSandbox.ts'

test('the key is the whole header', async () => {
  const { api } = await openTestSandbox()
  const none = await api('GET', '/is-connected', { key: null })
  expect([none.status, none.json]).toEqual([401, { msg: 'No API Key found' }])
  const bearer = await api('GET', '/is-connected', { key: 'Bearer key-of-marina' })
  expect([bearer.status, bearer.json]).toEqual([401, { msg: 'Invalid API key' }])
  const token = await api('GET', '/is-connected', { key: 'pos_nope' })
  expect([token.status, token.json]).toEqual([401, { msg: 'Invalid OAuth token' }])
  const good = await api('GET', '/is-connected')
  expect([good.status, good.json]).toEqual([200, { connected: true }])
})

test('a fault while looking at the key is an empty 401 with logout', async () => {
  const { api, setFaults } = await openTestSandbox()
  await setFaults([{ kind: '401-empty' }])
  const { status, text, headers } = await api('GET', '/is-connected')
  expect([status, text, headers.get('logout')]).toEqual([401, '', 'true'])
})

test('a body that does not fit is a 400 with a list of messages', async () => {
  const { api } = await openTestSandbox()
  const { status, json } = await api('POST', '/posts', {
    body: { posts: [{ integration: { id: 'x' }, value: [] }] },
  })
  expect(status).toBe(400)
  expect(json).toMatchObject({ error: 'Bad Request', statusCode: 400 })
  expect(json.message).toEqual([
    'date must be a valid ISO 8601 date string',
    'shortLink must be a boolean value',
    'tags must be an array',
    expect.stringMatching(/^posts\.0\.settings\.who_can_reply_post must be one of/),
    'posts.0.settings.who_can_reply_post must be a string',
    'posts.0.value must contain at least 1 elements',
  ])
})

test('a provider rule is a 400 with the provider and the name of the channel', async () => {
  const { api } = await openTestSandbox()
  const content = `<p>${'a'.repeat(301)}</p>`
  const { status, json } = await api('POST', '/posts', { body: postBody({ content }) })
  expect(status).toBe(400)
  expect(json).toEqual({
    statusCode: 400,
    provider: 'bluesky',
    name: 'Marina Blue',
    message: 'post is too long, please fix it',
  })
})

test('an unknown, a foreign or a missing integration is a 400 that names it', async () => {
  const { api } = await openTestSandbox()
  const refused = (message: string) => ({ message, error: 'Bad Request', statusCode: 400 })
  const unknown = await api('POST', '/posts', { body: postBody({ integration: 'nope' }) })
  expect([unknown.status, unknown.json]).toEqual([
    400,
    refused('Integration with id nope not found'),
  ])
  const foreign = await api('POST', '/posts', { body: postBody(), key: otherKey })
  expect([foreign.status, foreign.json]).toEqual([
    400,
    refused('Integration with id bluesky not found'),
  ])
  const nameless = refused('All posts must have an integration id')
  for (const posts of [undefined, [{}], [postItem(), { integration: {} }], [null]]) {
    const missing = await api('POST', '/posts', { body: { ...postBody(), posts } })
    expect([missing.status, missing.json]).toEqual([400, nameless])
  }
})

test('malformed JSON is a 400, with or without a key', async () => {
  const { api } = await openTestSandbox()
  const headers = { 'content-type': 'application/json' }
  for (const key of ['key-of-marina', null]) {
    const { status, json } = await api('POST', '/posts', { body: '{"a":', headers, key })
    expect(status).toBe(400)
    expect(json).toEqual({
      message: expect.stringContaining('JSON'),
      error: 'Bad Request',
      statusCode: 400,
    })
  }
})

test('JSON that is not sent as such is as if nothing had been sent', async () => {
  const { api } = await openTestSandbox()
  const body = JSON.stringify(postBody())
  const { status, json } = await api('POST', '/posts', { body })
  expect([status, json.message]).toEqual([400, 'All posts must have an integration id'])
})

test('a JSON body above 100 kB is a 413, and one of 100 kB is not', async () => {
  const { api } = await openTestSandbox()
  const headers = { 'content-type': 'application/json' }
  const bodyOf = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`
  const large = await api('POST', '/posts', { body: bodyOf(102_401), headers })
  expect([large.status, large.json]).toEqual([
    413,
    { statusCode: 413, message: 'request entity too large' },
  ])
  const just = await api('POST', '/posts', { body: bodyOf(102_400), headers })
  expect(just.status).toBe(400)
  const chunked = await fetch(`${(await openTestSandbox()).baseUrl}/posts`, {
    method: 'POST',
    headers: { ...headers, authorization: 'key-of-marina' },
    body: new Blob([bodyOf(150_000)]).stream(),
    duplex: 'half',
  } as RequestInit)
  expect(chunked.status).toBe(413)
})

test('an unknown route is a 404 that names it without /api', async () => {
  const { api } = await openTestSandbox()
  for (const [method, path] of [
    ['GET', '/nope'],
    ['GET', '/posts/some-id'],
    ['PUT', '/posts/some-id/settings'],
    ['PATCH', '/posts'],
  ] as const) {
    const { status, json } = await api(method, path)
    expect(status).toBe(404)
    expect(json).toEqual({
      message: `Cannot ${method} /public/v1${path}`,
      error: 'Not Found',
      statusCode: 404,
    })
  }
})

test('without /api every address is a page, answered with 200', async () => {
  const { url, send } = await openTestSandbox()
  for (const [method, path] of [
    ['GET', '/public/v1/is-connected'],
    ['POST', '/public/v1/posts'],
    ['GET', '/public/v1/posts?startDate=a'],
    ['DELETE', '/anything'],
  ] as const) {
    const { status, headers, text } = await send(method, `${url}${path}`)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toMatch(/^<!doctype html>/)
  }
  expect((await send('GET', `${url}/api/`)).text).toBe('App is running!')
})

test('what breaks inside is a 500 without detail', async () => {
  const { api, errors } = await openTestSandbox({
    now: () => Number.NaN,
  })
  const { status, json } = await api('GET', '/analytics/bluesky')
  expect([status, json]).toEqual([500, { statusCode: 500, message: 'Internal server error' }])
  expect(errors).toHaveLength(1)
})
