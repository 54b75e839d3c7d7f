import { queues, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { type House, openHouse } from './support/openHouse.ts'

let house: House
let postiz: PostizSandbox
let worker: Awaited<ReturnType<typeof startWorker>>
let tenant: string
let manager: Person
let agent: Person

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    organisations: [
      {
        name: 'Agency',
        key: 'key-of-the-agency',
        groups: [{ id: 'g1', name: 'Marina Estates' }],
        integrations: [
          { id: 'masto', name: 'Marina on Mastodon', identifier: 'mastodon', group: 'g1' },
          { id: 'sky', name: 'Marina on Bluesky', identifier: 'bluesky', group: 'g1' },
        ],
      },
    ],
  })
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  worker = await startWorker({ payload: house.payload, queues })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

test('a post goes out through Postiz and to a person, each with its receipts', async () => {
  const connected = await call(house, manager, 'POST', `/tenants/${tenant}/connect-postiz`, {
    baseUrl: `${postiz.url}/api`,
    apiKey: 'key-of-the-agency',
    groupId: 'g1',
  })
  expect(connected).toMatchObject({ status: 200, body: { imported: 2 } })
  const manual = await addManualChannel(house.payload, tenant, { agents: [agent.id] })
  const channels = await call(house, manager, 'GET', '/channels?limit=0')
  const ids = channels.body.docs.map((doc: { id: string }) => doc.id)
  expect(ids).toContain(manual)
  expect(ids).toHaveLength(3)

  const post = await addPost(house.payload, tenant, { text: 'Tom & Jerry live here.\n\nReally.' })
  const started = await call(house, manager, 'POST', `/posts/${post}/distribute`, { channels: ids })
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  const plan = started.body.plan as string

  const status = () => call(house, manager, 'GET', `/plans/${plan}/status`)
  const landed = await eventually(
    status,
    ({ body }) => body.counts?.published === 2 && body.counts?.awaiting_human === 1,
  )
  expect(landed.body.state).toBe('publishing')

  const seen = (await (await fetch(`${postiz.url}/sandbox/publications`)).json()) as unknown
  expect(JSON.stringify(seen)).toContain('Tom & Jerry live here.')

  const list = await call(house, agent, 'GET', '/assist/tasks')
  expect(list.body.tasks).toHaveLength(1)
  const task = list.body.tasks[0].id as string
  const opened = await call(house, agent, 'GET', `/assist/tasks/${task}`)
  expect(opened.body.caption).toBe('Tom & Jerry live here.\n\nReally.')
  const answered = await call(house, agent, 'POST', `/assist/tasks/${task}/answer`, {
    outcome: 'posted',
    url: 'https://example.com/status/1',
  })
  expect(answered).toMatchObject({ status: 200, body: { outcome: 'posted', state: 'published' } })
  expect((await status()).body).toMatchObject({ state: 'published', counts: { published: 3 } })

  const receipts = await call(
    house,
    manager,
    'GET',
    `/receipts?where[plan][equals]=${plan}&limit=0`,
  )
  const actions = receipts.body.docs.map((doc: { action: string }) => doc.action)
  expect(actions.filter((action: string) => action === 'fire')).toHaveLength(2)
  expect(actions).toContain('answer')
  expect(receipts.body.docs.every((doc: { closedAt?: string }) => doc.closedAt)).toBe(true)
})

test('a tick with nothing due does nothing', async () => {
  expect(await tick({ payload: house.payload })).toEqual({ swept: 0, woken: 0 })
})
