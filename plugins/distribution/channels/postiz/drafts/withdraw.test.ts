import { describe, expect, it } from 'vitest'
import { postizChannel } from '../index.ts'
import { listen } from '../testing/listen.ts'
import { channelOf } from '../testing/media.ts'

const draftAt = new Date('2026-08-21T10:00:07.123Z')

type Row = { state: string; releaseURL?: string }

/** One post in a small Postiz; `onPut` and `onDelete` may change it before, or give another answer. */
const listenWith = (
  start: Row | null,
  { onPut, onDelete }: Partial<Record<'onPut' | 'onDelete', (row: Row) => object | undefined>> = {},
) => {
  let row = start
  return listen(({ method, url }) => {
    const whole = row && {
      id: 'p1',
      publishDate: draftAt.toISOString(),
      integration: { id: 'int-x' },
      ...row,
    }
    if (method === 'GET' && url.includes('?')) return { body: { posts: whole ? [whole] : [] } }
    if (method === 'GET') return { body: whole ? [whole] : [] }
    if (!row) return { status: 500, body: { message: 'Internal server error' } }
    if (method === 'PUT') {
      const given = onPut?.(row)
      row = { ...row, state: 'DRAFT' }
      return given ?? { body: { id: 'p1', state: 'DRAFT' } }
    }
    const given = onDelete?.(row)
    row = null
    return given ?? { body: { error: true } }
  })
}

const withdraw = (origin: string) =>
  postizChannel.withdraw({
    connection: { baseUrl: origin, apiKey: 'key', timeoutMs: 10_000 },
    channel: channelOf(),
    draftId: 'p1',
    draftAt,
  })

const methods = (received: { method: string }[]) => received.map(({ method }) => method).join(' ')

describe('withdrawing', () => {
  it('deletes a draft; the answer {"error":true} is a success', async () => {
    await using server = await listenWith({ state: 'DRAFT' })
    expect(await withdraw(server.origin)).toMatchObject({
      kind: 'gone',
      answer: { statusCode: 200 },
    })
    expect(methods(server.received)).toBe('GET DELETE')
  })

  it('stops what is switched on before it deletes it', async () => {
    await using server = await listenWith({ state: 'QUEUE' })
    expect(await withdraw(server.origin)).toMatchObject({
      kind: 'gone',
      answer: { meta: { wasSwitchedOn: true } },
    })
    expect(methods(server.received)).toBe('GET PUT GET DELETE')
  })

  it('keeps what went live while it was being stopped', async () => {
    await using server = await listenWith(
      { state: 'QUEUE' },
      {
        onPut: (row) => {
          row.releaseURL = 'https://x.example/1'
          return undefined
        },
      },
    )
    expect(await withdraw(server.origin)).toMatchObject({
      kind: 'kept',
      code: 'POSTIZ_ALREADY_LIVE',
    })
    expect(methods(server.received)).toBe('GET PUT GET')
  })

  it.each([
    ['is live', { state: 'PUBLISHED', releaseURL: 'https://x.example/1' }],
    ['is an error that is live', { state: 'ERROR', releaseURL: 'https://x.example/1' }],
  ])('never touches a post that %s', async (_, row) => {
    await using server = await listenWith(row)
    expect(await withdraw(server.origin)).toMatchObject({
      kind: 'kept',
      code: 'POSTIZ_ALREADY_LIVE',
    })
    expect(methods(server.received)).not.toMatch(/PUT|DELETE/)
  })

  it('of what is gone already is done', async () => {
    await using server = await listenWith(null)
    expect(await withdraw(server.origin)).toMatchObject({ kind: 'gone' })
    expect(methods(server.received)).toBe('GET GET')
  })

  it('that is answered with 500, but worked, is found to be done', async () => {
    const onDelete = () => ({ status: 500, body: { message: 'Internal server error' } })
    await using server = await listenWith({ state: 'DRAFT' }, { onDelete })
    expect(await withdraw(server.origin)).toMatchObject({ kind: 'gone' })
  })

  it('that is answered with 500, and did not work, says so', async () => {
    const rows = [
      {
        id: 'p1',
        state: 'DRAFT',
        publishDate: draftAt.toISOString(),
        integration: { id: 'int-x' },
      },
    ]
    await using server = await listen(({ method }) =>
      method === 'DELETE' ? { status: 500, body: {} } : { body: { posts: rows } },
    )
    expect(await withdraw(server.origin)).toMatchObject({
      kind: 'kept',
      code: 'POSTIZ_SERVER_ERROR',
    })
  })

  it('does nothing while Postiz can not be read', async () => {
    await using server = await listen(() => ({ status: 503, body: '<html></html>' }))
    expect(await withdraw(server.origin)).toMatchObject({
      kind: 'kept',
      code: 'POSTIZ_SERVER_ERROR',
    })
    expect(methods(server.received)).toBe('GET')
  })
})
