import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import config from '@payload-config'
import { getPayload, type Payload } from 'payload'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBudget } from '../../plugins/distribution/channels/budget/openBudget.ts'
import { readBudget } from '../../plugins/distribution/channels/budget/readBudget.ts'
import { createPostizClient } from '../../plugins/distribution/channels/postiz/index.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { findFreePort } from '../../src/server/findFreePort.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

let house: House
/** A second Payload with a pool of its own, as another process has one. */
let other: Payload

beforeAll(async () => {
  house = await openHouse()
  other = await getPayload({ config, key: 'other' })
})

afterAll(async () => {
  await other?.destroy()
  await house?.close()
})

type Options = { limitPerHour: number; limitTtlMs?: number }

/** A Postiz with one organisation, and ways to its posts through the budget or past it. */
const openPostiz = async ({ limitPerHour, limitTtlMs = 3_600_000 }: Options) => {
  const sandbox = await startPostizSandbox({
    port: 0,
    limitPerHour,
    limitTtlMs,
    organisations: [{ name: 'A', key: 'key', integrations: mastodons(1) }],
  })
  onTestFinished(() => sandbox.close())
  const organisation = randomUUID()
  const steer = steerPostiz(sandbox)
  const clientOf = (payload: Payload, more: Record<string, unknown> = {}) =>
    createPostizClient({
      baseUrl: `${sandbox.url}/api`,
      apiKey: 'key',
      timeoutMs: 2_000,
      budget: openBudget({ payload, tenant: randomUUID(), organisation }),
      ...more,
    })
  const post = async (client = clientOf(house.payload), isUrgent = true) => {
    const reply = await client.createPosts({
      type: 'draft',
      date: new Date(),
      posts: [
        {
          integrationId: 'm0',
          content: `<p>${randomUUID()}</p>`,
          images: [],
          settings: { __type: 'mastodon' },
        },
      ],
      isUrgent,
    })
    return reply.ok ? 'posted' : reply.fault
  }
  const asked = () => steer.countRequests('A', 'POST', /posts/)
  return {
    sandbox,
    organisation,
    steer,
    clientOf,
    post,
    asked,
    /** How many requests Postiz has answered by 429. */
    refused: async () => {
      const response = await fetch(`${sandbox.url}/sandbox/requests`)
      return ((await response.json()) as { organisations: { refused: number }[] }).organisations[0]!
        .refused
    },
    read: async () => (await readBudget({ db: poolOf(house.payload), organisation }))!,
  }
}

const spent = { code: 'POSTIZ_BUDGET_SPENT', certainty: 'no-effect', isPermanent: false }

test('two processes together use the whole budget, and not one request more', async () => {
  const postiz = await openPostiz({ limitPerHour: 40 })
  expect(await postiz.post()).toBe('posted')
  const clients = [postiz.clientOf(house.payload), postiz.clientOf(other)]
  const ends = await Promise.all(
    Array.from({ length: 100 }, (_, index) => postiz.post(clients[index % 2])),
  )
  expect(ends.filter((end) => end === 'posted')).toHaveLength(39)
  const refused = ends.find((end) => end !== 'posted')
  expect(refused).toMatchObject(spent)
  expect(await postiz.asked()).toBe(40)
  expect(await postiz.read()).toMatchObject({ limit: 40, used: 40, blockedUntil: null })
})

test('hour after hour nothing is refused, and what is spent says when there is more', async () => {
  const postiz = await openPostiz({ limitPerHour: 4, limitTtlMs: 1_000 })
  const waits: number[] = []
  for (let posted = 0; posted < 10; ) {
    const end = await postiz.post()
    if (end === 'posted') posted += 1
    else {
      expect(end).toMatchObject(spent)
      expect(end.message).toMatch(
        /^Postiz takes no more posts of this organisation before \d\d:\d\d UTC/,
      )
      waits.push(end.retryAfterMs!)
      await sleep(end.retryAfterMs!)
    }
  }
  expect(waits.length).toBeGreaterThan(0)
  expect(await postiz.asked()).toBe(10)
  expect(await postiz.refused()).toBe(0)
}, 30_000)

test('the budget outlives those who use it', async () => {
  const postiz = await openPostiz({ limitPerHour: 3 })
  for (let i = 0; i < 3; i += 1) expect(await postiz.post()).toBe('posted')
  const restarted = await getPayload({ config, key: 'restarted' })
  onTestFinished(() => restarted.destroy())
  expect(await postiz.post(postiz.clientOf(restarted))).toMatchObject(spent)
  expect(await postiz.asked()).toBe(3)
})

test('what another program with the same key has used is learnt', async () => {
  const postiz = await openPostiz({ limitPerHour: 10 })
  const unbound = { budget: undefined }
  for (let i = 0; i < 6; i += 1) await postiz.post(postiz.clientOf(house.payload, unbound))
  expect(await postiz.post()).toBe('posted')
  expect(await postiz.read()).toMatchObject({ limit: 10, used: 7 })
  const ends = await Promise.all(Array.from({ length: 8 }, () => postiz.post()))
  expect(ends.filter((end) => end === 'posted')).toHaveLength(3)
  expect(await postiz.refused()).toBe(0)
})

test('a 429 is told to everybody, who come back when it is over', async () => {
  const postiz = await openPostiz({ limitPerHour: 2, limitTtlMs: 3_000 })
  const foreign = postiz.clientOf(house.payload, { budget: undefined })
  for (let i = 0; i < 2; i += 1) await postiz.post(foreign)
  const refused = await postiz.post()
  expect(refused).toMatchObject({ ...spent, statusCode: 429, retryAfterMs: 3_000 })
  const asked = await postiz.asked()
  const elsewhere = await postiz.post(postiz.clientOf(other))
  expect(elsewhere).toMatchObject(spent)
  expect(await postiz.asked()).toBe(asked)
  if (typeof elsewhere === 'string') throw new Error()
  await sleep(elsewhere.retryAfterMs)
  expect(await postiz.refused()).toBe(1)
})

test('what is due goes while what is not waits', async () => {
  const postiz = await openPostiz({ limitPerHour: 6 })
  const client = postiz.clientOf(house.payload)
  const ends: unknown[] = []
  for (let i = 0; i < 5; i += 1) ends.push(await postiz.post(client, false))
  expect(ends.filter((end) => end === 'posted')).toHaveLength(4)
  expect(ends[4]).toMatchObject({ code: 'POSTIZ_BUDGET_SPENT' })
  expect(await postiz.post(client)).toBe('posted')
  expect(await postiz.post(client)).toBe('posted')
  expect(await postiz.post(client)).toMatchObject(spent)
  expect(await postiz.asked()).toBe(6)
})

test('a request that was not answered in time stays counted', async () => {
  const postiz = await openPostiz({ limitPerHour: 5 })
  await postiz.post()
  await postiz.steer.setFaults([{ kind: 'hang-after', match: { method: 'POST' } }])
  const end = await postiz.post(postiz.clientOf(house.payload, { timeoutMs: 300 }))
  expect(end).toMatchObject({ code: 'POSTIZ_TIMEOUT', certainty: 'unknown' })
  expect((await postiz.read()).used).toBe(2)
})

test.each([
  ['a connection that never came about', {}, 'POSTIZ_UNREACHABLE'],
  ['a wrong key', { apiKey: 'wrong' }, 'POSTIZ_KEY_REFUSED'],
])('%s is given back', async (_, more, code) => {
  const postiz = await openPostiz({ limitPerHour: 5 })
  await postiz.post()
  const baseUrl = `http://127.0.0.1:${await findFreePort()}/api`
  const client = postiz.clientOf(house.payload, code === 'POSTIZ_UNREACHABLE' ? { baseUrl } : more)
  expect(await postiz.post(client)).toMatchObject({ code })
  expect((await postiz.read()).used).toBe(1)
})

test('a body that is too large is given back, one that is refused costs', async () => {
  const postiz = await openPostiz({ limitPerHour: 5 })
  const create = (content: string, integrationId = 'm0') =>
    postiz.clientOf(house.payload).createPosts({
      type: 'draft',
      date: new Date(),
      posts: [{ integrationId, content, images: [], settings: {} }],
      isUrgent: true,
    })
  await postiz.post()
  expect(await create('x'.repeat(200_000))).toMatchObject({ fault: { statusCode: 413 } })
  expect((await postiz.read()).used).toBe(1)
  expect(await create('Words.', 'nobody')).toMatchObject({ fault: { statusCode: 400 } })
  expect((await postiz.read()).used).toBe(2)
})

test('what is not counted never asks the budget', async () => {
  const postiz = await openPostiz({ limitPerHour: 1 })
  await postiz.post()
  const client = postiz.clientOf(house.payload)
  expect(await client.listIntegrations()).toMatchObject({ ok: true })
  expect(await client.isConnected()).toMatchObject({ ok: true })
  expect((await postiz.read()).used).toBe(1)
})

test('the log says once that the hour is spent, however many ask', async () => {
  const postiz = await openPostiz({ limitPerHour: 1 })
  await postiz.post()
  const said: unknown[] = []
  const logger = { ...house.payload.logger, warn: (...words: unknown[]) => said.push(words) }
  const payload = Object.create(house.payload, { logger: { value: logger } }) as Payload
  const client = postiz.clientOf(payload)
  await Promise.all(Array.from({ length: 5 }, () => postiz.post(client, false)))
  expect(said).toHaveLength(1)
})
