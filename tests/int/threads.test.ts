import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { followParts } from '../../plugins/distribution/deliver/follow/followParts.ts'
import { readDelivery } from '../../plugins/distribution/model/claimDelivery.ts'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import type { DeliveryRow } from '../../plugins/distribution/model/rows.ts'
import {
  type PostizKind,
  type PostizSandbox,
  type Publication,
  startPostizSandbox,
} from '../../src/sandbox/postiz/index.ts'
import { addManualChannel, addPerson, addPicture, addPost, call } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const minute = 60_000

const integrations = [
  { id: 'x', name: 'Short words', identifier: 'x' },
  { id: 'linkedin', name: 'Business', identifier: 'linkedin' },
  { id: 'gmb', name: 'The shop', identifier: 'gmb' },
]

type Client = {
  postiz: PostizSandbox
  steer: ReturnType<typeof steerPostiz>
  tenant: string
  user: unknown
  channels: Record<string, string>
}

let house: House
const clients: Partial<Record<PostizKind, Client>> = {}
/** How far the clock of the stand-ins is ahead, in milliseconds. */
let ahead = 0
let said = 0

const db = () => poolOf(house.payload)

const open = async (kind: PostizKind): Promise<Client> => {
  const key = `key-${kind}`
  const postiz = await startPostizSandbox({
    port: 0,
    kind,
    publishDelayMs: 10,
    limitPerHour: 10_000,
    now: () => Date.now() + ahead,
    organisations: [
      {
        name: kind,
        key,
        integrations: integrations.map((one) => ({ ...one, id: `${one.id}-${kind}` })),
      },
    ],
  })
  const { tenant, user } = await connectTenant(house, postiz, key)
  const { docs } = await house.payload.find({
    collection: 'channels',
    where: { tenant: { equals: tenant } },
  })
  const channels = Object.fromEntries(docs.map((doc) => [doc.platform, String(doc.id)]))
  return { postiz, steer: steerPostiz(postiz), tenant, user, channels }
}

beforeAll(async () => {
  house = await openHouse()
  for (const kind of ['2.23', 'newer'] as const) clients[kind] = await open(kind)
})

afterEach(async () => {
  ahead = 0
  for (const { steer } of Object.values(clients)) await steer.clearFaults()
})

afterAll(async () => {
  await house?.close()
  for (const { postiz } of Object.values(clients)) await postiz.close()
})

const write = (client: Client, data: Record<string, unknown>): Promise<string> => {
  said += 1
  return addPost(house.payload, client.tenant, { text: `Words ${said}.`, ...data })
}

const distribute = async (client: Client, post: string, platforms: string[]) => {
  const { deliveries } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: platforms.map((one) => client.channels[one] ?? '') },
    user: client.user,
  })
  return deliveries.map(({ id }) => String(id))
}

const read = async ({ tenant }: Client, id: string): Promise<DeliveryRow> => {
  const row = await readDelivery({ db: db(), tenant, id })
  if (!row) throw new Error('The delivery is gone.')
  return row
}

const at = (ms: number) => () => new Date(Date.now() + ms)

const fire = ({ tenant }: Client, id: string) =>
  fireDeliveries({
    payload: house.payload,
    tenant,
    ids: [id],
    now: at(0),
    random: () => 0.5,
  })

const follow = ({ tenant }: Client, ms: number) =>
  followParts({ payload: house.payload, tenant, now: at(ms) })

const publicationOf = async ({ steer }: Client): Promise<Publication> => {
  const { publications } = await steer.publications()
  const mine = (publications as unknown as Publication[]).filter(({ text }) =>
    text.includes(`Words ${said}.`),
  )
  expect(mine.length).toBeLessThanOrEqual(1)
  return mine[0] as Publication
}

const commentsOf = (client: Client, count: number) =>
  eventually(
    () => publicationOf(client),
    (one) => (one?.comments.length ?? 0) >= count,
  )

/** Fires a delivery and asks Postiz until it says that it is live. */
const publish = async (client: Client, id: string): Promise<DeliveryRow> => {
  await fire(client, id)
  return eventually(
    async () => {
      await confirmDeliveries({
        payload: house.payload,
        tenant: client.tenant,
        ids: [id],
        now: at(0),
      })
      return read(client, id)
    },
    ({ state }) => state === 'published',
  )
}

describe.each<PostizKind>(['2.23', 'newer'])('Postiz %s', (kind) => {
  const client = () => clients[kind] as Client

  test('what follows a post goes out after it, in its order, with its files and its delays', async () => {
    const picture = await addPicture(house.payload, client().tenant, `part-${kind}`)
    const post = await write(client(), {
      parts: [
        { text: 'First & **bold**, a<b', delayMinutes: 0 },
        { text: 'An hour later\n\nمرحبا 👨‍👩‍👧‍👦', media: [picture], delayMinutes: 60 },
      ],
    })
    const [id = ''] = await distribute(client(), post, ['x'])
    const row = await publish(client(), id)
    // It is live and said so while a part is still to come, for as long as that may take.
    expect(row).toMatchObject({ state: 'published', reason_code: 'PUBLISHED', deadline_at: null })
    const first = await commentsOf(client(), 1)
    expect(first).toMatchObject({
      comments: [{ text: 'First & bold, a<b', delayMinutes: 0, media: [] }],
      commentsToCome: 1,
    })
    ahead = 60 * minute
    const whole = await commentsOf(client(), 2)
    expect(whole.comments[1]).toMatchObject({
      text: 'An hour later\n\nمرحبا 👨‍👩‍👧‍👦',
      delayMinutes: 60,
      media: [{ path: expect.stringContaining('.png') }],
    })
    await follow(client(), 63 * minute)
    await follow(client(), 95 * minute)
    const last = await read(client(), id)
    expect(last).toMatchObject({ reason_code: 'PUBLISHED', wake_at: null, attempt: 1 })
  })

  test('a comment that fails leaves the post published, once, with a warning that names it', async () => {
    await client().steer.setFaults([{ kind: 'comment-error', message: 'Comments are closed' }])
    const post = await write(client(), { parts: [{ text: 'One' }, { text: 'Two' }] })
    const [id = ''] = await distribute(client(), post, ['x'])
    await publish(client(), id)
    await eventually(
      async () => {
        // Whether the look at the post or the one at its parts sees it first.
        await follow(client(), 4 * minute)
        return read(client(), id)
      },
      ({ reason_code }) => reason_code === 'PUBLISHED_WITH_WARNING',
    )
    const row = await read(client(), id)
    expect(row).toMatchObject({ state: 'published', attempt: 1 })
    expect(row.reason).toBe(
      'Is live, but of what follows it parts 1 and 2 are missing. Look at the post, and write what is missing by hand. Postiz says: Publishing failed: Comments are closed.',
    )
    expect(row.external_url).toBe((await publicationOf(client())).releaseURL)
  })

  test('a comment that fails an hour later is noticed then, and told once', async () => {
    const post = await write(client(), {
      parts: [{ text: 'One' }, { text: 'Two', delayMinutes: 60 }],
    })
    const [id = ''] = await distribute(client(), post, ['x'])
    await publish(client(), id)
    await commentsOf(client(), 1)
    // Nobody looks before the last part should be out.
    await follow(client(), 30 * minute)
    expect(await read(client(), id)).toMatchObject({ checks: 0, reason_code: 'PUBLISHED' })
    await client().steer.setFaults([{ kind: 'comment-error', message: 'Too many comments.' }])
    ahead = 60 * minute
    await eventually(
      () => publicationOf(client()),
      ({ outcome }) => outcome === 'ERROR',
    )
    const woken = await tick({ payload: house.payload, now: at(63 * minute)() })
    expect(woken).toBeDefined()
    await follow(client(), 63 * minute)
    const row = await read(client(), id)
    expect(row).toMatchObject({ state: 'published', wake_at: null })
    expect(row.reason).toMatch(/part 2 is missing\..*Too many comments\./)
    const events = await rows(
      db(),
      sql`
        select type from postyard_events
        where delivery_id = ${id} and type = 'distribution.delivery.warned'`,
    )
    expect(events).toHaveLength(1)
    await publicationOf(client())
  })

  test('a channel that has neither comments nor threads is refused by its name, and nothing is planned', async () => {
    const post = await write(client(), { parts: [{ text: 'One' }] })
    const { x, gmb } = client().channels
    await expect(distribute(client(), post, ['x', 'gmb'])).rejects.toMatchObject({
      code: 'CONTENT_REFUSED',
      message: expect.stringMatching(/^The shop: .*neither comments nor threads/),
      details: [{ path: `${gmb}.parts`, code: 'PARTS_UNSUPPORTED' }],
    })
    expect(x).toBeDefined()
    expect(
      await rows(db(), sql`select 1 from postyard_deliveries where post_id = ${post}`),
    ).toEqual([])
  })
})

test.each([
  ['too long', 'x', { text: 'a'.repeat(281) }, 'PART_TOO_LONG', 'part 2 counts 281'],
  [
    'with a file where only words go',
    'linkedin',
    { text: 'a', media: true },
    'PART_MEDIA_UNSUPPORTED',
    'part 2',
  ],
  ['empty', 'x', { text: ' ' }, 'PART_EMPTY', 'part 2'],
  ['with words that Postiz replaces', 'x', { text: '(post:1)' }, 'TEXT_RESERVED', 'part 2'],
])('a part that is %s is refused, and named', async (_, platform, part, code, says) => {
  const client = clients['2.23'] as Client
  const media = 'media' in part ? [await addPicture(house.payload, client.tenant, 'words')] : []
  const post = await write(client, { parts: [{ text: 'One' }, { ...part, media }] })
  await expect(distribute(client, post, [platform])).rejects.toMatchObject({
    code: 'CONTENT_REFUSED',
    details: [{ code, message: expect.stringContaining(says) }],
  })
})

test('a field agent is shown what follows the post, to copy and to save', async () => {
  const client = clients['2.23'] as Client
  const agent = await addPerson(house, [{ tenant: client.tenant, roles: ['field-agent'] }])
  const manual = await addManualChannel(house.payload, client.tenant, { agents: [agent.id] })
  const picture = await addPicture(house.payload, client.tenant, 'comment')
  const post = await write(client, {
    parts: [{ text: 'First **comment**' }, { text: '', media: [picture], delayMinutes: 10 }],
  })
  const [id = ''] = await distribute({ ...client, channels: { whatsapp: manual } }, post, [
    'whatsapp',
  ])
  await notifyAgent({ payload: house.payload, tenant: client.tenant, id, now: at(0) })
  const [task] = await query(
    house.payload,
    'select id from postyard_assist_tasks where delivery_id = $1',
    [id],
  )
  const { body } = await call(house, agent, 'GET', `/assist/tasks/${task?.id}`)
  expect(body.parts).toMatchObject([
    { text: 'First **comment**', files: [], delayMinutes: 0 },
    { text: '', files: [{ filename: 'comment.png' }], delayMinutes: 10 },
  ])
  const { pathname } = new URL(body.parts[1].files[0].url)
  const file = await fetch(`${house.api}${pathname.replace(/^\/api/, '')}`)
  expect(file.status).toBe(200)
})
