import { expect, test } from 'vitest'
import {
  openClock,
  openTestSandbox,
  otherKey,
  picture,
  postBody,
} from './testing/openTestSandbox.ts'

const soon = () => new Date(Date.now() + 60_000).toISOString()

async function openWithDraft(args: object = {}) {
  const sandbox = await openTestSandbox()
  const { json } = await sandbox.api('POST', '/posts', {
    body: postBody({ type: 'draft', ...args }),
  })
  const id: string = json[0].postId
  const switchTo = (status: unknown, key?: string) =>
    sandbox.api('PUT', `/posts/${id}/status`, { body: { status }, ...(key ? { key } : {}) })
  return { ...sandbox, id, switchTo }
}

test('a draft whose date is past is published at once when it is switched on', async () => {
  const { id, switchTo, waitForState } = await openWithDraft({ date: '2026-01-01T00:00:00Z' })
  const { status, json } = await switchTo('schedule')
  expect([status, json]).toEqual([200, { id, state: 'QUEUE' }])
  const post = await waitForState(id, 'PUBLISHED')
  expect(post.releaseURL).toMatch(/\/live\/bluesky\/[\da-f]+$/)
  expect(post.releaseId).toMatch(/^[\da-f]+$/)
})

test('nothing guards a published post from being published again', async () => {
  const { id, switchTo, waitForPublications, send, url } = await openWithDraft()
  await switchTo('schedule')
  await waitForPublications(1)
  const again = await switchTo('schedule')
  expect(again.json).toEqual({ id, state: 'QUEUE' })
  const between = await send('GET', `${url}/api/public/posts/${id}`)
  expect(between.json[0].releaseURL).not.toBeNull()
  const { counts, twice } = await waitForPublications(2)
  expect(counts).toMatchObject({ publications: 2, posts: 1, publishedTwice: 1, sameContent: 1 })
  expect(twice).toEqual([{ postId: id, integration: 'bluesky', times: 2 }])
})

/** A sandbox in which nothing is due until the clock is moved, with one post to see that it was. */
async function openStanding() {
  const clock = openClock()
  const sandbox = await openTestSandbox({ now: clock.now, publishDelayMs: 1000 })
  const make = async (args: object = {}) =>
    (await sandbox.api('POST', '/posts', { body: postBody({ date: clock.iso(), ...args }) }))
      .json[0].postId
  const witness = await make({ integration: 'mastodon' })
  const publishedBesideWitness = async () => {
    clock.move(1000)
    await sandbox.waitForState(witness, 'PUBLISHED')
    const { publications } = await sandbox.publications()
    return publications.map(({ postId }) => postId).filter((id) => id !== witness)
  }
  return { ...sandbox, make, publishedBesideWitness }
}

test('a queued post that is made a draft again is not published', async () => {
  const { api, make, publishedBesideWitness } = await openStanding()
  const id = await make()
  const { json } = await api('PUT', `/posts/${id}/status`, { body: { status: 'draft' } })
  expect(json.state).toBe('DRAFT')
  expect(await publishedBesideWitness()).toEqual([])
})

test('switching on twice before its time publishes once', async () => {
  const { api, make, publishedBesideWitness } = await openStanding()
  const id = await make({ type: 'draft' })
  for (let times = 0; times < 2; times++)
    await api('PUT', `/posts/${id}/status`, { body: { status: 'schedule' } })
  expect(await publishedBesideWitness()).toEqual([id])
})

test('the status is not looked at, the post is', async () => {
  const { api, id, switchTo } = await openWithDraft({ date: soon() })
  expect((await switchTo('nonsense')).json).toEqual({ id, state: 'QUEUE' })
  const refusal = { message: 'Post not found', error: 'Bad Request', statusCode: 400 }
  const foreign = await switchTo('schedule', otherKey)
  expect([foreign.status, foreign.json]).toEqual([400, refusal])
  const unknown = await api('PUT', '/posts/nope/status', { body: { status: 'draft' } })
  expect([unknown.status, unknown.json]).toEqual([400, refusal])
})

test('switching a deleted post on publishes nothing', async () => {
  const { api, id, switchTo, publications } = await openWithDraft()
  await api('DELETE', `/posts/${id}`)
  expect((await switchTo('schedule')).status).toBe(400)
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect((await publications()).publications).toEqual([])
})

test('a successful delete says {"error":true}, of an unknown or deleted post a 500', async () => {
  const { api, id } = await openWithDraft()
  const deleted = await api('DELETE', `/posts/${id}`)
  expect([deleted.status, deleted.json]).toEqual([200, { error: true }])
  const broken = { statusCode: 500, message: 'Internal server error' }
  for (const path of [`/posts/${id}`, '/posts/nope']) {
    const { status, json } = await api('DELETE', path)
    expect([status, json]).toEqual([500, broken])
  }
})

test('a deleted post is not published, nor is one whose integration is deleted', async () => {
  const { api, make, publishedBesideWitness } = await openStanding()
  await api('DELETE', `/posts/${await make()}`)
  await make({ integration: 'off' })
  await api('DELETE', '/integrations/off')
  const kept = await make()
  expect(await publishedBesideWitness()).toEqual([kept])
})

test('deleting a group always succeeds, and only one’s own goes', async () => {
  const { api, id, url, send } = await openWithDraft()
  const [{ group }] = (await send('GET', `${url}/api/public/posts/${id}`)).json
  for (const path of ['/posts/group/nope', `/posts/group/${group}`]) {
    const { status, json } = await api('DELETE', path, { key: otherKey })
    expect([status, json]).toEqual([200, { error: true }])
  }
  expect((await send('GET', `${url}/api/public/posts/${id}`)).json).toHaveLength(1)
  await api('DELETE', `/posts/group/${group}`)
  expect((await send('GET', `${url}/api/public/posts/${id}`)).json).toEqual([])
})

test('the release id of a post may be given only where the platform gave none', async () => {
  const { api, waitForState } = await openTestSandbox()
  const settings = {
    privacy_level: 'SELF_ONLY',
    duet: false,
    stitch: false,
    comment: false,
    autoAddMusic: 'no',
    brand_content_toggle: false,
    brand_organic_toggle: false,
    content_posting_method: 'UPLOAD',
  }
  const clip = postBody({ integration: 'tiktok', image: [picture], settings })
  const [{ postId }] = (await api('POST', '/posts', { body: clip })).json
  expect((await waitForState(postId, 'PUBLISHED')).releaseId).toBe('missing')
  expect((await api('GET', `/analytics/post/${postId}`)).json).toEqual({ missing: true })
  const found = (await api('GET', `/posts/${postId}/missing`)).json
  expect(found).toEqual([{ id: expect.any(String), url: expect.any(String) }])
  const body = { releaseId: found[0].id }
  const given = await api('PUT', `/posts/${postId}/release-id`, { body })
  expect([given.status, given.json.releaseId]).toEqual([200, found[0].id])
  expect((await api('PUT', `/posts/${postId}/release-id`, { body })).status).toBe(500)
  expect((await api('GET', `/posts/${postId}/missing`)).json).toEqual([])
})
