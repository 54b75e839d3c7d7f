import { tick } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import { readTables } from './support/readTables.ts'
import { askAgent, query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person
let agent: Person
let colleague: Person
let channel: string
let post: string

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  colleague = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  channel = await addManualChannel(house.payload, tenant, { agents: [agent.id] })
  post = await addPost(house.payload, tenant)
})

afterAll(() => house?.close())

const asked = (changes: { post?: string; channel?: string } = {}) =>
  askAgent({
    payload: house.payload,
    by: manager,
    post: changes.post ?? post,
    channels: [changes.channel ?? channel],
  })

const answer = (task: string, body: Record<string, unknown>, person = agent): Promise<Answer> =>
  call(house, person, 'POST', `/assist/tasks/${task}/answer`, body)

const deliveryOf = async (delivery: string) =>
  (await query(house.payload, 'select * from postyard_deliveries where id = $1', [delivery]))[0]!

const receiptsOf = (delivery: string, action: string) =>
  query(
    house.payload,
    'select * from postyard_receipts where delivery_id = $1 and action::text = $2 order by opened_at',
    [delivery, action],
  )

const eventsOf = (delivery: string, type: string) =>
  query(house.payload, 'select * from postyard_events where delivery_id = $1 and type = $2', [
    delivery,
    `distribution.${type}`,
  ])

/** The deadline of a task goes by, and the clock ticks. */
const expire = async (delivery: string) => {
  await query(
    house.payload,
    `update postyard_deliveries set deadline_at = now() - interval '1 s'
     where id = $1 and state = 'awaiting_human'`,
    [delivery],
  )
  await tick({ payload: house.payload })
}

const expectUnchanged = async (work: () => Promise<void>) => {
  const before = await readTables(house.payload)
  await work()
  expect(await readTables(house.payload)).toEqual(before)
}

describe('an answer', () => {
  test('"posted" publishes the delivery, with the link, a receipt and an event', async () => {
    const { task, delivery } = await asked()
    const url = 'https://example.com/status/1'
    const said = await answer(task, { outcome: 'posted', url })
    expect(said).toMatchObject({
      status: 200,
      body: {
        id: task,
        outcome: 'posted',
        proofUrl: url,
        state: 'published',
        isWithManager: false,
      },
    })
    const undoMs = Date.parse(said.body.canUndoUntil) - Date.now()
    expect(undoMs / 60_000).toBeCloseTo(5, 0)
    expect(await deliveryOf(delivery)).toMatchObject({
      state: 'published',
      external_url: url,
      deadline_at: null,
    })
    expect((await deliveryOf(delivery)).executed_at).not.toBeNull()
    const [receipt, ...others] = await receiptsOf(delivery, 'answer')
    expect(others).toEqual([])
    expect(receipt).toMatchObject({
      outcome: 'ok',
      external_url: url,
      raw_meta: { result: 'posted' },
    })
    const [event] = await eventsOf(delivery, 'delivery.published')
    expect(event).toMatchObject({
      actor_kind: 'user',
      actor_id: agent.id,
      data: { from: 'awaiting_human' },
    })
  })

  test.each(['skipped', 'failed'])('"%s" ends the delivery, and says why', async (outcome) => {
    const { task, delivery } = await asked()
    const said = await answer(task, { outcome, note: 'The account is locked' })
    expect(said).toMatchObject({ status: 200, body: { outcome, state: outcome } })
    expect((await deliveryOf(delivery)).reason).toContain('The account is locked')
  })

  test('"snoozed" asks again later, and not past the deadline', async () => {
    const { task, delivery } = await asked()
    const said = await answer(task, { outcome: 'snoozed', minutes: 30 })
    expect(said).toMatchObject({ status: 200, body: { outcome: null, state: 'awaiting_human' } })
    expect((Date.parse(said.body.snoozedUntil) - Date.now()) / 60_000).toBeCloseTo(30, 0)
    expect((await deliveryOf(delivery)).wake_at).toEqual(new Date(said.body.snoozedUntil))
    expect(await eventsOf(delivery, 'task.snoozed')).toHaveLength(1)
    await expectUnchanged(async () => {
      expectProblem(await answer(task, { outcome: 'snoozed', minutes: 24 * 60 }), 409, 'TASK_OVER')
    })
    expect((await answer(task, { outcome: 'posted' })).status).toBe(200)
    expectProblem(await answer(task, { outcome: 'snoozed' }), 409, 'TASK_OVER')
  })

  test('that is the same again is accepted, and changes nothing', async () => {
    const { task } = await asked()
    const said = { outcome: 'posted', url: 'https://example.com/status/2' }
    const first = await answer(task, said)
    await expectUnchanged(async () => {
      for (const again of [said, { outcome: 'posted' }]) {
        expect(await answer(task, again)).toMatchObject({ status: 200, body: first.body })
      }
    })
  })

  test('that is another one is a conflict, also with another link', async () => {
    const { task } = await asked()
    await answer(task, { outcome: 'posted', url: 'https://example.com/status/3' })
    await expectUnchanged(async () => {
      for (const other of [
        { outcome: 'skipped' },
        { outcome: 'failed', note: 'No' },
        { outcome: 'posted', url: 'https://example.com/status/4' },
      ]) {
        expectProblem(await answer(task, other, manager), 409, 'OUTCOME_CONFLICT')
      }
    })
  })

  test('and another at the same moment: one wins, the other is told', async () => {
    for (let time = 0; time < 10; time += 1) {
      const { task, delivery } = await asked()
      const answers = await Promise.all([
        answer(task, { outcome: 'posted' }),
        answer(task, { outcome: 'skipped' }, colleague),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const winner = answers.find(({ status }) => status === 200)!.body
      expect((await deliveryOf(delivery)).state).toBe(winner.state)
      expect(await receiptsOf(delivery, 'answer')).toHaveLength(1)
    }
  })

  test('eight times at the same moment has one effect', async () => {
    const { task, delivery } = await asked()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => answer(task, { outcome: 'posted' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await receiptsOf(delivery, 'answer')).toHaveLength(1)
    expect(await eventsOf(delivery, 'delivery.published')).toHaveLength(1)
  })

  test('and a cancelling, or the deadline, at the same moment: one wins, and nothing fails', async () => {
    for (let time = 0; time < 20; time += 1) {
      const { task, delivery } = await asked()
      const isCancelled = time % 2 === 0
      const [said, other] = await Promise.all([
        answer(task, { outcome: 'posted' }),
        isCancelled
          ? call(house, manager, 'POST', `/deliveries/${delivery}/cancel`, {})
          : expire(delivery).then(() => ({ status: 200, body: {} })),
      ])
      expect([200, 409], JSON.stringify(said.body)).toContain(said.status)
      expect([200, 409], JSON.stringify(other.body)).toContain(other.status)
      const { state } = await deliveryOf(delivery)
      expect(state).toBe(said.body.state ?? (isCancelled ? 'cancelled' : 'expired'))
    }
  })

  test('waits for whoever holds the delivery before it takes the task, so that nobody waits in a circle', async () => {
    const { task, delivery } = await asked()
    const held = await holdRow(house.payload, 'postyard_deliveries', delivery)
    const said = answer(task, { outcome: 'posted' })
    await held.someoneWaits()
    await held.query('select id from postyard_assist_tasks where id = $1 for update nowait', [task])
    await held.release()
    expect((await said).status).toBe(200)
  })

  test('to what was cancelled meanwhile comes too late', async () => {
    const { task, delivery } = await asked()
    expect((await call(house, manager, 'POST', `/deliveries/${delivery}/cancel`, {})).status).toBe(
      200,
    )
    await expectUnchanged(async () => {
      expectProblem(await answer(task, { outcome: 'posted' }), 409, 'TASK_OVER')
      expectProblem(await answer(task, { outcome: 'undo' }), 409, 'TASK_OVER')
    })
  })
})

describe('undoing', () => {
  test.each(['posted', 'skipped', 'failed'])(
    '"%s" opens the task again, for any answer',
    async (outcome) => {
      const { task, delivery } = await asked()
      await answer(task, {
        outcome,
        ...(outcome === 'posted' ? { url: 'https://example.com/a' } : {}),
      })
      const undone = await answer(task, { outcome: 'undo' })
      expect(undone).toMatchObject({
        status: 200,
        body: { outcome: null, proofUrl: null, state: 'awaiting_human', canUndoUntil: null },
      })
      expect(await deliveryOf(delivery)).toMatchObject({ executed_at: null, external_url: null })
      expect((await deliveryOf(delivery)).deadline_at).not.toBeNull()
      expect((await answer(task, { outcome: 'failed' })).body.state).toBe('failed')
      expect(await receiptsOf(delivery, 'answer')).toHaveLength(3)
    },
  )

  test('what was never answered changes nothing', async () => {
    const { task } = await asked()
    await expectUnchanged(async () => {
      expect((await answer(task, { outcome: 'undo' })).status).toBe(200)
    })
  })

  test("another's answer, or one of more than five minutes ago, is refused", async () => {
    const { task } = await asked()
    await answer(task, { outcome: 'posted' })
    for (const other of [colleague, manager]) {
      expectProblem(await answer(task, { outcome: 'undo' }, other), 409, 'OUTCOME_CONFLICT')
    }
    await query(
      house.payload,
      `update postyard_assist_tasks set answered_at = answered_at - interval '301 s' where id = $1`,
      [task],
    )
    await expectUnchanged(async () => {
      expectProblem(await answer(task, { outcome: 'undo' }), 409, 'OUTCOME_CONFLICT')
    })
  })
})

describe('after the deadline', () => {
  const late = { outcome: 'posted', url: 'https://example.com/late' }

  test('"I did post" goes to the manager, once, and publishes nothing by itself', async () => {
    const { task, delivery } = await asked()
    await expire(delivery)
    const said = await answer(task, late)
    expect(said).toMatchObject({
      status: 200,
      body: { outcome: 'expired', state: 'expired', isWithManager: true, proofUrl: late.url },
    })
    const [event] = await eventsOf(delivery, 'task.answered_late')
    expect(event).toMatchObject({
      actor_id: agent.id,
      data: { task, outcome: 'posted', url: late.url },
    })
    await expectUnchanged(async () => {
      expect((await answer(task, late)).body).toEqual(said.body)
    })
  })

  test("the manager's word publishes", async () => {
    const { task, delivery } = await asked()
    await expire(delivery)
    await answer(task, late)
    const decided = await answer(task, late, manager)
    expect(decided).toMatchObject({
      status: 200,
      body: { outcome: 'posted', state: 'published', isWithManager: false },
    })
    expect(await deliveryOf(delivery)).toMatchObject({ state: 'published', external_url: late.url })
    const [event] = await eventsOf(delivery, 'delivery.published')
    expect(event).toMatchObject({ actor_id: manager.id })
  })

  test.each(['skipped', 'failed', 'snoozed'])('"%s" comes too late', async (outcome) => {
    const { task, delivery } = await asked()
    await expire(delivery)
    await expectUnchanged(async () => {
      expectProblem(await answer(task, { outcome }), 409, 'TASK_OVER')
      expectProblem(await answer(task, { outcome }, manager), 409, 'TASK_OVER')
    })
  })
})

describe('reading', () => {
  test('changes nothing, however often and by whom', async () => {
    const { task } = await asked()
    await expectUnchanged(async () => {
      for (const person of [agent, colleague, manager]) {
        for (const path of [
          '/assist/tasks',
          '/assist/tasks?whose=all',
          `/assist/tasks/${task}`,
          `/assist/tasks/${task}/answer?outcome=posted`,
          `/assist-tasks/${task}`,
        ]) {
          const { status } = await call(house, person, 'GET', path)
          expect(status, path).toBe(path.includes('/answer') ? 404 : 200)
        }
      }
    })
  })

  test('shows one’s own tasks and those of nobody, the most urgent first', async () => {
    const nobodys = await addManualChannel(house.payload, tenant, { name: 'Of nobody' })
    const first = await asked()
    const second = await asked({ channel: nobodys })
    await query(
      house.payload,
      'update postyard_assist_tasks set assignee_id = null where id = $1',
      [second.task],
    )
    const openOf = async (person: Person, whose: string) => {
      const { body } = await call(house, person, 'GET', `/assist/tasks?whose=${whose}`)
      return body.tasks
        .filter((one: { outcome: unknown }) => one.outcome === null)
        .map(({ id }: { id: string }) => id)
    }
    const mine = await openOf(agent, 'mine')
    expect(mine.slice(-2)).toEqual([first.task, second.task])
    expect(await openOf(colleague, 'mine')).toEqual([second.task])
    expect(await openOf(colleague, 'all')).toEqual(mine)
  })
})
