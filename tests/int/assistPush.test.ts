import { randomUUID } from 'node:crypto'
import { createLocalReq, type TaskHandler } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFcmSandbox } from '../../src/sandbox/fcm/startFcmSandbox.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import type { House } from './support/openHouse.ts'
import { askAgent, plan, putInto, query } from './support/scenes.ts'

const fcm = await startFcmSandbox({ port: 0, controlPort: 0 })
// Read when the configuration is imported, as in the running application.
process.env.FCM_SANDBOX_URL = fcm.url
const { openHouse } = await import('./support/openHouse.ts')
const { assistTaskRunners: runners } = await import('../../plugins/distribution/assist/tasks.ts')

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(async () => {
  await house?.close()
  await fcm.close()
})

type Team = { tenant: string; manager: Person; agent: Person; channel: string }

const makeTeam = async (tenantData: Record<string, unknown> = {}): Promise<Team> => {
  const tenant = await addTenant(house.payload, tenantData)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  const channel = await addManualChannel(house.payload, tenant, { agents: [agent.id] })
  return { tenant, manager, agent, channel }
}

const register = async (person: Person, language?: string): Promise<string> => {
  const token = `phone-${randomUUID()}`
  const { status } = await call(house, person, 'POST', '/devices/register', {
    token,
    platform: 'android',
    name: 'Phone',
    language,
  })
  expect(status).toBe(200)
  return token
}

const secretText = 'Only for those who open the task.'

const ask = async ({ tenant, manager, channel }: Team) => {
  const post = await addPost(house.payload, tenant, { title: 'Open house', text: secretText })
  return askAgent({ payload: house.payload, by: manager, post, channels: [channel] })
}

type Push = {
  token: string
  outcome: string
  message: { data: Record<string, string>; notification: { title: string; body: string } }
}

const pushesTo = async (token: string): Promise<Push[]> => {
  const response = await fetch(`${fcm.url}/sandbox/messages?token=${token}`)
  return ((await response.json()) as { messages: Push[] }).messages
}

const behave = (token: string, behaviour: string) =>
  fetch(`${fcm.url}/sandbox/tokens/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ behaviour }),
  })

const deviceOf = async (token: string) =>
  (await query(house.payload, 'select * from postyard_devices where token = $1', [token]))[0]

const receiptOf = async (delivery: string) => {
  const rows = await query(
    house.payload,
    `select * from postyard_receipts where delivery_id = $1 and action = 'push'`,
    [delivery],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]!.closed_at).not.toBeNull()
  return rows[0]!
}

describe('a push', () => {
  test('goes to every phone of the person who is asked, and to nobody else', async () => {
    const team = await makeTeam()
    const phones = [await register(team.agent), await register(team.agent)]
    const others = [await register(team.manager), await register((await makeTeam()).agent)]
    const { delivery } = await ask(team)
    for (const phone of phones) expect(await pushesTo(phone)).toHaveLength(1)
    for (const phone of others) expect(await pushesTo(phone)).toEqual([])
    expect(await receiptOf(delivery)).toMatchObject({
      outcome: 'ok',
      raw_meta: { phones: 2, reached: 2 },
    })
  })

  test('of what else the client has due goes out with it, and each once', async () => {
    const team = await makeTeam()
    const phone = await register(team.agent)
    const others = [await makeTeam(), await makeTeam()]
    const due = await Promise.all(
      [team, team, team, ...others].map(async ({ tenant, manager, channel }) => {
        const post = await addPost(house.payload, tenant, { title: 'Open house' })
        const at = new Date()
        const { delivery } = await plan({
          ...{ payload: house.payload, by: manager, post, channels: [channel], at },
        })
        await putInto(house.payload, delivery, 'queued')
        return delivery
      }),
    )
    const req = await createLocalReq({}, house.payload)
    const run = runners[0]?.handler as TaskHandler<string>
    const notify = (id: string) =>
      run({ req, job: { id: 1 }, input: { deliveries: [id], tenant: team.tenant } } as never)
    await Promise.all([notify(due[0]!), notify(due[1]!)])
    expect(await pushesTo(phone)).toHaveLength(3)
    const states = await query(
      house.payload,
      'select state from postyard_deliveries where id = any($1) and state = $2',
      [due, 'queued'],
    )
    expect(states).toHaveLength(others.length)
  })

  test('shows the title, and carries ids and nothing else', async () => {
    const team = await makeTeam()
    const phone = await register(team.agent)
    const { task, delivery } = await ask(team)
    const [push] = await pushesTo(phone)
    expect(push?.message.notification).toEqual({
      title: 'Time to post: Open house',
      body: 'WhatsApp Status · Marina Estates',
    })
    expect(push?.message.data).toEqual({ task, delivery, tenant: team.tenant })
    const text = JSON.stringify(push?.message)
    expect(text).not.toContain(secretText)
    expect(Buffer.byteLength(text)).toBeLessThan(4096)
  })

  test('speaks the language of each phone', async () => {
    const team = await makeTeam()
    const phones = [await register(team.agent), await register(team.agent, 'pt-PT')]
    await ask(team)
    const titles = await Promise.all(
      phones.map(async (phone) => (await pushesTo(phone))[0]?.message.notification.title),
    )
    expect(titles).toEqual(['Time to post: Open house', 'Hora de publicar: Open house'])
  })

  test('keeps the title to itself where the tenant wants that', async () => {
    const team = await makeTeam({ manual: { hideTitle: true } })
    const phone = await register(team.agent)
    await ask(team)
    const [push] = await pushesTo(phone)
    expect(push?.message.notification.title).toBe('Time to post')
    expect(JSON.stringify(push?.message)).not.toContain('Open house')
  })

  test('to a phone that is no longer registered drops it, and it comes back by registering', async () => {
    const team = await makeTeam()
    const phone = await register(team.agent)
    await behave(phone, 'UNREGISTERED')
    const first = await ask(team)
    expect(await receiptOf(first.delivery)).toMatchObject({
      outcome: 'refused',
      raw_meta: { dropped: 1 },
    })
    expect(await deviceOf(phone)).toMatchObject({ dropped_at: expect.any(Date) })
    await ask(team)
    expect(await pushesTo(phone)).toHaveLength(1)

    await fetch(`${fcm.url}/sandbox/tokens/${phone}`, { method: 'DELETE' })
    await call(house, team.agent, 'POST', '/devices/register', {
      token: phone,
      platform: 'android',
      name: 'Phone',
    })
    expect(await deviceOf(phone)).toMatchObject({ dropped_at: null, drop_reason: null })
    await ask(team)
    expect(await pushesTo(phone)).toHaveLength(2)
  })

  test('reaches the other phone where one is gone', async () => {
    const team = await makeTeam()
    const [gone, well] = [await register(team.agent), await register(team.agent)]
    await behave(gone, 'UNREGISTERED')
    const { delivery } = await ask(team)
    expect(await pushesTo(well)).toHaveLength(1)
    expect(await receiptOf(delivery)).toMatchObject({
      outcome: 'ok',
      raw_meta: { phones: 2, reached: 1, dropped: 1 },
    })
  })

  test('that Google cannot take now is tried again', async () => {
    const team = await makeTeam()
    const phone = await register(team.agent)
    await behave(phone, 'UNAVAILABLE')
    const { delivery } = await ask(team)
    expect(await receiptOf(delivery)).toMatchObject({ outcome: 'retry' })
    const [row] = await query(
      house.payload,
      'select wake_at, state from postyard_deliveries where id = $1',
      [delivery],
    )
    expect(row?.state).toBe('awaiting_human')
    expect((row?.wake_at.getTime() - Date.now()) / 60_000).toBeCloseTo(1, 0)
    expect(await deviceOf(phone)).toMatchObject({ dropped_at: null })
  })
})

test('a phone that was not heard of for a month is not pushed, until it registers again', async () => {
  const team = await makeTeam()
  const token = await register(team.agent)
  await query(
    house.payload,
    `update postyard_devices set last_seen_at = now() - interval '31 days' where token = $1`,
    [token],
  )
  await ask(team)
  expect(await pushesTo(token)).toHaveLength(0)
  await call(house, team.agent, 'POST', '/devices/register', {
    token,
    platform: 'android',
    name: 'Phone',
  })
  await ask(team)
  expect(await pushesTo(token)).toHaveLength(1)
})

test('without a phone, the receipt says so, and the task waits on the list', async () => {
  const team = await makeTeam()
  const { task, delivery } = await ask(team)
  expect(await receiptOf(delivery)).toMatchObject({
    outcome: 'refused',
    error_code: 'NO_DEVICE',
    error_message: expect.stringContaining('phone page'),
  })
  const list = await call(house, team.agent, 'GET', '/assist/tasks')
  expect(list.body.tasks.map(({ id }: { id: string }) => id)).toEqual([task])
})

describe('a phone', () => {
  test('registered by another person becomes theirs', async () => {
    const { agent, manager } = await makeTeam()
    const phone = await register(agent)
    await call(house, manager, 'POST', '/devices/register', {
      token: phone,
      platform: 'ios',
      name: 'Mine',
    })
    expect(await deviceOf(phone)).toMatchObject({
      user_id: manager.id,
      platform: 'ios',
      name: 'Mine',
    })
  })

  test('is forgotten by its owner, and by nobody else', async () => {
    const { agent, manager } = await makeTeam()
    const phone = await register(agent)
    const { id } = (await deviceOf(phone))!
    expect([403, 404]).toContain((await call(house, manager, 'DELETE', `/devices/${id}`)).status)
    expect(await deviceOf(phone)).toBeDefined()
    expect((await call(house, agent, 'DELETE', `/devices/${id}`)).status).toBe(200)
    expect(await deviceOf(phone)).toBeUndefined()
  })
})
