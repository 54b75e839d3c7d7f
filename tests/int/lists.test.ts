import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { plan, query } from './support/scenes.ts'

let house: House
let payload: Payload
let tenant: string
let other: string
let manager: Person
let channels: string[]

const distribute = (title: string, at?: Date) =>
  addPost(payload, tenant, { title, channels }).then((post) =>
    plan({ payload, by: manager, post, channels, ...(at ? { at } : {}) }),
  )

beforeAll(async () => {
  house = await openHouse()
  payload = house.payload
  tenant = await addTenant(payload)
  other = await addTenant(payload, { name: 'Harbour Homes' })
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  channels = [
    await addManualChannel(payload, tenant, { name: 'First' }),
    await addManualChannel(payload, tenant, { name: 'Second', platform: 'snapchat' }),
  ]
  for (const title of ['One', 'Two', 'Three']) await distribute(title)
})

afterAll(() => house?.close())

const get = (path: string, by: Person = manager): Promise<Answer> =>
  call(house, by, 'GET', `/distribution/${path}`)

/** All that a list holds, page by page; `meanwhile` happens after the first page. */
const readAll = async (list: string, filter = '', meanwhile = async () => {}) => {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const { status, body } = await get(`${list}?limit=2${filter}${cursor}`)
    expect(status, JSON.stringify(body)).toBe(200)
    ids.push(...body[list].map(({ id }: { id: string }) => id))
    if (ids.length === body[list].length) await meanwhile()
    if (body.next === null) return ids
    cursor = `&cursor=${encodeURIComponent(body.next)}`
  }
}

const idsOf = async (table: string): Promise<string[]> =>
  (await query(payload, `select id from ${table} where tenant_id = $1`, [tenant])).map(
    ({ id }) => id,
  )

/** Receipts of one moment, which only their ids tell apart. */
const addReceipts = async (count: number, at = new Date()) => {
  await query(
    payload,
    `insert into postyard_receipts
       (tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at, closed_at, outcome,
        status_code, error_code, error_message, raw_meta, created_at)
     select tenant_id, id, plan_id, channel_id, 1, 1, 'fire', 'worker 1', now(), now(), 'refused', 422, 'NO', 'It says no.',
            '{"excerpt": "no"}', $3
     from postyard_deliveries cross join generate_series(1, $2) where tenant_id = $1
     order by random() limit $2`,
    [tenant, count, at.toISOString()],
  )
}

describe('a list that is read while it changes holds each row once:', () => {
  test.each([
    ['deliveries', 'postyard_deliveries'],
    ['plans', 'postyard_plans'],
    ['posts', 'postyard_posts'],
    ['receipts', 'postyard_receipts'],
    ['channels', 'postyard_channels'],
  ])('%s', async (list, table) => {
    await addReceipts(5)
    const before = await idsOf(table)
    const read = await readAll(list, `&tenant=${tenant}`, async () => {
      if (list !== 'receipts') {
        await query(payload, `update ${table} set updated_at = now() where tenant_id = $1`, [
          tenant,
        ])
      }
      await query(
        payload,
        `update postyard_deliveries set scheduled_at = scheduled_at + random() * interval '3 h' where tenant_id = $1`,
        [tenant],
      )
      if (list === 'channels') await addManualChannel(payload, tenant, { state: 'disabled' })
      else if (list === 'receipts') await addReceipts(3)
      else await distribute('Meanwhile')
    })
    expect(read.toSorted()).toEqual(before.toSorted())
  })
})

test('a delivery and its receipts tell all that their owner wants to know', async () => {
  const { delivery, plan: made } = await distribute('Told')
  await query(
    payload,
    `update postyard_deliveries set state = 'published', reason_code = 'PUBLISHED', reason = 'Is live.', attempt = 2,
       next_attempt_at = '2026-01-02T03:04:05Z', executed_at = '2026-01-02T03:04:06Z',
       external_id = 'x7', external_url = 'https://example.com/x7' where id = $1`,
    [delivery],
  )
  await query(
    payload,
    `insert into postyard_receipts
       (tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at, closed_at, outcome,
        status_code, external_url, raw_meta)
     select tenant_id, id, plan_id, channel_id, 2, 1, 'fire', 'worker 1', '2026-01-02T03:04:05Z',
       '2026-01-02T03:04:06Z', 'ok', 201, 'https://example.com/x7', '{"seen": 1}' from postyard_deliveries where id = $1`,
    [delivery],
  )
  const { body } = await get(`deliveries/${delivery}`)
  const { body: user } = await call(house, manager, 'GET', '/users/me')
  expect(body).toMatchObject({
    ...{ id: delivery, tenant, plan: made, channel: channels[0], title: 'Told' },
    ...{ channelName: 'First', platform: 'whatsapp', kind: 'manual', state: 'published' },
    ...{ reasonCode: 'PUBLISHED', reason: 'Is live.', attempt: 2, startedBy: user.user.name },
    nextAttemptAt: '2026-01-02T03:04:05.000Z',
    executedAt: '2026-01-02T03:04:06.000Z',
    ...{ externalId: 'x7', externalUrl: 'https://example.com/x7' },
  })
  const receipts = await get(`receipts?delivery=${delivery}&outcome=ok`)
  expect(receipts.body).toMatchObject({
    next: null,
    receipts: [
      {
        ...{ delivery, plan: made, channel: channels[0], attempt: 2, action: 'fire' },
        ...{ by: 'worker 1', outcome: 'ok', statusCode: 201, rawMeta: { seen: 1 } },
        openedAt: '2026-01-02T03:04:05.000Z',
        closedAt: '2026-01-02T03:04:06.000Z',
        externalUrl: 'https://example.com/x7',
      },
    ],
  })
  const plans = await get(`plans?deliveryState=published&limit=1`)
  expect(plans.body.plans).toMatchObject([
    { id: made, state: 'pending', counts: { published: 1, scheduled: 1 }, title: 'Told' },
  ])
})

test('filters are met together, and several values of one are alternatives', async () => {
  const at = new Date(Date.now() + 90 * 24 * 60 * 60_000)
  const { deliveries } = await distribute('Filtered', at)
  const [first, second] = deliveries as [string, string]
  await query(payload, `update postyard_deliveries set state = 'failed' where id = $1`, [second])
  const lisbon = (hours: number) =>
    new Date(at.getTime() + hours * 3_600_000).toISOString().replace('Z', '+00:00')
  const within = `from=${encodeURIComponent(lisbon(-1))}&to=${encodeURIComponent(lisbon(1))}`
  const found = async (filter: string) =>
    (await get(`deliveries?${within}&${filter}`)).body.deliveries
      .map(({ id }: { id: string }) => id)
      .toSorted()
  expect(await found('state=failed,scheduled')).toEqual([first, second].toSorted())
  expect(await found('state=failed&state=expired')).toEqual([second])
  expect(await found(`channel=${channels[0]}`)).toEqual([first])
  expect(await found(`channel=${channels[0]}&state=failed`)).toEqual([])
  expect(await found('platform=snapchat,telegram')).toEqual([second])
  const { body } = await get(`deliveries?to=${encodeURIComponent(lisbon(-1))}&limit=100`)
  expect(body.deliveries.map(({ id }: { id: string }) => id)).not.toContain(first)
})

test.each([
  ['a cursor that is none', 'cursor=next'],
  ['the cursor of another list', `cursor=${btoa('["2026-01-02T03:04:05.000Z","x"]')}`],
  [
    'a cursor with SQL in it',
    `cursor=${btoa(`["2026-01-02T03:04:05.000Z","${randomUUID()}","' or 1=1 --"]`)}`,
  ],
  ['a time without an offset', 'from=2026-01-02T03:04:05'],
  ['a state that there is not', 'state=failed,gone'],
  ['more than a page holds', 'limit=101'],
  ['nothing of a page', 'limit=0'],
  ['a page by its number', 'page=2'],
])('%s is refused', async (_, filter) => {
  expectProblem(await get(`deliveries?${filter}`), 400, 'INVALID_INPUT')
})

test("a list spans one's own clients, and no cursor opens another's", async () => {
  const both = await addPerson(house, [
    { tenant, roles: ['editor'] },
    { tenant: other, roles: ['approver'] },
  ])
  const admin = await addPerson(house, [], true)
  const theirs = await addPost(payload, other, { title: 'Theirs' })
  const titles = async (by: Person, filter = '') =>
    (await get(`posts?limit=100${filter}`, by)).body.posts?.map(({ id }: { id: string }) => id)
  expect(await titles(manager)).not.toContain(theirs)
  expect(await titles(both)).toContain(theirs)
  expect(await titles(both, `&tenant=${tenant}`)).not.toContain(theirs)
  expect(await titles(admin, `&tenant=${other}`)).toEqual([theirs])
  expectProblem(await get(`posts?tenant=${other}`), 404, 'NOT_FOUND')
  // Begins right before the post of the other client.
  const place = [new Date(Date.now() + 60_000).toISOString(), randomUUID()]
  const cursor = `&cursor=${Buffer.from(JSON.stringify(place)).toString('base64url')}`
  expect(await titles(admin, cursor)).toContain(theirs)
  expect(await titles(manager, cursor)).not.toContain(theirs)
})

describe('a post is', () => {
  const create = async (said = {}) => {
    const answer = await call(house, manager, 'POST', '/distribution/posts', {
      ...{ tenant, title: 'Made by a program', text: 'First words.', channels },
      ...said,
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer
  }
  const edit = (id: string, said: Record<string, unknown>, ifMatch?: string) =>
    call(house, manager, 'POST', `/distribution/posts/${id}`, said, {
      ...(ifMatch ? { 'if-match': ifMatch } : {}),
    })

  test('made, read and changed by its version, which the ETag says too', async () => {
    const made = await create({ publishAt: '2030-01-02T03:04:05+02:00' })
    const { id, version } = made.body
    expect(made.headers.get('etag')).toBe(`"${version}"`)
    expect(made.body).toMatchObject({ publishAt: '2030-01-02T01:04:05.000Z', state: 'draft' })
    const read = await get(`posts/${id}`)
    expect(read.body).toEqual(made.body)
    const edited = await edit(id, { title: 'Changed', link: null }, `"${version}"`)
    expect(edited.body).toMatchObject({ title: 'Changed', text: 'First words.', replanned: null })
    expect(edited.headers.get('etag')).toBe(`"${edited.body.version}"`)
    expect(edited.body.version).not.toBe(version)
  })

  test('not changed by who does not say what they saw, or saw something else', async () => {
    const { id, version } = (await create()).body
    expectProblem(await edit(id, { text: 'Blind.' }), 428, 'PRECONDITION_REQUIRED')
    const panel = await call(house, manager, 'PATCH', `/posts/${id}`, { text: 'By a colleague.' })
    expect(panel.status).toBe(200)
    for (const seen of [`"${version}"`, `W/"${version}"`, '"made-up"']) {
      expectProblem(await edit(id, { text: 'Late.' }, seen), 412, 'PRECONDITION_FAILED')
    }
    expect((await get(`posts/${id}`)).body.text).toBe('By a colleague.')
  })

  test('changed by exactly one of those who saw the same version', async () => {
    const { id, version } = (await create()).body
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => edit(id, { text: `By ${index}.` }, `"${version}"`)),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(412)])
    expect((await get(`posts/${id}`)).body.text).toBe(won[0]?.body.text)
  })

  test('changed with word of what that brought about', async () => {
    const { id, version } = (await create()).body
    const { deliveries } = await plan({ payload, by: manager, post: id, channels })
    await query(payload, `update postyard_deliveries set state = 'published' where id = $1`, [
      deliveries[0],
    ])
    const { body } = await edit(id, { text: 'New words.' }, `"${version}"`)
    expect(body).toMatchObject({
      state: 'pending',
      replanned: {
        ...{ changed: 1, live: 1, underWay: 0 },
        message: '1 not yet sent takes the new text; 1 is live and keeps the old text.',
      },
    })
  })

  test('refused by the same rules as in the panel, with the field', async () => {
    const { id, version } = (await create()).body
    const link = await edit(id, { link: 'example.com' }, `"${version}"`)
    expectProblem(link, 400, 'INVALID_INPUT')
    expect(link.body.errors).toMatchObject([{ path: 'link' }])
    const misplaced = { channelSettings: { [randomUUID()]: {} } }
    expectProblem(await edit(id, misplaced, version), 422, 'CHANNEL_SETTINGS_MISPLACED')
    await plan({ payload, by: manager, post: id, channels })
    const emptied = await edit(id, { text: '' }, version)
    expectProblem(emptied, 422, 'POST_EMPTY')
    expect((await get(`posts/${id}`)).body).toMatchObject({ text: 'First words.', version })
  })
})
