import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPost } from '../int/support/agency.ts'
import { connectTenant } from '../int/support/connectTenant.ts'
import { eventually } from '../int/support/eventually.ts'
import { mastodons } from '../int/support/mastodons.ts'
import { type House, openHouse } from '../int/support/openHouse.ts'
import { compile, kill, start } from './support/forkProgram.ts'

const channelCount = 20
const deliveryCount = 600
const workerCount = 4

let house: House
let postiz: PostizSandbox
let tenant: string
let user: unknown
let program: string
let workers: ChildProcess[] = []

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    limitPerHour: 1_000_000,
    publishDelayMs: 20,
    organisations: [
      {
        name: 'Agency',
        key: 'key',
        integrations: mastodons(channelCount, { id: 'm', name: 'Channel' }),
      },
    ],
  })
  house = await openHouse()
  ;({ tenant, user } = await connectTenant(house, postiz, 'key'))
  program = await compile(fileURLToPath(new URL('./support/everyJobWorker.ts', import.meta.url)))
})

afterEach(async () => {
  await Promise.all(workers.map(kill))
  workers = []
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const distribute = async (posts: number): Promise<void> => {
  const { docs } = await house.payload.find({ collection: 'channels', pagination: false })
  const channels = docs.map((doc) => String(doc.id))
  const at = new Date(Date.now() + 120_000).toISOString()
  for (let index = 0; index < posts; index += 1) {
    const id = await addPost(house.payload, tenant, { text: `Number ${index} of ${posts}` })
    await runFor({
      payload: house.payload,
      operation: operations.distribute,
      input: { id, channels, at },
      user,
    })
  }
  // All of them fall due at one moment, which has come.
  await poolOf(house.payload).execute(sql`
    update postyard_deliveries set scheduled_at = now(), wake_at = now() where state = 'scheduled'`)
}

const work = async (mode: 'guard' | 'trust') => {
  workers = await Promise.all(Array.from({ length: workerCount }, () => start(program, [mode])))
}

type Counts = { publications: number; publishedTwice: number; sameContent: number }

const published = async (): Promise<Counts> => {
  const response = await fetch(`${postiz.url}/sandbox/publications?limit=1`)
  return ((await response.json()) as { counts: Counts }).counts
}

test('600 deliveries, each job run by 4 workers: each is published once', async () => {
  await distribute(deliveryCount / channelCount)
  expect((await tick({ payload: house.payload })).woken).toBe(deliveryCount)
  await work('guard')
  const db = poolOf(house.payload)
  await eventually(
    async () => {
      await sleep(500)
      // A call that took too long is looked after at once, as it would be within minutes.
      await db.execute(sql`update postyard_deliveries set wake_at = now() where state = 'unknown'`)
      await tick({ payload: house.payload })
      return rows<{ state: string; count: number }>(
        db,
        sql`select state, count(*)::int as count from postyard_deliveries group by state`,
      )
    },
    (seen) =>
      seen.length === 1 && seen[0]?.state === 'published' && seen[0].count === deliveryCount,
    240_000,
  )
  const counts = await published()
  expect(counts).toMatchObject({ publishedTwice: 0, sameContent: 0 })
  expect(counts.publications).toBe(deliveryCount)
  const fired = await rows<{ count: number }>(
    db,
    sql`select count(*)::int as count from postyard_receipts where action = 'fire' and closed_at is not null`,
  )
  expect(fired[0]?.count).toBe(deliveryCount)
})

test('without the guard of the row, the same queue publishes more than once', async () => {
  const before = await published()
  await distribute(2)
  await tick({ payload: house.payload })
  await work('trust')
  await eventually(published, (seen) => seen.publications >= before.publications + 80, 60_000)
  expect((await published()).sameContent).toBeGreaterThan(0)
})
