import { queues, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf, rows, sql } from '../../plugins/distribution/model/database.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { connectTenant } from './support/connectTenant.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { steerPostiz } from './support/steerPostiz.ts'

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>
let worker: Awaited<ReturnType<typeof startWorker>>
const clients: Client[] = []

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    limitPerHour: 100_000,
    organisations: ['A', 'B', 'C', 'D'].map((name) => ({
      name,
      key: `key-of-${name}`,
      integrations: mastodons(30, { id: name, name }),
    })),
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  for (const name of ['A', 'B', 'C', 'D']) {
    clients.push(await connectTenant(house, postiz, `key-of-${name}`))
  }
  worker = await startWorker({ payload: house.payload, queues })
})

afterEach(() => steer.clearFaults())

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

const clientOf = (index: number): Client => clients[index]!

type Seen = { id: string; state: string; executed_at: string | null }

const read = async (ids: string[]) => {
  const seen = await rows<Seen>(
    poolOf(house.payload),
    sql`select id, state, executed_at from postyard_deliveries where id = any(${sql.param(ids)})`,
  )
  return seen.map((row) => ({ ...row, executedAt: Date.parse(row.executed_at ?? '') }))
}

/** When the first attempts came to their ends, in epoch ms. */
const endsOf = async (ids: string[]): Promise<number[]> => {
  const ends = await rows<{ occurred_at: string }>(
    poolOf(house.payload),
    sql`
      select occurred_at from postyard_events
      where delivery_id = any(${sql.param(ids)}) and data->>'from' = 'publishing' order by occurred_at`,
  )
  return ends.map((event) => Date.parse(event.occurred_at))
}

const isThrough = ({ state }: Seen) => state === 'submitted' || state === 'published'

const distribute = (client: Client, count: number, at: Date, isStaged = true) =>
  distributeTo({ house, client, count, at, isStaged })

test.each([
  ['GET', 'A', 0],
  ['PUT', 'D', 3],
] as const)(
  'while one client’s Postiz hangs at %s, another’s posts all go out before its first time-out',
  async (method, organisation, index) => {
    const begin = Math.ceil(Date.now() / 1_000) * 1_000 + 8_000
    const hanging: string[] = []
    // More jobs than there are slots, each of a moment of its own.
    for (let job = 0; job < 7; job += 1) {
      const at = new Date(begin + 300 * job)
      hanging.push(...(await distribute(clientOf(index), 2, at)))
    }
    const well = await distribute(clientOf(1), 20, new Date(begin + 1_500))
    await steer.setFaults([{ kind: 'hang', match: { organisation, method } }])
    await tick({ payload: house.payload })
    await eventually(
      () => read(well),
      (seen) => seen.every(isThrough),
    )
    const last = Math.max(...(await read(well)).map(({ executedAt }) => executedAt))
    const [firstEnd] = await eventually(
      () => endsOf(hanging),
      (ends) => ends.length > 0,
    )
    expect(last).toBeLessThan(firstEnd!)
    // Only one job of the client that hangs was begun, so the others cost no slot: they waited behind it, and then for
    // its Postiz to answer.
    const others = (await read(hanging)).filter(({ state }) => ['queued', 'held'].includes(state))
    expect(others.length).toBeGreaterThan(0)
    await steer.clearFaults()
    const open = hanging
    await poolOf(house.payload).execute(sql`
    update postyard_deliveries set state = 'cancelled', wake_at = null, deadline_at = null
    where id = any(${sql.param(open)}) and state <> 'publishing'`)
  },
)

test('a flood of one client does not keep another’s posts waiting', async () => {
  const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 10_000)
  const flood = await distribute(clientOf(2), 600, at, false)
  const few = await distribute(clientOf(1), 20, at)
  await tick({ payload: house.payload })
  await eventually(
    () => read(few),
    (seen) => seen.every(isThrough),
    30_000,
  )
  const flooded = await read(flood)
  expect(flooded.filter(isThrough).length).toBeLessThan(flood.length / 2)
  await eventually(
    () => read(flood),
    (seen) => seen.every(isThrough),
    50_000,
  )
  expect((await steer.publications()).counts).toMatchObject({ publishedTwice: 0 })
})
