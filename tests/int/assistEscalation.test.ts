import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { queues, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import { expectProblem } from './support/expectProblem.ts'
import type { House } from './support/openHouse.ts'
import { askAgent, plan, query } from './support/scenes.ts'

const fcm = await startFcmSandbox({ port: 0, controlPort: 0 })
// Read when the configuration is imported, as in the running application.
process.env.FCM_SANDBOX_URL = fcm.url
const { openHouse } = await import('./support/openHouse.ts')

let house: House

beforeAll(async () => {
  house = await openHouse()
  crew = await hire()
})

afterAll(async () => {
  await house?.close()
  await fcm.close()
})

type Member = Person & { phone: string }
type Team = { tenant: string; manager: Member; ana: Member; rui: Member; channel: string }

const register = async (person: Person, more: Record<string, unknown> = {}): Promise<string> => {
  const token = `phone-${randomUUID()}`
  const said = await call(house, person, 'POST', '/devices/register', {
    token,
    platform: 'android',
    name: 'Phone',
    ...more,
  })
  expect(said.status, JSON.stringify(said.body)).toBe(200)
  return token
}

type Crew = { manager: Person; ana: Person; rui: Person }

const hire = async (): Promise<Crew> => {
  const person = async (called: string) => {
    const made = await addPerson(house, [])
    await query(house.payload, 'update users set name = $2 where id = $1', [made.id, called])
    return made
  }
  return { manager: await person('Eva'), ana: await person('Ana'), rui: await person('Rui') }
}

let crew: Crew

/** The same three people with new phones, at a new client: logging in anew each time would take longer than all else. */
const makeTeam = async (
  manual: Record<string, unknown> = {},
  tenantData: Record<string, unknown> = {},
  people: Crew = crew,
): Promise<Team> => {
  const tenant = await addTenant(house.payload, { manual, ...tenantData })
  const join = async (person: Person, role: 'manager' | 'field-agent'): Promise<Member> => {
    await query(house.payload, 'delete from postyard_devices where user_id = $1', [person.id])
    await house.payload.update({
      collection: 'users',
      id: person.id,
      data: {
        tenants: [{ tenant, roles: [role] }],
        fieldWork: { awayUntil: null, hours: [] },
      } as never,
    })
    return { ...person, phone: await register(person) }
  }
  const manager = await join(people.manager, 'manager')
  const ana = await join(people.ana, 'field-agent')
  const rui = await join(people.rui, 'field-agent')
  const channel = await addManualChannel(house.payload, tenant, { agents: [ana.id, rui.id] })
  return { tenant, manager, ana, rui, channel }
}

const ask = async (team: Team) => {
  const post = await addPost(house.payload, team.tenant, { title: 'Open house' })
  const asked = await askAgent({
    payload: house.payload,
    by: team.manager,
    post,
    channels: [team.channel],
  })
  const begun = Date.now()
  /** The row wakes so many minutes after it was asked, in as many workers as are wanted. */
  const wake = (minutes: number, workers = 1) =>
    Promise.all(
      Array.from({ length: workers }, () =>
        notifyAgent({
          payload: house.payload,
          tenant: team.tenant,
          id: asked.delivery,
          now: () => new Date(begun + minutes * 60_000),
          random: () => 0.5,
        }),
      ),
    )
  return { ...asked, begun, wake }
}

type Push = {
  outcome: string
  message: { notification: { title: string }; android: { ttl: string } }
}

const pushesTo = async (token: string): Promise<Push[]> => {
  const response = await fetch(`${fcm.url}/sandbox/messages?token=${token}`)
  return ((await response.json()) as { messages: Push[] }).messages
}

const countsOf = async (...people: Member[]) =>
  Promise.all(people.map(async ({ phone }) => (await pushesTo(phone)).length))

const behave = (token: string, behaviour: string, more = {}) =>
  fetch(`${fcm.url}/sandbox/tokens/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ behaviour, ...more }),
  })

const eventsOf = async (delivery: string) =>
  (
    await query(
      house.payload,
      `select type, data from postyard_events
       where delivery_id = $1 and type like 'distribution.task.%' order by occurred_at, id`,
      [delivery],
    )
  ).map(({ type, data }) => ({ type: type.replace('distribution.task.', ''), ...data }))

const taskOf = async (task: string) =>
  (await query(house.payload, 'select * from postyard_assist_tasks where id = $1', [task]))[0]!

const deliveryOf = async (delivery: string) =>
  (await query(house.payload, 'select * from postyard_deliveries where id = $1', [delivery]))[0]!

const minutesFrom = (begun: number, at: Date) => (at.getTime() - begun) / 60_000

describe('while nobody answers', () => {
  test('the agent is reminded, the next one asked, a manager told, and it expires; each once, with any number of workers', async () => {
    const team = await makeTeam()
    const { ana, rui, manager } = team
    const { task, delivery, wake, begun } = await ask(team)
    expect(await countsOf(ana, rui, manager)).toEqual([1, 0, 0])
    expect((await deliveryOf(delivery)).reason).toMatch(
      /^Ana is asked to post it, until .*named first/,
    )
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(10, 0)
    await wake(9)
    expect(await countsOf(ana, rui, manager)).toEqual([1, 0, 0])
    await wake(10, 4)
    expect(await countsOf(ana, rui, manager)).toEqual([2, 0, 0])
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(20, 0)
    await wake(20, 4)
    expect(await countsOf(ana, rui, manager)).toEqual([2, 1, 0])
    expect(await taskOf(task)).toMatchObject({
      assignee_id: rui.id,
      assignee_reason:
        'Rui: the only one of 2 on this channel who is at work and was not asked yet',
    })
    await wake(40, 4)
    expect(await countsOf(ana, rui, manager)).toEqual([2, 1, 1])
    expect((await pushesTo(manager.phone))[0]?.message.notification.title).toBe(
      'Nobody has posted: Open house',
    )
    expect((await deliveryOf(delivery)).wake_at).toBeNull()
    expect((await eventsOf(delivery)).map(({ type, why }) => [type, typeof why])).toEqual(
      ['assigned', 'reminded', 'passed_on', 'manager_told'].map((type) => [type, 'string']),
    )
    await tick({ payload: house.payload, now: new Date(begun + 241 * 60_000) })
    expect((await deliveryOf(delivery)).state).toBe('expired')
    expect((await taskOf(task)).outcome).toBe('expired')
    expect((await deliveryOf(delivery)).wake_at).toBeNull()
    await call(house, ana, 'POST', `/assist/tasks/${task}/answer`, { outcome: 'posted' })
    await wake(242, 3)
    expect(await countsOf(ana, rui, manager)).toEqual([2, 1, 2])
    expect((await pushesTo(manager.phone))[1]?.message.notification.title).toBe(
      'Posted after its deadline?: Open house',
    )
    const [before, late] = (await pushesTo(manager.phone)).map(({ message }) =>
      Number.parseInt(message.android.ttl, 10),
    )
    expect(before! / 60).toBeCloseTo(200, 0)
    expect(late).toBe(24 * 60 * 60)
    expect((await deliveryOf(delivery)).wake_at).toBeNull()
  })

  test('a push lives no longer than its task, and what was left to be said of it is said no more after that', async () => {
    const team = await makeTeam()
    await behave(team.ana.phone, 'UNAVAILABLE', { times: 2 })
    const { task, delivery, wake, begun } = await ask(team)
    await query(house.payload, 'update postyard_assist_tasks set deadline_at = $2 where id = $1', [
      task,
      new Date(begun + 80_000),
    ])
    await wake(1.3)
    expect((await pushesTo(team.ana.phone)).at(-1)?.message.android.ttl).toBe('2s')
    await query(
      house.payload,
      `update postyard_deliveries set deadline_at = now() - interval '1 s' where id = $1`,
      [delivery],
    )
    await tick({ payload: house.payload })
    await wake(10)
    expect(await countsOf(team.ana)).toEqual([2])
  })

  test('whoever opened what was nobody’s is not asked again as the next', async () => {
    const team = await makeTeam()
    const { ana, rui } = team
    const { task, delivery, wake } = await ask(team)
    const act = (person: Member, verb: string) =>
      call(house, person, 'POST', `/assist/tasks/${task}/${verb}`, {})
    await act(ana, 'hand-over')
    await act(rui, 'open')
    await act(rui, 'close')
    await wake(10.1)
    await wake(20.3)
    expect((await eventsOf(delivery)).map(({ type }) => type)).not.toContain('passed_on')
    expect((await taskOf(task)).assignee_id).toBe(rui.id)
  })

  test('the times are the client’s own', async () => {
    const team = await makeTeam({ remindMinutes: 3, nextMinutes: 5, managerMinutes: 7 })
    const { delivery, wake, begun } = await ask(team)
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(3, 0)
    await wake(3)
    await wake(5)
    await wake(7)
    expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([2, 1, 1])
  })

  test('a worker that is killed between the step and its push leaves the push to the next', async () => {
    const team = await makeTeam()
    const { task, delivery, wake, begun } = await ask(team)
    // As it stands after the step was written and taken, and nothing sent.
    await query(
      house.payload,
      `update postyard_assist_tasks
       set step = 1, stepped_at = $2, push_held_until = $3, push = jsonb_build_object(
         'kind', 'remind', 'people', jsonb_build_array($4::text), 'at', $2::timestamptz, 'attempt', 0)
       where id = $1`,
      [task, new Date(begun + 600_000), new Date(begun + 660_000), team.ana.id],
    )
    await wake(10.5)
    expect(await countsOf(team.ana)).toEqual([1])
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(11, 0)
    await wake(12, 3)
    expect(await countsOf(team.ana)).toEqual([2])
  })

  test('the tick brings the row to a worker at its minute', async () => {
    const team = await makeTeam()
    const { delivery, begun } = await ask(team)
    const jobs = () =>
      query(
        house.payload,
        `select 1 from payload_jobs where input->'deliveries' ? $1 and task_slug = 'notify-mobile-app' and wait_until > $2`,
        [delivery, new Date(begun + 300_000)],
      )
    await tick({ payload: house.payload, now: new Date(begun + 5 * 60_000) })
    expect(await jobs()).toHaveLength(0)
    await tick({ payload: house.payload, now: new Date(begun + 9.5 * 60_000) })
    expect(await jobs()).toHaveLength(1)
  })

  test('nobody is reminded or replaced while somebody has it open, and it goes on by itself after that', async () => {
    const team = await makeTeam({ leaseMinutes: 15 })
    const { ana, rui, manager } = team
    const { task, delivery, wake, begun } = await ask(team)
    expect((await call(house, ana, 'POST', `/assist/tasks/${task}/open`, {})).status).toBe(200)
    await wake(10)
    await wake(14)
    expect(await countsOf(ana, rui, manager)).toEqual([1, 0, 0])
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(15, 0)
    await wake(16)
    expect(await countsOf(ana, rui, manager)).toEqual([2, 0, 0])
  })

  test('a pause moves all of it', async () => {
    const team = await makeTeam()
    const { ana, rui, manager } = team
    const { task, delivery, wake, begun } = await ask(team)
    await wake(10)
    const said = await call(house, ana, 'POST', `/assist/tasks/${task}/answer`, {
      outcome: 'snoozed',
      minutes: 60,
    })
    expect(said.status).toBe(200)
    await wake(40)
    expect(await countsOf(ana, rui, manager)).toEqual([2, 0, 0])
    await wake(60.1)
    expect(await countsOf(ana, rui, manager)).toEqual([3, 0, 0])
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(70, 0)
    await wake(70.2)
    await wake(80.3)
    await wake(100.4)
    expect(await countsOf(ana, rui, manager)).toEqual([4, 1, 1])
  })
})

test('many at one moment are shared out evenly, and each is pushed once', async () => {
  const team = await makeTeam()
  const post = await addPost(house.payload, team.tenant, { title: 'Open house' })
  const channels = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      addManualChannel(house.payload, team.tenant, { name: `Status ${index}` }),
    ),
  )
  const at = new Date(Date.now() + 1_000)
  await plan({ payload: house.payload, by: team.manager, post, channels, at })
  const workers = [
    await startWorker({ payload: house.payload, queues }),
    await startWorker({ payload: house.payload, queues }),
  ]
  try {
    await tick({ payload: house.payload })
    await eventually(
      () => countsOf(team.ana, team.rui),
      ([ana = 0, rui = 0]) => ana + rui >= 24,
    )
  } finally {
    for (const worker of workers) await worker.stop()
  }
  expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([12, 12, 0])
})

test('a task that is handed over is pushed to whoever gets it, but not before they are at work', async () => {
  const team = await makeTeam()
  const { ana, rui, manager } = team
  const { task, delivery, wake, begun } = await ask(team)
  const give = (to: Member) =>
    call(house, manager, 'POST', `/assist/tasks/${task}/assign`, { to: to.id })
  await give(rui)
  await wake(0.1)
  expect(await countsOf(ana, rui, manager)).toEqual([1, 1, 0])
  await call(house, ana, 'POST', '/assist/hours', { awayHours: 1 })
  await give(ana)
  expect((await deliveryOf(delivery)).reason).toContain('at work from')
  await wake(5)
  expect(await countsOf(ana, rui, manager)).toEqual([1, 1, 0])
  expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(10, 0)
  // Both were asked before, and Ana is not there: a manager is told instead.
  await wake(11)
  expect(await countsOf(ana, rui, manager)).toEqual([1, 1, 1])
})

test('a task that is handed back is given to somebody who was not asked yet', async () => {
  const team = await makeTeam()
  const { ana, rui } = team
  const { task, wake } = await ask(team)
  const back = await call(house, ana, 'POST', `/assist/tasks/${task}/hand-over`, { note: 'Ill' })
  expect(back.body.assignee).toBeNull()
  await wake(0.1, 3)
  expect((await taskOf(task)).assignee_id).toBe(rui.id)
  expect(await countsOf(ana, rui)).toEqual([1, 1])
})

test('a task that is handed back where nobody else is left is told to a manager at once', async () => {
  const team = await makeTeam()
  const { ana, rui, manager } = team
  const { task, delivery, wake } = await ask(team)
  for (const one of [ana, rui]) {
    await call(house, one, 'POST', `/assist/tasks/${task}/hand-over`, {})
    await wake(0.1)
  }
  expect(await countsOf(ana, rui, manager)).toEqual([1, 1, 1])
  expect((await eventsOf(delivery)).at(-1)).toMatchObject({ type: 'manager_told' })
})

test('what was begun early and left is asked for at its time', async () => {
  const team = await makeTeam()
  const post = await addPost(house.payload, team.tenant)
  const at = new Date(Date.now() + 30 * 60_000)
  const args = { payload: house.payload, by: team.manager, post, channels: [team.channel] }
  const { delivery } = await plan({ ...args, at })
  const begun = await call(house, team.rui, 'POST', `/assist/coming/${delivery}/start`, {})
  await call(house, team.rui, 'POST', `/assist/tasks/${begun.body.id}/close`, {})
  const wake = (moment: Date) =>
    notifyAgent({ payload: house.payload, tenant: team.tenant, id: delivery, now: () => moment })
  await wake(new Date(at.getTime() - 60_000))
  expect(await countsOf(team.ana, team.rui)).toEqual([0, 0])
  expect((await deliveryOf(delivery)).wake_at).toEqual((await deliveryOf(delivery)).scheduled_at)
  await wake(at)
  expect(await countsOf(team.ana, team.rui)).toEqual([0, 1])
})

describe('where nobody can be asked', () => {
  const nobody = async (team: Team) => {
    for (const { id } of [team.ana, team.rui]) {
      await house.payload.update({
        collection: 'users',
        id,
        data: {
          fieldWork: { awayUntil: new Date(Date.now() + 90 * 60_000).toISOString() },
        } as never,
      })
    }
  }

  test('a manager is told at once, and whoever comes first is asked then', async () => {
    const team = await makeTeam()
    await nobody(team)
    const { task, delivery, wake, begun } = await ask(team)
    expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([0, 0, 1])
    expect((await deliveryOf(delivery)).reason).toMatch(
      /^Nobody could be asked yet.*A manager is told/,
    )
    const [told] = await eventsOf(delivery)
    expect(told).toMatchObject({
      type: 'manager_told',
      why: expect.stringContaining('Ana is from'),
    })
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(90, 0)
    await wake(91, 3)
    expect((await taskOf(task)).assignee_id).toBe(team.ana.id)
    expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([1, 0, 1])
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(101, 0)
  })

  test('the hours that a person gives on the phone are kept to, and so are those that a manager gives', async () => {
    const team = await makeTeam()
    const day = ((new Date().getUTCDay() + 2) % 7) + 1
    const hours = [{ days: [day], from: '09:00', until: '10:00' }]
    const say = (by: Person, body: Record<string, unknown>) =>
      call(house, by, 'POST', '/assist/hours', body)
    expect((await say(team.ana, { timezone: 'UTC', hours })).status).toBe(200)
    expectProblem(await say(team.rui, { person: team.ana.id, hours: [] }), 404, 'NOT_FOUND')
    const own = await call(house, team.ana, 'GET', '/assist/hours')
    expect(own.body).toEqual({ person: team.ana.id, timezone: 'UTC', hours, awayUntil: null })
    const { task } = await ask(team)
    expect((await taskOf(task)).assignee_id).toBe(team.rui.id)
    expect((await say(team.manager, { person: team.ana.id, hours: [] })).status).toBe(200)
    const { body } = await call(house, team.rui, 'GET', `/assist/tasks/${task}/agents`)
    expect(body.agents.map((one: { name: string }) => one.name)).toEqual(['Ana', 'Eva', 'Rui'])
  })

  test('who may no longer post for the client is not asked, though the channel still names them', async () => {
    const team = await makeTeam()
    await house.payload.update({
      collection: 'users',
      id: team.ana.id,
      data: { tenants: [] } as never,
    })
    const { task } = await ask(team)
    expect((await taskOf(task)).assignee_id).toBe(team.rui.id)
    expect(await countsOf(team.ana, team.rui)).toEqual([0, 1])
  })
})

test('in quiet hours no phone is pushed; the reason says when, and what that does to the deadline', async () => {
  const zone = 'UTC'
  const clock = (minutes: number) =>
    new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16)
  const quietUntil = clock(120)
  const team = await makeTeam({ quietFrom: clock(-60), quietUntil }, { timezone: zone })
  const { delivery, wake, begun } = await ask(team)
  expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([0, 0, 0])
  const row = await deliveryOf(delivery)
  expect(row.reason).toContain(`${quietUntil} (UTC), when the quiet hours end`)
  expect(row.reason).toContain('The quiet hours do not count, so the deadline is later by as much.')
  expect(minutesFrom(begun, row.deadline_at)).toBeCloseTo(240 + 119.5, -1)
  await wake(60, 2)
  expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([0, 0, 0])
  await wake(121)
  expect(await countsOf(team.ana, team.rui, team.manager)).toEqual([1, 0, 0])
  await wake(125)
  expect(await countsOf(team.ana)).toEqual([1])
  await wake(131)
  expect(await countsOf(team.ana)).toEqual([2])
})

describe('what Google does not take now', () => {
  test('is told again after the time that it asks for, and only to the phone that has not got it', async () => {
    const team = await makeTeam()
    const second = await register(team.ana)
    await behave(second, 'QUOTA_EXCEEDED', { retryAfterSeconds: 300, times: 1 })
    const { delivery, wake, begun } = await ask(team)
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(5.25, 0)
    await wake(4)
    expect(await pushesTo(second)).toHaveLength(1)
    await wake(6)
    expect((await pushesTo(second)).map(({ outcome }) => outcome)).toEqual(['QUOTA_EXCEEDED', 'ok'])
    expect(await countsOf(team.ana)).toEqual([1])
  })

  test('is given up after some tries, each a longer time after the one before', async () => {
    const team = await makeTeam({ remindMinutes: 100, nextMinutes: 120, managerMinutes: 140 })
    await behave(team.ana.phone, 'INTERNAL')
    const { delivery, wake, begun } = await ask(team)
    const waits: number[] = []
    for (let at = 0, time = 0; time < 4; time += 1) {
      const next = minutesFrom(begun, (await deliveryOf(delivery)).wake_at)
      waits.push(Math.round(next - at))
      at = next + 0.05
      await wake(at)
    }
    expect(waits).toEqual([1, 2, 4, 8])
    expect(await countsOf(team.ana)).toEqual([5])
    const receipts = await query(
      house.payload,
      `select outcome, error_code from postyard_receipts
       where delivery_id = $1 and action = 'push' order by opened_at`,
      [delivery],
    )
    expect(receipts.map(({ outcome }) => outcome)).toEqual([...Array(4).fill('retry'), 'refused'])
    expect(minutesFrom(begun, (await deliveryOf(delivery)).wake_at)).toBeCloseTo(100, 0)
  })
})

describe('a phone', () => {
  const signIn = async (person: Person, more: Record<string, unknown> = {}) => {
    const secret = randomBytes(32).toString('base64url')
    const said = await call(house, person, 'POST', '/devices/sign-in', {
      secret,
      platform: 'android',
      name: 'Pixel',
      appVersion: '1.0.0',
      ...more,
    })
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    return { id: said.body.id as string, secret }
  }
  const by = (
    { id, secret }: { id: string; secret: string },
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ) => call(house, undefined, method, path, body, { authorization: `Device ${id}.${secret}` })

  test('stays logged in by a secret of which only a hash is kept, for tasks and nothing else', async () => {
    const team = await makeTeam()
    const phone = await signIn(team.ana)
    const { task } = await ask(team)
    const list = await by(phone, 'GET', '/assist/tasks')
    expect(list.body.tasks.map(({ id }: { id: string }) => id)).toEqual([task])
    expect((await by(phone, 'POST', `/assist/tasks/${task}/open`, {})).body.lease.holder.name).toBe(
      'Ana',
    )
    expect(
      (await by(phone, 'POST', `/assist/tasks/${task}/answer`, { outcome: 'posted' })).status,
    ).toBe(200)
    const manager = await signIn(team.manager)
    expectProblem(await by(manager, 'POST', `/assist/tasks/${task}/assign`, {}), 403, 'FORBIDDEN')
    expect((await by(phone, 'GET', `/users/me`)).body.user ?? null).toBeNull()
    const [row] = await query(house.payload, 'select * from postyard_devices where id = $1', [
      phone.id,
    ])
    expect(JSON.stringify(row)).not.toContain(phone.secret)
    for (const wrong of [
      { ...phone, secret: randomBytes(32).toString('base64url') },
      { ...phone, id: manager.id },
      { ...phone, id: randomUUID() },
    ]) {
      expectProblem(await by(wrong, 'GET', '/assist/tasks'), 401, 'UNAUTHENTICATED')
    }
  })

  test('that is lost is out at once: its credential, its log-in and its pushes', async () => {
    const team = await makeTeam({}, {}, await hire())
    const thief = await addPerson(house, [{ tenant: team.tenant, roles: ['field-agent'] }])
    const token = `phone-${randomUUID()}`
    const phone = await signIn(team.ana, { token })
    expectProblem(
      await call(house, thief, 'POST', `/devices/${phone.id}/revoke`, {}),
      404,
      'NOT_FOUND',
    )
    const stranger = (await makeTeam()).manager
    expectProblem(
      await call(house, stranger, 'POST', `/devices/${phone.id}/revoke`, {}),
      404,
      'NOT_FOUND',
    )
    const said = await call(house, team.manager, 'POST', `/devices/${phone.id}/revoke`, {})
    expect(said.body).toMatchObject({
      push: 'none',
      staysLoggedIn: false,
      revokedAt: expect.any(String),
    })
    expectProblem(await by(phone, 'GET', '/assist/tasks'), 401, 'UNAUTHENTICATED')
    expectProblem(await call(house, team.ana, 'GET', '/assist/tasks'), 401, 'UNAUTHENTICATED')
    await ask(team)
    expect(await pushesTo(token)).toEqual([])
  })

  test('that changes hands takes no log-in along', async () => {
    const team = await makeTeam()
    const token = `phone-${randomUUID()}`
    const phone = await signIn(team.ana, { token })
    await call(house, team.rui, 'POST', '/devices/register', {
      token,
      platform: 'android',
      name: 'Mine',
    })
    expectProblem(await by(phone, 'GET', '/assist/tasks'), 401, 'UNAUTHENTICATED')
  })

  test('says what has changed, and staff see it; where it blocks notifications a mail goes instead', async () => {
    const team = await makeTeam()
    const phone = await signIn(team.ana, { token: `phone-${randomUUID()}` })
    const fresh = `phone-${randomUUID()}`
    const said = await by(phone, 'POST', `/devices/${phone.id}/report`, {
      token: fresh,
      appVersion: '1.1.0',
      notifications: 'blocked',
    })
    expect(said.body).toMatchObject({ appVersion: '1.1.0', push: 'blocked' })
    const { body } = await call(house, team.manager, 'GET', '/assist/devices?whose=all')
    expect(body.devices).toHaveLength(4)
    expect(body.devices.find(({ id }: { id: string }) => id === phone.id)).toMatchObject({
      owner: { id: team.ana.id, name: 'Ana' },
      notifications: 'blocked',
    })
    expectProblem(
      await call(house, team.manager, 'POST', `/devices/${phone.id}/report`, { token: fresh }),
      403,
      'FORBIDDEN',
    )
    await ask(team)
    expect(await pushesTo(fresh)).toEqual([])
  })

  test.each([
    ['ok', 'sent', null],
    ['UNREGISTERED', 'gone', 'PUSH_UNREGISTERED'],
    ['QUOTA_EXCEEDED', 'retry', 'PUSH_QUOTA_EXCEEDED'],
    ['SENDER_ID_MISMATCH', 'failed', 'PUSH_SENDER_MISMATCH'],
  ])('that is tried says what Google said: %s', async (behaviour, result, code) => {
    const team = await makeTeam()
    const token = `phone-${randomUUID()}`
    const { id } = await signIn(team.ana, { token })
    await behave(token, behaviour)
    const said = await call(house, team.manager, 'POST', `/devices/${id}/test-push`, {})
    expect([said.status, said.body.result, said.body.code]).toEqual([200, result, code])
    expect(JSON.stringify(said.body)).not.toContain(token)
  })
})

test('nothing of the database is held while Google is waited for', async () => {
  const team = await makeTeam()
  const token = `phone-${randomUUID()}`
  await behave(token, 'slow', { delayMs: 1_500 })
  await register(team.ana, { token })
  const [device] = await query(house.payload, 'select id from postyard_devices where token = $1', [
    token,
  ])
  await behave('a-phone-that-nobody-has', 'slow', { delayMs: 1_500 })
  const count = async (of: string) => (await pushesTo(of)).length
  const tries = [
    { of: token, path: `/devices/${device?.id}/test-push`, body: {} },
    {
      of: 'a-phone-that-nobody-has',
      path: `/tenants/${team.tenant}/connect-push`,
      body: { serviceAccount: makeAccount() },
    },
  ]
  for (const { of, path, body } of tries) {
    const before = await count(of)
    const said = call(house, team.manager, 'POST', path, body)
    await eventually(
      () => count(of),
      (now) => now > before,
    )
    const held = await query(
      house.payload,
      `select query from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(held, path).toEqual([])
    expect((await said).status).toBe(200)
  }
  const [kept] = await query(
    house.payload,
    'select push_service_account from tenants where id = $1',
    [team.tenant],
  )
  expect(kept?.push_service_account).toMatch(/^v1:/)
})

const makeAccount = () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const project = `marina-${randomUUID().slice(0, 8)}`
  return {
    project_id: project,
    client_email: `push@${project}.example.com`,
    private_key: privateKey,
  }
}

test('a client’s own Firebase project pushes to the phones that are registered with it, and to no others', async () => {
  const team = await makeTeam()
  const serviceAccount = makeAccount()
  const project = serviceAccount.project_id
  const path = `/tenants/${team.tenant}/connect-push`
  expectProblem(await call(house, team.ana, 'POST', path, { serviceAccount }), 403, 'FORBIDDEN')
  const broken = { ...serviceAccount, private_key: 'no key at all' }
  expectProblem(
    await call(house, team.manager, 'POST', path, { serviceAccount: broken }),
    422,
    'PUSH_CREDENTIALS_REFUSED',
  )
  const connected = await call(house, team.manager, 'POST', path, { serviceAccount })
  expect(connected.body, JSON.stringify(connected.body)).toEqual({
    tenant: team.tenant,
    projectId: project,
  })
  const own = await register(team.ana, { project })
  const foreign = await register(team.ana, { project: 'somebody-elses' })
  await ask(team)
  const projectOf = async (token: string) =>
    ((await pushesTo(token)) as (Push & { project: string })[]).map((push) => push.project)
  expect(await projectOf(own)).toEqual([project])
  expect(await projectOf(team.ana.phone)).toEqual(['postyard-sandbox'])
  expect(await projectOf(foreign)).toEqual([])
  const [kept] = await query(
    house.payload,
    'select push_service_account from tenants where id = $1',
    [team.tenant],
  )
  expect(kept?.push_service_account).toMatch(/^v1:/)
})
