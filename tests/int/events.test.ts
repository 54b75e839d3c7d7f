import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeCatalogue } from '../../plugins/distribution/events/catalogue/describeCatalogue.ts'
import { catalogue } from '../../plugins/distribution/events/catalogue/index.ts'
import { envelopeOf } from '../../plugins/distribution/events/catalogue/schemas.ts'
import type { Envelope } from '../../plugins/distribution/events/envelope.ts'
import { readEvents } from '../../plugins/distribution/events/readEvents.ts'
import {
  sequenceAll,
  sequenceEvents,
} from '../../plugins/distribution/events/sequence/sequenceEvents.ts'
import { changeOne, system } from '../../plugins/distribution/model/changeState.ts'
import { poolOf, sql } from '../../plugins/distribution/model/database.ts'
import { eventTypes } from '../../plugins/distribution/model/eventTypes.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { logEvent } from '../../plugins/distribution/model/logEvent.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { askAgent, plan, putInto } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

afterAll(() => house?.close())

const write = (db: Parameters<typeof logEvent>[0]['db'], word: string) =>
  logEvent({
    db,
    type: 'distribution.connection.restored',
    tenant,
    actor: system,
    data: { refusedSince: 'today', word },
  })

test('whoever reads on from the last position misses no event, though one that began earlier commits later', async () => {
  const { payload } = house
  let commit = () => {}
  let isWritten = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  const written = new Promise<void>((resolve) => {
    isWritten = resolve
  })
  const late = inOwnTransaction(payload, async (db) => {
    await write(db, 'began first')
    isWritten()
    await held
  })
  await written
  await write(poolOf(payload), 'committed first')
  await sequenceAll({ payload })
  const db = poolOf(payload)
  const first = await readEvents({ db, tenant, after: 0n, limit: 10 })
  expect(first.map(({ data }) => data.word)).toEqual(['committed first'])
  commit()
  await late
  await sequenceAll({ payload })
  const rest = await readEvents({ db, tenant, after: first[0]!.position, limit: 10 })
  expect(rest.map(({ data }) => data.word)).toEqual(['began first'])
})

test('many who give positions at once while events are written give each one, and none twice', async () => {
  const { payload } = house
  const db = poolOf(payload)
  const { pool } = payload.db as unknown as PostgresAdapter
  const listener = await pool.connect()
  let told = 0
  listener.on('notification', () => {
    told += 1
  })
  await listener.query('listen postyard_events')
  const [last] = (await db.execute(sql`select position from postyard_event_clock`)).rows as {
    position: string
  }[]
  const seen: string[] = []
  let after = last?.position ?? '0'
  let isOver = false
  const reader = (async () => {
    for (;;) {
      const wasOver = isOver
      const events = await readEvents({ db, tenant, after, limit: 7 })
      seen.push(...events.map(({ data }) => String(data.word)))
      after = events.at(-1)?.position ?? after
      if (wasOver && events.length === 0) return
    }
  })()
  const words = Array.from({ length: 60 }, (_, index) => `word ${index}`)
  await Promise.all([
    ...words.map((word) =>
      inOwnTransaction(payload, async (own) => {
        await write(own, word)
        await own.execute(sql`select pg_sleep(random() * 0.02)`)
      }),
    ),
    ...Array.from({ length: 12 }, () => sequenceEvents({ payload, limit: 9 })),
  ])
  await Promise.all([sequenceAll({ payload }), sequenceAll({ payload })])
  isOver = true
  await reader
  expect(seen.toSorted()).toEqual(words.toSorted())
  const tolds = told
  expect(tolds).toBeGreaterThan(0)
  expect(await sequenceAll({ payload })).toBe(0)
  await listener.query('select 1')
  expect(told).toBe(tolds)
  await listener.query('unlisten *')
  listener.release()
})

/** A plan on so many channels that persons serve. */
const addPlan = async (count: number) => {
  const { payload } = house
  const channels = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      addManualChannel(payload, tenant, { name: `Status ${index}` }),
    ),
  )
  const post = await addPost(payload, tenant)
  return { ...(await plan({ payload, by: manager, post, channels })), post, channels }
}

const end = async (
  id: string,
  to: 'published' | 'failed' | 'expired',
  db = poolOf(house.payload),
  attempt = 1,
) => {
  const from = to === 'expired' ? 'awaiting_human' : 'publishing'
  await db.execute(
    sql`update postyard_deliveries set state = ${from}, attempt = ${attempt} where id = ${id}`,
  )
  return changeOne({
    db,
    tenant,
    id,
    from: [from],
    to,
    reason: { code: 'TEST', message: 'So it ended.' },
    actor: system,
    set: { externalUrl: 'https://example.test/1' },
  })
}

const ofPlan = async (id: string, type: string): Promise<Envelope[]> => {
  await sequenceAll({ payload: house.payload })
  const db = poolOf(house.payload)
  return readEvents({ db, tenant, after: '0', types: [type], plan: id, limit: 100 })
}

const by = () => ({ kind: 'user', id: manager.id })

test('what is live is told once, with who distributed it, though its end is taken back and comes again', async () => {
  const { plan: id, delivery, post, channels } = await addPlan(1)
  await end(delivery, 'published')
  const told = await ofPlan(id, 'distribution.published')
  expect(told).toMatchObject([
    {
      delivery,
      plan: id,
      data: {
        outcome: 'published',
        channel: channels[0],
        platform: 'whatsapp',
        post,
        externalUrl: 'https://example.test/1',
        distributedBy: by(),
        entitlement: null,
      },
    },
  ])
  const [change] = await ofPlan(id, 'distribution.delivery.published')
  expect(told[0]!.causationId).toBe(change!.id)
  expect(BigInt(told[0]!.position)).toBeGreaterThan(BigInt(change!.position))
  await putInto(house.payload, delivery, 'awaiting_human')
  await end(delivery, 'published')
  expect(await ofPlan(id, 'distribution.published')).toEqual(told)
  expect((await ofPlan(id, 'distribution.plan.completed')).map(({ data }) => data.run)).toEqual([
    1, 2,
  ])
})

test('a dead letter is told of each time, and whether a new life may help; its plan is completed again after it', async () => {
  const { plan: id, deliveries } = await addPlan(3)
  const [good, refused, late] = deliveries as [string, string, string]
  await end(good, 'published')
  await end(refused, 'failed')
  expect(await ofPlan(id, 'distribution.plan.completed')).toEqual([])
  await end(late, 'expired')
  expect(
    (await ofPlan(id, 'distribution.job.failed')).map(({ delivery, data }) => [
      delivery,
      data.state,
      data.mayRetryHelp,
    ]),
  ).toEqual([
    [refused, 'failed', false],
    [late, 'expired', true],
  ])
  const [first] = await ofPlan(id, 'distribution.plan.completed')
  expect(first!.data).toMatchObject({
    run: 1,
    result: 'partly_published',
    counts: { total: 3, published: 1, failed: 1, expired: 1, cancelled: 0 },
    distributedBy: by(),
  })
  const retried = await call(house, manager, 'POST', `/deliveries/${refused}/retry`, {})
  expect(retried.status, JSON.stringify(retried.body)).toBe(200)
  expect(await ofPlan(id, 'distribution.plan.completed')).toHaveLength(1)
  await end(refused, 'failed', poolOf(house.payload), 6)
  const again = await ofPlan(id, 'distribution.job.failed')
  expect(again.at(-1)!.data.mayRetryHelp).toBe(true)
  expect((await ofPlan(id, 'distribution.plan.completed')).map(({ data }) => data.run)).toEqual([
    1, 2,
  ])
})

test('two deliveries that end a plan at the same moment in two processes complete it once', async () => {
  const { payload } = house
  for (const order of ['first', 'second'] as const) {
    const { plan: id, deliveries } = await addPlan(2)
    const [first, second] = deliveries as [string, string]
    let commit = () => {}
    const held = new Promise<void>((resolve) => {
      commit = resolve
    })
    let isOver = () => {}
    const written = new Promise<void>((resolve) => {
      isOver = resolve
    })
    const slow = inOwnTransaction(payload, async (db) => {
      await end(order === 'first' ? first : second, 'published', db)
      isOver()
      await held
    })
    await written
    // The other one ends, and is told of, while the end of this one is written and not yet committed.
    await end(order === 'first' ? second : first, 'failed')
    expect(await ofPlan(id, 'distribution.plan.completed')).toEqual([])
    commit()
    await slow
    await Promise.all(Array.from({ length: 4 }, () => sequenceEvents({ payload, limit: 1 })))
    const told = await ofPlan(id, 'distribution.plan.completed')
    expect(told.map(({ data }) => [data.run, data.result])).toEqual([[1, 'partly_published']])
  }
})

test('an end that waits for its position keeps its plan open, however small the batches are', async () => {
  const { payload } = house
  const { plan: id, deliveries } = await addPlan(3)
  await sequenceAll({ payload })
  for (const one of deliveries) await end(one, 'published')
  while ((await sequenceEvents({ payload, limit: 1 })) > 0) {}
  const types = (await ofPlan(id, 'distribution.*')).map(({ type }) => type).slice(-7)
  expect(types.filter((type) => type === 'distribution.plan.completed')).toHaveLength(1)
  expect(types.at(-1)).toBe('distribution.plan.completed')
})

test('every type has its place in the catalogue, its example fits, and so does all that was written', async () => {
  const { payload } = house
  expect(catalogue.map(({ type }) => type)).toEqual([...eventTypes])
  const { body } = await call(house, manager, 'GET', '/event-types')
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
  addFormats.default(ajv)
  for (const { type, schema, example } of body.types) {
    expect(ajv.validate(schema, example), `${type}: ${ajv.errorsText()}`).toBe(true)
  }
  const post = await addPost(payload, tenant)
  const channel = await addManualChannel(payload, tenant, { agents: [manager.id] })
  const { task } = await askAgent({ payload, by: manager, post, channels: [channel] })
  await call(house, manager, 'POST', `/assist/tasks/${task}/open`, {})
  await call(house, manager, 'POST', `/assist/tasks/${task}/answer`, { outcome: 'posted' })
  await sequenceAll({ payload })
  const db = poolOf(payload)
  const written = await readEvents({ db, tenant, after: 0n, limit: 10_000 })
  const byType = new Map(catalogue.map((kind) => [kind.type as string, kind]))
  for (const event of written) {
    if (event.data.word !== undefined) continue
    const kind = byType.get(event.type)!
    const fits = envelopeOf({ ...kind, data: kind.data.strict() })
      .strict()
      .safeParse(event)
    expect(fits.success, `${event.type} ${JSON.stringify(event)} ${fits.error?.message}`).toBe(true)
  }
  expect(new Set(written.map(({ type }) => type)).size).toBeGreaterThan(8)
})

test('the page about events says what the catalogue says (vitest -u brings it up to date)', async () => {
  const file = join(import.meta.dirname, '../../docs/events.md')
  const heading = '## All types\n\n'
  const [text] = readFileSync(file, 'utf8').split(heading)
  await expect(`${text}${heading}${describeCatalogue()}\n`).toMatchFileSnapshot(file)
})
