import type { TenantRecord } from '../channels/readConnection.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import { nextStep } from './nextStep.ts'
import type { QuietHours } from './quietHours.ts'

/** What is to be said to phones, until it has been said. It is written with the step that it belongs to. */
export type PendingPush = {
  kind: 'ask' | 'again' | 'remind' | 'manager' | 'late' | 'claim'
  people: ID[]
  /** Not before. */
  at: string
  /** How often it was tried. */
  attempt: number
  /** The phones that are left, where others have it already. */
  devices?: ID[]
  /** Who has it already, on a phone or by mail. */
  told?: ID[]
}

/** A task that waits for an answer, as escalation sees it. */
export type OpenTask = {
  id: ID
  title: string
  assignee_id: ID | null
  opened_by_id: ID | null
  lease_until: Date | null
  deadline_at: Date
  created_at: Date
  ladder_from: Date
  stepped_at: Date | null
  snoozed_until: Date | null
  step: number
  reminders: number
  asked: ID[]
  push: PendingPush | null
  push_held_until: Date | null
}

const instants = [
  'lease_until',
  'deadline_at',
  'created_at',
  'ladder_from',
  'stepped_at',
  'snoozed_until',
  'push_held_until',
] as const

type Args = { db: Db; tenant: ID; delivery: ID }

/**
 * The open task of a delivery; undefined where it was answered or has ended. With `lock` nobody else changes it
 * meanwhile. With `task` that one, also where its deadline went by.
 */
export const readOpenTask = async (
  args: Args & { lock?: boolean; task?: ID },
): Promise<OpenTask | undefined> => {
  const [raw] = await rows<Record<string, unknown>>(
    args.db,
    sql`
      select id, title, assignee_id, opened_by_id, lease_until, deadline_at, created_at,
        coalesce(ladder_from, created_at) as ladder_from, stepped_at, snoozed_until, step::int as step,
        reminders::int as reminders, coalesce(asked, '[]'::jsonb) as asked, push, push_held_until
      from postyard_assist_tasks
      where delivery_id = ${args.delivery} and tenant_id = ${args.tenant}
        and ${args.task === undefined ? sql`outcome is null` : sql`id = ${args.task}`}
      ${args.lock ? sql`for update` : sql``}`,
  )
  if (!raw) return undefined
  const row = { ...raw }
  for (const name of instants) {
    if (typeof row[name] === 'string') row[name] = new Date(row[name] as string)
  }
  return row as OpenTask
}

export const quietOf = ({
  timezone,
  manual,
}: Pick<TenantRecord, 'timezone' | 'manual'>): QuietHours => ({
  zone: timezone,
  from: manual.quietFrom,
  until: manual.quietUntil,
})

/** Until when somebody has it open; null where nobody does at `now`. */
export const leaseAt = (task: Pick<OpenTask, 'lease_until'>, now: Date): Date | null =>
  task.lease_until && task.lease_until > now ? task.lease_until : null

type OnLadder = Pick<
  OpenTask,
  'step' | 'stepped_at' | 'ladder_from' | 'deadline_at' | 'lease_until'
>

/** What `nextStep` goes by, of a task of a tenant. */
export const ladderOf = (task: OnLadder, tenant: Pick<TenantRecord, 'timezone' | 'manual'>) => ({
  step: task.step,
  steppedAt: task.stepped_at,
  ladderFrom: task.ladder_from,
  deadlineAt: task.deadline_at,
  leaseUntil: task.lease_until,
  minutes: {
    remind: tenant.manual.remindMinutes,
    next: tenant.manual.nextMinutes,
    manager: tenant.manual.managerMinutes,
  },
  quiet: quietOf(tenant),
})

const earliest = (dates: (Date | null | undefined)[]): Date | null => {
  const given = dates.filter((date) => date !== null && date !== undefined)
  return given.length === 0 ? null : new Date(Math.min(...given.map((date) => date.getTime())))
}

/**
 * Lets a delivery wake when its open task next wants something: a push, a step, the end of a pause, somebody to ask.
 * Call it in the transaction of whatever changed the task.
 */
export const setWake = async (
  args: Omit<Args, 'tenant'> & {
    tenant: TenantRecord
    now: Date
    /** When somebody can be asked, where nobody could. */
    tryAt?: Date
  },
): Promise<void> => {
  const { db, tenant, delivery, now } = args
  const task = await readOpenTask({ db, tenant: tenant.id, delivery })
  if (!task) return
  const isPaused = task.snoozed_until !== null && task.snoozed_until > now
  const isNobodys = task.assignee_id === null && leaseAt(task, now) === null
  const wakeAt = isPaused
    ? task.snoozed_until
    : earliest([
        // Whoever is at it has until then; after that it is somebody else's turn.
        task.push && later(new Date(task.push.at), task.push_held_until ?? now),
        nextStep(ladderOf(task, tenant))?.at ?? leaseAt(task, now),
        isNobodys ? (args.tryAt ?? after(now, patience.recheck)) : null,
      ])
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${wakeAt?.toISOString() ?? null}
    where id = ${delivery} and tenant_id = ${tenant.id} and state = 'awaiting_human'`)
}
