import pg from 'pg'
import { operations, runFor, tick } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fireDeliveries } from '../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { confirmDeliveries } from '../../plugins/distribution/deliver/follow/confirmDeliveries.ts'
import { stageAhead } from '../../plugins/distribution/deliver/stage/stageAhead.ts'
import { readDelivery } from '../../plugins/distribution/model/claimDelivery.ts'
import { poolOf, sql } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPost } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'

let house: House
let postiz: PostizSandbox
let tenant: string
let user: unknown
let channels: Record<'mastodon' | 'manual' | 'mail' | 'webhook', string>

const url = new URL(process.env.DATABASE_URL ?? '')
const name = url.pathname.slice(1)
const backupName = `${name}_backup`
const now = () => new Date()

/** Does something to whole databases, at a moment at which nobody is connected to them. */
const administer = async (...statements: string[]): Promise<void> => {
  const admin = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL })
  await admin.connect()
  try {
    for (const statement of statements) {
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname in ('${name}', '${backupName}')`,
      )
      await eventually(
        () =>
          admin.query(statement).then(
            () => true,
            () => false,
          ),
        (isDone) => isDone,
      )
    }
  } finally {
    await admin.end()
  }
}

const backUp = () => administer(`create database "${backupName}" template "${name}"`)

const restore = () =>
  administer(
    `drop database "${name}" with (force)`,
    `create database "${name}" template "${backupName}"`,
  )

/** The pool may still hold connections to the database that is gone. */
const connectAgain = () =>
  eventually(
    () =>
      poolOf(house.payload)
        .execute(sql`select 1`)
        .then(
          () => true,
          () => false,
        ),
    (isDone) => isDone,
  )

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 1000,
    organisations: [
      { name: 'A', key: 'key', integrations: [{ id: 'm', name: 'M', identifier: 'mastodon' }] },
    ],
  })
  house = await openHouse()
  ;({ tenant, user } = await connectTenant(house, postiz, 'key'))
  const { docs } = await house.payload.find({ collection: 'channels', limit: 1 })
  const manual = await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'By hand', platform: 'whatsapp', kind: 'manual', state: 'active' },
  } as never)
  const mail = await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'News', kind: 'email', state: 'active' },
  } as never)
  const webhook = await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'Website', kind: 'webhook', state: 'active' },
  } as never)
  const [byHand, byMail, byRequest] = [manual, mail, webhook].map((one) =>
    String((one as { id: unknown }).id),
  )
  channels = {
    mastodon: String(docs[0]?.id),
    manual: byHand!,
    mail: byMail!,
    webhook: byRequest!,
  }
  await tick({ payload: house.payload })
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const deliver = async (text: string, channel: string, at: Date): Promise<string> => {
  const post = await addPost(house.payload, tenant, { text })
  const { deliveries } = await runFor({
    payload: house.payload,
    operation: operations.distribute,
    input: { id: post, channels: [channel], at: at.toISOString() },
    user,
  })
  return String(deliveries[0]?.id)
}

const read = async (id: string) => {
  const row = await readDelivery({ db: poolOf(house.payload), tenant, id })
  if (!row) throw new Error('The delivery is gone.')
  return row
}

/** Its time has come. */
const becomesDue = async (...ids: string[]) => {
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries set scheduled_at = now(), wake_at = now()
    where id = any(${sql.param(ids)}::uuid[])`)
  await tick({ payload: house.payload })
}

const fire = (...ids: string[]) =>
  fireDeliveries({ payload: house.payload, tenant, ids, now, random: () => 0.5 })

const publications = async (text: string): Promise<number> => {
  const response = await fetch(`${postiz.url}/sandbox/publications?limit=500`)
  const { publications: all } = (await response.json()) as { publications: unknown[] }
  return all.filter((one) => JSON.stringify(one).includes(text)).length
}

test('what went out after the backup is found at Postiz, and does not go out again', async () => {
  const later = new Date(Date.now() + 10 * 60_000)
  const unstaged = await deliver('Sent after the backup', channels.mastodon, later)
  const staged = await deliver('Prepared before the backup', channels.mastodon, later)
  const unsent = await deliver('Never sent', channels.mastodon, later)
  const manual = await deliver('Posted by hand', channels.manual, later)
  const begun = await deliver('Mailed in part before the backup', channels.mail, later)
  const requested = await deliver('Sent by request', channels.webhook, later)
  const paused = await deliver('Held for its receiver', channels.webhook, later)
  const sending = await deliver('Being sent by request', channels.webhook, later)
  const doubted = await deliver('Of which nobody knew', channels.mail, later)
  const tomorrow = await deliver('Not yet due', channels.webhook, new Date(Date.now() + 86_400_000))
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries set state = 'held', reason_code = 'CHANNEL_PAUSED' where id = ${paused}`)
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries set state = 'publishing', wake_at = null where id = ${sending}`)
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries set state = 'unknown', reason_code = 'OUTCOME_UNKNOWN', wake_at = null
    where id = ${doubted}`)
  await stageAhead({ payload: house.payload, tenant, ids: [staged], now })
  expect(await read(staged)).toMatchObject({ draft_state: 'staged' })
  await tick({ payload: house.payload })

  await backUp()
  await connectAgain()
  await becomesDue(unstaged, staged)
  await fire(unstaged, staged)
  for (const text of ['Sent after the backup', 'Prepared before the backup']) {
    await eventually(
      () => publications(text),
      (count) => count === 1,
    )
  }

  await restore()
  await connectAgain()
  expect(await read(unstaged)).toMatchObject({ state: 'scheduled', draft_state: 'none' })
  // By now all of them are due, and jobs of before the backup may be worked off before anybody ticks.
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries set scheduled_at = now(), wake_at = now()
    where id = any(${sql.param([unstaged, staged, unsent, manual, requested, paused])}::uuid[])`)
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries
    set scheduled_at = now() - interval '1 hour', next_attempt_at = now(), wake_at = now()
    where id = ${begun}`)
  await tick({ payload: house.payload })
  for (const asked of [manual, begun, requested, paused]) {
    expect(await read(asked)).toMatchObject({
      ...{ state: 'held', reason_code: 'AFTER_RESTORE', wake_at: null },
    })
  }
  for (const asked of [sending, doubted]) {
    expect(await read(asked)).toMatchObject({ state: 'unknown', reason_code: 'NEEDS_PERSON' })
  }
  expect(await read(tomorrow)).toMatchObject({ state: 'scheduled' })
  await fire(unstaged, staged, unsent)

  for (const id of [unstaged, staged]) {
    expect(await read(id)).toMatchObject({ state: 'published', doubtful_since: null })
  }
  expect(await read(unsent)).toMatchObject({ state: 'submitted', doubtful_since: null })
  await eventually(
    () => publications('Never sent'),
    (count) => count === 1,
  )
  await confirmDeliveries({ payload: house.payload, tenant, ids: [unsent], now })
  for (const text of ['Sent after the backup', 'Prepared before the backup', 'Never sent']) {
    expect(await publications(text)).toBe(1)
  }
})

test('jobs of a restored queue are reconciled too, though nobody has ticked since', async () => {
  const id = await deliver('Queued before', channels.mastodon, new Date(Date.now() + 60 * 60_000))
  await administer(`drop database "${backupName}"`)
  await becomesDue(id)
  expect((await read(id)).state).toBe('queued')
  await backUp()
  await connectAgain()
  await fire(id)
  await eventually(
    () => publications('Queued before'),
    (count) => count === 1,
  )
  await restore()
  await connectAgain()
  expect((await read(id)).state).toBe('queued')
  await fire(id)
  expect((await read(id)).state).toBe('published')
  expect(await publications('Queued before')).toBe(1)
})

test('after a silence, in which the disk may have been put back, Postiz is asked as well', async () => {
  const id = await deliver('In the silence', channels.mastodon, new Date(Date.now() + 60 * 60_000))
  await becomesDue(id)
  await fire(id)
  await eventually(
    () => publications('In the silence'),
    (count) => count === 1,
  )
  // The row as the old disk had it, an hour ago.
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries
    set state = 'queued', attempt = 0, draft_state = 'none', draft_id = null, draft_at = null, fence = 0,
      external_id = null, executed_at = null, wake_at = null
    where id = ${id}`)
  await poolOf(house.payload).execute(
    sql`update postyard_installation set seen_at = now() - interval '1 hour'`,
  )
  await fire(id)
  expect((await read(id)).state).toBe('published')
  expect(await publications('In the silence')).toBe(1)
})
