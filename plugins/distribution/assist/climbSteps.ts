import type { Loaded } from '../deliver/loadDelivery.ts'
import { system } from '../model/changeState.ts'
import { type Db, type ID, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import type { TaskEvent } from '../model/eventTypes.ts'
import { logEvent } from '../model/logEvent.ts'
import { askNext, type Staff } from './askNext.ts'
import type { Choice } from './chooseAgent.ts'
import { steps } from './nextStep.ts'
import type { OpenTask, PendingPush } from './openTasks.ts'
import { saidOf } from './saidOf.ts'
import { isAtWork } from './workTime.ts'

export type Args = { loaded: Loaded; staff: Staff; now: Date }

/** A further step of one task, under the locks on its delivery and on itself. */
export type Climb = Args & { db: Db; task: OpenTask }

const pushTo = (kind: PendingPush['kind'], people: readonly ID[], now: Date): PendingPush => ({
  kind,
  people: [...people],
  at: now.toISOString(),
  attempt: 0,
})

/** Whom neither a push nor a mail has reached so far is still to be asked, and not merely reminded. */
const remindOrAsk = ({ task: { push, assignee_id: assignee } }: Climb): PendingPush['kind'] => {
  const isAmong = (ids: readonly ID[] = []) => ids.some((one) => String(one) === String(assignee))
  const isAsking = push?.kind === 'ask' || push?.kind === 'again'
  return isAsking && isAmong(push.people) && !isAmong(push.told) ? push.kind : 'remind'
}

const tell = ({ db, loaded, task }: Climb, type: TaskEvent, data: Record<string, unknown>) =>
  logEvent({
    db,
    type: `distribution.task.${type}`,
    tenant: loaded.tenant.id,
    delivery: loaded.row.id,
    plan: loaded.row.plan_id,
    actor: system,
    data: { task: task.id, ...data },
  })

/** Writes a step, once: whoever comes second finds another step there, and changes nothing. */
const write = async (
  { db, loaded, task, now }: Climb,
  change: { step: number; push: PendingPush | null },
): Promise<void> => {
  await db.execute(sql`
    update postyard_assist_tasks
    set step = ${change.step}, stepped_at = ${now.toISOString()}, push = ${change.push && JSON.stringify(change.push)}::jsonb,
        push_held_until = null, updated_at = clock_timestamp()
    where id = ${task.id} and tenant_id = ${loaded.tenant.id} and outcome is null and step = ${task.step}`)
}

const assign = async (climb: Climb, choice: Choice & { kind: 'agent' }): Promise<void> => {
  const { db, loaded, task, now } = climb
  await db.execute(sql`
    update postyard_assist_tasks
    set assignee_id = ${choice.id}, assignee_reason = ${choice.reason}, assigned_at = ${now.toISOString()},
        asked = coalesce(asked, '[]'::jsonb) || ${JSON.stringify([choice.id])}::jsonb,
        opened_by_id = null, opened_at = null, lease_until = null, updated_at = clock_timestamp()
    where id = ${task.id} and tenant_id = ${loaded.tenant.id}`)
  const said = saidOf({
    tenant: loaded.tenant,
    name: choice.name,
    why: choice.reason,
    now,
    deadlineAt: task.deadline_at,
  })
  await db.execute(sql`
    update postyard_deliveries set reason = ${said.message}, updated_at = clock_timestamp()
    where id = ${loaded.row.id} and tenant_id = ${loaded.tenant.id} and state = 'awaiting_human'`)
}

const choose = ({ db, loaded, staff, task, now }: Climb): Promise<Choice> =>
  askNext({
    ...loaded,
    db,
    staff,
    delivery: loaded.row.id,
    // Who opened what was nobody's has it without having been asked.
    asked: [...task.asked, ...(task.assignee_id === null ? [] : [task.assignee_id])],
    now,
  })

/** The managers of the client are told that nobody has posted; the last step before the deadline. */
export const tellManagers = async (climb: Climb, why: string): Promise<void> => {
  const { loaded, staff, now } = climb
  const managers = staff.managers.map(({ id }) => id)
  await write(climb, { step: steps.managerTold, push: pushTo('manager', managers, now) })
  await tell(climb, 'manager_told', { managers, why })
  if (managers.length === 0) {
    loaded.payload.logger.warn(
      { delivery: loaded.row.id, tenant: loaded.tenant.id },
      'Nobody has posted in time, and this client has no manager who could be told.',
    )
  }
}

const personOf = (staff: Staff, id: ID | null) =>
  staff.people.find((one) => String(one.id) === String(id))

const isWorking = ({ loaded, staff, now }: Args, id: ID | null): boolean => {
  const person = personOf(staff, id)
  if (!person) return false
  const { zone, hours, awayUntil } = person
  return isAtWork({ zone: zone ?? loaded.tenant.timezone, hours, awayUntil }, now)
}

const nameOf = (staff: Staff, id: ID | null): string => personOf(staff, id)?.name ?? 'Nobody'

/** Somebody else is asked; where there is nobody, whoever was asked is reminded, or a manager told where they are not at work. */
export const passOn = async (climb: Climb): Promise<void> => {
  const { staff, task, now } = climb
  const choice = await choose(climb)
  const before = nameOf(staff, task.assignee_id)
  if (choice.kind === 'agent') {
    await assign(climb, choice)
    await write(climb, { step: steps.passedOn, push: pushTo('ask', [choice.id], now) })
    await tell(climb, 'passed_on', {
      from: task.assignee_id,
      assignee: choice.id,
      name: choice.name,
      why: `${before} has not answered. ${choice.reason}`,
    })
    return
  }
  const isThere = isWorking(climb, task.assignee_id)
  if (!isThere) return tellManagers(climb, `${before} has not answered. ${choice.reason}`)
  await write(climb, {
    step: steps.passedOn,
    push: pushTo(remindOrAsk(climb), task.assignee_id === null ? [] : [task.assignee_id], now),
  })
  await tell(climb, 'reminded', {
    assignee: task.assignee_id,
    why: `${before} has not answered, and there is nobody else to ask. ${choice.reason}`,
  })
}

/** Whoever was asked is asked once more. */
export const remind = async (climb: Climb): Promise<void> => {
  const { staff, loaded, task, now } = climb
  const { assignee_id: assignee } = task
  // Whose hours have ended meanwhile is left in peace.
  if (!isWorking(climb, assignee)) return passOn(climb)
  await write(climb, {
    step: steps.reminded,
    push: pushTo(remindOrAsk(climb), assignee === null ? [] : [assignee], now),
  })
  await tell(climb, 'reminded', {
    assignee,
    why: `${nameOf(staff, assignee)} has not answered for ${loaded.tenant.manual.remindMinutes} minutes.`,
  })
}

/** A task of nobody is given to whoever can be asked by now, and its escalation begins then. Returns when to try again. */
export const findSomebody = async (climb: Climb): Promise<Date | undefined> => {
  const { db, loaded, task, now } = climb
  const choice = await choose(climb)
  if (choice.kind === 'nobody') return choice.nextAt ?? after(now, patience.recheck)
  await assign(climb, choice)
  await write(climb, { step: steps.asked, push: pushTo('ask', [choice.id], now) })
  await db.execute(sql`
    update postyard_assist_tasks set ladder_from = ${now.toISOString()}, stepped_at = null
    where id = ${task.id} and tenant_id = ${loaded.tenant.id}`)
  await tell(climb, 'assigned', { assignee: choice.id, name: choice.name, why: choice.reason })
  return undefined
}

/** The pause is over: whoever has the task is asked again, and everything after that is counted from here. */
export const endPause = async (climb: Climb): Promise<void> => {
  const { db, loaded, task, now } = climb
  const people = task.assignee_id === null ? [] : [task.assignee_id]
  await write(climb, { step: steps.asked, push: pushTo('again', people, now) })
  await db.execute(sql`
    update postyard_assist_tasks set snoozed_until = null, stepped_at = null
    where id = ${task.id} and tenant_id = ${loaded.tenant.id}`)
  await tell(climb, 'asked_again', { assignee: task.assignee_id, why: 'The pause is over.' })
}
