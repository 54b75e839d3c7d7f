import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { operations, tick } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import { openApiDocument } from '../../plugins/distribution/doors/openapi/openApiDocument.ts'
import { errorStatus } from '../../plugins/distribution/errors.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { operationList } from '../../plugins/distribution/operations.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { startFcmSandbox } from '../../src/sandbox/fcm/startFcmSandbox.ts'
import { rootDir } from '../../src/server/env.ts'
import { findFreePort } from '../../src/server/findFreePort.ts'
import { addFile } from './support/addFile.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { type FlutterClient, openFlutterClient } from './support/flutterClient.ts'
import { checkBy, listExamples, listOperations, type OpenApi } from './support/openApi.ts'
import type { House } from './support/openHouse.ts'
import { picture } from './support/picture.ts'
import { askAgent, plan, query } from './support/scenes.ts'

const fcm = await startFcmSandbox({ port: 0, controlPort: 0 })
const port = await findFreePort()
// Read when the configuration is imported, as in the running application: links lead to this very server.
process.env.FCM_SANDBOX_URL = fcm.url
process.env.SERVER_URL = `http://127.0.0.1:${port}`
const { openHouse } = await import('./support/openHouse.ts')

type Phone = FlutterClient & { id: string; secret: string; token: string; person: string }

let house: House
let document: OpenApi
let manager: Awaited<ReturnType<typeof addPerson>>
let ana: Phone
let rui: Phone
let nia: Phone
let tenant: string
let post: string
let channel: string

/** What the app does once: a person types their password, and the phone stays logged in. */
const signIn = async (
  tenant: string,
  name: string,
  role: 'field-agent' | 'influencer' = 'field-agent',
): Promise<Phone> => {
  const person = await addPerson(house, [{ tenant, roles: [role] }])
  await query(house.payload, 'update users set name = $2 where id = $1', [person.id, name])
  const client = await openFlutterClient({ documentUrl: `${house.api}/openapi.json` })
  const { email, password } = person
  const { body } = await client.call('users.logIn', { values: { email, password } })
  client.credentials.login = { token: body.token }
  const token = `phone-${randomUUID()}`
  const secret = randomBytes(32).toString('base64url')
  const asked = { values: { secret, token } }
  const signed = await client.call('devices.signIn', asked)
  expect((await client.call('devices.signIn', asked)).body.id).toBe(signed.body.id)
  delete client.credentials.login
  const { id } = signed.body
  client.credentials.device = { id, secret }
  return { ...client, id, secret, token, person: person.id }
}

beforeAll(async () => {
  house = await openHouse({ port })
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  ana = await signIn(tenant, 'Ana')
  rui = await signIn(tenant, 'Rui')
  nia = await signIn(tenant, 'Nia', 'influencer')
  document = ana.document
  channel = await addManualChannel(house.payload, tenant, { agents: [ana.person] })
  post = await addPost(house.payload, tenant, {
    title: 'Open house',
    media: [await addPicture(house.payload, tenant, 'living room')],
  })
})

afterAll(async () => {
  await house?.close()
  await fcm.close()
})

const sceneOf = () => ({ payload: house.payload, by: manager, post, channels: [channel] })

type Pushed = { message: Answer['body'] }

/** The newest push to a phone, once there is one. */
const newestPush = async ({ token }: Phone): Promise<Answer['body']> => {
  const list = async () => {
    const response = await fetch(`${fcm.url}/sandbox/messages?token=${token}`)
    return ((await response.json()) as { messages: Pushed[] }).messages
  }
  return (await eventually(list, (all) => all.length > 0)).at(-1)!.message
}

/** Somebody is asked; the phone wakes and finds the task, as the app does. */
const wake = async (phone = ana): Promise<{ id: string; delivery: string }> => {
  const { task, delivery } = await askAgent(sceneOf())
  const list = async () => (await phone.call('tasks.list')).body.tasks as { id: string }[]
  expect((await list()).map(({ id }) => id)).toContain(task)
  return { id: task, delivery }
}

const answersOf = (delivery: string) =>
  query(
    house.payload,
    `select id from postyard_receipts where delivery_id = $1 and action = 'answer'`,
    [delivery],
  )

describe('the document', () => {
  const forPhones = () =>
    listOperations(document).filter(
      ({ operation }) =>
        operation.security.some((one) => 'device' in one) ||
        ['users.logIn', 'devices.signIn', 'devices.register', 'files.fetch'].includes(
          operation.operationId,
        ),
    )

  test('says of each operation of the phone when to call it, in the order of its life', () => {
    const parts = document.tags.map(({ name }) => name)
    const own = parts.slice(0, parts.indexOf('Staff'))
    for (const { operation } of forPhones()) {
      expect(operation.description?.length, operation.operationId).toBeGreaterThan(60)
      expect(own, operation.operationId).toContain(operation.tags[0])
    }
    const order = listOperations(document).map(({ operation }) => parts.indexOf(operation.tags[0]!))
    expect(order).not.toContain(-1)
  })

  test('shows a request and an answer of every operation', () => {
    const bare = listOperations(document).flatMap(({ operation }) => {
      const { operationId, requestBody, responses } = operation
      return [requestBody?.content, responses['200']?.content].flatMap((content) =>
        Object.entries(content ?? {}).every(([type, { examples }]) => examples || type === '*/*')
          ? []
          : [operationId],
      )
    })
    expect(bare).toEqual([])
  })

  test('shows only what fits: requests, answers, errors and pushes', () => {
    const examples = listExamples(document)
    expect(examples.length).toBeGreaterThan(500)
    for (const { what, schema, value } of examples) {
      expect(ana.check(schema, value), what).toEqual([])
    }
  })

  test('fits where ids are numbers, too', () => {
    const other = openApiDocument({
      operations: operationList,
      settings: settingsOf(house.payload),
      apiRoute: '/api',
      ids: 'number',
    }) as OpenApi
    const check = checkBy(other)
    for (const { what, schema, value } of listExamples(other)) {
      expect(check(schema, value), what).toEqual([])
    }
  })

  test('gives each error that an operation can end with an example of its own', () => {
    for (const { operation } of listOperations(document)) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        const problem = content?.['application/problem+json']
        if (!problem) continue
        const codes = Object.keys(problem.examples ?? {})
        expect(codes.toSorted(), operation.operationId).toEqual(
          operation.responses[status]!.description.split(', ').sort(),
        )
        // At the older addresses they are called otherwise.
        for (const code of codes.filter((one) => one === one.toUpperCase())) {
          expect(errorStatus[code as keyof typeof errorStatus]).toBe(Number(status))
        }
      }
    }
  })

  test('has in docs/field-agents.md each code that a phone meets, and no other', async () => {
    const text = await readFile(join(rootDir, 'docs', 'field-agents.md'), 'utf8')
    const told = [...text.matchAll(/^\| `([A-Z_]+)` +\| (\d+) +\|/gm)].map(
      ([, code, status]) => `${code} ${status}`,
    )
    const ofAgents = forPhones().filter(({ operation }) => operation.tags[0] !== 'Claims')
    const met = ofAgents.flatMap(({ operation }) =>
      Object.entries(operation.responses).flatMap(([status, { content }]) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}).map(
          (code) => `${code} ${status}`,
        ),
      ),
    )
    expect(told.toSorted()).toEqual([...new Set(met)].sort())
    const named = [...text.matchAll(/\b(?:tasks|devices|users|files|push|people)\.\w+/g)]
    const known = [...listOperations(document), ...listOperations(document, 'webhooks')].map(
      ({ operation }) => operation.operationId,
    )
    expect(known).toEqual(expect.arrayContaining(named.map(([name]) => name)))
  })

  test('says rightly what the credential of a phone opens', async () => {
    for (const { path, method, operation } of listOperations(document)) {
      // What field agents and influencers may do is not the same.
      const { id, secret } = operation.tags[0] === 'Claims' ? nia : ana
      const authorization = `Device ${id}.${secret}`
      if (operation.security.length === 0 || operation.operationId === 'devices.revoke') continue
      const opens = operation.security.some((one) => 'device' in one)
      const url = `${document.servers[0]?.url}${path.replaceAll(/\{\w+\}/g, randomUUID())}`
      const response = await fetch(url, {
        method: method.toUpperCase(),
        headers: { authorization },
        ...(method === 'post' ? { body: '[]' } : {}),
      })
      const { code } = (await response.json()) as { code?: string }
      expect(code === 'UNAUTHENTICATED', operation.operationId).toBe(false)
      expect(code?.toUpperCase() === 'FORBIDDEN', operation.operationId).toBe(!opens)
    }
  })
})

test('a phone is woken by a push, opens the task, fetches what to post, and answers once', async () => {
  const { projectId } = (await ana.call('push.settings')).body
  expect(projectId).toBe('postyard-sandbox')
  const { id, delivery } = await wake()
  const message = await newestPush(ana)
  const { task } = ana.receive('push.task', message)
  expect(task).toBe(id)
  expect(message.android.collapse_key).toBe(`task-${id}`)

  const opened = (await ana.call('tasks.open', { values: { id } })).body
  expect(opened.lease.holder.id).toBe(ana.person)
  const ttl = Number.parseInt(message.android.ttl, 10)
  expect(ttl / 3600).toBeCloseTo((Date.parse(opened.deadlineAt) - Date.now()) / 3_600_000, 1)

  const read = (await ana.call('tasks.read', { values: { id } })).body
  expect(read.caption).toContain('south-facing')
  const [file] = read.files
  const whole = await ana.follow('files.fetch', file.url)
  expect(whole.body.bytes).toHaveLength(file.bytes)
  const etag = whole.headers.get('etag')!
  const rest = await ana.follow('files.fetch', file.url, { range: 'bytes=20-', 'if-range': etag })
  expect(rest.status).toBe(206)
  expect(rest.body.bytes.equals(whole.body.bytes.subarray(20))).toBe(true)
  expect((await ana.follow('files.look', file.url)).headers.get('content-length')).toBe(
    String(file.bytes),
  )
  const kept = await ana.follow('files.fetch', file.url, { 'if-none-match': etag })
  expect(kept.status).toBe(304)
  const beyond = await ana.follow('files.fetch', file.url, { range: `bytes=${file.bytes}-` })
  expect(beyond.status).toBe(416)
  const foreign = await ana.follow('files.fetch', file.url.replace(/\.[^.]+$/, '.c2lnbmF0dXJl'))
  expect([foreign.status, foreign.body.code]).toEqual([403, 'LINK_INVALID'])

  const again = (await ana.call('tasks.open', { values: { id } })).body
  expect(Date.parse(again.lease.until)).toBeGreaterThan(Date.parse(opened.lease.until))
  expect(again.lease.openedAt).toBe(opened.lease.openedAt)
  const refused = await rui.call('tasks.open', { values: { id } })
  expect([refused.status, refused.body.code]).toEqual([409, 'TASK_TAKEN'])

  const key = randomUUID()
  const asked = { example: 'posted', values: { id }, key }
  const first = await ana.call('tasks.answer', asked)
  const second = await ana.call('tasks.answer', asked)
  expect(first.body).toMatchObject({ outcome: 'posted', state: 'published', isWithManager: false })
  expect(second.body).toEqual(first.body)
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  expect(await answersOf(delivery)).toHaveLength(1)
  const other = await ana.call('tasks.answer', { ...asked, example: 'skipped' })
  expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT'])

  const undone = await ana.call('tasks.answer', { example: 'undo', values: { id } })
  expect(undone.body).toMatchObject({ outcome: null, state: 'awaiting_human' })
  await ana.call('tasks.answer', { example: 'failed', values: { id }, key: randomUUID() })
  const different = await ana.call('tasks.answer', { example: 'posted', values: { id } })
  expect([different.status, different.body.code]).toEqual([409, 'OUTCOME_CONFLICT'])
  const over = await ana.call('tasks.open', { values: { id } })
  expect([over.status, over.body.code]).toEqual([409, 'TASK_OVER'])
})

test('a task is paused, let go of, handed over, and answered with a photo by whoever has it then', async () => {
  const { id, delivery } = await wake()
  const paused = await ana.call('tasks.answer', { example: 'snoozed', values: { id } })
  expect(paused.body).toMatchObject({ outcome: null, snoozedUntil: expect.any(String) })
  await ana.call('tasks.open', { values: { id } })
  const closed = await ana.call('tasks.close', { values: { id } })
  expect(closed.body.lease).toBeNull()
  const { agents } = (await ana.call('tasks.agents', { values: { id } })).body
  const colleague = agents.find(({ name }: { name: string }) => name === 'Rui')
  const given = await ana.call('tasks.handOver', { values: { id, to: colleague.id } })
  expect(given.body.assignee).toMatchObject({ id: rui.person, name: 'Rui' })
  await notifyAgent({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  expect(rui.receive('push.task', await newestPush(rui))).toMatchObject({ task: id })
  const photo = await rui.call('tasks.addProof', {
    values: { id, picture: (await picture('proof.png')).data.toString('base64') },
  })
  const skipped = await rui.call('tasks.answer', { example: 'skipped', values: { id } })
  expect(skipped.body).toMatchObject({ outcome: 'skipped', proof: photo.body.proof })
  const gone = await ana.call('tasks.handOver', { example: 'toWhoeverIsFree', values: { id } })
  expect([gone.status, gone.body.code]).toEqual([409, 'TASK_OVER'])
})

test('what is coming is kept beforehand, and done early', async () => {
  const { delivery } = await plan(sceneOf())
  const { coming } = (await ana.call('tasks.coming')).body
  const [next] = coming.filter((one: { delivery: string }) => one.delivery === delivery)
  const kept = await ana.call('tasks.readComing', { values: { id: next.delivery } })
  expect((await ana.follow('files.fetch', kept.body.files[0].url)).status).toBe(200)
  const begun = await ana.call('tasks.startEarly', { values: { id: next.delivery } })
  expect(begun.body.lease.holder.id).toBe(ana.person)
  const twice = await rui.call('tasks.startEarly', { values: { id: next.delivery } })
  expect([twice.status, twice.body.code]).toEqual([409, 'ILLEGAL_MOVE'])
  const task = begun.body.id
  const said = await ana.call('tasks.answer', { example: 'posted', values: { id: task } })
  expect(said.body.state).toBe('published')
})

test('after the deadline “I did post” goes to a manager', async () => {
  const { id, delivery } = await wake()
  await query(
    house.payload,
    `update postyard_deliveries set deadline_at = now() - interval '1 s' where id = $1`,
    [delivery],
  )
  await tick({ payload: house.payload })
  const late = await ana.call('tasks.answer', { example: 'late', values: { id } })
  expect(late.body).toMatchObject({ outcome: 'expired', isWithManager: true })
  const other = await ana.call('tasks.answer', { example: 'skipped', values: { id } })
  expect([other.status, other.body.code]).toEqual([409, 'TASK_OVER'])
})

test('a phone tells of itself, is tried, and is out for good once it is revoked', async () => {
  const { id } = rui
  const fresh = `phone-${randomUUID()}`
  const told = await rui.call('devices.report', { values: { id, token: fresh } })
  expect(told.body).toMatchObject({ push: 'works', staysLoggedIn: true })
  const tried = await rui.call('devices.testPush', { values: { id } })
  expect(tried.body.result).toBe('sent')
  expect(rui.receive('push.test', await newestPush({ ...rui, token: fresh }))).toEqual({
    kind: 'test',
  })
  await rui.call('devices.report', { example: 'blocked', values: { id } })
  const { devices } = (await rui.call('devices.list')).body
  expect(devices).toMatchObject([{ id, push: 'blocked' }])
  await rui.call('people.setHours', { example: 'away' })
  const hours = await rui.call('people.hours')
  expect(hours.body.awayUntil).toEqual(expect.any(String))
  const revoked = await rui.call('devices.revoke', { values: { id } })
  expect(revoked.body).toMatchObject({ push: 'none', staysLoggedIn: false })
  const out = await rui.call('tasks.list')
  expect([out.status, out.body.code]).toEqual([401, 'UNAUTHENTICATED'])
})

test('an influencer dresses, schedules and publishes what they have claimed', async () => {
  const { payload } = house
  const insert = async (collection: string, data: Record<string, unknown>): Promise<string> => {
    const made = await payload.create({
      collection: collection as 'clips',
      data: { tenant, ...data } as never,
    })
    return (made as unknown as { id: string }).id
  }
  const snapchat = await insert('channels', { name: 'Nia', platform: 'snapchat', kind: 'manual' })
  await insert('influencers', {
    ...{ name: 'Nia', reference: 'nia', user: nia.person, channels: [snapchat] },
  })
  const campaign = await insert('campaigns', { name: 'Summer', reference: 'summer' })
  const video = await addFile(payload, tenant, await samples.mp4(1, '360x640'))
  const claims: string[] = []
  for (const reference of ['clip-1', 'clip-2', 'clip-3']) {
    await insert('clips', { title: 'Sunset run', reference, campaign, video })
    const given = { tenant, claimId: `claim of ${reference}`, influencer: 'nia', clip: reference }
    const taken = await call(house, manager, 'POST', '/claims/ingest', given)
    claims.push(taken.body.claim.id)
  }
  const [dressed, out, away] = claims.map((id) => ({ id }))
  const list = await nia.call('claims.list', { values: { whose: 'own', state: undefined, tenant } })
  expect(list.body.claims.map(({ id }: { id: string }) => id).sort()).toEqual([...claims].sort())

  expect((await nia.call('claims.preview', { values: dressed! })).body.state).toBe('ready')
  expect((await nia.call('claims.download', { values: dressed! })).body.bytes).toBeGreaterThan(0)
  const kept = await nia.call('claims.upload', { values: dressed! })
  const intro = { kind: 'image', image: kept.body.id, seconds: 1 }
  const worn = await nia.call('claims.overlays', { values: { ...dressed, intro } })
  expect(worn.body.overlays.intro).toMatchObject(intro)
  await nia.call('claims.captions', { values: { ...dressed, captions: { snapchat: 'Run!' } } })
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const timed = (hours: number) => ({ ...dressed, at: inHours(hours), platforms: undefined })
  expect((await nia.call('claims.schedule', { values: timed(1) })).body.state).toBe('scheduled')
  await nia.call('claims.reschedule', { values: { ...dressed, at: inHours(2) } })
  expect((await nia.call('claims.cancel', { values: dressed! })).body.state).toBe('cancelled')

  await nia.call('claims.publish', { values: { ...out, platform: undefined } })
  await query(payload, `update postyard_deliveries set state = 'failed' where channel_id = $1`, [
    snapchat,
  ])
  expect((await nia.call('claims.read', { values: out! })).body.commands).toEqual(['retry'])
  expect((await nia.call('claims.retry', { values: out! })).body.state).toBe('publishing')
  await nia.call('claims.publishMulti', { values: { ...away, platforms: ['snapchat'] } })
  const counted = await nia.call('claims.analytics', { values: { tenant, campaign } })
  expect(counted.body.total).toMatchObject({ claims: 3, accepted: 3 })
})

test('all that the credential of a phone opens was called here, and answered as the document says', () => {
  const answered = new Set(
    [ana, rui, nia].flatMap(({ seen }) =>
      [...seen].flatMap(([name, statuses]) => (statuses.has(200) ? [name] : [])),
    ),
  )
  const promised = Object.values(operations).flatMap((one) => (one.isForPhones ? [one.name] : []))
  expect(promised.filter((name) => !answered.has(name))).toEqual([])
})
