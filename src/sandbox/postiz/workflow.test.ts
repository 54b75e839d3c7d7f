import { expect, test } from 'vitest'
import {
  openClock,
  openTestSandbox,
  picture,
  postBody,
  waitFor,
} from './testing/openTestSandbox.ts'

type Sandbox = Awaited<ReturnType<typeof openTestSandbox>>

async function make({ api }: Sandbox, args: object = {}): Promise<string> {
  const { json } = await api('POST', '/posts', { body: postBody(args) })
  return json[0].postId
}

/** The first publication, once so many comments are written under it. */
const waitForComments = (sandbox: Sandbox, count: number) =>
  waitFor(async () => {
    const [publication] = (await sandbox.publications()).publications
    return publication && publication.comments.length >= count ? publication : null
  })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a post goes out at its date, after the delay, with everything a reader sees', async () => {
  const sandbox = await openTestSandbox({ publishDelayMs: 50 })
  const date = new Date(Date.now() + 600)
  const id = await make(sandbox, {
    date: date.toISOString(),
    image: [{ ...picture, alt: 'The sea' }],
    comments: ['<p>first</p>', '<p>second</p>'],
    settings: { payloadRef: 'r1' },
  })
  const publication = await waitForComments(sandbox, 2)
  expect(publication).toMatchObject({
    seq: 1,
    postId: id,
    organisation: 'Marina',
    integration: { id: 'bluesky', name: 'Marina Blue', identifier: 'bluesky' },
    text: 'Bright and south-facing',
    comments: [{ text: 'first' }, { text: 'second' }],
    commentsToCome: 0,
    media: [{ ...picture, alt: 'The sea' }],
    settings: { payloadRef: 'r1' },
    publishDate: date.toISOString(),
    outcome: 'PUBLISHED',
    nth: 1,
  })
  const { firedAt, publishedAt, lateMs } = publication!
  expect(Date.parse(firedAt)).toBeLessThan(date.getTime())
  expect(lateMs).toBe(Date.parse(publishedAt) - date.getTime())
  expect(lateMs).toBeGreaterThanOrEqual(50)
  expect(lateMs).toBeLessThan(10_000)
  const post = await sandbox.waitForState(id, 'PUBLISHED')
  expect(post).toMatchObject({ releaseId: publication!.releaseId, error: null })
  expect(post.releaseURL).toBe(publication!.releaseURL)
})

test('the time of firing is the time of the PUT', async () => {
  const sandbox = await openTestSandbox()
  const id = await make(sandbox, { type: 'draft' })
  await pause(60)
  const before = Date.now()
  await sandbox.api('PUT', `/posts/${id}/status`, { body: { status: 'schedule' } })
  const [publication] = (await sandbox.waitForPublications(1)).publications
  expect(Date.parse(publication!.firedAt)).toBeGreaterThanOrEqual(before)
})

test('a comment is left out where the platform has none', async () => {
  const sandbox = await openTestSandbox()
  const pin = { integration: 'pinterest', image: [picture], settings: { board: 'b' } }
  await make(sandbox, { ...pin, comments: ['<p>no</p>'] })
  const [publication] = (await sandbox.waitForPublications(1)).publications
  expect(publication!.comments).toEqual([])
})

test('a pin to a board that is not there ends as ERROR, and goes on a board that is', async () => {
  const sandbox = await openTestSandbox()
  const boards = (...ids: string[]) =>
    sandbox.control('POST', '/integrations/pinterest', {
      tools: { boards: ids.map((id) => ({ id, name: id })) },
    })
  await boards('sharks')
  const pin = { integration: 'pinterest', image: [picture] }
  const gone = await make(sandbox, { ...pin, settings: { board: 'foxes' } })
  expect(await sandbox.waitForState(gone, 'ERROR')).toMatchObject({
    error: 'The specified board was not found. Please check the board ID.',
  })
  const there = await make(sandbox, { ...pin, settings: { board: 'sharks' } })
  expect((await sandbox.waitForState(there, 'PUBLISHED')).error).toBeNull()
  await sandbox.control('POST', '/integrations/pinterest', { tools: { boards: null } })
  const any = await make(sandbox, { ...pin, settings: { board: 'foxes' } })
  expect((await sandbox.waitForState(any, 'PUBLISHED')).error).toBeNull()
})

test.each([
  ['disabled', 'Channel disabled'],
  ['refreshNeeded', 'Refresh channel needed'],
])('on a channel that is %s it ends as ERROR: %s', async (state, error) => {
  const sandbox = await openTestSandbox()
  await sandbox.control('POST', '/integrations/bluesky', { [state]: true })
  const id = await make(sandbox)
  expect(await sandbox.waitForState(id, 'ERROR')).toMatchObject({ error, releaseURL: null })
  expect((await sandbox.publications()).publications).toEqual([])
  await sandbox.control('POST', '/integrations/bluesky', { [state]: false })
  await sandbox.api('PUT', `/posts/${id}/status`, { body: { status: 'schedule' } })
  expect((await sandbox.waitForState(id, 'PUBLISHED')).error).toBeNull()
})

test('a draft that breaks a rule fails when it is switched on', async () => {
  const sandbox = await openTestSandbox()
  const long = await make(sandbox, { type: 'draft', content: `<p>${'a'.repeat(301)}</p>` })
  const bare = await make(sandbox, {
    type: 'draft',
    integration: 'instagram',
    settings: { post_type: 'post' },
  })
  for (const id of [long, bare])
    await sandbox.api('PUT', `/posts/${id}/status`, { body: { status: 'schedule' } })
  expect((await sandbox.waitForState(long, 'ERROR')).error).toMatch(/too long/)
  expect((await sandbox.waitForState(bare, 'ERROR')).error).toMatch(/at least one media/)
  expect((await sandbox.publications()).publications).toEqual([])
})

test('another post’s address stands in for its id', async () => {
  const sandbox = await openTestSandbox()
  const id = await make(sandbox)
  const { releaseURL } = await sandbox.waitForState(id, 'PUBLISHED')
  await make(sandbox, { content: `<p>See (post:${id})</p>` })
  const { publications } = await sandbox.waitForPublications(2)
  expect(publications[1]!.text).toBe(`See ${releaseURL}`)
})

test('certain errors are not live', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'error', message: 'The account is locked' }])
  const id = await make(sandbox)
  expect((await sandbox.waitForState(id, 'ERROR')).error).toBe('The account is locked')
  expect((await sandbox.publications()).publications).toEqual([])
})

test('an unconfirmed post is live though Postiz says ERROR', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'error-but-live' }])
  const id = await make(sandbox)
  const post = await sandbox.waitForState(id, 'ERROR')
  expect(post).toMatchObject({ releaseURL: null, error: expect.stringContaining('confirm') })
  const { counts, publications } = await sandbox.publications()
  expect(counts).toMatchObject({ publications: 1, liveDespiteError: 1 })
  expect(publications[0]).toMatchObject({ postId: id, outcome: 'ERROR' })
})

test('comments follow a post one after the other, each after its delay', async () => {
  const clock = openClock()
  const sandbox = await openTestSandbox({ now: clock.now, publishDelayMs: 0 })
  const body = postBody({ date: clock.iso(), comments: ['<p>a &amp; b</p>', '<p>second</p>'] })
  const [, first, second] = body.posts[0]!.value as object[]
  Object.assign(first!, { delay: 2 })
  Object.assign(second!, { delay: 60, image: [picture] })
  const { json } = await sandbox.api('POST', '/posts', { body })
  const id = json[0].postId
  await sandbox.waitForState(id, 'PUBLISHED')
  const shown = async () => (await sandbox.publications()).publications[0]!
  expect(await shown()).toMatchObject({ comments: [], commentsToCome: 2 })
  clock.move(2 * 60_000)
  expect(await waitForComments(sandbox, 1)).toMatchObject({
    comments: [{ text: 'a & b', delayMinutes: 2, publishedAt: clock.iso() }],
    commentsToCome: 1,
  })
  expect((await sandbox.control('GET', '/cards')).text).toContain('One more follows')
  clock.move(60 * 60_000)
  expect(await waitForComments(sandbox, 2)).toMatchObject({
    comments: [{}, { text: 'second', media: [picture], publishedAt: clock.iso() }],
    commentsToCome: 0,
  })
  const whole = await sandbox.send('GET', `${sandbox.url}/api/public/posts/${id}`, { key: null })
  expect(whole.json.map(({ state }: { state: string }) => state)).toEqual(
    Array(3).fill('PUBLISHED'),
  )
})

test('a post that is set back to draft gets no further comments', async () => {
  const clock = openClock()
  const sandbox = await openTestSandbox({ now: clock.now, publishDelayMs: 0 })
  const body = postBody({ date: clock.iso(), comments: ['<p>late</p>'] })
  Object.assign(body.posts[0]!.value[1]!, { delay: 5 })
  const { json } = await sandbox.api('POST', '/posts', { body })
  const id = json[0].postId
  await sandbox.waitForState(id, 'PUBLISHED')
  await sandbox.api('PUT', `/posts/${id}/status`, { body: { status: 'draft' } })
  const witness = await make(sandbox, { date: clock.iso() })
  clock.move(5 * 60_000)
  await sandbox.waitForState(witness, 'PUBLISHED')
  const { publications } = await sandbox.publications()
  expect(publications.find(({ postId }) => postId === id)!.comments).toEqual([])
})

test('a failed comment marks a post ERROR that is live with its address, and ends what follows', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'comment-error', message: 'Comments are closed', times: 1 }])
  const id = await make(sandbox, { comments: ['<p>hello</p>', '<p>again</p>'] })
  const post = await sandbox.waitForState(id, 'ERROR')
  expect(post.error).toBe('Comments are closed')
  const { publications } = await sandbox.publications()
  expect(post.releaseURL).toBe(publications[0]!.releaseURL)
  expect(publications[0]).toMatchObject({ outcome: 'ERROR', comments: [], commentsToCome: 0 })
})

test('an ERROR may still turn into PUBLISHED', async () => {
  const clock = openClock()
  const sandbox = await openTestSandbox({ now: clock.now, publishDelayMs: 0 })
  await sandbox.setFaults([{ kind: 'error-then-published', delayMs: 5000 }])
  const id = await make(sandbox, { date: clock.iso() })
  await sandbox.waitForState(id, 'ERROR')
  expect((await sandbox.publications()).publications).toEqual([])
  clock.move(5000)
  await sandbox.waitForState(id, 'PUBLISHED')
  expect((await sandbox.publications()).publications).toHaveLength(1)
})

test('a draft of what would still turn into PUBLISHED stops it', async () => {
  const clock = openClock()
  const sandbox = await openTestSandbox({ now: clock.now, publishDelayMs: 0 })
  await sandbox.setFaults([{ kind: 'error-then-published', delayMs: 5000 }])
  const stopped = await make(sandbox, { date: clock.iso() })
  const witness = await make(sandbox, { date: clock.iso() })
  await sandbox.waitForState(stopped, 'ERROR')
  await sandbox.waitForState(witness, 'ERROR')
  await sandbox.api('PUT', `/posts/${stopped}/status`, { body: { status: 'draft' } })
  clock.move(5000)
  await sandbox.waitForState(witness, 'PUBLISHED')
  const { publications } = await sandbox.publications()
  expect(publications.map(({ postId }) => postId)).toEqual([witness])
})

test('a post that never starts stays queued until it is swept or switched on again', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'never-starts' }])
  const swept = await make(sandbox)
  const again = await make(sandbox)
  await pause(80)
  expect((await sandbox.waitForState(swept, 'QUEUE')).state).toBe('QUEUE')
  await sandbox.control('DELETE', '/faults')
  await sandbox.api('PUT', `/posts/${again}/status`, { body: { status: 'schedule' } })
  await sandbox.waitForState(again, 'PUBLISHED')
  expect((await sandbox.control('POST', '/sweep')).json).toEqual({ started: 1 })
  await sandbox.waitForState(swept, 'PUBLISHED')
})

test('slow publishing is late, and once', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'slow-publish', delayMs: 200 }])
  await make(sandbox)
  const { publications } = await sandbox.waitForPublications(1)
  expect(publications[0]!.lateMs).toBeGreaterThanOrEqual(200)
  await pause(250)
  expect((await sandbox.publications()).publications).toHaveLength(1)
})

test('what the platform has before Postiz knows is out once, and taken back by nobody', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'live-before-known', delayMs: 150 }])
  const [known, drafted] = [await make(sandbox), await make(sandbox, { integration: 'mastodon' })]
  await sandbox.waitForPublications(2)
  await sandbox.api('PUT', `/posts/${drafted}/status`, { body: { status: 'draft' } })
  await sandbox.waitForState(known, 'PUBLISHED')
  await sandbox.waitForState(drafted, 'DRAFT')
  expect((await sandbox.publications()).publications).toHaveLength(2)
})

test('a fault of publishing may be one integration’s own', async () => {
  const sandbox = await openTestSandbox()
  await sandbox.setFaults([{ kind: 'error', match: { integration: 'mastodon' } }])
  const [well, ill] = [await make(sandbox), await make(sandbox, { integration: 'mastodon' })]
  await sandbox.waitForState(well, 'PUBLISHED')
  await sandbox.waitForState(ill, 'ERROR')
})

test('it goes by the clock that it is given', async () => {
  const clock = openClock('2026-08-21T10:00:00Z')
  const sandbox = await openTestSandbox({ now: clock.now })
  await make(sandbox, { date: '2026-08-21T12:00:00Z' })
  await pause(80)
  expect((await sandbox.publications()).publications).toEqual([])
  clock.move(2 * 3_600_000 + 5)
  const [publication] = (await sandbox.waitForPublications(1)).publications
  expect(publication!.publishedAt).toBe('2026-08-21T12:00:00.005Z')
})

test('2,000 posts in batches are out within seconds, none twice', async () => {
  const sandbox = await openTestSandbox()
  const started = performance.now()
  const body = postBody({ type: 'draft', date: '2026-01-01T00:00:00Z' })
  body.posts = Array.from({ length: 40 }, () => body.posts[0]!)
  const ids: string[] = []
  for (let request = 0; request < 50; request++) {
    const { json } = await sandbox.api('POST', '/posts', { body })
    ids.push(...json.map(({ postId }: { postId: string }) => postId))
  }
  for (let from = 0; from < ids.length; from += 50)
    await Promise.all(
      ids
        .slice(from, from + 50)
        .map((id) => sandbox.api('PUT', `/posts/${id}/status`, { body: { status: 'schedule' } })),
    )
  const { json } = await waitFor(async () => {
    const answer = await sandbox.control('GET', '/publications?limit=0')
    return answer.json.counts.publications >= 2000 ? answer : null
  }, 40_000)
  expect(json.counts).toMatchObject({ publications: 2000, posts: 2000, publishedTwice: 0 })
  expect(performance.now() - started).toBeLessThan(40_000)
})
