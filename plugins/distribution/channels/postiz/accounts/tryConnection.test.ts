import { describe, expect, it } from 'vitest'
import { createReach } from '../../../security/reach.ts'
import { listChannels, tryConnection } from '../index.ts'
import { listen } from '../testing/listen.ts'

const apiKey = 'sk-a-very-secret-key'

/** As the all-in-one image answers: the API below /api, the panel's pages everywhere else. */
const listenAsPostiz = () =>
  listen(({ url, headers }) => {
    if (!url.startsWith('/api/public/v1/')) return { body: '<!doctype html><title>Postiz</title>' }
    if (headers.authorization !== apiKey) return { status: 401, body: { msg: 'Invalid API key' } }
    if (url.endsWith('/is-connected')) return { body: { connected: true } }
    if (url.endsWith('/groups')) return { body: [{ id: 'g1', name: 'Riverside' }] }
    return {
      body: [
        {
          id: 'i1',
          name: 'Homes',
          identifier: 'x',
          picture: '/a.png',
          disabled: false,
          profile: 'homes',
          customer: { id: 'g1', name: 'Riverside' },
        },
        {
          id: 'i2',
          name: 'Old',
          identifier: 'linkedin-page',
          picture: '',
          disabled: true,
          profile: null,
        },
      ],
    }
  })

describe('trying a connection', () => {
  it.each(['/api', '/api/', '/api/public/v1/'])('takes the address with %s', async (end) => {
    await using server = await listenAsPostiz()
    const baseUrl = `  ${server.origin}${end} `
    expect(await tryConnection({ baseUrl, apiKey: ` ${apiKey}\n` })).toEqual({
      kind: 'connected',
      baseUrl: `${server.origin}/api`,
      apiKey,
      groups: [{ id: 'g1', name: 'Riverside' }],
    })
  })

  it('names a missing /api, and the address that works', async () => {
    await using server = await listenAsPostiz()
    const tried = await tryConnection({ baseUrl: `${server.origin}/`, apiKey })
    expect(tried).toMatchObject({
      kind: 'refused',
      isReachable: true,
      field: 'baseUrl',
      code: 'POSTIZ_NOT_AN_API',
      suggestedBaseUrl: `${server.origin}/api`,
    })
    expect(JSON.stringify(tried)).not.toContain(apiKey)
  })

  it.each([
    ['Bearer before the key', `Bearer ${apiKey}`, 'POSTIZ_KEY_HAS_BEARER'],
    ['a wrong key', 'other', 'POSTIZ_KEY_REFUSED'],
    ['no key', '', 'POSTIZ_KEY_MISSING'],
  ])('names %s', async (_, key, code) => {
    await using server = await listenAsPostiz()
    const tried = await tryConnection({ baseUrl: `${server.origin}/api`, apiKey: key })
    expect(tried).toMatchObject({ kind: 'refused', isReachable: true, field: 'apiKey', code })
  })

  it('names the other of http and https, and sends the key there only when it is given', async () => {
    await using server = await listen(({ url }) =>
      url.startsWith('/api/public/posts/') ? { body: [] } : { status: 404, body: {} },
    )
    const tried = await tryConnection({ baseUrl: `https://127.0.0.1:${server.port}/api`, apiKey })
    expect(tried).toMatchObject({
      kind: 'refused',
      field: 'baseUrl',
      code: 'POSTIZ_UNREACHABLE',
      suggestedBaseUrl: `${server.origin}/api`,
      message: expect.stringContaining(`${server.origin}/api`),
    })
    expect(server.received.length).toBeGreaterThan(0)
    expect(server.received.every(({ headers }) => !headers.authorization)).toBe(true)
  })

  it('names a port at which nobody listens', async () => {
    const tried = await tryConnection({ baseUrl: 'http://127.0.0.1:1/api', apiKey })
    expect(tried).toMatchObject({
      code: 'POSTIZ_UNREACHABLE',
      message: expect.stringContaining('Is 1 the right port?'),
    })
  })

  it.each([
    ['a key that was replaced', 'Invalid API key', 'copy the present one'],
    ['an OAuth token', 'Invalid OAuth token', 'Give the API key of the organisation instead'],
  ])('says what to do with %s', async (_, msg, said) => {
    await using server = await listen(() => ({ status: 401, body: { msg } }))
    const tried = await tryConnection({ baseUrl: `${server.origin}/api`, apiKey })
    expect(tried).toMatchObject({
      code: 'POSTIZ_KEY_REFUSED',
      field: 'apiKey',
      message: expect.stringContaining(said),
    })
  })

  it('tells another server from Postiz', async () => {
    await using server = await listen(() => ({ status: 404, body: { message: 'Route not found' } }))
    const tried = await tryConnection({ baseUrl: `${server.origin}/api`, apiKey })
    expect(tried).toMatchObject({
      field: 'baseUrl',
      message: expect.stringContaining('it is not Postiz'),
    })
  })

  it('calls nobody inside, by address or by name, where that is not allowed', async () => {
    await using server = await listenAsPostiz()
    for (const host of ['127.0.0.1', 'localhost']) {
      const baseUrl = `http://${host}:${server.port}/api`
      const tried = await tryConnection({ baseUrl, apiKey, reach: createReach([]) })
      expect(tried).toMatchObject({ field: 'baseUrl', code: 'POSTIZ_ADDRESS_FORBIDDEN' })
    }
    expect(server.received).toEqual([])
    const reach = createReach(['localhost'])
    const baseUrl = `http://localhost:${server.port}/api`
    expect(await tryConnection({ baseUrl, apiKey, reach })).toMatchObject({ kind: 'connected' })
  })

  it('names an address that is none, and one where nobody answers', async () => {
    expect(await tryConnection({ baseUrl: 'postiz.example', apiKey })).toMatchObject({
      code: 'POSTIZ_ADDRESS_INVALID',
      field: 'baseUrl',
      isReachable: true,
    })
    expect(await tryConnection({ baseUrl: 'http://127.0.0.1:1', apiKey })).toMatchObject({
      code: 'POSTIZ_UNREACHABLE',
      field: 'baseUrl',
      isReachable: false,
    })
  })
})

describe('listing channels', () => {
  it('gives each account with its group', async () => {
    await using server = await listenAsPostiz()
    const connection = { baseUrl: `${server.origin}/api`, apiKey }
    expect(await listChannels({ connection })).toEqual({
      kind: 'listed',
      channels: [
        {
          integrationId: 'i1',
          name: 'Homes',
          platform: 'x',
          picture: '/a.png',
          isDisabled: false,
          group: { id: 'g1', name: 'Riverside' },
          profile: 'homes',
        },
        {
          integrationId: 'i2',
          name: 'Old',
          platform: 'linkedin-page',
          picture: null,
          isDisabled: true,
          group: null,
          profile: null,
        },
      ],
    })
  })

  it('says why it could not', async () => {
    await using server = await listen(() => ({ status: 500, body: {} }))
    const connection = { baseUrl: server.origin, apiKey }
    expect(await listChannels({ connection })).toMatchObject({
      kind: 'refused',
      isReachable: false,
      code: 'POSTIZ_SERVER_ERROR',
    })
  })
})
