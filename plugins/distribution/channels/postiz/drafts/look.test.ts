import { describe, expect, it } from 'vitest'
import { postizChannel } from '../index.ts'
import { listen } from '../testing/listen.ts'
import { channelOf } from '../testing/media.ts'

const draftAt = new Date('2026-08-21T10:00:07.123Z')

type Row = {
  id: string
  state: string
  publishDate?: string
  releaseURL?: string | null
  releaseId?: string | null
  error?: unknown
  settings?: string
}

/** Answers with these rows as Postiz does: to the range without errors, to the peek with them. */
const listenWith = (rows: Row[], { peek = true } = {}) =>
  listen(({ url, method }) => {
    if (method !== 'GET') return { status: 500 }
    if (url.startsWith('/public/v1/posts?')) {
      const { searchParams } = new URL(url, 'http://x.invalid')
      const posts = rows
        .map(({ error: _, settings: __, ...row }) => ({
          publishDate: draftAt.toISOString(),
          intervalInDays: null,
          integration: { id: 'int-x' },
          ...row,
        }))
        .filter(({ publishDate }) => {
          const at = Date.parse(publishDate)
          const { startDate = '', endDate = '' } = Object.fromEntries(searchParams)
          return at >= Date.parse(startDate) && at <= Date.parse(endDate)
        })
      return { body: { posts } }
    }
    if (!peek) return { status: 404, body: { message: `Cannot GET ${url}` } }
    return { body: rows.filter(({ id }) => url === `/public/posts/${id}`) }
  })

const look = (origin: string, draftId?: string, reference?: string) =>
  postizChannel.look({
    connection: { baseUrl: origin, apiKey: 'key', timeoutMs: 10_000 },
    channel: channelOf(),
    draftAt,
    draftId,
    reference,
  })

describe('looking for a draft whose id never arrived', () => {
  const publishDate = '2026-08-21T10:00:07.000Z'
  const edited = (id: string, reference?: string) => ({
    id,
    state: 'DRAFT',
    publishDate,
    settings: JSON.stringify({ postyardRef: reference }),
  })

  it('finds it by its reference where somebody has edited it, and leaves what people wrote for that second alone', async () => {
    await using server = await listenWith([
      { ...edited('a-persons'), state: 'PUBLISHED' },
      edited('another', 'delivery-8'),
      edited('ours', 'delivery-7'),
    ])
    expect(await look(server.origin, undefined, 'delivery-7')).toMatchObject({
      kind: 'draft',
      draftId: 'ours',
    })
    expect(await look(server.origin, undefined, 'delivery-9')).toMatchObject({ kind: 'absent' })
    expect(await look(server.origin)).toMatchObject({ kind: 'absent' })
  })

  it('takes nobody else’s for it where the reference cannot be read', async () => {
    await using server = await listenWith([edited('ours', 'delivery-7')], { peek: false })
    expect(await look(server.origin, undefined, 'delivery-7')).toMatchObject({ kind: 'absent' })
  })
})

describe('looking', () => {
  it('asks for the second before and after, and nothing more', async () => {
    await using server = await listenWith([])
    expect(await look(server.origin)).toMatchObject({ kind: 'absent' })
    expect(server.received.map(({ url }) => decodeURIComponent(url))).toEqual([
      '/public/v1/posts?startDate=2026-08-21T10:00:06.123Z&endDate=2026-08-21T10:00:08.123Z',
    ])
  })

  it.each([
    ['a draft', { state: 'DRAFT' }, { kind: 'draft', draftId: 'p1' }],
    ['on', { state: 'QUEUE' }, { kind: 'pending', draftId: 'p1' }],
    [
      'on again, with its old address',
      { state: 'QUEUE', releaseURL: 'https://x/1' },
      { kind: 'pending' },
    ],
    [
      'live',
      { state: 'PUBLISHED', releaseURL: 'https://x.example/1', releaseId: '1' },
      { kind: 'published', externalUrl: 'https://x.example/1', externalId: '1' },
    ],
    [
      'live without an id',
      { state: 'PUBLISHED', releaseURL: 'https://x/1', releaseId: 'missing' },
      { kind: 'published', externalId: undefined },
    ],
    [
      'live without an address',
      { state: 'PUBLISHED', releaseURL: null },
      { kind: 'published', externalUrl: undefined },
    ],
    [
      'live with a strange address',
      { state: 'PUBLISHED', releaseURL: 'javascript:alert(1)' },
      { kind: 'published', externalUrl: undefined },
    ],
    [
      'an error that is live',
      { state: 'ERROR', releaseURL: 'https://x.example/1', error: 'The comment failed' },
      { kind: 'error', isLive: true, externalUrl: 'https://x.example/1', code: 'PUBLISH_FAILED' },
    ],
    [
      'an error',
      { state: 'ERROR', error: 'Channel disabled' },
      { kind: 'error', isLive: false, code: 'CHANNEL_DISABLED' },
    ],
    [
      'set back to a draft after it was live',
      { state: 'DRAFT', releaseURL: 'https://x/1' },
      { kind: 'published' },
    ],
    [
      'in a state of the future',
      { state: 'REVIEW' },
      { kind: 'unreachable', code: 'POSTIZ_STATE_UNKNOWN' },
    ],
  ])('finds a post that is %s', async (_, row, expected) => {
    await using server = await listenWith([{ id: 'p1', ...row }])
    expect(await look(server.origin)).toMatchObject(expected)
    expect(server.received.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('tells of an error without its text where Postiz does not show it', async () => {
    await using server = await listenWith([{ id: 'p1', state: 'ERROR' }], { peek: false })
    expect(await look(server.origin)).toMatchObject({
      kind: 'error',
      code: 'PUBLISH_FAILED',
      isLive: false,
    })
  })

  it('with its id, finds what somebody moved to another day', async () => {
    const moved = { id: 'p1', state: 'QUEUE', publishDate: '2026-09-01T08:00:00.000Z' }
    await using server = await listenWith([moved])
    expect(await look(server.origin)).toMatchObject({ kind: 'absent' })
    expect(await look(server.origin, 'p1')).toMatchObject({ kind: 'pending', draftId: 'p1' })
    expect(await look(server.origin, 'p2')).toMatchObject({ kind: 'absent' })
  })

  it.each([
    ['500', { status: 500, body: {} }, 'POSTIZ_SERVER_ERROR'],
    ['a page', { body: '<html></html>' }, 'POSTIZ_NOT_AN_API'],
    ['a list of another shape', { body: { posts: [{ id: 1 }] } }, 'POSTIZ_ANSWER_UNREADABLE'],
  ])('does not take %s for an absence', async (_, given, code) => {
    await using server = await listen(() => given)
    expect(await look(server.origin)).toMatchObject({ kind: 'unreachable', code })
  })

  it('does not take a peek that failed for an absence', async () => {
    await using server = await listen(({ url }) =>
      url.includes('?') ? { body: { posts: [] } } : { status: 502, body: '<html></html>' },
    )
    expect(await look(server.origin, 'p1')).toMatchObject({ kind: 'unreachable' })
  })
})
