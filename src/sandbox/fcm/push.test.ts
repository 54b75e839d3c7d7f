import { generateKeyPairSync } from 'node:crypto'
import { request } from 'node:https'
import type { Credential } from 'firebase-admin/app'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPush } from '../../../plugins/distribution/channels/manual/push.ts'
import { createFcmAgent } from './createFcmAgent.ts'
import { issueCertificate } from './issueCertificate.ts'
import type { ReceivedPush } from './openPushStore.ts'
import { type FcmSandbox, startFcmSandbox } from './startFcmSandbox.ts'

const accessToken = 'ya29.an-access-token-that-nobody-may-see'
const credential: Credential = {
  getAccessToken: async () => ({ access_token: accessToken, expires_in: 3600 }),
}
const content = {
  notification: {
    title: 'Time to post: 3 Bedroom Apartment',
    body: 'WhatsApp Status, until 14:30',
  },
  data: { taskId: '7f3a', tenantId: '12' },
  ttlSeconds: 1_800,
  collapseKey: 'assist-task:7f3a',
  link: 'https://postyard.example/agent/tasks/7f3a',
}
const tokens = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `phone-${String(index).padStart(5, '0')}-APA91bEexample`,
  )

let sandbox: FcmSandbox
const opened: { close: () => Promise<void> }[] = []

beforeAll(async () => {
  sandbox = await startFcmSandbox({ port: 0, controlPort: 0 })
})
afterAll(() => sandbox.close())
afterEach(async () => {
  await Promise.all(opened.splice(0).map((push) => push.close()))
  await control('POST', '/sandbox/reset')
})

function openPush(settings: Partial<Parameters<typeof createPush>[0]> = {}) {
  const httpAgent = createFcmAgent(sandbox)
  const push = createPush({ projectId: 'demo-agency', credential, httpAgent, ...settings })
  opened.push(push, { close: async () => httpAgent.destroy() })
  return push
}

async function control(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.url}${path}`, { method, body: JSON.stringify(body) })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return answer.json()
}

const behave = (token: string, behaviour: string, more = {}) =>
  control('POST', `/sandbox/tokens/${token}`, { behaviour, ...more })

const received = async (): Promise<ReceivedPush[]> =>
  (await control('GET', '/sandbox/messages?limit=5000')).messages

describe('what a phone is sent', () => {
  test('firebase-admin delivers notification, ids, time to live and collapse key for each kind of phone', async () => {
    const now = Date.UTC(2026, 10, 22, 14)
    const [token] = tokens(1) as [string]
    const { results } = await openPush({ now: () => now }).send({ tokens: [token], ...content })

    const [push, ...others] = await received()
    expect(others).toEqual([])
    expect(results).toEqual([{ token, kind: 'sent', messageId: push?.name }])
    expect(push?.name).toMatch(/^projects\/demo-agency\/messages\/0:\d+%[0-9a-f]{16}$/)
    expect(push?.message).toMatchObject({
      token,
      notification: content.notification,
      data: content.data,
      android: {
        priority: 'high',
        ttl: '1800s',
        collapse_key: 'assist-task:7f3a',
        notification: { tag: 'assist-task:7f3a' },
      },
      apns: {
        headers: {
          'apns-expiration': String(now / 1000 + 1_800),
          'apns-collapse-id': 'assist-task:7f3a',
        },
      },
      webpush: {
        headers: { TTL: '1800', Urgency: 'high', Topic: expect.stringMatching(/^[\w-]{1,32}$/) },
        notification: { tag: 'assist-task:7f3a' },
        fcmOptions: { link: content.link },
      },
    })
  })

  test('1,200 phones are each told once, although FCM takes 500 at a time', async () => {
    const all = tokens(1_200)
    const { results } = await openPush({ timeoutMs: 30_000 }).send({ tokens: all, ...content })
    expect(results.map(({ token }) => token)).toEqual(all)
    expect(results.filter(({ kind }) => kind === 'sent')).toHaveLength(1_200)
    expect((await received()).map(({ token }) => token).sort()).toEqual(all)
  })

  test('a token that is named twice is sent to once', async () => {
    const [token] = tokens(1) as [string]
    const { results } = await openPush().send({ tokens: [token, token], ...content })
    expect(results).toHaveLength(1)
    expect(await received()).toHaveLength(1)
  })

  test('without tokens nothing is asked of anybody', async () => {
    expect(await openPush().send({ tokens: [], ...content })).toEqual({ results: [] })
    expect(await received()).toEqual([])
  })

  test('more than 4,000 bytes are refused before anything is sent', async () => {
    const send = openPush().send({
      tokens: tokens(1),
      ...content,
      data: { caption: 'ü'.repeat(2_000) },
    })
    await expect(send).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
    expect(await received()).toEqual([])
  })
})

describe('what Google may answer', () => {
  test.each([
    ['UNREGISTERED', { kind: 'gone', code: 'PUSH_UNREGISTERED' }],
    ['INVALID_ARGUMENT', { kind: 'gone', code: 'PUSH_TOKEN_INVALID' }],
    ['QUOTA_EXCEEDED', { kind: 'retry', code: 'PUSH_QUOTA_EXCEEDED', retryAfterMs: 60_000 }],
    ['UNAVAILABLE', { kind: 'retry', code: 'PUSH_UNAVAILABLE' }],
    ['INTERNAL', { kind: 'retry', code: 'PUSH_UNAVAILABLE' }],
    ['SENDER_ID_MISMATCH', { kind: 'failed', code: 'PUSH_SENDER_MISMATCH' }],
    ['THIRD_PARTY_AUTH_ERROR', { kind: 'failed', code: 'PUSH_CREDENTIALS_REFUSED' }],
    ['UNAUTHENTICATED', { kind: 'failed', code: 'PUSH_CREDENTIALS_REFUSED' }],
    ['PERMISSION_DENIED', { kind: 'failed', code: 'PUSH_CREDENTIALS_REFUSED' }],
    ['NOT_FOUND', { kind: 'failed', code: 'PUSH_PROJECT_NOT_FOUND' }],
    ['INVALID_PAYLOAD', { kind: 'failed', code: 'PUSH_REFUSED' }],
  ])('%s concerns its own phone only', async (behaviour, expected) => {
    const [first, bad, last] = tokens(3) as [string, string, string]
    await behave(bad, behaviour)
    const { results } = await openPush().send({ tokens: [first, bad, last], ...content })
    expect(results).toMatchObject([{ kind: 'sent' }, { token: bad, ...expected }, { kind: 'sent' }])
    expect(JSON.stringify({ ...results[1], token: '' })).not.toContain(bad)
    expect(JSON.stringify(results)).not.toContain(accessToken)
  })

  test.each(['QUOTA_EXCEEDED', 'UNAVAILABLE'])(
    '%s with Retry-After comes back at once, asked once, with the time to wait',
    async (behaviour) => {
      const [token] = tokens(1) as [string]
      await behave(token, behaviour, { retryAfterSeconds: 30 })
      const begun = performance.now()
      const { results } = await openPush().send({ tokens: [token], ...content })
      expect(results).toMatchObject([{ kind: 'retry', retryAfterMs: 30_000 }])
      expect(performance.now() - begun).toBeLessThan(2_000)
      expect(await received()).toHaveLength(1)
    },
  )

  test('where the quota refuses a whole chunk, the chunks after it are spared', async () => {
    await control('POST', '/sandbox/faults', { behaviour: 'QUOTA_EXCEEDED', retryAfterSeconds: 7 })
    const all = tokens(600)
    const { results } = await openPush().send({ tokens: all, ...content })
    expect(results.map(({ token }) => token)).toEqual(all)
    expect(new Set(results.map((result) => JSON.stringify({ ...result, token: '' }))).size).toBe(1)
    expect(results[599]).toMatchObject({ kind: 'retry', retryAfterMs: 7_000 })
    expect(await received()).toHaveLength(500)
  })

  test('a vague INVALID_ARGUMENT drops a token only where another phone took the same payload', async () => {
    const [one, two] = tokens(2) as [string, string]
    const vague = { message: 'Request contains an invalid argument.' }
    await behave(one, 'INVALID_ARGUMENT', vague)
    const push = openPush()
    const both = await push.send({ tokens: [one, two], ...content })
    expect(both.results.map(({ kind }) => kind)).toEqual(['gone', 'sent'])
    await behave(two, 'INVALID_ARGUMENT', vague)
    const neither = await push.send({ tokens: [one, two], ...content })
    expect(neither.results.map(({ kind }) => kind)).toEqual(['failed', 'failed'])
  })

  test('an outage that ends is over for the next attempt', async () => {
    const [token] = tokens(1) as [string]
    await behave(token, 'UNAVAILABLE', { times: 1 })
    const push = openPush()
    const first = await push.send({ tokens: [token], ...content })
    const second = await push.send({ tokens: [token], ...content })
    expect([...first.results, ...second.results].map(({ kind }) => kind)).toEqual(['retry', 'sent'])
  })
})

describe('when Google does not answer', () => {
  test.each(['hang', 'stall'])(
    '%s: the time is kept, and the others have their true results',
    async (behaviour) => {
      const [first, bad, last] = tokens(3) as [string, string, string]
      await behave(bad, behaviour)
      const begun = performance.now()
      const { results } = await openPush({ timeoutMs: 400 }).send({
        tokens: [first, bad, last],
        ...content,
      })
      expect(performance.now() - begun).toBeLessThan(1_500)
      expect(results).toMatchObject([
        { kind: 'sent' },
        { kind: 'retry', code: 'PUSH_TIMEOUT' },
        { kind: 'sent' },
      ])
    },
  )

  test('more phones than connections, none of which answers, are given up together', async () => {
    await control('POST', '/sandbox/faults', { behaviour: 'hang' })
    const begun = performance.now()
    const { results } = await openPush({ timeoutMs: 400 }).send({ tokens: tokens(200), ...content })
    expect(performance.now() - begun).toBeLessThan(3_000)
    expect(new Set(results.map((result) => 'code' in result && result.code))).toEqual(
      new Set(['PUSH_TIMEOUT']),
    )
  })

  test('a slow answer within the time is a success', async () => {
    await control('POST', '/sandbox/faults', { behaviour: 'slow', delayMs: 300 })
    const { results } = await openPush().send({ tokens: tokens(2), ...content })
    expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
  })

  test('a signal ends what is under way, and what was not begun is not', async () => {
    await control('POST', '/sandbox/faults', { behaviour: 'hang' })
    const signal = AbortSignal.timeout(200)
    const { results } = await openPush().send({ tokens: tokens(700), ...content, signal })
    expect(
      results.filter((result) => 'code' in result && result.code === 'PUSH_ABORTED'),
    ).toHaveLength(700)
    expect((await received()).length).toBeLessThanOrEqual(50)
  })

  test('a connection that breaks once is tried again by itself', async () => {
    const [token] = tokens(1) as [string]
    await behave(token, 'resetBefore', { times: 1 })
    const { results } = await openPush().send({ tokens: [token], ...content })
    expect(results).toMatchObject([{ kind: 'sent' }])
  })

  test('a push that goes out after a time-out does not disturb the next one', async () => {
    const [token] = tokens(1) as [string]
    await behave(token, 'hang', { times: 1 })
    const push = openPush({ timeoutMs: 300 })
    await push.send({ tokens: [token], ...content })
    expect(await push.send({ tokens: [token], ...content })).toMatchObject({
      results: [{ kind: 'sent' }],
    })
  })

  test('nobody at the other end is no success and no loss', async () => {
    const gone = await startFcmSandbox({ port: 0, controlPort: 0 })
    await gone.close()
    const { results } = await openPush({ httpAgent: createFcmAgent(gone) }).send({
      tokens: tokens(1),
      ...content,
    })
    expect(results).toMatchObject([
      { kind: 'retry', code: 'PUSH_UNREACHABLE', message: expect.stringContaining('ECONNREFUSED') },
    ])
  })
})

describe('who is believed', () => {
  test('a server whose certificate another authority signed gets nothing', async () => {
    const { cert: ca } = await issueCertificate({ name: 'Somebody else', now: new Date() })
    const { results } = await openPush({ httpAgent: createFcmAgent({ ...sandbox, ca }) }).send({
      tokens: tokens(1),
      ...content,
    })
    expect(results).toMatchObject([{ kind: 'retry', code: 'PUSH_UNREACHABLE' }])
    expect(await received()).toEqual([])
  })

  test('the stand-in passes for no host but those it stands in for', async () => {
    const agent = createFcmAgent(sandbox)
    const call = new Promise((resolve, reject) => {
      request('https://bank.example/', { agent }, resolve).on('error', reject).end()
    })
    await expect(call).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })
})

describe('credentials', () => {
  const pem = (bits: number) =>
    generateKeyPairSync('rsa', { modulusLength: bits })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString()

  test('a service account gets its access token by the same way out, and sends', async () => {
    const push = openPush({
      credential: undefined,
      serviceAccount: { client_email: 'push@demo-agency.example', private_key: pem(2048) },
    })
    expect(await push.send({ tokens: tokens(2), ...content })).toMatchObject({
      results: [{ kind: 'sent' }, { kind: 'sent' }],
    })
  })

  test('a service account whose clock is wrong is refused by Google, and told so', async () => {
    const push = openPush({
      credential: undefined,
      now: () => 0,
      serviceAccount: { client_email: 'push@demo-agency.example', private_key: pem(2048) },
    })
    expect(await push.send({ tokens: tokens(1), ...content })).toMatchObject({
      results: [{ kind: 'failed', code: 'PUSH_CREDENTIALS_REFUSED' }],
    })
  })

  test('a key that cannot be read is told for each phone, without the key', async () => {
    const push = openPush({
      credential: undefined,
      serviceAccount: { client_email: 'push@demo-agency.example', private_key: 'not-a-key' },
    })
    const { results } = await push.send({ tokens: tokens(1), ...content })
    expect(results).toMatchObject([{ kind: 'failed', code: 'PUSH_CREDENTIALS_REFUSED' }])
    expect(JSON.stringify(results)).not.toContain('not-a-key')
  })

  test('a malformed access token never shows in a result', async () => {
    const push = openPush({
      credential: { getAccessToken: async () => ({ access_token: accessToken }) as never },
    })
    const { results } = await push.send({ tokens: tokens(1), ...content })
    expect(results).toMatchObject([{ kind: 'failed', code: 'PUSH_CREDENTIALS_REFUSED' }])
    expect(JSON.stringify(results)).not.toContain(accessToken)
  })

  test('credentials that never answer are given up too', async () => {
    const push = openPush({
      timeoutMs: 100,
      credential: { getAccessToken: () => new Promise(() => {}) },
    })
    expect(await push.send({ tokens: tokens(1), ...content })).toMatchObject({
      results: [{ kind: 'retry', code: 'PUSH_TIMEOUT' }],
    })
  })
})

test('two tenants push side by side, each with its own project; a closed one opens again', async () => {
  const [one, two] = [openPush({ projectId: 'tenant-one' }), openPush({ projectId: 'tenant-two' })]
  await Promise.all([
    one.send({ tokens: ['phone-of-one'], ...content }),
    two.send({ tokens: ['phone-of-two'], ...content }),
  ])
  await one.close()
  await one.send({ tokens: ['phone-of-one'], ...content })
  const seen = (await received()).map(({ project, token }) => `${project} ${token}`).sort()
  expect(seen).toEqual([
    'tenant-one phone-of-one',
    'tenant-one phone-of-one',
    'tenant-two phone-of-two',
  ])
})
