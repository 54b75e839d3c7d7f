import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  ChannelFacts,
  Content,
  RemoteState,
} from '../../plugins/distribution/channels/adapter.ts'
import {
  listChannels,
  postizChannel,
  tryConnection,
} from '../../plugins/distribution/channels/postiz/index.ts'
import {
  channelOf,
  contentOf,
  picture,
} from '../../plugins/distribution/channels/postiz/testing/media.ts'
import {
  type PostizKind,
  type PostizSandbox,
  type Publication,
  startPostizSandbox,
} from '../../src/sandbox/postiz/index.ts'

const apiKey = 'key-of-riverside'

const start = (kind: PostizKind, publishDelayMs = 30) =>
  startPostizSandbox({
    port: 0,
    kind,
    publishDelayMs,
    limitPerHour: 100_000,
    organisations: [
      {
        name: 'Riverside',
        key: apiKey,
        groups: [{ id: 'g1', name: 'Riverside Homes' }],
        integrations: [
          { id: 'int-x', name: 'Homes', identifier: 'x', group: 'g1' },
          { id: 'int-mastodon', name: 'Flats', identifier: 'mastodon' },
          { id: 'int-telegram', name: 'Chat', identifier: 'telegram' },
          { id: 'int-discord', name: 'Server', identifier: 'discord' },
          { id: 'int-off', name: 'Off', identifier: 'bluesky', disabled: true },
          { id: 'int-dead', name: 'Dead', identifier: 'bluesky', refreshNeeded: true },
        ],
      },
    ],
  })

/** Each attempt files its draft under an instant of its own. */
let lastInstant = 0
const nextInstant = () => {
  lastInstant = Math.max(Date.now(), lastInstant + 1)
  return new Date(lastInstant)
}

const steer = async (sandbox: PostizSandbox, path: string, method: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  return response.json() as Promise<{ publications: Publication[] }>
}

/** A fault that hangs is waited for shortly; all else may be slow on a busy machine. */
const patience = (fault: string) => (fault.startsWith('hang') ? 700 : 20_000)

const open = (sandbox: PostizSandbox, changes: Partial<ChannelFacts> = {}, timeoutMs = 20_000) => {
  const connection = { baseUrl: `${sandbox.url}/api`, apiKey, timeoutMs }
  const channel = channelOf(changes)
  const stage = (draftAt: Date, content: Partial<Content> = {}) =>
    postizChannel.stage({
      connection,
      channel,
      content: contentOf(content),
      draftAt,
      reference: 'delivery-7',
    })
  const look = (draftAt: Date, draftId?: string) =>
    postizChannel.look({ connection, channel, draftAt, draftId })
  return {
    connection,
    channel,
    stage,
    look,
    fire: (draftId: string) => postizChannel.fire({ connection, draftId }),
    withdraw: (draftAt: Date, draftId: string) =>
      postizChannel.withdraw({ connection, channel, draftAt, draftId }),
    stageSurely: async (draftAt: Date, content: Partial<Content> = {}) => {
      const staged = await stage(draftAt, content)
      if (staged.kind !== 'staged') throw new Error(`Not staged: ${JSON.stringify(staged)}`)
      return staged.draftId
    },
    lookUntil: async (draftAt: Date, isDone: (state: RemoteState) => boolean) => {
      for (let time = 0; time < 200; time += 1) {
        const state = await look(draftAt)
        if (isDone(state)) return state
        await sleep(20)
      }
      throw new Error('It never came so far.')
    },
    fault: (fault: object) => steer(sandbox, 'faults', 'POST', [{ times: 1, ...fault }]),
    publications: async () => (await steer(sandbox, 'publications', 'GET')).publications,
  }
}

const hasEnded = ({ kind }: RemoteState) => kind === 'published' || kind === 'error'

describe.each<PostizKind>(['2.23', 'newer'])('Postiz %s', (kind) => {
  let sandbox: PostizSandbox
  beforeEach(async () => {
    sandbox = await start(kind)
  })
  afterEach(() => sandbox.close())

  it('a post goes its whole way, with its picture, and is live once', async () => {
    const postiz = open(sandbox)
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt, {
      text: 'Tom & Jerry\n\na<b then c>d',
      link: 'https://example.com/?a_b=1&c_d=2',
      media: [picture()],
    })
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'draft', draftId })
    expect(await postiz.publications()).toEqual([])

    expect(await postiz.fire(draftId)).toMatchObject({ kind: 'submitted' })
    const state = await postiz.lookUntil(draftAt, hasEnded)
    const [live, ...others] = await postiz.publications()
    expect(others).toEqual([])
    expect(live).toMatchObject({
      text: 'Tom & Jerry\n\na<b then c>d\n\nhttps://example.com/?a_b=1&c_d=2',
      settings: { who_can_reply_post: 'everyone', postyardRef: 'delivery-7' },
    })
    expect(live?.media).toHaveLength(1)
    expect(state).toMatchObject({
      kind: 'published',
      draftId,
      externalUrl: live?.releaseURL,
      externalId: live?.releaseId,
    })
  })

  it('the connection is tried, and the channels are listed', async () => {
    const tried = await tryConnection({ baseUrl: sandbox.baseUrl, apiKey })
    expect(tried).toMatchObject({ kind: 'connected', baseUrl: `${sandbox.url}/api` })
    expect(await tryConnection({ baseUrl: sandbox.url, apiKey })).toMatchObject({
      code: 'POSTIZ_NOT_AN_API',
      suggestedBaseUrl: `${sandbox.url}/api`,
    })
    expect(await tryConnection({ baseUrl: sandbox.baseUrl, apiKey: 'no' })).toMatchObject({
      code: 'POSTIZ_KEY_REFUSED',
    })
    const listing = await listChannels({ connection: { baseUrl: sandbox.baseUrl, apiKey } })
    if (listing.kind !== 'listed') throw new Error(listing.message)
    expect(listing.channels).toHaveLength(6)
    expect(listing.channels.find(({ integrationId }) => integrationId === 'int-x')).toMatchObject({
      platform: 'x',
      isDisabled: false,
      group: { id: 'g1', name: 'Riverside Homes' },
    })
    expect(listing.channels.find(({ integrationId }) => integrationId === 'int-off')).toMatchObject(
      {
        isDisabled: true,
        group: null,
      },
    )
  })

  it.each([
    ['the connection is reset', 'reset-after', 'POSTIZ_CONNECTION_LOST'],
    ['Postiz says 500', 'error-after', 'POSTIZ_SERVER_ERROR'],
    ['the proxy gives up', 'html-504', 'POSTIZ_GATEWAY_TIMEOUT'],
    ['no answer comes', 'hang-after', 'POSTIZ_TIMEOUT'],
  ])('a draft whose staging worked although %s is found and adopted', async (_, fault, code) => {
    const postiz = open(sandbox, {}, patience(fault))
    await postiz.fault({ kind: fault, match: { method: 'POST', path: '/posts$' }, delayMs: 50 })
    const draftAt = nextInstant()
    expect(await postiz.stage(draftAt)).toMatchObject({ kind: 'unknown', code })
    const found = await postiz.lookUntil(draftAt, (state) => state.kind === 'draft')
    if (found.kind !== 'draft') throw new Error()
    expect(await postiz.fire(found.draftId)).toMatchObject({ kind: 'submitted' })
    await postiz.lookUntil(draftAt, hasEnded)
    expect(await postiz.publications()).toHaveLength(1)
  })

  it.each([
    ['reset-before', 'unknown'],
    ['hang', 'unknown'],
    ['500', 'unknown'],
    ['503', 'unknown'],
    ['401-empty', 'retry'],
    ['429', 'retry'],
  ])('a staging that %s kept from working left nothing behind', async (fault, kindOfEnd) => {
    const postiz = open(sandbox, {}, patience(fault))
    await postiz.fault({ kind: fault, match: { method: 'POST', path: '/posts$' } })
    const draftAt = nextInstant()
    expect((await postiz.stage(draftAt)).kind).toBe(kindOfEnd)
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'absent' })
  })

  it.each([
    'reset-before',
    'reset-after',
    'hang',
    '500',
    'error-after',
    'html-504',
    '401-empty',
    '429',
  ])('an upload that ends with %s is never unknown', async (fault) => {
    const postiz = open(sandbox, {}, patience(fault))
    await postiz.fault({ kind: fault, match: { method: 'POST', path: '/upload$' } })
    const draftAt = nextInstant()
    const staged = await postiz.stage(draftAt, { media: [picture()] })
    expect(staged.kind).toBe('retry')
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'absent' })
  })

  it('a file that is not what it says is refused for good', async () => {
    const postiz = open(sandbox)
    const bytes = Buffer.from('no picture')
    const file = picture({ bytes: bytes.length, open: async () => Readable.from([bytes]) })
    expect(await postiz.stage(nextInstant(), { media: [file] })).toMatchObject({ kind: 'failed' })
  })

  it.each([
    ['reset-after', 'unknown'],
    ['error-after', 'unknown'],
    ['html-504', 'unknown'],
    ['hang-after', 'unknown'],
  ])('a fire that ends with %s is unknown, is found live, and is live once', async (fault, end) => {
    const postiz = open(sandbox, {}, patience(fault))
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt)
    await postiz.fault({ kind: fault, match: { method: 'PUT' }, delayMs: 50 })
    expect((await postiz.fire(draftId)).kind).toBe(end)
    expect(await postiz.lookUntil(draftAt, hasEnded)).toMatchObject({ kind: 'published', draftId })
    expect(await postiz.publications()).toHaveLength(1)
  })

  it.each([
    ['reset-before', 'unknown'],
    ['hang', 'unknown'],
    ['500', 'unknown'],
    ['503', 'unknown'],
    ['429', 'retry'],
    ['401-empty', 'retry'],
  ])('a fire that %s kept from working leaves the draft a draft', async (fault, end) => {
    const postiz = open(sandbox, {}, patience(fault))
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt)
    await postiz.fault({ kind: fault, match: { method: 'PUT' } })
    expect((await postiz.fire(draftId)).kind).toBe(end)
    await sleep(100)
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'draft', draftId })
    expect(await postiz.publications()).toEqual([])
  })

  it('a draft that somebody deleted is absent, and can not be fired', async () => {
    const postiz = open(sandbox)
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt)
    expect(await postiz.withdraw(draftAt, draftId)).toMatchObject({ kind: 'gone' })
    expect(await postiz.look(draftAt, draftId)).toMatchObject({ kind: 'absent' })
    expect(await postiz.fire(draftId)).toMatchObject({
      kind: 'restage',
      code: 'POSTIZ_DRAFT_MISSING',
    })
    expect(await postiz.withdraw(draftAt, draftId)).toMatchObject({ kind: 'gone' })
  })

  it.each(['reset-after', 'error-after', 'hang-after'])(
    'a withdrawal that ends with %s is found to be done',
    async (fault) => {
      const postiz = open(sandbox, {}, patience(fault))
      const draftAt = nextInstant()
      const draftId = await postiz.stageSurely(draftAt)
      await postiz.fault({ kind: fault, match: { method: 'DELETE' } })
      expect(await postiz.withdraw(draftAt, draftId)).toMatchObject({ kind: 'gone' })
      expect(await postiz.look(draftAt)).toMatchObject({ kind: 'absent' })
    },
  )

  it.each(['reset-before', 'hang', '500'])('a withdrawal stopped by %s keeps', async (fault) => {
    const postiz = open(sandbox, {}, patience(fault))
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt)
    await postiz.fault({ kind: fault, match: { method: 'DELETE' } })
    expect(await postiz.withdraw(draftAt, draftId)).toMatchObject({ kind: 'kept' })
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'draft' })
  })

  it('what is switched on, but not started, is taken back and never goes live', async () => {
    const postiz = open(sandbox)
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt)
    await postiz.fault({ kind: 'slow-publish', match: {}, delayMs: 300 })
    await postiz.fire(draftId)
    await sleep(60)
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'pending', draftId })
    expect(await postiz.withdraw(draftAt, draftId)).toMatchObject({
      kind: 'gone',
      answer: { meta: { wasSwitchedOn: true } },
    })
    await sleep(500)
    expect(await postiz.publications()).toEqual([])
  })

  it('what is live is not taken back', async () => {
    const postiz = open(sandbox)
    const draftAt = nextInstant()
    const draftId = await postiz.stageSurely(draftAt)
    await postiz.fire(draftId)
    await postiz.lookUntil(draftAt, hasEnded)
    expect(await postiz.withdraw(draftAt, draftId)).toMatchObject({
      kind: 'kept',
      code: 'POSTIZ_ALREADY_LIVE',
    })
    expect(await postiz.look(draftAt)).toMatchObject({ kind: 'published' })
  })

  it.each([
    ['is refused by the platform', 'error', { isLive: false, code: 'PUBLISH_FAILED' }, 0],
    [
      'is live unknown to Postiz',
      'error-but-live',
      { isLive: false, code: 'PUBLISH_UNCONFIRMED' },
      1,
    ],
    ['is live, but for its comment', 'comment-error', { isLive: true, code: 'PUBLISH_FAILED' }, 1],
  ])('a post that %s is reported so', async (_, fault, expected, times) => {
    const postiz = open(sandbox, {}, patience(fault))
    await postiz.fault({ kind: fault, match: {} })
    const draftAt = nextInstant()
    await postiz.fire(await postiz.stageSurely(draftAt))
    const state = await postiz.lookUntil(draftAt, hasEnded)
    expect(state).toMatchObject({ kind: 'error', ...expected })
    expect(await postiz.publications()).toHaveLength(times)
    if (expected.isLive) expect(state).toHaveProperty('externalUrl', expect.stringMatching(/^http/))
  })

  it('an error may still turn into a publication', async () => {
    const postiz = open(sandbox)
    await postiz.fault({ kind: 'error-then-published', match: {}, delayMs: 150 })
    const draftAt = nextInstant()
    await postiz.fire(await postiz.stageSurely(draftAt))
    expect(await postiz.lookUntil(draftAt, hasEnded)).toMatchObject({
      kind: 'error',
      isLive: false,
    })
    await postiz.lookUntil(draftAt, (state) => state.kind === 'published')
    expect(await postiz.publications()).toHaveLength(1)
  })

  it.each([
    ['int-off', 'CHANNEL_DISABLED'],
    ['int-dead', 'CHANNEL_UNAUTHORISED'],
  ])('a post on %s fails with %s', async (integrationId, code) => {
    const postiz = open(sandbox, { integrationId, platform: 'bluesky' })
    const draftAt = nextInstant()
    await postiz.fire(await postiz.stageSurely(draftAt))
    expect(await postiz.lookUntil(draftAt, hasEnded)).toMatchObject({
      kind: 'error',
      isLive: false,
      code,
    })
  })

  it('an integration that Postiz does not know is refused for good', async () => {
    const postiz = open(sandbox, { integrationId: 'nope' })
    expect(await postiz.stage(nextInstant())).toMatchObject({
      kind: 'failed',
      code: 'POSTIZ_INTEGRATION_UNKNOWN',
    })
  })

  it('channels that share an instant keep their drafts apart', async () => {
    const draftAt = nextInstant()
    const first = open(sandbox)
    const second = open(sandbox, { integrationId: 'int-mastodon', platform: 'mastodon' })
    const draftIds = [await first.stageSurely(draftAt), await second.stageSurely(draftAt)]
    expect(await first.look(draftAt)).toMatchObject({ draftId: draftIds[0] })
    expect(await second.look(draftAt)).toMatchObject({ draftId: draftIds[1] })
  })

  it.each([
    ['int-x', 'x', {}],
    ['int-mastodon', 'mastodon', {}],
    ['int-telegram', 'telegram', {}],
    ['int-discord', 'discord', { channel: '1' }],
  ])('any text on %s is shown as its preview says', async (integrationId, platform, settings) => {
    const postiz = open(sandbox, { integrationId, platform, settings })
    const texts = [
      'Tom & Jerry',
      'a<b then c>d <p>x</p> <br> &amp; &nbsp; &lt;',
      'one\n\n\nfour\r\nfive',
      '👨‍👩‍👧‍👦 🇩🇪 ☺️ مرحبا\nשלום & ברוכים',
      'https://example.com/a_b?x=1&y=_2_&z=*3* and **bold** [here](https://example.com/)',
      ...fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), {
        numRuns: 25,
        seed: 7,
      }),
      ...fc.sample(
        fc.string({
          unit: fc.constantFrom(...'<>&;/pb \n*_', '&amp;', '</p>', '\u00a0'),
          maxLength: 60,
        }),
        { numRuns: 25, seed: 7 },
      ),
    ].filter(
      (text) =>
        postizChannel.check({ channel: postiz.channel, content: contentOf({ text }) }).length === 0,
    )
    expect(texts.length).toBeGreaterThan(30)
    const previews = new Map<string, string>()
    const show = async (text: string) => {
      const draftAt = nextInstant()
      const draftId = await postiz.stageSurely(draftAt, { text })
      previews.set(
        draftId,
        postizChannel.preview({ channel: postiz.channel, content: contentOf({ text }) }),
      )
      await postiz.fire(draftId)
      await postiz.lookUntil(draftAt, hasEnded)
    }
    // Some at once, since each of them mostly waits for Postiz.
    const waiting = texts.values()
    const showNext = async () => {
      for (const text of waiting) await show(text)
    }
    await Promise.all(Array.from({ length: 8 }, showNext))
    const live = await postiz.publications()
    expect(Object.fromEntries(live.map(({ postId, text }) => [postId, text]))).toEqual(
      Object.fromEntries(previews),
    )
  })
})

describe('a draft that is older than a minute', () => {
  it.each<[PostizKind, string]>([
    ['2.23', 'submitted'],
    ['newer', 'restage'],
  ])('is answered by Postiz %s with %s', async (kind, expected) => {
    let ahead = 0
    const sandbox = await startPostizSandbox({
      port: 0,
      kind,
      now: () => Date.now() + ahead,
      organisations: [
        { name: 'R', key: apiKey, integrations: [{ id: 'int-x', name: 'H', identifier: 'x' }] },
      ],
    })
    try {
      const postiz = open(sandbox)
      const draftId = await postiz.stageSurely(nextInstant())
      ahead = 120_000
      expect((await postiz.fire(draftId)).kind).toBe(expected)
      const staged = await postiz.stage(nextInstant())
      if (kind === 'newer')
        expect(staged).toMatchObject({ kind: 'retry', code: 'POSTIZ_DATE_PAST' })
      else expect(staged.kind).toBe('staged')
    } finally {
      await sandbox.close()
    }
  })
})

it('a spent budget is told with the time until it is filled again', async () => {
  const sandbox = await startPostizSandbox({
    port: 0,
    limitPerHour: 1,
    organisations: [
      { name: 'R', key: apiKey, integrations: [{ id: 'int-x', name: 'H', identifier: 'x' }] },
    ],
  })
  try {
    const postiz = open(sandbox)
    const first = await postiz.stage(nextInstant())
    expect(first).toMatchObject({
      kind: 'staged',
      answer: { meta: { rateLimit: { limit: 1, remaining: 0 } } },
    })
    expect(await postiz.stage(nextInstant())).toMatchObject({
      kind: 'retry',
      code: 'POSTIZ_RATE_LIMITED',
      retryAfterMs: 3_600_000,
    })
  } finally {
    await sandbox.close()
  }
})
