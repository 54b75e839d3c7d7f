import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isLoopback } from './control/isLoopback.ts'
import { openTestSandbox, organisations, otherKey, postBody } from './testing/openTestSandbox.ts'

test('publications are filtered by organisation, integration and time', async () => {
  const clock = { now: Date.parse('2026-08-21T10:00:00Z') }
  const { api, publications, waitForPublications } = await openTestSandbox({
    now: () => clock.now,
    publishDelayMs: 0,
  })
  const date = '2026-08-21T09:00:00Z'
  await api('POST', '/posts', { body: postBody({ date }) })
  await api('POST', '/posts', { body: postBody({ date, integration: 'mastodon' }) })
  await waitForPublications(2)
  clock.now += 60_000
  await api('POST', '/posts', {
    body: postBody({ date, integration: 'crayon-blue' }),
    key: otherKey,
  })
  await waitForPublications(3)
  const count = async (query: string) => (await publications(query)).counts.publications
  expect(await count('')).toBe(3)
  expect(await count('?organisation=Marina')).toBe(2)
  expect(await count('?organisation=Nobody')).toBe(0)
  expect(await count('?integration=mastodon')).toBe(1)
  expect(await count('?since=2026-08-21T10:00:30Z')).toBe(1)
  expect(await count(`?since=${clock.now}`)).toBe(1)
  expect((await publications('?limit=0')).publications).toEqual([])
  expect((await publications('?after=2')).publications).toHaveLength(1)
})

test('the same content from two drafts on one channel is told', async () => {
  const { api, waitForPublications } = await openTestSandbox()
  const ids = []
  for (const content of ['<p>twin</p>', '<p>twin</p>', '<p>single</p>']) {
    const { json } = await api('POST', '/posts', { body: postBody({ content }) })
    ids.push(json[0].postId)
  }
  const { counts, twice, sameContent } = await waitForPublications(3)
  expect(counts).toMatchObject({ publishedTwice: 0, sameContent: 1 })
  expect(twice).toEqual([])
  expect(sameContent).toEqual([
    { integration: 'bluesky', text: 'twin', times: 2, postIds: ids.slice(0, 2) },
  ])
})

test('requests are counted by organisation, route and answer', async () => {
  const { api, control, setFaults } = await openTestSandbox({ limitPerHour: 1 })
  const draft = { body: postBody({ type: 'draft' }) }
  const made = await api('POST', '/posts', draft)
  await api('POST', '/posts', draft)
  await api('PUT', `/posts/${made.json[0].postId}/status`, { body: { status: 'draft' } })
  await api('GET', '/groups', { key: 'wrong' })
  await setFaults([{ kind: '500', times: 1 }])
  await api('GET', '/groups')
  const { json } = await control('GET', '/requests')
  const rows = json.routes.map(
    ({ organisation, method, route, status, fault, count }: Record<string, unknown>) =>
      [organisation, method, route, status, fault, count].join(' '),
  )
  expect(rows.sort()).toEqual([
    ' GET /public/v1/groups 401  1',
    'Marina GET  500 500 1',
    'Marina POST /public/v1/posts 201  1',
    'Marina POST /public/v1/posts 429  1',
    'Marina PUT /public/v1/posts/:id/status 200  1',
  ])
  expect(json.total).toBe(5)
  expect(json.organisations[0]).toMatchObject({
    organisation: 'Marina',
    counted: 1,
    refused: 1,
    limitPerHour: 1,
    usedOfWindow: 1,
    blockedUntil: expect.stringMatching(/Z$/),
  })
})

test('a channel is switched, and an unknown one is refused', async () => {
  const { control } = await openTestSandbox()
  const { json } = await control('POST', '/integrations/x', { disabled: true, refreshNeeded: true })
  expect(json).toMatchObject({ id: 'x', disabled: true, refreshNeeded: true, removed: false })
  const partly = await control('POST', '/integrations/x', { refreshNeeded: false })
  expect(partly.json).toMatchObject({ disabled: true, refreshNeeded: false })
  expect((await control('POST', '/integrations/nope', {})).status).toBe(404)
  expect((await control('POST', '/integrations/x', { disabled: 'yes' })).status).toBe(400)
})

test('a reset is as if it had just been started', async () => {
  const { api, control, setFaults, publications, waitForPublications } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody() })
  await waitForPublications(1)
  await control('POST', '/integrations/x', { disabled: true })
  await setFaults([{ kind: 'error' }])
  expect((await control('POST', '/reset')).status).toBe(200)
  expect((await publications()).counts.publications).toBe(0)
  expect((await control('GET', '/requests')).json.total).toBe(0)
  expect((await control('GET', '/faults')).json.faults).toEqual([])
  const { json } = await api('GET', '/integrations')
  expect(json.find(({ id }: { id: string }) => id === 'x')?.disabled).toBe(false)
  await api('POST', '/posts', { body: postBody() })
  await waitForPublications(1)
})

test('publications come as events, and go on after the last one seen', async () => {
  const { api, url, waitForPublications } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody({ content: '<p>before</p>' }) })
  await waitForPublications(1)
  const live = await listen(`${url}/sandbox/events`)
  const again = await listen(`${url}/sandbox/events`, { 'last-event-id': '0' })
  await api('POST', '/posts', { body: postBody({ content: '<p>after</p>' }) })
  expect(await live.next()).toMatchObject({ seq: 2, text: 'after' })
  expect(await again.next()).toMatchObject({ seq: 1, text: 'before' })
  expect(await again.next()).toMatchObject({ seq: 2, text: 'after' })
})

test('another site’s page in a browser of this machine steers nothing', async () => {
  const { control, send, url } = await openTestSandbox()
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'sec-fetch-site': site }
    expect((await send('POST', `${url}/sandbox/reset`, { headers })).status).toBe(403)
    expect((await send('GET', `${url}/sandbox/events`, { headers })).status).toBe(403)
  }
  expect((await control('POST', '/nope')).status).toBe(404)
})

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:10.0.0.1', false],
  ['172.17.0.1', false],
  ['fe80::1', false],
  [undefined, false],
])('%s is this machine: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})

test('a restart on the same file keeps everything, and loads the content once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postiz-sandbox-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'deep', 'postiz.sqlite')
  const options = { file, limitPerHour: 10 }
  const first = await openTestSandbox(options)
  const late = postBody({ date: new Date(Date.now() + 400).toISOString(), content: '<p>late</p>' })
  await first.api('POST', '/posts', { body: postBody() })
  await first.waitForPublications(1)
  await first.api('POST', '/posts', { body: late })
  await first.control('POST', '/integrations/x', { disabled: true })
  const form = new FormData()
  form.append('file', new Blob(['GIF89a and more']), 'a.gif')
  const media = (await first.api('POST', '/upload', { body: form })).json
  await first.close()

  const renamed = structuredClone(organisations)
  renamed[0]!.integrations[0]!.name = 'Marina Sky'
  const second = await openTestSandbox({ ...options, organisations: renamed })
  const { publications } = await second.waitForPublications(2)
  expect(publications.map(({ text }) => text)).toEqual(['Bright and south-facing', 'late'])
  const { json } = await second.api('GET', '/integrations')
  expect(json).toHaveLength(7)
  expect(json.find(({ id }: { id: string }) => id === 'x')?.disabled).toBe(true)
  expect(json[0].name).toBe('Marina Sky')
  const path = new URL(media.path).pathname
  expect((await second.send('GET', `${second.url}${path}`)).text).toBe('GIF89a and more')
  const { headers } = await second.api('POST', '/posts', { body: postBody({ type: 'draft' }) })
  expect(headers.get('x-ratelimit-remaining')).toBe('7')
  expect((await second.control('GET', '/requests')).json.organisations[0].counted).toBe(3)
})

test('a port in use is an error that says so', async () => {
  const blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void blocker.close())
  const address = blocker.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(openTestSandbox({ port })).rejects.toThrow(/EADDRINUSE/)
})

test('closing does not wait for requests that hang', async () => {
  const { api, close, setFaults, errors } = await openTestSandbox()
  await setFaults([{ kind: 'hang' }])
  const hanging = api('GET', '/groups').catch(() => 'torn')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await close()
  expect(await hanging).toBe('torn')
  expect(errors).toEqual([])
})

test('it can be closed twice, and started again on its port', async () => {
  const { close, url } = await openTestSandbox()
  await close()
  await close()
  const again = await openTestSandbox({ port: Number(new URL(url).port) })
  expect(again.url).toBe(url)
})

/** Reads the publications out of an event stream, one by one. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const response = await fetch(url, { headers, signal: controller.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  return {
    async next(): Promise<Record<string, unknown>> {
      for (;;) {
        const [event, ...rest] = buffer.split('\n\n')
        if (rest.length && event !== undefined) {
          buffer = rest.join('\n\n')
          if (event.includes('event: publication'))
            return JSON.parse(event.split('data: ')[1] ?? '')
          continue
        }
        const { value, done } = await reader.read()
        if (done) throw new Error('the stream ended')
        buffer += value
      }
    },
  }
}
