import { afterAll, beforeAll, expect, test } from 'vitest'
import { hintToken } from '../../plugins/distribution/security/hintToken.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, call } from './support/agency.ts'
import { connectTenant } from './support/connectTenant.ts'
import { type Client, distributeTo } from './support/distributeTo.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { readTables } from './support/readTables.ts'
import { query } from './support/scenes.ts'

let house: House
let postiz: PostizSandbox
let client: Client
let other: Client
let address: string

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    organisations: ['a', 'b'].map((name) => ({
      name,
      key: name,
      integrations: mastodons(1, { id: name, name }),
    })),
  })
  house = await openHouse()
  client = await connectTenant(house, postiz, 'a')
  other = await connectTenant(house, postiz, 'b')
  const manager = await addPerson(house, [{ tenant: client.tenant, roles: ['manager'] }])
  const { body } = await call(house, manager, 'GET', `/tenants/${client.tenant}/postiz-status`)
  address = new URL(body.hintUrl).pathname.replace(/^\/api/, '')
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

const hint = (path: string, body?: unknown) => call(house, undefined, 'POST', path, body)

/** Taken by Postiz, and to be asked about in half a minute. */
const submitted = async (owner: Client): Promise<string> => {
  const [id] = await distributeTo({
    house,
    client: owner,
    count: 1,
    at: new Date(),
    isStaged: false,
  })
  await query(
    house.payload,
    `update postyard_deliveries
     set state = 'submitted', executed_at = now(), wake_at = now() + interval '30 seconds',
         deadline_at = now() + interval '2 hours'
     where id = $1`,
    [id],
  )
  return id!
}

const confirmJobs = async (tenant: string): Promise<number> =>
  (
    await query(
      house.payload,
      `select 1 from payload_jobs
       where task_slug = 'confirm' and input->>'tenant' = $1 and wait_until <= now() + interval '1 second'`,
      [tenant],
    )
  ).length

test('a hint makes us ask at once, of its tenant alone, whatever it says', async () => {
  await submitted(client)
  await submitted(other)
  expect((await hint(address, '[{"state":"PUBLISHED"')).status).toBe(204)
  expect(await confirmJobs(client.tenant)).toBe(1)
  expect(await confirmJobs(other.tenant)).toBe(0)
  const states = await query(house.payload, 'select distinct state from postyard_deliveries')
  expect(states).toEqual([{ state: 'submitted' }])
})

test('many hints at once are one', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => hint(address, [])))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
  expect(await confirmJobs(client.tenant)).toBe(1)
})

test('an address that is nobody’s changes nothing', async () => {
  const { linkSecret } = settingsOf(house.payload)
  const forged = hintToken(client.tenant, `${linkSecret}!`)
  const before = await readTables(house.payload)
  for (const token of ['x', `${client.tenant}`, `${client.tenant}.x`, forged, `.${forged}`]) {
    expect((await hint(`/postiz/hints/${token}`, {})).status).toBe(404)
  }
  expect(await readTables(house.payload)).toEqual(before)
})
