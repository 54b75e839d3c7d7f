import { readTenant, type TenantRecord } from '../channels/readConnection.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { DistributionError } from '../errors.ts'
import { type ID, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { tellTime } from '../model/tellTime.ts'
import type { OperationContext } from '../operation.ts'
import { mayPostOn, readOwners } from './channelOwner.ts'
import { lockTask } from './lease.ts'
import { type PendingPush, quietOf, setWake } from './openTasks.ts'
import { readAgain } from './ownedTask.ts'
import { type Person, readPeople } from './people.ts'
import { awakeAfter } from './quietHours.ts'
import type { TaskRow } from './taskRows.ts'
import { tellTask } from './tellTask.ts'
import { nextAtWork } from './workTime.ts'

type Args = {
  context: OperationContext
  row: TaskRow
  /** Whom it is given to; null for whoever is found. */
  to: ID | null
  note?: string
  /** What the event is called. */
  type: 'handed_over' | 'reassigned' | 'taken_over'
  /** A last look, once nobody can change the task any more. */
  check?: (row: TaskRow) => void
}

/**
 * Gives an open task to somebody else, or back to whoever is found for it: nobody has it open any more, and its
 * escalation begins anew. For a while only whom it is given to can open it; whoever gives it to themselves has it open
 * at once.
 *
 * @throws NOT_FOUND where the person may not post for this client
 * @throws TASK_OVER where it was answered or has ended
 */
export const giveTask = async (args: Args): Promise<TaskRow> => {
  const { context, row, to, note, type, check } = args
  const { payload, settings, req, db, caller, now } = context
  const tenant = await readTenant({ payload, settings, tenant: row.tenant_id, req })
  const people = await readPeople({
    payload,
    settings,
    tenant: row.tenant_id,
    permission: 'tasks.answer',
    req,
  })
  const isSelf = to !== null && String(to) === String(caller.id)
  const owners = await readOwners(db, { tenant: row.tenant_id, delivery: row.delivery_id })
  const found = people.filter(mayPostOn(owners)).find(({ id }) => String(id) === String(to))
  const person = isSelf ? caller : found
  if (to !== null && !person) {
    throw new DistributionError(
      'NOT_FOUND',
      'This person may not post for this client. Choose one of its field agents or managers.',
    )
  }
  await lockTask(db, row)
  const current = await readAgain(context, { tenant: row.tenant_id, id: row.id })
  if (current.outcome !== null || current.state !== 'awaiting_human') {
    throw new DistributionError(
      'TASK_OVER',
      `There is nothing to hand over any more: this task is ${current.outcome ?? current.state.replaceAll('_', ' ')}.`,
    )
  }
  check?.(current)
  const worksFrom = found && !isSelf ? startOf(found, tenant, now) : undefined
  const why = `${caller.name} gave it to ${isSelf ? 'themselves' : (person?.name ?? 'whoever is free')}${note ? `: ${note}` : ''}${worksFrom && worksFrom > now ? `; at work from ${tellTime(worksFrom, tenant.timezone)}` : ''}`
  const push: PendingPush | null =
    person && !isSelf
      ? {
          kind: 'ask',
          people: [person.id],
          // Whose hours have not begun is left in peace until then; whoever is free is asked meanwhile.
          at: awakeAfter(quietOf(tenant), worksFrom ?? now, 0).toISOString(),
          attempt: 0,
        }
      : null
  const at = now.toISOString()
  const { leaseMinutes, remindMinutes } = tenant.manual
  // It is kept for whom it is given to, so that the phone of whoever had it open does not take it back.
  const keptMinutes = isSelf ? leaseMinutes : Math.min(leaseMinutes, remindMinutes)
  const until = person ? after(now, keptMinutes * 60_000).toISOString() : null
  await db.execute(sql`
    update postyard_assist_tasks
    set assignee_id = ${person?.id ?? null}, assignee_reason = ${why}, assigned_at = ${at},
        asked = coalesce(asked, '[]'::jsonb) || ${JSON.stringify(person ? [person.id] : [])}::jsonb,
        opened_by_id = ${person?.id ?? null}, opened_at = ${isSelf ? at : null}, lease_until = ${until},
        ladder_from = ${at}, step = 0, stepped_at = null, snoozed_until = null,
        push = ${push && JSON.stringify(push)}::jsonb, push_held_until = null, updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id} and outcome is null`)
  await tellTask(context, current, type, {
    from: current.assignee_id,
    assignee: person?.id ?? null,
    why,
  })
  await db.execute(sql`
    update postyard_deliveries set reason = ${`${why}.`}, updated_at = clock_timestamp()
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} and state = 'awaiting_human'`)
  await setWake({ db, tenant, delivery: row.delivery_id, now, tryAt: now })
  await wakeSoon({ payload, db, now, ids: [row.delivery_id] })
  return readAgain(context, { tenant: row.tenant_id, id: row.id })
}

const startOf = (
  { zone, hours, awayUntil }: Person,
  { timezone }: TenantRecord,
  now: Date,
): Date | undefined => nextAtWork({ zone: zone ?? timezone, hours, awayUntil }, now)
