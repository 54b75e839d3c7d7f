import type { TenantRecord } from '../channels/readConnection.ts'
import { DistributionError } from '../errors.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { tellTime } from '../model/tellTime.ts'
import type { TaskRow } from './taskRows.ts'

const minute = 60_000

/** Who else has a task open now; undefined where nobody has. */
export const holderBeside = (
  row: Pick<TaskRow, 'opened_by_id' | 'lease_until'>,
  caller: ID,
  now: Date,
): ID | undefined =>
  row.opened_by_id !== null &&
  String(row.opened_by_id) !== String(caller) &&
  row.lease_until !== null &&
  row.lease_until > now
    ? row.opened_by_id
    : undefined

/** Says who has a task, since when and until when; or for whom it is kept, who has not opened it yet. */
export const taken = (row: TaskRow, zone: string): DistributionError => {
  const name = row.opened_by_name ?? 'Somebody else'
  const until = row.lease_until ? ` until ${tellTime(row.lease_until, zone)}` : ''
  const sentence = row.opened_at
    ? `${name} has opened this task at ${tellTime(row.opened_at, zone)} and has it${until}, or longer while the app stays open.`
    : `This task was given to ${name}, and is kept for them${until}.`
  return new DistributionError(
    'TASK_TAKEN',
    `${sentence} Do not post it too: ask ${name}, or a manager to give it to you.`,
  )
}

/**
 * The lease of a task for whoever opens it, or for longer: one statement, so that of two who open it at once one gets
 * it. Returns whether it is theirs now, and whether it is only renewed.
 */
export const takeLease = async (args: {
  db: Db
  tenant: TenantRecord
  task: ID
  caller: { id: ID; name: string }
  now: Date
}): Promise<'taken' | 'renewed' | undefined> => {
  const { db, tenant, task, caller, now } = args
  const at = now.toISOString()
  const until = after(now, tenant.manual.leaseMinutes * minute).toISOString()
  const [got] = await rows<{ is_renewed: boolean }>(
    db,
    sql`
      with before as (
        select id, opened_by_id = ${caller.id} and opened_at is not null and lease_until > ${at} as is_renewed
        from postyard_assist_tasks where id = ${task} and tenant_id = ${tenant.id} for update
      )
      update postyard_assist_tasks t
      set opened_by_id = ${caller.id}, lease_until = ${until},
          opened_at = case when before.is_renewed then t.opened_at else ${at}::timestamptz end,
          assignee_id = coalesce(t.assignee_id, ${caller.id}),
          assignee_reason = case when t.assignee_id is null then ${`${caller.name}: opened it`} else t.assignee_reason end,
          assigned_at = case when t.assignee_id is null then ${at}::timestamptz else t.assigned_at end,
          updated_at = clock_timestamp()
      from before
      where t.id = before.id and t.outcome is null
        and (t.lease_until is null or t.lease_until <= ${at} or t.opened_by_id = ${caller.id}
          or t.opened_by_id is null)
      returning coalesce(before.is_renewed, false) as is_renewed`,
  )
  if (!got) return undefined
  return got.is_renewed ? 'renewed' : 'taken'
}

/** Locks a task in the order in which everybody does: its delivery first, so that nobody waits in a circle. */
export const lockTask = async (db: Db, row: Pick<TaskRow, 'id' | 'tenant_id' | 'delivery_id'>) => {
  await db.execute(sql`
    select id from postyard_deliveries
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} for update`)
  await db.execute(sql`
    select id from postyard_assist_tasks where id = ${row.id} and tenant_id = ${row.tenant_id} for update`)
}
