import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import { startFcmSandbox } from '../../src/sandbox/fcm/startFcmSandbox.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import type { House } from './support/openHouse.ts'
import { askAgent, query } from './support/scenes.ts'

type Mail = { to: string[]; text: string }

const mails: Mail[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    stream.on('end', () => {
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
      done()
    })
  },
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.server.address() as AddressInfo
// Read when the configuration is imported, as in the running application.
process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
const fcm = await startFcmSandbox({ port: 0, controlPort: 0 })
process.env.FCM_SANDBOX_URL = fcm.url
const { openHouse } = await import('./support/openHouse.ts')

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(async () => {
  await house?.close()
  await fcm.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

test('a field agent without a phone that can be pushed gets one mail, with a link and nothing of the post', async () => {
  const tenant = await addTenant(house.payload)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  const channel = await addManualChannel(house.payload, tenant, { agents: [agent.id] })
  const post = await addPost(house.payload, tenant, {
    title: 'Open house',
    text: 'Only for those who open the task.',
  })
  await askAgent({ payload: house.payload, by: manager, post, channels: [channel] })

  await eventually(
    async () => mails.length,
    (count) => count === 1,
  )
  expect(mails[0]?.to).toEqual([agent.email])
  expect(mails[0]?.text).toContain('Time to post: Open house')
  expect(mails[0]?.text).not.toContain('Only for those')
  const { body } = await call(house, agent, 'GET', '/assist/tasks')
  expect(mails[0]?.text).toContain(`/agent?task=3D${body.tasks[0].id}`.slice(0, 20))
  const receipts = await query(
    house.payload,
    `select raw_meta from postyard_receipts where action = 'push' and tenant_id = $1`,
    [tenant],
  )
  expect(receipts[0]?.raw_meta).toMatchObject({ mailed: 1 })
})

const register = async (person: Person, behaviour: string): Promise<void> => {
  const token = `phone-${randomUUID()}`
  const { status } = await call(house, person, 'POST', '/devices/register', {
    token,
    platform: 'android',
    name: 'Phone',
  })
  expect(status).toBe(200)
  await fetch(`${fcm.url}/sandbox/tokens/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ behaviour }),
  })
}

const mailsTo = ({ email }: Person) => mails.filter(({ to }) => to.includes(email))

test('who cannot be pushed is written to, once and soon, also while Google is down and where others are reached', async () => {
  const tenant = await addTenant(house.payload)
  const agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  const [reached, unreached] = [
    await addPerson(house, [{ tenant, roles: ['manager'] }]),
    await addPerson(house, [{ tenant, roles: ['manager'] }]),
  ]
  await register(agent, 'UNAVAILABLE')
  await register(reached, 'ok')
  const channel = await addManualChannel(house.payload, tenant, { agents: [agent.id] })
  const post = await addPost(house.payload, tenant)
  const begun = Date.now()
  const { delivery } = await askAgent({
    payload: house.payload,
    by: reached,
    post,
    channels: [channel],
  })
  for (const minutes of [1.3, 3.6, 8.2, 10.1, 11.5, 13.8, 20.2]) {
    await notifyAgent({
      payload: house.payload,
      tenant,
      id: delivery,
      now: () => new Date(begun + minutes * 60_000),
      random: () => 0.5,
    })
    expect(mailsTo(agent), `after ${minutes} minutes`).toHaveLength(1)
  }
  await notifyAgent({
    payload: house.payload,
    tenant,
    id: delivery,
    now: () => new Date(begun + 41 * 60_000),
  })
  expect([mailsTo(reached).length, mailsTo(unreached).length]).toEqual([0, 1])
})
