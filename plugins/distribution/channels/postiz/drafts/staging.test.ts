import { describe, expect, it } from 'vitest'
import type { ChannelFacts, Content } from '../../adapter.ts'
import type { RemoteFile, UploadMemory } from '../api/connection.ts'
import { postizChannel } from '../index.ts'
import { listen } from '../testing/listen.ts'
import { channelOf, contentOf, picture } from '../testing/media.ts'

const draftAt = new Date('2026-08-21T10:00:07.123Z')
const apiKey = 'sk-a-very-secret-key'

const stage = (
  origin: string,
  {
    channel = {},
    content = {},
    connection = {},
  }: {
    channel?: Partial<ChannelFacts>
    content?: Partial<Content>
    connection?: object
  } = {},
) =>
  postizChannel.stage({
    connection: { baseUrl: origin, apiKey, timeoutMs: 10_000, ...connection },
    channel: channelOf(channel),
    content: contentOf(content),
    draftAt,
    reference: 'delivery-7',
  })

const created = { status: 201, body: [{ postId: 'p1', integration: 'int-x' }] }
const stored = { status: 201, body: { id: 'f1', path: 'https://postiz.example/f1.png' } }

describe('staging', () => {
  it('uploads the media and creates one draft with our reference', async () => {
    await using server = await listen(({ url }) => (url.endsWith('/upload') ? stored : created))
    const staged = await stage(server.origin, {
      content: { text: 'Tom & **Jerry**', media: [picture({ alt: 'A house' })] },
      channel: { settings: { community: 'https://x.com/i/communities/1' } },
    })
    expect(staged).toMatchObject({ kind: 'staged', draftId: 'p1' })
    expect(JSON.parse(String(server.received[1]?.body))).toMatchObject({
      type: 'draft',
      date: '2026-08-21T10:00:07.123Z',
      posts: [
        {
          integration: { id: 'int-x' },
          settings: {
            community: 'https://x.com/i/communities/1',
            who_can_reply_post: 'everyone',
            postyardRef: 'delivery-7',
          },
          value: [
            {
              content: '<p>Tom &amp; Jerry</p>',
              image: [{ id: 'f1', path: 'https://postiz.example/f1.png', alt: 'A house' }],
            },
          ],
        },
      ],
    })
  })

  it('sends a file once, however many deliveries use it, and anew when it has changed', async () => {
    await using server = await listen(({ url }) => (url.endsWith('/upload') ? stored : created))
    const known = new Map<string, RemoteFile>()
    const uploads: UploadMemory = {
      find: async ({ fileId, version }) => known.get(`${fileId} ${version}`),
      save: async ({ fileId, version, file }) => {
        known.set(`${fileId} ${version}`, file)
      },
    }
    for (const version of ['1', '1', '2', '1']) {
      const media = [picture({ version })]
      await stage(server.origin, { content: { media }, connection: { uploads } })
    }
    const urls = server.received.map(({ url }) => url.split('/').at(-1))
    expect(urls).toEqual(['upload', 'posts', 'posts', 'upload', 'posts', 'posts'])
  })

  it('asks nobody about what breaks a rule, or belongs to no integration', async () => {
    await using server = await listen(() => created)
    expect(await stage(server.origin, { content: { text: 'x'.repeat(281) } })).toMatchObject({
      kind: 'failed',
      code: 'TEXT_TOO_LONG',
    })
    expect(await stage(server.origin, { channel: { integrationId: null } })).toMatchObject({
      kind: 'failed',
      code: 'CHANNEL_NOT_CONNECTED',
    })
    expect(server.received).toEqual([])
  })

  it.each([
    ['400', { status: 400, body: { message: 'x' } }, 'failed', 'POSTIZ_REFUSED'],
    [
      '400 over the date',
      { status: 400, body: { message: 'Date is in the past' } },
      'retry',
      'POSTIZ_DATE_PAST',
    ],
    [
      '400 over the integration',
      { status: 400, body: { message: 'Integration with id int-x not found' } },
      'failed',
      'POSTIZ_INTEGRATION_UNKNOWN',
    ],
    ['401', { status: 401, body: { msg: 'Invalid API key' } }, 'retry', 'POSTIZ_KEY_REFUSED'],
    [
      '401 without a word',
      { status: 401, body: '', headers: { logout: 'true' } },
      'retry',
      'POSTIZ_AUTH_UNAVAILABLE',
    ],
    [
      '429',
      { status: 429, body: {}, headers: { 'retry-after': '60' } },
      'retry',
      'POSTIZ_RATE_LIMITED',
    ],
    ['500', { status: 500, body: {} }, 'unknown', 'POSTIZ_SERVER_ERROR'],
    ['504', { status: 504, body: '<html></html>' }, 'unknown', 'POSTIZ_GATEWAY_TIMEOUT'],
    ['a page', { body: '<html></html>' }, 'retry', 'POSTIZ_NOT_AN_API'],
    ['a page with 404', { status: 404, body: '<html></html>' }, 'retry', 'POSTIZ_NOT_AN_API'],
    ['404 of a proxy', { status: 404, body: '404 page' }, 'retry', 'POSTIZ_NOT_AN_API'],
    ['a redirect', { status: 302, headers: { location: '/' } }, 'retry', 'POSTIZ_REDIRECTS'],
    [
      'a draft of another integration',
      { status: 201, body: [{ postId: 'p', integration: 'y' }] },
      'unknown',
      'POSTIZ_ANSWER_UNREADABLE',
    ],
  ])('answered with %s', async (_, given, kind, code) => {
    await using server = await listen(() => given)
    expect(await stage(server.origin)).toMatchObject({ kind, code })
  })

  it.each([
    ['500', { status: 500, body: {} }, 'retry'],
    ['504', { status: 504, body: '<html></html>' }, 'retry'],
    ['400', { status: 400, body: { msg: 'Unsupported file type' } }, 'failed'],
    ['413', { status: 413, body: '<html></html>' }, 'failed'],
  ])('whose upload is answered with %s is never unknown', async (_, given, kind) => {
    await using server = await listen(() => given)
    expect((await stage(server.origin, { content: { media: [picture()] } })).kind).toBe(kind)
    expect(server.received).toHaveLength(1)
  })

  it('keeps the time that a 429 names', async () => {
    await using server = await listen(() => ({ status: 429, headers: { 'retry-after': '90' } }))
    expect(await stage(server.origin)).toMatchObject({ retryAfterMs: 90_000 })
  })
})

describe('staging many', () => {
  const accounts = ['a', 'b', 'c']

  const stageThree = async (origin: string, more: object = {}) => {
    const connection = { baseUrl: origin, apiKey, timeoutMs: 10_000, ...more }
    const posts = []
    for (const account of accounts) {
      const prepared = await postizChannel.prepare({
        connection,
        channel: channelOf({ integrationId: account, name: `Channel ${account}` }),
        content: contentOf(),
        reference: account,
      })
      if (prepared.kind !== 'prepared') throw new Error(prepared.message)
      posts.push(prepared.post)
    }
    return postizChannel.stageMany({ connection, posts, draftAt, isUrgent: false })
  }

  it('is one request, whose answer is told by account and not by place', async () => {
    const named = ['c', 'a'].map((account) => ({ postId: `p-${account}`, integration: account }))
    await using server = await listen(() => ({ status: 201, body: named }))
    expect(await stageThree(server.origin)).toMatchObject({
      kind: 'staged',
      draftIds: ['p-a', undefined, 'p-c'],
    })
    expect(server.received).toHaveLength(1)
    const body = JSON.parse(String(server.received[0]?.body))
    expect(body.posts.map((post: { integration: { id: string } }) => post.integration.id)).toEqual(
      accounts,
    )
  })

  it.each([
    ['the place of a post', 400, { message: ['posts.1.settings.title is missing'] }, [1]],
    ['an account', 400, { message: 'Integration with id c not found' }, [2]],
    ['a name', 400, { provider: 'x', name: 'Channel a', message: 'too long' }, [0]],
    ['nobody', 400, { message: 'Nope' }, []],
    ['nobody, by a guard', 403, '<html></html>', []],
    ['nobody, for its size', 413, { message: 'request entity too large' }, []],
  ])('refused with %s is certainly not made', async (_, status, body, blamed) => {
    await using server = await listen(() => ({ status, body }))
    const staged = await stageThree(server.origin)
    if (staged.kind !== 'refused') throw new Error(staged.kind)
    expect(staged.blamed.map(({ index }) => index)).toEqual(blamed)
  })

  it.each([
    ['500', { status: 500, body: {} }, 'unknown'],
    ['504', { status: 504, body: '<html></html>' }, 'unknown'],
    ['401', { status: 401, body: { msg: 'Invalid API key' } }, 'retry'],
    ['400 over the date', { status: 400, body: { message: 'Date is in the past' } }, 'retry'],
  ])('answered with %s ends alike for all', async (_, given, kind) => {
    await using server = await listen(() => given)
    expect((await stageThree(server.origin)).kind).toBe(kind)
  })
})

describe('firing', () => {
  const fire = (origin: string, more = {}) =>
    postizChannel.fire({
      connection: { baseUrl: origin, apiKey, timeoutMs: 10_000, ...more },
      draftId: 'p1',
    })

  it.each([
    ['200', { body: { id: 'p1', state: 'QUEUE' } }, 'submitted', undefined],
    [
      '200 for a draft still',
      { body: { id: 'p1', state: 'DRAFT' } },
      'unknown',
      'POSTIZ_ANSWER_UNREADABLE',
    ],
    [
      '400 over the date',
      { status: 400, body: { message: 'The date is in the past' } },
      'restage',
      'POSTIZ_DATE_PAST',
    ],
    [
      '400 Post not found',
      { status: 400, body: { message: 'Post not found' } },
      'restage',
      'POSTIZ_DRAFT_MISSING',
    ],
    ['any other 400', { status: 400, body: { message: 'No' } }, 'restage', 'POSTIZ_DRAFT_REFUSED'],
    [
      '404 for the route',
      { status: 404, body: { message: 'Cannot PUT /x' } },
      'failed',
      'POSTIZ_TOO_OLD',
    ],
    ['401', { status: 401, body: { msg: 'Invalid API key' } }, 'retry', 'POSTIZ_KEY_REFUSED'],
    ['403', { status: 403, body: '<html></html>' }, 'retry', 'POSTIZ_FORBIDDEN'],
    ['a page with 404', { status: 404, body: '<html></html>' }, 'retry', 'POSTIZ_NOT_AN_API'],
    ['429', { status: 429, body: {} }, 'retry', 'POSTIZ_RATE_LIMITED'],
    ['500', { status: 500, body: {} }, 'unknown', 'POSTIZ_SERVER_ERROR'],
    ['502', { status: 502, body: '<html></html>' }, 'unknown', 'POSTIZ_SERVER_ERROR'],
    ['503', { status: 503, body: '<html></html>' }, 'unknown', 'POSTIZ_SERVER_ERROR'],
    ['504', { status: 504, body: '<html></html>' }, 'unknown', 'POSTIZ_GATEWAY_TIMEOUT'],
    ['a page with 200', { body: '<html></html>' }, 'unknown', 'POSTIZ_NOT_AN_API'],
  ])('answered with %s', async (_, given, kind, code) => {
    await using server = await listen(() => given)
    const outcome = await fire(server.origin)
    expect(outcome.kind).toBe(kind)
    expect('code' in outcome ? outcome.code : undefined).toBe(code)
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatchObject({ method: 'PUT', url: '/public/v1/posts/p1/status' })
  })

  it('waits 10 seconds at most, however patient the connection is', async () => {
    await using server = await listen(() => undefined)
    const start = performance.now()
    expect(await fire(server.origin, { timeoutMs: 600_000 })).toMatchObject({ kind: 'unknown' })
    expect(performance.now() - start).toBeLessThan(12_000)
  })
})
