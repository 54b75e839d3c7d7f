import { request } from 'node:http'
import { expect, test } from 'vitest'
import { openTestSandbox, otherKey, postBody, waitFor } from './testing/openTestSandbox.ts'

type Sandbox = Awaited<ReturnType<typeof openTestSandbox>>

const at = '2026-08-21T10:00:00.123Z'
const draft = () => ({ body: postBody({ type: 'draft', date: at }) })

async function countPosts({ api }: Sandbox): Promise<number> {
  return (await api('GET', `/posts?startDate=${at}&endDate=${at}`)).json.posts.length
}

/** POST /posts on a connection of its own. @returns the error's code, or the status */
function postRaw({ baseUrl }: Sandbox, timeoutMs = 20_000): Promise<string | number> {
  return new Promise((resolve) => {
    const sent = request(`${baseUrl}/posts`, {
      method: 'POST',
      headers: { authorization: 'key-of-marina', 'content-type': 'application/json' },
      agent: false,
      timeout: timeoutMs,
    })
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('timeout', () => {
      sent.destroy()
      resolve('no answer')
    })
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
    sent.end(JSON.stringify(draft().body))
  })
}

const onPosts = { match: { method: 'POST', path: '/public/v1/posts$' }, times: 1 }

test.each([
  ['reset-before', 'ECONNRESET', 0],
  ['reset-after', 'ECONNRESET', 1],
  ['error-after', 500, 1],
  ['500', 500, 0],
  ['503', 503, 0],
  ['429', 429, 0],
  ['hang', 'no answer', 0],
  ['hang-after', 'no answer', 1],
])('%s: the client sees %s, and %i posts are made', async (kind, seen, made) => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ ...onPosts, kind }])
  expect(await postRaw(sandbox, seen === 'no answer' ? 150 : 20_000)).toBe(seen)
  // The client may have given up before the work was done.
  if (made) await waitFor(async () => ((await countPosts(sandbox)) ? true : null))
  expect(await countPosts(sandbox)).toBe(made)
  expect(await postRaw(sandbox)).toBe(201)
})

test('504: a page of HTML at once, and the work is done after it', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ ...onPosts, kind: 'html-504', delayMs: 1000 }])
  const { status, headers, text } = await sandbox.api('POST', '/posts', draft())
  expect([status, headers.get('content-type')]).toEqual([504, 'text/html; charset=utf-8'])
  expect(text).toContain('504 Gateway Time-out')
  expect(await countPosts(sandbox)).toBe(0)
  await waitFor(async () => ((await countPosts(sandbox)) ? true : null))
})

test('slow: late, and right', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'slow', delayMs: 150, times: 1 }])
  const started = performance.now()
  expect((await sandbox.api('GET', '/is-connected')).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThan(140)
})

test('429 says when to come again, and is no part of the limit', async () => {
  const sandbox = await openTestSandbox({ limitPerHour: 5 })
  await sandbox.setFaults([{ kind: '429', delayMs: 7000, times: 1 }])
  const refused = await sandbox.api('POST', '/posts', draft())
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7'])
  const taken = await sandbox.api('POST', '/posts', draft())
  expect(taken.headers.get('x-ratelimit-remaining')).toBe('4')
})

test('work that was done without an answer was counted', async () => {
  const sandbox = await openTestSandbox({ limitPerHour: 5 })
  await sandbox.setFaults([{ ...onPosts, kind: 'reset-after' }])
  await postRaw(sandbox)
  const { headers } = await sandbox.api('POST', '/posts', draft())
  expect(headers.get('x-ratelimit-remaining')).toBe('3')
})

test('a fault strikes only what it matches, and only so often', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([
    { kind: '500', match: { method: 'get', path: '/groups$', organisation: 'Marina' }, times: 2 },
  ])
  const status = async (path: string, key?: string) =>
    (await sandbox.api('GET', path, key ? { key } : {})).status
  expect(await status('/integrations')).toBe(200)
  expect(await status('/groups', otherKey)).toBe(200)
  expect([await status('/groups'), await status('/groups'), await status('/groups')]).toEqual([
    500, 500, 200,
  ])
  const { json } = await sandbox.control('GET', '/faults')
  expect(json.faults[0]).toMatchObject({ kind: '500', struck: 2, times: 2 })
})

test('the same seed gives the same luck, another seed another', async () => {
  const sandbox = await openTestSandbox()
  const luck = async (seed: number) => {
    await sandbox.setFaults({ seed, faults: [{ kind: '500', probability: 0.5 }] })
    const statuses: number[] = []
    for (let i = 0; i < 40; i++) statuses.push((await sandbox.api('GET', '/is-connected')).status)
    return statuses.join(' ')
  }
  const first = await luck(7)
  expect(await luck(7)).toBe(first)
  expect(await luck(8)).not.toBe(first)
  expect(first).toContain('500')
  expect(first).toContain('200')
})

test('one kind is switched on and off beside the others', async () => {
  const { control, setFaults } = await openTestSandbox()
  await setFaults([{ kind: '500', match: { path: '/groups' } }])
  const kinds = (answer: { json: { faults: { kind: string }[] } }) =>
    answer.json.faults.map(({ kind }) => kind)
  await control('PUT', '/faults/500', { probability: 0.2 })
  expect(kinds(await control('PUT', '/faults/slow', {}))).toEqual(['500', '500', 'slow'])
  expect(kinds(await control('DELETE', '/faults/500'))).toEqual(['500', 'slow'])
  expect(kinds(await control('DELETE', '/faults'))).toEqual([])
})

test.each([
  [[{ kind: 'nope' }]],
  [[{ kind: '500', probability: 2 }]],
  [[{ kind: '500', match: { path: '(' } }]],
  [[{ kind: '500', often: 1 }]],
  [{ kind: '500' }],
])('the faults %j are refused with a reason, and nothing changes', async (faults) => {
  const { control, setFaults } = await openTestSandbox()
  await setFaults([{ kind: 'slow' }])
  const { status, json } = await setFaults(faults)
  expect([status, typeof json.error]).toEqual([400, 'string'])
  expect((await control('GET', '/faults')).json.faults).toHaveLength(1)
})
