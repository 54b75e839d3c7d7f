import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  createPostizClient,
  postizChannel,
} from '../../plugins/distribution/channels/postiz/index.ts'
import { channelOf, contentOf } from '../../plugins/distribution/channels/postiz/testing/media.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import {
  type PostizKind,
  type PostizSandbox,
  startPostizSandbox,
} from '../../src/sandbox/postiz/index.ts'
import { connectTenant } from './support/connectTenant.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

describe.each<PostizKind>(['2.23', 'newer'])('with Postiz %s', (kind) => {
  let postiz: PostizSandbox
  let client: Client
  let steer: ReturnType<typeof steerPostiz>

  beforeAll(async () => {
    postiz = await startPostizSandbox({
      port: 0,
      kind,
      publishDelayMs: 10,
      limitPerHour: 1000,
      organisations: [
        {
          name: 'A',
          key: `key-${kind}`,
          integrations: mastodons(3, { id: `${kind}-m`, name: `${kind} M` }),
        },
      ],
    })
    steer = steerPostiz(postiz)
    client = await connectTenant(house, postiz, `key-${kind}`)
  })

  afterEach(() => steer.clearFaults())

  afterAll(() => postiz?.close())

  const connection = () => ({ baseUrl: `${postiz.url}/api`, apiKey: `key-${kind}` })
  const channel = () => channelOf({ integrationId: `${kind}-m0`, platform: 'mastodon' })

  /** As a person or another program would use Postiz. */
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${postiz.baseUrl}${path}`, {
      method,
      headers: { authorization: `key-${kind}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }

  let lastInstant = 0
  const nextInstant = () => {
    lastInstant = Math.max(Date.now(), lastInstant + 1)
    return new Date(lastInstant)
  }

  const stage = async (draftAt: Date, reference = 'delivery-7'): Promise<string> => {
    const content = contentOf({ text: `Odd words of ${draftAt.getTime()}.` })
    const staged = await postizChannel.stage({
      connection: connection(),
      channel: channel(),
      content,
      draftAt,
      reference,
    })
    if (staged.kind !== 'staged') throw new Error(JSON.stringify(staged))
    return staged.draftId
  }

  const look = (draftAt: Date, draftId?: string) =>
    postizChannel.look({ connection: connection(), channel: channel(), draftAt, draftId })

  const countLive = async (draftId: string) =>
    (await steer.publications()).publications.filter(({ postId }) => postId === draftId).length

  const dueDelivery = async (): Promise<string> => {
    const [id] = await distributeTo({ house, client, count: 1, at: new Date() })
    await query(
      house.payload,
      `update postyard_deliveries set state = 'queued', scheduled_at = now() where id = $1`,
      [id],
    )
    return id!
  }

  const read = async (id: string) =>
    (await query(house.payload, 'select * from postyard_deliveries where id = $1', [id]))[0]!

  const common = (ids: string[], ms = 0) => ({
    payload: house.payload,
    tenant: client.tenant,
    ids,
    now: () => new Date(Date.now() + ms),
  })
  const fire = (id: string) => fireDeliveries({ ...common([id]), random: () => 0.5 })
  const confirm = (id: string, ms = 0) => confirmDeliveries(common([id], ms))

  test('a repeating post, which every listing has, is never taken for ours', async () => {
    const made = await ask('POST', '/posts', {
      type: 'draft',
      date: '2030-01-01T00:00:00.000Z',
      shortLink: false,
      tags: [],
      inter: 7,
      posts: [
        {
          integration: { id: `${kind}-m0` },
          value: [{ content: '<p>Every week</p>', image: [] }],
          settings: {},
        },
      ],
    })
    expect(made.status).toBe(201)
    const draftAt = nextInstant()
    const listed = await createPostizClient(connection()).listPosts({ from: draftAt, to: draftAt })
    expect(listed.ok && listed.value.map(({ intervalInDays }) => intervalInDays)).toEqual([7])
    expect(await look(draftAt)).toMatchObject({ kind: 'absent' })
    expect(await look(new Date('2030-01-01T00:00:00.000Z'))).toMatchObject({ kind: 'absent' })
  })

  test('the address of an earlier run is not believed of a post that was queued again', async () => {
    const draftAt = nextInstant()
    const draftId = await stage(draftAt)
    await ask('PUT', `/posts/${draftId}/status`, { status: 'schedule' })
    await eventually(
      () => look(draftAt),
      ({ kind: state }) => state === 'published',
    )
    await steer.setFaults([{ kind: 'never-starts' }])
    await ask('PUT', `/posts/${draftId}/status`, { status: 'schedule' })
    const again = await look(draftAt, draftId)
    expect(again).toMatchObject({ kind: 'pending' })
    expect(again).not.toHaveProperty('externalUrl')
  })

  test('what was staged is found by its reference, whether the listing shows settings or not', async () => {
    const draftAt = nextInstant()
    const draftId = await stage(draftAt, `delivery-of-${kind}`)
    const listing = await ask(
      'GET',
      `/posts?startDate=${draftAt.toISOString()}&endDate=${draftAt.toISOString()}`,
    )
    expect(listing.text.includes('"settings"')).toBe(kind === 'newer')
    const found = await postizChannel.findByReference({
      connection: connection(),
      channel: channel(),
      reference: `delivery-of-${kind}`,
      from: new Date(draftAt.getTime() - minute),
      to: new Date(draftAt.getTime() + minute),
    })
    expect(found).toMatchObject({ found: { kind: 'draft', draftId }, draftAt })
  })

  test('a body that is too large is refused for good, has no effect, and is not counted', async () => {
    const counted = async () => {
      const answer = await fetch(`${postiz.url}/sandbox/requests`)
      const { organisations } = (await answer.json()) as { organisations: { counted: number }[] }
      return organisations[0]?.counted
    }
    const before = await counted()
    const made = await createPostizClient(connection()).createPosts({
      type: 'draft',
      date: nextInstant(),
      posts: [
        {
          integrationId: `${kind}-m0`,
          content: `<p>${'x'.repeat(120_000)}</p>`,
          images: [],
          settings: {},
        } as never,
      ],
    })
    expect(made).toMatchObject({
      ok: false,
      fault: { code: 'POSTIZ_TOO_LARGE', certainty: 'no-effect', isPermanent: true },
    })
    expect(await counted()).toBe(before)
  })

  test('a second delete, answered with 500, is verified and counts as done', async () => {
    const draftAt = nextInstant()
    const draftId = await stage(draftAt)
    const args = { connection: connection(), channel: channel(), draftAt, draftId }
    const first = await ask('DELETE', `/posts/${draftId}`)
    expect(JSON.parse(first.text)).toEqual({ error: true })
    expect((await ask('DELETE', `/posts/${draftId}`)).status).toBe(500)
    expect(await postizChannel.withdraw(args)).toMatchObject({ kind: 'gone' })
  })

  test('a draft that lost its milliseconds to an edit, and its id to a crash, goes out once', async () => {
    const id = await dueDelivery()
    const { draft_id: draftId, draft_at: draftAt } = await read(id)
    expect(draftAt.getMilliseconds()).not.toBe(0)
    if (kind === 'newer') {
      const edited = await ask('PUT', `/posts/${draftId}/settings`, { settings: {} })
      const { publishDate } = JSON.parse(edited.text)
      expect(Date.parse(publishDate)).toBe(draftAt.getTime() - draftAt.getMilliseconds())
    }
    await query(
      house.payload,
      `update postyard_deliveries set draft_state = 'staging', draft_id = null where id = $1`,
      [id],
    )
    await fire(id)
    expect((await read(id)).draft_id).toBe(draftId)
    await eventually(
      async () => {
        await confirm(id)
        return read(id)
      },
      ({ state }) => state === 'published',
    )
    expect(await countLive(draftId)).toBe(1)
  })

  test.each(['draft', 'schedule'])(
    'a person’s own %s for that second is neither fired nor taken for one whose id was lost',
    async (type) => {
      const id = await dueDelivery()
      const { draft_at: draftAt, draft_id: draftId, channel_id: owner } = await read(id)
      await ask('DELETE', `/posts/${draftId}`)
      const [{ integration_id: integration }] = (await query(
        house.payload,
        'select integration_id from postyard_channels where id = $1',
        [owner],
      )) as [{ integration_id: string }]
      const made = await ask('POST', '/posts', {
        type,
        date: new Date(draftAt.getTime() - draftAt.getMilliseconds()).toISOString(),
        shortLink: false,
        tags: [],
        posts: [
          {
            integration: { id: integration },
            value: [{ content: '<p>My own words</p>', image: [] }],
            settings: {},
          },
        ],
      })
      const [{ postId: own }] = JSON.parse(made.text)
      if (type === 'schedule') {
        await eventually(
          () => countLive(own),
          (count) => count === 1,
        )
      }
      await query(
        house.payload,
        `update postyard_deliveries set draft_state = 'staging', draft_id = null where id = $1`,
        [id],
      )
      await fire(id)
      const row = await read(id)
      expect(row).toMatchObject({ state: 'submitted', draft_state: 'staged' })
      expect(row.draft_id).not.toBe(own)
      await eventually(
        () => countLive(row.draft_id),
        (count) => count === 1,
      )
      expect(await countLive(own)).toBe(type === 'schedule' ? 1 : 0)
    },
  )

  test('what somebody has switched on in Postiz, and the platform may be getting, is followed and not replaced', async () => {
    const id = await dueDelivery()
    const { draft_id: draftId } = await read(id)
    await steer.setFaults([{ kind: 'live-before-known', times: 1, delayMs: 1_000 }])
    await ask('PUT', `/posts/${draftId}/status`, { status: 'schedule' })
    await eventually(
      () => countLive(draftId),
      (count) => count === 1,
    )
    await query(
      house.payload,
      `update postyard_deliveries set draft_state = 'dirty' where id = $1`,
      [id],
    )
    await fire(id)
    expect(await read(id)).toMatchObject({ state: 'submitted', draft_id: draftId })
    await eventually(
      async () => {
        await confirm(id)
        return read(id)
      },
      ({ state }) => state === 'published',
    )
    expect(await countLive(draftId)).toBe(1)
  })

  test('an error that turns into a publication is waited for, and nothing is sent again', async () => {
    await steer.setFaults([{ kind: 'error-then-published', times: 1, delayMs: 1_500 }])
    const id = await dueDelivery()
    await fire(id)
    const { draft_id: draftId, draft_at: draftAt } = await read(id)
    await eventually(
      () => look(draftAt, draftId),
      (state) => state.kind === 'error',
    )
    await confirm(id)
    expect(await read(id)).toMatchObject({ state: 'submitted' })
    await eventually(
      async () => {
        await confirm(id)
        return read(id)
      },
      ({ state }) => state === 'published',
    )
    expect(await countLive(draftId)).toBe(1)
  })

  test('an error that stays one is asked about, not sent again, although it may be live', async () => {
    await steer.setFaults([{ kind: 'error-but-live', times: 1 }])
    const id = await dueDelivery()
    await fire(id)
    const { draft_id: draftId, draft_at: draftAt } = await read(id)
    await eventually(
      () => look(draftAt, draftId),
      (state) => state.kind === 'error',
    )
    await confirm(id, 3 * minute)
    expect(await read(id)).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })
    expect(await countLive(draftId)).toBe(1)
  })

  const sendAgain = (id: string) =>
    runFor({
      payload: house.payload,
      operation: operations.resolve,
      input: { id, outcome: 'send-again' },
      user: client.user,
    })

  test('what a person wants sent again is not, where it turned out to be live meanwhile', async () => {
    await steer.setFaults([{ kind: 'error', times: 1 }])
    const id = await dueDelivery()
    await fire(id)
    const { draft_id: draftId, draft_at: draftAt } = await read(id)
    await eventually(
      () => look(draftAt, draftId),
      (state) => state.kind === 'error',
    )
    await confirm(id, 3 * minute)
    expect(await read(id)).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })

    await steer.setFaults([{ kind: '503', match: { method: 'GET' } }])
    await expect(sendAgain(id)).rejects.toMatchObject({ code: 'POSTIZ_UNREACHABLE' })
    expect(await read(id)).toMatchObject({ state: 'unknown' })
    await steer.clearFaults()

    await ask('PUT', `/posts/${draftId}/status`, { status: 'schedule' })
    await eventually(
      () => countLive(draftId),
      (count) => count === 1,
    )
    const { releaseURL } = (await steer.publications()).publications.find(
      ({ postId }) => postId === draftId,
    )!
    expect(await sendAgain(id)).toMatchObject({
      state: 'published',
      reasonCode: 'FOUND_LIVE',
      externalUrl: releaseURL,
    })
    await tick({ payload: house.payload })
    await fire(id)
    expect(await countLive(draftId)).toBe(1)
    expect(await read(id)).toMatchObject({ state: 'published', draft_id: draftId })
  })

  test('a post that vanished with its integration goes to a person, and is not sent again', async () => {
    await steer.setFaults([{ kind: 'never-starts', times: 1 }])
    const id = await dueDelivery()
    await fire(id)
    const { draft_id: draftId, channel_id: owner } = await read(id)
    const [{ integration_id: integration }] = (await query(
      house.payload,
      'select integration_id from postyard_channels where id = $1',
      [owner],
    )) as [{ integration_id: string }]
    await steer.changeIntegration(integration, { removed: true })
    await confirm(id)
    const asked = await read(id)
    expect(asked).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })
    expect(asked.reason).toContain('deleted in Postiz')
    expect(await countLive(draftId)).toBe(0)
    await steer.changeIntegration(integration, { removed: false })
  })

  test('a post that stays queued is looked at again and again, and never switched on again', async () => {
    await steer.setFaults([{ kind: 'never-starts', times: 1 }])
    const id = await dueDelivery()
    await fire(id)
    const puts = () => steer.countRequests('A', 'PUT', /status$/)
    const before = await puts()
    for (const ms of [0, minute, 30 * minute, 90 * minute]) await confirm(id, ms)
    expect(await read(id)).toMatchObject({ state: 'submitted' })
    expect(await puts()).toBe(before)
  })
})
