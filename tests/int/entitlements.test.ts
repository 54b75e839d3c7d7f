import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { sweepDrafts } from '../../plugins/distribution/deliver/sweep/sweepDrafts.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addKey } from './support/addKey.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { openReceiver } from './support/hostileReceiver.ts'
import { lockTable } from './support/lockTable.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let postiz: PostizSandbox
let receiver: Awaited<ReturnType<typeof openReceiver>>
let tenant: string
let manager: Person
let editor: Person
let program: Person
let fieldAgent: Person
let webhook: string
let feed: string
let manual: string
let mastodon: string

const now = () => new Date()
const random = () => 0.5
const text =
  'The **shark** swims. It eats what it finds in the sea. Then it sleeps for a long while.'
const beginning = 'The shark swims.'
const rest = 'It eats what it finds'

const addChannel = async (kind: string): Promise<string> => {
  const { id } = (await house.payload.create({
    collection: 'channels',
    data: { tenant, name: `Our ${kind}`, kind } as never,
  })) as unknown as { id: string }
  return id
}

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(1) }],
  })
  house = await openHouse()
  receiver = await openReceiver()
  tenant = await addTenant(house.payload)
  const person = (role: 'manager' | 'editor' | 'api-agent' | 'field-agent') =>
    addPerson(house, [{ tenant, roles: [role] }])
  ;[manager, editor, program, fieldAgent] = await Promise.all([
    person('manager'),
    person('editor'),
    person('api-agent'),
    person('field-agent'),
  ])
  webhook = await addChannel('webhook')
  feed = await addChannel('feed')
  manual = await addManualChannel(house.payload, tenant, { agents: [fieldAgent.id] })
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const connected = await Promise.all([
    call(house, manager, 'POST', `/channels/${webhook}/connect-webhook`, {
      url: receiver.url,
      secret,
    }),
    call(house, manager, 'POST', `/tenants/${tenant}/connect-postiz`, {
      baseUrl: `${postiz.url}/api`,
      apiKey: 'key',
    }),
  ])
  expect(connected.map(({ status }) => status)).toEqual([200, 200])
  const [imported] = await query(
    house.payload,
    `select id from postyard_channels where tenant_id = $1 and kind = 'postiz'`,
    [tenant],
  )
  mastodon = imported!.id
})

beforeEach(() => {
  receiver.received.length = 0
})

afterAll(async () => {
  await receiver?.close()
  await house?.close()
  await postiz?.close()
})

const grant = async (terms: Record<string, unknown>): Promise<string> => {
  const answer = await call(house, manager, 'POST', '/entitlements/grant', {
    tenant,
    title: 'Of a test',
    holder: 'api-agents',
    allowedChannels: 'all',
    form: 'full',
    ...(terms.post ? { subject: 'post' } : {}),
    ...terms,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.id
}

const distribute = (
  by: Person | string,
  post: string,
  input: Record<string, unknown> = {},
): Promise<Answer> =>
  call(
    house,
    typeof by === 'string' ? undefined : by,
    'POST',
    `/posts/${post}/distribute`,
    { channels: [webhook], ...input },
    typeof by === 'string' ? { authorization: `Bearer ${by}` } : {},
  )

/** The deliveries of a plan that was made, in the order of its channels. */
const planned = async (by: Person | string, post: string, input: Record<string, unknown> = {}) => {
  const { status, body } = await distribute(by, post, input)
  expect(status, JSON.stringify(body)).toBe(200)
  return (body.deliveries as { id: string }[]).map(({ id }) => id)
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const rowOf = async (delivery: string) => {
  const [row] = await query(
    house.payload,
    'select state, reason_code, reason, entitlement_id, draft_state from postyard_deliveries where id = $1',
    [delivery],
  )
  return row!
}

/** One attempt, as its job makes it. */
const send = async (delivery: string) => {
  await query(
    house.payload,
    `update postyard_deliveries set state = 'queued', scheduled_at = now() where id = $1 and state = 'scheduled'`,
    [delivery],
  )
  await deliverDirect({ payload: house.payload, tenant, id: delivery, now, random })
  return rowOf(delivery)
}

/** As `send` through Postiz, so many milliseconds from now. */
const fire = async (delivery: string, ms: number) => {
  await query(house.payload, `update postyard_deliveries set state = 'queued' where id = $1`, [
    delivery,
  ])
  const then = () => new Date(Date.now() + ms)
  await fireDeliveries({ payload: house.payload, tenant, ids: [delivery], now: then, random })
  return rowOf(delivery)
}

/** What stands at Postiz of a delivery, and was not published. */
const draftsOf = async (delivery: string) => {
  const day = 24 * 60 * 60_000
  const span = new URLSearchParams({
    startDate: new Date(Date.now() - day).toISOString(),
    endDate: new Date(Date.now() + day).toISOString(),
  })
  const answer = await fetch(`${postiz.baseUrl}/posts?${span}`, {
    headers: { authorization: 'key' },
  })
  const [row] = await query(
    house.payload,
    'select draft_id from postyard_deliveries where id = $1',
    [delivery],
  )
  const { posts } = (await answer.json()) as { posts: { id: string; state: string }[] }
  return posts.filter(({ id, state }) => id === row!.draft_id && state === 'DRAFT')
}

const revoke = (id: string) => call(house, manager, 'POST', `/entitlements/${id}/revoke`, {})

const codesOf = ({ body }: Answer) => (body.errors as { code: string }[]).map(({ code }) => code)

describe('a program', () => {
  test('distributes nothing that it is not entitled to, on no door, and goes by name of its entitlement where it is', async () => {
    const post = await addPost(house.payload, tenant, { text })
    const bare = await distribute(program, post, { channels: [webhook, feed] })
    expectProblem(bare, 403, 'ENTITLEMENT_DENIED')
    expect(codesOf(bare)).toEqual(['ENTITLEMENT_MISSING', 'ENTITLEMENT_MISSING'])
    const rehearsed = await distribute(program, post, { dryRun: true })
    expect(rehearsed.body.dryRun.channels[0].refusals[0].code).toBe('ENTITLEMENT_DENIED')

    const id = await grant({ post, allowedChannels: [webhook] })
    const partly = await distribute(program, post, { channels: [webhook, feed] })
    expect(codesOf(partly)).toEqual(['ENTITLEMENT_CHANNEL'])
    expect(
      await query(house.payload, 'select 1 from postyard_plans where post_id = $1', [post]),
    ).toEqual([])

    const [delivery] = await planned(program, post)
    const row = await send(delivery!)
    expect([row.state, row.entitlement_id]).toEqual(['published', id])
    const receipts = await query(
      house.payload,
      'select entitlement_id from postyard_receipts where delivery_id = $1',
      [delivery],
    )
    expect(receipts).toEqual([{ entitlement_id: id }])
    const events = await query(
      house.payload,
      `select data->>'entitlement' as entitlement from postyard_events where delivery_id = $1 and type like 'distribution.delivery.%'`,
      [delivery],
    )
    expect(new Set(events.map(({ entitlement }) => entitlement))).toEqual(new Set([id]))
    const again = await distribute(program, post, { allowDuplicate: true })
    expect(codesOf(again)).toEqual(['ENTITLEMENT_ONCE'])
  })

  test('is a key, too: it goes by what was granted to it, and lists that alone', async () => {
    const post = await addPost(house.payload, tenant, { text, series: 'whales' })
    const { id: key, key: secret } = await addKey(
      house,
      { tenant, people: { manager } },
      { scopes: ['plans.read', 'plans.write', 'entitlements.read'] },
    )
    expectProblem(await distribute(secret, post), 403, 'ENTITLEMENT_DENIED')
    const id = await grant({ holder: 'key', key, subject: 'series', series: 'whales' })
    await planned(secret, post, { at: inAnHour() })
    expectProblem(await distribute(program, post), 403, 'ENTITLEMENT_DENIED')
    const own = await call(
      house,
      undefined,
      'GET',
      `/distribution/entitlements?tenant=${tenant}`,
      undefined,
      {
        authorization: `Bearer ${secret}`,
      },
    )
    const ofKeys = (own.body.entitlements as { id: string; holder: string }[]).filter(
      ({ holder }) => holder === 'key',
    )
    expect(ofKeys.map((one) => one.id)).toEqual([id])
    const ofProgram = await call(house, program, 'GET', '/entitlements?limit=100')
    expect((ofProgram.body.docs as { id: string }[]).map((one) => one.id)).not.toContain(id)
  })

  test('puts no post of its own into a series, which may be what it is entitled to', async () => {
    const make = (more = {}) =>
      call(house, program, 'POST', '/posts', { tenant, title: 'Mine', text, ...more })
    const refused = await make({ series: 'whales' })
    expect(refused.status).toBe(400)
    expect(refused.body.errors[0].data.errors).toMatchObject([{ path: 'series' }])
    expect((await make()).status).toBe(201)
  })

  test('puts no words of its own into what others have planned, neither as a key nor as a user', async () => {
    const post = await addPost(house.payload, tenant, { text })
    const [delivery] = await planned(editor, post, { at: inAnHour() })
    const { key } = await addKey(
      house,
      { tenant, people: { manager } },
      { scopes: ['posts.write'] },
    )
    const edit = (
      authorization: Record<string, string>,
      by?: Person,
      words = 'Bought and paid for.',
    ) =>
      call(
        house,
        by,
        'POST',
        `/distribution/posts/${post}`,
        { text: words, ifMatch: '*' },
        authorization,
      )
    expectProblem(await edit({ authorization: `Bearer ${key}` }), 403, 'ENTITLEMENT_DENIED')
    expectProblem(await edit({}, program), 403, 'ENTITLEMENT_DENIED')
    expect((await edit({}, editor)).status).toBe(200)
    expect((await rowOf(delivery!)).entitlement_id).toBeNull()
    const id = await grant({ post })
    const entitled = await edit({ authorization: `Bearer ${key}` }, undefined, 'By right.')
    expect(entitled).toMatchObject({ status: 200, body: { replanned: { changed: 1 } } })
    expect((await rowOf(delivery!)).entitlement_id).toBe(id)
    await revoke(id)
  })
})

test('people distribute what is their own; what is licensed only with an entitlement, and only a manager says that it is not', async () => {
  const post = await addPost(house.payload, tenant, { text, isLicensed: true })
  expectProblem(await distribute(editor, post), 403, 'ENTITLEMENT_DENIED')
  const unmarked = await call(house, editor, 'PATCH', `/posts/${post}`, { isLicensed: false })
  expect(unmarked.status).toBe(400)
  const id = await grant({ post, holder: 'staff' })
  const [delivery] = await planned(editor, post, { at: inAnHour() })
  expect((await rowOf(delivery!)).entitlement_id).toBe(id)

  const own = await addPost(house.payload, tenant, { text })
  const [late] = await planned(editor, own, { at: inAnHour() })
  await call(house, editor, 'PATCH', `/posts/${own}`, { isLicensed: true })
  expect(await send(late!)).toMatchObject({ state: 'held', reason_code: 'ENTITLEMENT_DENIED' })
  expect(receiver.received).toEqual([])
})

test('both doors to entitlements refuse the same flaws, at their fields', async () => {
  const flawed = { holder: 'user', subject: 'series', form: 'excerpt' }
  const panel = await call(house, manager, 'POST', '/entitlements', {
    ...{ tenant, title: 'Flawed', channelScope: 'all' },
    ...flawed,
  })
  expect(panel.status).toBe(400)
  const ofPanel = panel.body.errors[0].data.errors as { path: string; message: string }[]
  const operation = await call(house, manager, 'POST', '/entitlements/grant', {
    ...{ tenant, title: 'Flawed', allowedChannels: 'all' },
    ...flawed,
  })
  expectProblem(operation, 400, 'INVALID_INPUT')
  expect(ofPanel.map(({ path }) => path).sort()).toEqual(['excerptGraphemes', 'series', 'user'])
  expect(operation.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
    ofPanel.map(({ path }) => path).sort(),
  )
  const id = await grant({ subject: 'everything', holder: 'staff' })
  const turned = await call(house, manager, 'PATCH', `/entitlements/${id}`, {
    holder: 'api-agents',
  })
  expect(turned.status).toBe(400)
  expect((await call(house, manager, 'DELETE', `/entitlements/${id}`)).status).toBe(403)
})

describe('an excerpt', () => {
  test('goes out only where it is asked for, says no more than that, and follows an edit', async () => {
    const media = [await addPicture(house.payload, tenant)]
    const parts = [{ text: 'What else there is to say of sharks, at length.' }]
    const post = await addPost(house.payload, tenant, {
      text,
      media,
      parts,
      link: 'https://a.example/s',
    })
    await grant({ post, form: 'excerpt', excerptGraphemes: 30 })
    expect(codesOf(await distribute(program, post))).toEqual(['ENTITLEMENT_EXCERPT_ONLY'])
    const longer = await distribute(program, post, { excerpt: { graphemes: 40 } })
    expect(codesOf(longer)).toEqual(['ENTITLEMENT_TOO_LONG'])
    const shown = await distribute(program, post, { excerpt: { graphemes: 30 } })
    expect(codesOf(shown)).toEqual(['ENTITLEMENT_MEDIA'])

    const [delivery] = await planned(program, post, { at: inAnHour(), excerpt: true })
    const edited = await call(house, editor, 'PATCH', `/posts/${post}`, {
      text: text.replace('shark', 'whale'),
    })
    expect(edited.body.doc.replanned).toMatchObject({ changed: 1, live: 0, underWay: 0 })
    expect(await send(delivery!)).toMatchObject({ state: 'published' })
    const { data } = JSON.parse(receiver.received[0]!.body)
    expect([data.text, data.link]).toEqual(['The whale swims.', 'https://a.example/s'])
    expect([data.media, data.parts]).toEqual([[], []])
    expect(receiver.received[0]!.body).not.toContain(rest)
  })

  test.each<[string, () => string]>([
    ['a webhook', () => webhook],
    ['a feed', () => feed],
    ['Postiz', () => mastodon],
    ['a phone', () => manual],
  ])('is held against what really leaves to %s', async (kind, channel) => {
    const post = await addPost(house.payload, tenant, { text })
    await grant({ post, form: 'excerpt', excerptGraphemes: 30 })
    const [delivery] = await planned(program, post, {
      ...{ channels: [channel()], at: inAnHour(), excerpt: true },
    })
    // As if what freezes it had let more through.
    await query(
      house.payload,
      `update postyard_plans p set content = jsonb_set(content, '{text}', to_jsonb($2::text))
       from postyard_deliveries d where d.id = $1 and p.id = d.plan_id`,
      [delivery, `${beginning} ${rest}`],
    )
    if (kind === 'a phone') {
      const shown = await call(house, fieldAgent, 'GET', `/assist/coming/${delivery}`)
      expectProblem(shown, 403, 'ENTITLEMENT_DENIED')
      return
    }
    await (kind === 'Postiz' ? fire(delivery!, 3_600_000) : send(delivery!))
    const row = await rowOf(delivery!)
    expect(row).toMatchObject({ state: 'held', reason_code: 'ENTITLEMENT_DENIED' })
    expect(row.reason).toContain('beyond the excerpt')
    const left = await query(
      house.payload,
      `select action from postyard_receipts where delivery_id = $1 and outcome = 'ok'`,
      [delivery],
    )
    expect(left).toEqual([])
    expect(receiver.received).toEqual([])
  })
})

describe('what becomes of an entitlement', () => {
  test('a revocation holds all that waits under it and takes its draft back; staff may send it then, the program not', async () => {
    const post = await addPost(house.payload, tenant, { text })
    const id = await grant({ post })
    const channels = [mastodon, webhook]
    const [staged, waiting] = await planned(program, post, { channels, at: inAnHour() })
    await stageAhead({ payload: house.payload, tenant, ids: [staged!], now })
    expect(await draftsOf(staged!)).toHaveLength(1)
    expect((await revoke(id)).body.revokedAt).not.toBeNull()
    for (const delivery of [staged!, waiting!]) {
      const row = await rowOf(delivery)
      expect(row).toMatchObject({ state: 'held', reason_code: 'ENTITLEMENT_DENIED' })
      expect(row.reason).toContain('was revoked')
    }
    await sweepDrafts({ payload: house.payload, tenant, now: () => new Date(Date.now() + 120_000) })
    expect(await draftsOf(staged!)).toEqual([])
    const publish = (by: Person) =>
      call(house, by, 'POST', `/deliveries/${waiting}/publish-now`, {})
    expectProblem(await publish(program), 403, 'ENTITLEMENT_DENIED')
    expect((await publish(manager)).status).toBe(200)
    expect(await send(waiting!)).toMatchObject({ state: 'published', entitlement_id: null })
  })

  test('one that ends or is narrowed meanwhile permits nothing any more', async () => {
    const post = await addPost(house.payload, tenant, { text })
    const id = await grant({ post, validUntil: new Date(Date.now() + 7_200_000).toISOString() })
    const tooLate = await distribute(program, post, {
      at: new Date(Date.now() + 8_000_000).toISOString(),
    })
    expect(codesOf(tooLate)).toEqual(['ENTITLEMENT_OVER'])
    const [ended, narrowed, staged] = await planned(program, post, {
      ...{ channels: [webhook, feed, mastodon], at: inAnHour() },
    })
    await query(
      house.payload,
      `update postyard_deliveries set scheduled_at = now() + interval '1 minute' where id = $1`,
      [staged],
    )
    await stageAhead({ payload: house.payload, tenant, ids: [staged!], now })
    expect(await draftsOf(staged!)).toHaveLength(1)
    const listed = { channelScope: 'listed', allowedChannels: [webhook, mastodon] }
    const changed = await call(house, manager, 'PATCH', `/entitlements/${id}`, listed)
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect((await rowOf(narrowed!)).state).toBe('held')
    expect((await rowOf(ended!)).state).toBe('scheduled')
    await query(
      house.payload,
      `update postyard_entitlements set valid_until = now() - interval '1 second' where id = $1`,
      [id],
    )
    const denied = { state: 'held', reason_code: 'ENTITLEMENT_DENIED' }
    expect(await send(ended!)).toMatchObject(denied)
    expect(await fire(staged!, 60_000)).toMatchObject({ ...denied, draft_state: 'dirty' })
    expect(await draftsOf(staged!)).toHaveLength(1)
    expect(receiver.received).toEqual([])
  })

  test('once a revocation is answered nothing more is begun under it, though a worker is in the middle of it', async () => {
    const post = await addPost(house.payload, tenant, { text })
    const id = await grant({ post })
    const [delivery] = await planned(program, post, { at: inAnHour() })
    const opened = async () =>
      (
        await query(
          house.payload,
          `select 1 from postyard_receipts where delivery_id = $1 and action = 'fire'`,
          [delivery],
        )
      ).length
    const receipts = await lockTable(house.payload, 'postyard_receipts')
    const sending = send(delivery!)
    // The worker has judged the entitlement, and is about to write its receipt.
    await receipts.waiters(1)
    const revoking = revoke(id).then(async (answer) => ({ answer, begun: await opened() }))
    const isAnswered = await Promise.race([
      revoking.then(() => true),
      receipts.waiters(2).then(() => false),
    ])
    await receipts.release()
    const [row, { answer, begun }] = [await sending, await revoking]
    expect(answer.status).toBe(200)
    expect([isAnswered, begun]).toEqual([false, 1])
    expect(await opened()).toBe(begun)
    expect(row.state).toBe('published')
  })
})
