import { DistributionError } from '../errors.ts'
import { changeOne, type DeliveryPatch, type Reason } from '../model/changeState.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { sql } from '../model/database.ts'
import { after, later } from '../model/deadlines.ts'
import { logEvent } from '../model/logEvent.ts'
import { reasons } from '../model/reasons.ts'
import { closeReceipt, openReceipt } from '../model/receipts.ts'
import type { DeliveryState } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'
import { tenantsAllowed } from '../security/standing.ts'
import type { TaskRow } from './taskRows.ts'

export type TaskAnswer = {
  outcome: 'posted' | 'skipped' | 'failed' | 'snoozed' | 'undo'
  url?: string
  note?: string
  minutes?: number
}

type Args = { context: OperationContext; row: TaskRow; answer: TaskAnswer }
type Result = { canUndoUntil: Date | null; isWithManager: boolean }

/** How long an answer can be undone, in milliseconds. */
const undoMs = 5 * 60_000

const minute = 60_000

const stateFor = { posted: 'published', skipped: 'skipped', failed: 'failed' } as const

/**
 * Writes down what a person answered, once. Two answers at one moment wait for one another at the delivery's row,
 * and so do a cancelling and the deadline; all of them lock the delivery before the task, so that none waits for
 * another in a circle.
 *
 * @throws OUTCOME_CONFLICT where another answer stands
 * @throws TASK_OVER where there is nothing to answer any more
 */
export const recordAnswer = async (args: Args): Promise<Result> => {
  const { context, row, answer } = args
  // The delivery first, then its task: the order in which everybody else takes them.
  await context.db.execute(sql`
    select id from postyard_deliveries
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} for update`)
  await context.db.execute(sql`
    select id from postyard_deliveries
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} for update`)
  await context.db.execute(sql`
    select id from postyard_assist_tasks where id = ${row.id} and tenant_id = ${row.tenant_id} for update`)
  const current = await refresh(args)
  if (current.outcome === 'cancelled') {
    throw new DistributionError(
      'TASK_OVER',
      'This post was cancelled; there is nothing to do any more.',
    )
  }
  if (answer.outcome === 'undo') return undo({ ...args, row: current })
  if (answer.outcome === 'snoozed') return snooze({ ...args, row: current })
  if (current.outcome === null) return accept({ ...args, row: current }, answer.outcome)
  if (current.outcome === 'expired') return answerLate({ ...args, row: current })
  if (isSame(current, answer)) {
    return { canUndoUntil: undoEnd(current), isWithManager: false }
  }
  throw new DistributionError(
    'OUTCOME_CONFLICT',
    `This task was answered "${current.outcome}" already. Undo that within five minutes, or tell a manager.`,
  )
}

const refresh = async ({ context, row }: Args): Promise<TaskRow> => {
  const { rows } = await context.db.execute(sql`
    select t.outcome, t.proof_url, t.note, t.answered_at, t.answered_by_id, d.state
    from postyard_assist_tasks t
    join postyard_deliveries d on d.id = t.delivery_id and d.tenant_id = t.tenant_id
    where t.id = ${row.id} and t.tenant_id = ${row.tenant_id}`)
  const now = rows[0] as Partial<TaskRow> & { answered_at: string | Date | null }
  return {
    ...row,
    ...now,
    answered_at: now.answered_at === null ? null : new Date(now.answered_at),
  }
}

const hasSameLink = (row: TaskRow, answer: TaskAnswer): boolean =>
  answer.url === undefined || answer.url === row.proof_url

const isSame = (row: TaskRow, answer: TaskAnswer): boolean =>
  row.outcome === answer.outcome && hasSameLink(row, answer)

const undoEnd = (row: TaskRow): Date | null =>
  row.answered_at === null ? null : after(row.answered_at, undoMs)

const writeReceipt = async ({ context, row, answer }: Args): Promise<void> => {
  const { db, caller } = context
  const delivery = await readDelivery({ db, tenant: row.tenant_id, id: row.delivery_id })
  if (!delivery) return
  const receipt = await openReceipt({ db, delivery, action: 'answer', by: caller.name })
  await closeReceipt({
    db,
    tenant: row.tenant_id,
    id: receipt,
    outcome: 'ok',
    externalUrl: answer.url,
    errorMessage: answer.note,
    meta: { result: answer.outcome },
  })
}

const move = async (
  args: Args,
  from: DeliveryState[],
  to: DeliveryState,
  reason: Reason,
  set: DeliveryPatch,
): Promise<void> => {
  const { context, row } = args
  const moved = await changeOne({
    db: context.db,
    tenant: row.tenant_id,
    id: row.delivery_id,
    from,
    to,
    reason,
    set,
    actor: context.caller.actor,
  })
  if (!moved) {
    throw new DistributionError(
      'TASK_OVER',
      `There is nothing to answer any more: this post is ${row.state.replaceAll('_', ' ')}.`,
    )
  }
}

const saveOutcome = ({ context, row, answer }: Args, outcome: TaskRow['outcome']) =>
  context.db.execute(sql`
    update postyard_assist_tasks
    set outcome = ${outcome}, proof_url = ${answer.url ?? null}, note = ${answer.note ?? null},
        answered_at = ${context.now.toISOString()}, answered_by_id = ${context.caller.id},
        updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)

const accept = async (args: Args, outcome: 'posted' | 'skipped' | 'failed'): Promise<Result> => {
  const { context, answer } = args
  const because = answer.note ? `: ${answer.note}` : '.'
  const said: Record<typeof outcome, Reason> = {
    posted: { code: 'SAID_POSTED', message: `${context.caller.name} posted it.` },
    skipped: { code: 'SAID_SKIPPED', message: `${context.caller.name} skipped it${because}` },
    failed: { code: 'SAID_FAILED', message: `${context.caller.name} could not post it${because}` },
  }
  await move(args, ['awaiting_human'], stateFor[outcome], said[outcome], {
    executedAt: outcome === 'posted' ? context.now : undefined,
    externalUrl: answer.url,
  })
  await saveOutcome(args, outcome)
  await writeReceipt(args)
  return { canUndoUntil: after(context.now, undoMs), isWithManager: false }
}

const undo = async (args: Args): Promise<Result> => {
  const { context, row } = args
  const { now, caller } = context
  const isOwn = String(row.answered_by_id) === String(caller.id)
  const end = undoEnd(row)
  if (row.outcome === null) return { canUndoUntil: null, isWithManager: false }
  if (
    !isOwn ||
    !end ||
    now.getTime() > end.getTime() ||
    row.outcome === 'expired' ||
    row.outcome === 'cancelled'
  ) {
    throw new DistributionError(
      'OUTCOME_CONFLICT',
      'An answer can be undone within five minutes, by the person who gave it.',
    )
  }
  await move(args, [stateFor[row.outcome]], 'awaiting_human', reasons.awaitingHuman, {
    executedAt: null,
    externalUrl: null,
    wakeAt: after(now, 10 * minute),
    deadlineAt: later(row.deadline_at, after(now, 10 * minute)),
  })
  await context.db.execute(sql`
    update postyard_assist_tasks
    set outcome = null, proof_url = null, note = null, answered_at = null, answered_by_id = null,
        deadline_at = ${later(row.deadline_at, after(now, 10 * minute)).toISOString()},
        updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  await writeReceipt(args)
  return { canUndoUntil: null, isWithManager: false }
}

const snooze = async (args: Args): Promise<Result> => {
  const { context, row, answer } = args
  const until = after(context.now, (answer.minutes ?? 15) * minute)
  if (row.outcome !== null || until.getTime() >= row.deadline_at.getTime()) {
    throw new DistributionError(
      'TASK_OVER',
      row.outcome === null
        ? 'Snoozed for that long, its deadline would have passed. Choose a shorter time.'
        : 'There is nothing to snooze any more: this task was answered.',
    )
  }
  await context.db.execute(sql`
    update postyard_assist_tasks
    set snoozed_until = ${until.toISOString()}, updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  await context.db.execute(sql`
    update postyard_deliveries set wake_at = ${until.toISOString()}
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} and state = 'awaiting_human'`)
  await logEvent({
    db: context.db,
    type: 'distribution.task.snoozed',
    tenant: row.tenant_id,
    delivery: row.delivery_id,
    plan: row.plan_id,
    actor: context.caller.actor,
    data: { task: row.id, until: until.toISOString() },
  })
  return { canUndoUntil: null, isWithManager: false }
}

/** After the deadline a manager's word counts; a field agent's is kept for the manager to see. */
const answerLate = async (args: Args): Promise<Result> => {
  const { context, row, answer } = args
  if (answer.outcome !== 'posted') {
    throw new DistributionError(
      'TASK_OVER',
      'This task has expired; there is nothing to answer any more.',
    )
  }
  const deciders = tenantsAllowed(context.caller.standing, 'outcomes.resolve')
  const isManager =
    deciders === 'all' || deciders.some((tenant) => String(tenant) === String(row.tenant_id))
  if (isManager) {
    await move(
      args,
      ['expired'],
      'published',
      {
        code: 'SAID_POSTED',
        message: `${context.caller.name} says that it was posted, after its deadline.`,
      },
      { executedAt: context.now, externalUrl: answer.url },
    )
    await saveOutcome(args, 'posted')
    await writeReceipt(args)
    return { canUndoUntil: null, isWithManager: false }
  }
  const isAgain =
    String(row.answered_by_id) === String(context.caller.id) && hasSameLink(row, answer)
  if (isAgain) return { canUndoUntil: null, isWithManager: true }
  await saveOutcome(args, 'expired')
  await writeReceipt(args)
  await logEvent({
    db: context.db,
    type: 'distribution.task.answered_late',
    tenant: row.tenant_id,
    delivery: row.delivery_id,
    plan: row.plan_id,
    actor: context.caller.actor,
    data: { task: row.id, outcome: answer.outcome, url: answer.url ?? null },
  })
  return { canUndoUntil: null, isWithManager: true }
}
