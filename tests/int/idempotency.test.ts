import { randomUUID } from 'node:crypto'
import { operations, tick } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takesKey } from '../../plugins/distribution/operation.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { type Answer, addPost } from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { type House, openHouse } from './support/openHouse.ts'
import {
  callOperation,
  type Input,
  type OperationName,
  operationNames,
} from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'
import { readTables } from './support/readTables.ts'
import { putInto, query } from './support/scenes.ts'

let house: House
let sandbox: PostizSandbox
let client: Client

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['client']) })
  house = await openHouse()
  client = await furnish({ house, sandbox, name: 'client' })
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

const send = (
  name: OperationName,
  input: Input,
  key: string,
  person = client.people.manager,
): Promise<Answer> => callOperation(house, person, name, input, { 'idempotency-key': key })

const countPlans = async () =>
  Number((await query(house.payload, 'select count(*) from postyard_plans'))[0]!.count)

const changing = operationNames.filter((name) => takesKey(operations[name]))

describe('the same request with the same key', () => {
  test.each(changing)('%s: has one effect, and the same answer again', async (name) => {
    const input = await goodInputs[name]({ house, sandbox, client })
    const key = randomUUID()
    const first = await send(name, input, key)
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    const before = await readTables(house.payload)
    const again = await send(name, input, key)
    expect([again.status, again.body]).toEqual([200, first.body])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await readTables(house.payload)).toEqual(before)
  })

  test('eight at once have one effect, and all get its answer', async () => {
    const input = await goodInputs.distribute({ house, sandbox, client })
    const before = await countPlans()
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send('distribute', input, key)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(new Set(answers.map(({ body }) => body.plan)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed'))).toHaveLength(7)
    expect(await countPlans()).toBe(before + 1)
  })

  test('without a key, it is another request', async () => {
    const input = await goodInputs.distribute({ house, sandbox, client })
    const before = await countPlans()
    for (let time = 0; time < 2; time += 1) {
      await callOperation(house, client.people.manager, 'distribute', input)
    }
    expect(await countPlans()).toBe(before + 2)
  })

  test('after 24 hours it is another request', async () => {
    const input = await goodInputs.distribute({ house, sandbox, client })
    const key = randomUUID()
    const first = await send('distribute', input, key)
    await query(
      house.payload,
      `update postyard_idempotency_keys set expires_at = now() - interval '1 s'`,
    )
    const later = await send('distribute', input, key)
    expect(later.status).toBe(200)
    expect(later.body.plan).not.toBe(first.body.plan)
    const kept = () => query(house.payload, 'select expires_at from postyard_idempotency_keys')
    expect((await kept()).length).toBeGreaterThan(1)
    await tick({ payload: house.payload })
    expect(await kept()).toHaveLength(1)
  })
})

describe('the same key', () => {
  test('with another body, or for another record, is a conflict', async () => {
    const input = await goodInputs.reschedule({ house, sandbox, client })
    const other = await goodInputs.reschedule({ house, sandbox, client })
    const key = randomUUID()
    expect((await send('reschedule', input, key)).status).toBe(200)
    const before = await readTables(house.payload)
    const atAnotherTime = { ...input, at: new Date(Date.now() + 7_200_000).toISOString() }
    for (const wrong of [atAnotherTime, { ...other, at: input.at }]) {
      expectProblem(await send('reschedule', wrong, key), 409, 'IDEMPOTENCY_CONFLICT')
    }
    expect(await readTables(house.payload)).toEqual(before)
  })

  test('is free again where its request failed, and then does the work', async () => {
    const input = await goodInputs.retry({ house, sandbox, client })
    const key = randomUUID()
    await putInto(house.payload, String(input.id), 'published')
    expectProblem(await send('retry', input, key), 409, 'ILLEGAL_MOVE')
    expectProblem(await send('retry', input, key), 409, 'ILLEGAL_MOVE')
    await putInto(house.payload, String(input.id), 'failed')
    const done = await send('retry', input, key)
    expect(done).toMatchObject({ status: 200, body: { reasonCode: 'DUE' } })
    expect(done.headers.get('idempotent-replayed')).toBeNull()
  })

  test('may be used by another person', async () => {
    const input = await goodInputs.distribute({ house, sandbox, client })
    const key = randomUUID()
    const mine = await send('distribute', input, key)
    const theirs = await send('distribute', input, key, client.people.editor)
    expect(theirs.status).toBe(200)
    expect(theirs.body.plan).not.toBe(mine.body.plan)
  })

  test('may be used for another operation', async () => {
    const input = await goodInputs.publishNow({ house, sandbox, client })
    const key = randomUUID()
    expect(await send('publishNow', input, key)).toMatchObject({
      status: 200,
      body: { state: 'queued' },
    })
    expect(await send('cancelDelivery', input, key)).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    })
  })
})

test('more requests at once than there are connections to the database are all answered', async () => {
  const post = await addPost(house.payload, client.tenant, { media: [client.media] })
  const input = {
    id: post,
    channels: [client.manual],
    at: new Date(Date.now() + 3_600_000).toISOString(),
    allowDuplicate: true,
  }
  const reading = { id: client.asked.task }
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0
        ? send('distribute', input, randomUUID())
        : callOperation(house, client.people.manager, 'readTask', reading),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200))
})
