import { randomUUID } from 'node:crypto'
import { tick } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { picture } from './support/picture.ts'
import { askAgent, plan, query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person
let ana: Person
let rui: Person
let channel: string
let post: string

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  ana = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  rui = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  await query(house.payload, `update users set name = 'Ana' where id = $1`, [ana.id])
  channel = await addManualChannel(house.payload, tenant, { agents: [ana.id] })
  post = await addPost(house.payload, tenant)
})

afterAll(() => house?.close())

const asked = () => askAgent({ payload: house.payload, by: manager, post, channels: [channel] })

const act = (
  person: Person,
  task: string,
  verb: string,
  body: Record<string, unknown> = {},
  key?: string,
): Promise<Answer> =>
  call(
    house,
    person,
    'POST',
    `/assist/tasks/${task}/${verb}`,
    body,
    key ? { 'idempotency-key': key } : {},
  )

const deliveryOf = async (delivery: string) =>
  (await query(house.payload, 'select * from postyard_deliveries where id = $1', [delivery]))[0]!

const taskOf = async (task: string) =>
  (await query(house.payload, 'select * from postyard_assist_tasks where id = $1', [task]))[0]!

const eventsOf = async (delivery: string, type: string) =>
  query(house.payload, 'select * from postyard_events where delivery_id = $1 and type = $2', [
    delivery,
    `distribution.${type}`,
  ])

const answersOf = (delivery: string) =>
  query(
    house.payload,
    `select * from postyard_receipts where delivery_id = $1 and action = 'answer'`,
    [delivery],
  )

const lapse = (task: string) =>
  query(
    house.payload,
    `update postyard_assist_tasks set lease_until = now() - interval '1 s' where id = $1`,
    [task],
  )

const expire = async (delivery: string) => {
  await query(
    house.payload,
    `update postyard_deliveries set deadline_at = now() - interval '1 s'
     where id = $1 and state = 'awaiting_human'`,
    [delivery],
  )
  await tick({ payload: house.payload })
}

describe('a task that is opened', () => {
  test('by two at once is one’s; the other is told whose, and can neither answer nor hand it over', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { task, delivery } = await asked()
      const both = await Promise.all([act(ana, task, 'open'), act(rui, task, 'open')])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
      const [winner, loser] = both[0]?.status === 200 ? [ana, rui] : [rui, ana]
      const refusal = both.find(({ status }) => status === 409)!
      expectProblem(refusal, 409, 'TASK_TAKEN')
      expect((await taskOf(task)).opened_by_id).toBe(winner.id)
      for (const [verb, body] of [
        ['answer', { outcome: 'posted' }],
        ['answer', { outcome: 'snoozed' }],
        ['hand-over', {}],
        ['proof', { picture: Buffer.alloc(30).toString('base64'), mimeType: 'image/png' }],
      ] as const) {
        expectProblem(await act(loser, task, verb, body), 409, 'TASK_TAKEN')
      }
      expect(await answersOf(delivery)).toEqual([])
      expect((await act(winner, task, 'answer', { outcome: 'posted' })).status).toBe(200)
    }
  })

  test('is shown to the others, with since when, until it is closed or its time is over', async () => {
    const { task, delivery } = await asked()
    const opened = await act(ana, task, 'open')
    expect((Date.parse(opened.body.lease.until) - Date.now()) / 60_000).toBeCloseTo(10, 0)
    const leaseFor = async (person: Person) =>
      (await call(house, person, 'GET', `/assist/tasks/${task}`)).body.lease
    expect(await leaseFor(rui)).toMatchObject({ holder: { id: ana.id, name: 'Ana' } })
    expect((await act(rui, task, 'open')).body.detail).toMatch(
      /^Ana has opened this task at 2\d.*Europe\/Lisbon/,
    )
    await query(
      house.payload,
      `update postyard_assist_tasks set lease_until = now() + interval '1 minute' where id = $1`,
      [task],
    )
    const renewed = await act(ana, task, 'open')
    expect(renewed.body.lease.openedAt).toBe(opened.body.lease.openedAt)
    expect(Date.parse(renewed.body.lease.until)).toBeGreaterThan(Date.now() + 9 * 60_000)
    expect(await eventsOf(delivery, 'task.opened')).toHaveLength(1)
    await act(ana, task, 'close')
    expect(await leaseFor(rui)).toBeNull()
    expect((await act(rui, task, 'open')).status).toBe(200)
    await lapse(task)
    expect(await leaseFor(ana)).toBeNull()
    expect((await act(ana, task, 'open')).status).toBe(200)
  })

  test('says who else had it open and fell silent: they may have posted it', async () => {
    const { task } = await asked()
    const silentFor = async (person: Person) =>
      (await call(house, person, 'GET', `/assist/tasks/${task}`)).body.hadOpen
    expect(await silentFor(rui)).toEqual([])
    await act(ana, task, 'open')
    await lapse(task)
    await act(rui, task, 'open')
    expect(await silentFor(rui)).toEqual([
      { person: { id: ana.id, name: 'Ana' }, at: expect.any(String) },
    ])
    await act(rui, task, 'close')
    await act(ana, task, 'open')
    expect(await silentFor(ana)).toEqual([])
    await act(ana, task, 'answer', { outcome: 'snoozed' })
    expect(await silentFor(rui)).toEqual([])
    await act(ana, task, 'answer', { outcome: 'posted' })
    expect(await silentFor(rui)).toEqual([])
  })

  test('is handed over by who has it, and by a manager from whoever has it, and it stands in the events', async () => {
    const { task, delivery } = await asked()
    await act(ana, task, 'open')
    const given = await act(ana, task, 'hand-over', { to: rui.id, note: 'Flat battery' })
    expect(given.body).toMatchObject({ assignee: { id: rui.id }, lease: null, step: 'asked' })
    expectProblem(await act(ana, task, 'hand-over', {}), 403, 'FORBIDDEN')
    const outsider = await addPerson(house, [{ tenant, roles: ['editor'] }])
    expectProblem(await act(rui, task, 'hand-over', { to: outsider.id }), 404, 'NOT_FOUND')
    await act(rui, task, 'open')
    expectProblem(await act(ana, task, 'assign', { to: ana.id }), 403, 'FORBIDDEN')
    const over = await act(manager, task, 'assign', { to: manager.id, note: 'I am there' })
    expect(over.body).toMatchObject({
      assignee: { id: manager.id },
      lease: { holder: { id: manager.id } },
    })
    expectProblem(await act(rui, task, 'answer', { outcome: 'posted' }), 409, 'TASK_TAKEN')
    const [event] = await eventsOf(delivery, 'task.taken_over')
    expect(event).toMatchObject({
      actor_id: manager.id,
      data: { from: rui.id, assignee: manager.id, why: expect.stringContaining('I am there') },
    })
    expect(await eventsOf(delivery, 'task.handed_over')).toHaveLength(1)
    expect((await act(manager, task, 'answer', { outcome: 'posted' })).status).toBe(200)
    expectProblem(await act(manager, task, 'assign', { to: ana.id }), 409, 'TASK_OVER')
  })

  test('is answered by a manager for whoever has it only where they say so', async () => {
    const { task, delivery } = await asked()
    await act(ana, task, 'open')
    expectProblem(await act(manager, task, 'answer', { outcome: 'posted' }), 409, 'TASK_TAKEN')
    const forOther = { outcome: 'posted', isForOther: true }
    expectProblem(await act(rui, task, 'answer', forOther), 403, 'FORBIDDEN')
    expect((await act(manager, task, 'answer', forOther)).status).toBe(200)
    const [event] = await eventsOf(delivery, 'task.answered_for')
    expect(event).toMatchObject({ actor_id: manager.id, data: { holder: ana.id } })
  })
})

describe('an answer', () => {
  test('of somebody else is none of one’s own, though it says the same', async () => {
    const { task } = await asked()
    await act(ana, task, 'answer', { outcome: 'posted' })
    const other = await act(rui, task, 'answer', { outcome: 'posted' })
    expectProblem(other, 409, 'OUTCOME_CONFLICT')
    expect(other.body.detail).toMatch(/^Ana answered "posted" already/)
  })

  test('that comes again by the key of its phone has no effect after it was undone', async () => {
    const { task, delivery } = await asked()
    const key = randomUUID()
    const first = await act(ana, task, 'answer', { outcome: 'posted' }, key)
    await act(ana, task, 'answer', { outcome: 'undo' })
    const again = await act(ana, task, 'answer', { outcome: 'posted' }, key)
    expect(again.body).toEqual(first.body)
    expect((await deliveryOf(delivery)).state).toBe('awaiting_human')
    expect((await taskOf(task)).opened_by_id).toBe(ana.id)
  })

  test('whose server is cut off in the middle left nothing behind, and is done once when it is sent again', async () => {
    const { task, delivery } = await asked()
    const key = randomUUID()
    const held = await holdRow(house.payload, 'postyard_assist_tasks', task)
    const cut = act(ana, task, 'answer', { outcome: 'posted' }, key)
    await held.someoneWaits()
    await held.query(
      `select pg_terminate_backend(pid) from pg_locks
       where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`,
    )
    expect((await cut).status).toBe(500)
    await held.release()
    expect((await deliveryOf(delivery)).state).toBe('awaiting_human')
    expect(await answersOf(delivery)).toEqual([])
    const both = await Promise.all(
      [1, 2].map(() => act(ana, task, 'answer', { outcome: 'posted' }, key)),
    )
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect((await deliveryOf(delivery)).state).toBe('published')
    expect(await answersOf(delivery)).toHaveLength(1)
  })

  test('comes with a photo, which is looked at like every upload', async () => {
    const { task } = await asked()
    const bytes = (await picture('proof.png')).data
    const broken = await act(ana, task, 'proof', {
      picture: Buffer.from('<svg onload="alert(1)"/>').toString('base64'),
      mimeType: 'image/png',
    })
    expectProblem(broken, 422, 'PROOF_REFUSED')
    const kept = await act(ana, task, 'proof', {
      picture: bytes.toString('base64'),
      mimeType: 'image/png',
    })
    expect(kept.status, JSON.stringify(kept.body)).toBe(200)
    const said = await act(ana, task, 'answer', { outcome: 'posted' })
    expect(said.body.proof).toBe(kept.body.proof)
    const [file] = await query(
      house.payload,
      'select tenant_id, alt, is_proof from media where id = $1',
      [kept.body.proof],
    )
    expect(file).toEqual({ tenant_id: tenant, alt: 'Proof: 3 Bedroom Apartment', is_proof: true })
    const used = { tenant, title: 'With a proof', media: [kept.body.proof] }
    expect((await call(house, manager, 'POST', '/posts', used)).status).toBe(400)
  })

  test('after the deadline is the manager’s to accept or not', async () => {
    const url = 'https://example.com/late'
    for (const isAccepted of [true, false]) {
      const { task, delivery } = await asked()
      expectProblem(await act(manager, task, 'decide', { isAccepted }), 409, 'TASK_OVER')
      await expire(delivery)
      expect((await act(ana, task, 'answer', { outcome: 'posted', url })).body.isWithManager).toBe(
        true,
      )
      expectProblem(await act(ana, task, 'decide', { isAccepted }), 403, 'FORBIDDEN')
      const decided = await act(manager, task, 'decide', { isAccepted, note: 'Looked' })
      expect(decided.body).toMatchObject(
        isAccepted
          ? { outcome: 'posted', state: 'published', proofUrl: url, answeredBy: { id: ana.id } }
          : { outcome: 'expired', state: 'expired', answeredAt: null },
      )
      expect((await deliveryOf(delivery)).external_url).toBe(isAccepted ? url : null)
      const type = isAccepted ? 'task.late_accepted' : 'task.late_refused'
      expect(await eventsOf(delivery, type)).toMatchObject([
        { data: { by: ana.id, note: 'Looked' } },
      ])
      expectProblem(await act(manager, task, 'decide', { isAccepted }), 409, 'TASK_OVER')
    }
  })
})

describe('“I did post” that somebody else’s task stands against', () => {
  const url = 'https://example.com/mine'
  const said = { outcome: 'posted', url }

  test('is refused, says who has it, and is kept for the manager all the same, once', async () => {
    const { task, delivery } = await asked()
    await act(ana, task, 'open')
    await lapse(task)
    await act(rui, task, 'open')
    const key = randomUUID()
    const lost = await act(ana, task, 'answer', said, key)
    expectProblem(lost, 409, 'TASK_TAKEN')
    expect(lost.body.detail).toContain('A manager is told that you posted it.')
    expectProblem(await act(ana, task, 'answer', said, key), 409, 'TASK_TAKEN')
    expect(await eventsOf(delivery, 'task.claimed')).toMatchObject([
      { actor_id: ana.id, data: { task, url, holder: rui.id } },
    ])
    const seen = (await call(house, rui, 'GET', `/assist/tasks/${task}`)).body
    expect(seen).toMatchObject({
      outcome: null,
      lease: { holder: { id: rui.id } },
      claim: { by: { id: ana.id, name: 'Ana' }, url },
    })
    expect((await taskOf(task)).push).toMatchObject({
      kind: 'claim',
      people: expect.arrayContaining([manager.id, rui.id]),
    })
    expect((await act(rui, task, 'answer', { outcome: 'snoozed' })).status).toBe(200)
    expect((await taskOf(task)).push).toMatchObject({ kind: 'claim' })
    expect((await act(ana, task, 'answer', said, key)).body.state).toBe('published')
  })

  test.each([true, false])(
    'is the manager’s to decide, also before the deadline: %s',
    async (isAccepted) => {
      const { task, delivery } = await asked()
      await act(rui, task, 'open')
      await act(ana, task, 'answer', said)
      const decided = await act(manager, task, 'decide', { isAccepted })
      expect(decided.body, JSON.stringify(decided.body)).toMatchObject(
        isAccepted
          ? { outcome: 'posted', state: 'published', proofUrl: url, answeredBy: { id: ana.id } }
          : { outcome: null, state: 'awaiting_human' },
      )
      expect(decided.body.claim).toBeUndefined()
      expect((await deliveryOf(delivery)).external_url).toBe(isAccepted ? url : null)
      expectProblem(await act(manager, task, 'decide', { isAccepted }), 409, 'TASK_OVER')
    },
  )

  test('holds what was told to try again after its deadline, and is seen on the new task', async () => {
    const { task, delivery } = await asked()
    await expire(delivery)
    const retry = () => call(house, manager, 'POST', `/deliveries/${delivery}/retry`, {})
    expect((await retry()).status).toBe(200)
    expect((await act(ana, task, 'answer', said)).body.isWithManager).toBe(true)
    expect(await deliveryOf(delivery)).toMatchObject({
      state: 'held',
      reason: expect.stringContaining('Ana says that it is posted already'),
    })
    await query(
      house.payload,
      `update postyard_deliveries set reason_code = 'CHANNEL_DISABLED', wake_at = now() where id = $1`,
      [delivery],
    )
    await act(ana, task, 'answer', { ...said, url: `${url}/1` })
    expect(await deliveryOf(delivery)).toMatchObject({ reason_code: 'SAID_POSTED', wake_at: null })
    await call(house, manager, 'POST', `/deliveries/${delivery}/publish-now`, {})
    await notifyAgent({
      payload: house.payload,
      tenant,
      id: delivery,
      now: () => new Date(Date.now() + 1_000),
    })
    expect((await act(ana, task, 'answer', { ...said, url: `${url}/2` })).body.isWithManager).toBe(
      true,
    )
    const { body } = await call(house, rui, 'GET', '/assist/tasks?whose=all')
    expect(body.tasks.find((one: { claim?: unknown }) => one.claim)).toMatchObject({
      outcome: null,
      claim: { by: { id: ana.id }, url: `${url}/2` },
    })
  })
})

test('a task that is given to somebody else is not taken back by the phone that still shows it', async () => {
  const { task } = await asked()
  await act(ana, task, 'open')
  expect((await act(manager, task, 'assign', { to: rui.id })).body.lease).toBeNull()
  const again = await act(ana, task, 'open')
  expectProblem(again, 409, 'TASK_TAKEN')
  expect(again.body.detail).not.toContain('has opened')
  const opened = await act(rui, task, 'open')
  expect(opened.body.lease.holder.id).toBe(rui.id)
})

test('an answer that is undone after its plan was cancelled asks nobody to post it again', async () => {
  const { task, delivery, plan: planned } = await asked()
  await act(ana, task, 'answer', { outcome: 'failed' })
  await call(house, manager, 'POST', `/plans/${planned}/cancel`, {})
  const undone = await act(ana, task, 'answer', { outcome: 'undo' })
  expect(undone.body).toMatchObject({ outcome: 'cancelled', state: 'cancelled' })
  expect((await deliveryOf(delivery)).wake_at).toBeNull()
})

test('an answer that is undone after its plan was halted asks nobody to post it', async () => {
  const { task, delivery, plan: planned } = await asked()
  await act(ana, task, 'answer', { outcome: 'posted' })
  // Others of the plan were still to come.
  await query(
    house.payload,
    `update postyard_plans set halted_at = now(), halted_by_name = 'Marta', halt_reason = 'The wrong house.',
       paused_at = now(), paused_by_name = 'Marta' where id = $1`,
    [planned],
  )
  const undone = await act(ana, task, 'answer', { outcome: 'undo' })
  expect(undone.body).toMatchObject({ outcome: 'cancelled', state: 'held' })
  expect(await deliveryOf(delivery)).toMatchObject({ reason_code: 'PLAN_HALTED', wake_at: null })
})

describe('somebody who serves two clients', () => {
  test('sees the tasks and what is coming of both, and nothing of a third', async () => {
    const other = await addTenant(house.payload, { name: 'Second' })
    const third = await addTenant(house.payload, { name: 'Third' })
    const both = await addPerson(house, [
      { tenant, roles: ['field-agent'] },
      { tenant: other, roles: ['field-agent'] },
    ])
    const boss = await addPerson(house, [
      { tenant: other, roles: ['manager'] },
      { tenant: third, roles: ['manager'] },
    ])
    const make = async (of: string) => {
      const agents = of === third ? [] : [both.id]
      const channels = [await addManualChannel(house.payload, of, { agents })]
      const args = { payload: house.payload, by: of === tenant ? manager : boss, channels }
      const asking = await askAgent({ ...args, post: await addPost(house.payload, of) })
      const coming = await plan({ ...args, post: await addPost(house.payload, of) })
      return { task: asking.task, delivery: coming.delivery }
    }
    const made = [await make(tenant), await make(other)]
    const foreign = await make(third)
    const list = await call(house, both, 'GET', '/assist/tasks')
    const tasks = list.body.tasks.map(({ id }: { id: string }) => id)
    for (const { task } of made) expect(tasks).toContain(task)
    expect(tasks).not.toContain(foreign.task)
    const coming = await call(house, both, 'GET', '/assist/coming')
    expect(coming.body.coming.map((one: { delivery: string }) => one.delivery).sort()).toEqual(
      made.map(({ delivery }) => delivery).sort(),
    )
    expectProblem(await act(both, foreign.task, 'open'), 404, 'NOT_FOUND')
  })
})

describe('doing a task early', () => {
  test('makes it the caller’s, once, and it does not come again at its time', async () => {
    const { delivery } = await plan({
      payload: house.payload,
      by: manager,
      post,
      channels: [channel],
    })
    const before = await call(house, ana, 'GET', `/assist/coming/${delivery}`)
    expect(before.body).toMatchObject({ caption: 'Bright, south-facing, by the sea.', files: [] })
    const both = await Promise.all(
      [ana, rui].map((person) =>
        call(house, person, 'POST', `/assist/coming/${delivery}/start`, {}),
      ),
    )
    expect(
      both.map(({ status }) => status).sort(),
      JSON.stringify(both.map(({ body }) => body)),
    ).toEqual([200, 409])
    const winner = both[0]?.status === 200 ? ana : rui
    const task = both.find(({ status }) => status === 200)!.body
    expect(task).toMatchObject({
      assignee: { id: winner.id },
      lease: { holder: { id: winner.id } },
    })
    const row = await deliveryOf(delivery)
    expect((row.deadline_at.getTime() - row.scheduled_at.getTime()) / 60_000).toBe(240)
    expect(row.reason).toMatch(/ began it early and has it open\. An answer is waited for until /)
    expect((await act(winner, task.id, 'answer', { outcome: 'posted' })).body.state).toBe(
      'published',
    )
    await tick({ payload: house.payload, now: new Date(Date.now() + 61 * 60_000) })
    expect((await deliveryOf(delivery)).state).toBe('published')
    expect(
      await query(house.payload, 'select 1 from postyard_assist_tasks where delivery_id = $1', [
        delivery,
      ]),
    ).toHaveLength(1)
  })

  test('is not for what has nothing of a person in it, or is gone', async () => {
    const { delivery } = await asked()
    expectProblem(
      await call(house, ana, 'POST', `/assist/coming/${delivery}/start`, {}),
      409,
      'ILLEGAL_MOVE',
    )
  })
})

test('staff see who has what since when, and how dependably each is served', async () => {
  const own = await addTenant(house.payload)
  const boss = await addPerson(house, [{ tenant: own, roles: ['manager'] }])
  const agent = await addPerson(house, [{ tenant: own, roles: ['field-agent'] }])
  const manual = await addManualChannel(house.payload, own, { agents: [agent.id] })
  const make = async () =>
    askAgent({
      payload: house.payload,
      by: boss,
      post: await addPost(house.payload, own),
      channels: [manual],
    })
  const [posted, expired] = [await make(), await make()]
  await act(agent, posted.task, 'answer', { outcome: 'posted' })
  await expire(expired.delivery)
  await make()
  const path = `/tenants/${own}/assist-overview`
  expectProblem(await call(house, agent, 'GET', path), 403, 'FORBIDDEN')
  const { body } = await call(house, boss, 'GET', path)
  const rate = { settled: 2, onTime: 1, onTimeRate: 0.5 }
  expect(body.agents.find(({ id }: { id: string }) => id === agent.id)).toMatchObject({
    open: 1,
    today: 3,
    isAtWork: true,
    isReachable: false,
    oldestSince: expect.any(String),
    medianMinutes: expect.any(Number),
    ...rate,
  })
  expect(body.channels).toMatchObject([{ id: manual, open: 1, ...rate }])
  expect(body.nobodys).toBe(0)
  expect([body.all, body.others]).toMatchObject([{ ...rate, posted: 1, expired: 1 }, []])
  expect(body.all.p90Minutes).toBe(body.all.medianMinutes)

  const watched = async () => {
    const watch = await call(house, boss, 'GET', `/assist/watch?tenant=${own}`)
    const { tasks } = watch.body as { tasks: { id: string; need: string; next: { to: string } }[] }
    return tasks.map(({ id, need, next }) => [id, need, next?.to])
  }
  const open = await make()
  const rest = (await watched()).filter(([id]) => id !== expired.task)
  expect(rest).toContainEqual([open.task, null, 'reminded'])
  expect(rest).toHaveLength(2)
  await act(agent, expired.task, 'answer', { outcome: 'posted' })
  expect(await watched()).toContainEqual([expired.task, 'decide', undefined])
  await act(boss, expired.task, 'decide', { isAccepted: false })
  expect(await watched()).toContainEqual([expired.task, 'expired', undefined])

  // Whoever stands in is counted too, though they are none of the client's people.
  const admin = await addPerson(house, [], true)
  await act(admin, open.task, 'assign', { to: admin.id })
  await act(admin, open.task, 'answer', { outcome: 'posted' })
  const later = (await call(house, boss, 'GET', path)).body
  expect(later.others).toMatchObject([{ id: admin.id, posted: 1, onTimeRate: 1 }])
  expect(later.all).toMatchObject({ settled: 3, posted: 2, expired: 1 })
  await query(
    house.payload,
    `update postyard_assist_tasks set deadline_at = now() - interval '1 h' where id = $1`,
    [expired.task],
  )
  await act(agent, expired.task, 'answer', { outcome: 'posted' })
  await act(boss, expired.task, 'decide', { isAccepted: true })
  const decided = (await call(house, boss, 'GET', path)).body
  const of = (who: Person) => decided.agents.find(({ id }: { id: string }) => id === who.id)
  expect(of(agent)).toMatchObject({ settled: 2, onTime: 1, posted: 2 })
  expect(of(boss).settled).toBe(0)
  const told = await call(house, boss, 'GET', `/deliveries/${open.delivery}/task`)
  expect(told.body.task.answeredBy.id).toBe(admin.id)
  expect(told.body.steps.map(({ type }: { type: string }) => type)).toEqual([
    'assigned',
    'taken_over',
  ])
  const { people } = (await call(house, boss, 'GET', `/assist/people?tenant=${own}`)).body
  expect(people.find(({ id }: { id: string }) => id === agent.id)).toMatchObject({
    isFieldAgent: true,
    open: 1,
    isReachable: false,
    phones: [],
  })
})
