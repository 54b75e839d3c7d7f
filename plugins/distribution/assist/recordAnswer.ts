import { readTenant } from '../channels/readConnection.ts'
import { notePersonsEffect } from '../contents/noteEffects.ts'
import { recallTasks } from '../distribute/recallTasks.ts'
import { DistributionError } from '../errors.ts'
import { changeOne, type Reason, system } from '../model/changeState.ts'
import { closeTask } from '../model/closeTask.ts'
import { sql } from '../model/database.ts'
import { after, later } from '../model/deadlines.ts'
import { readPauses } from '../model/planPause.ts'
import { reasons, saidPostedCode } from '../model/reasons.ts'
import { undoMs } from '../model/undoMs.ts'
import { isAllowed, requirePermission } from '../security/standing.ts'
import { answerLate } from './answerLate.ts'
import { keepClaim } from './keepClaim.ts'
import { holderBeside, lockTask, takeLease, taken } from './lease.ts'
import { setWake } from './openTasks.ts'
import { readAgain } from './ownedTask.ts'
import type { TaskRow } from './taskRows.ts'
import { tellTask } from './tellTask.ts'
import {
  type AnswerArgs,
  type AnswerResult,
  hasSameLink,
  moveAnswered,
  saveOutcome,
  writeReceipt,
} from './writeAnswer.ts'

const minute = 60_000

const stateFor = { posted: 'published', skipped: 'skipped', failed: 'failed' } as const

/**
 * Writes down what a person answered, once. Two answers at one moment wait for one another at the delivery's row,
 * and so do a cancelling and the deadline; all of them lock the delivery before the task, so that none waits for
 * another in a circle.
 *
 * @throws OUTCOME_CONFLICT where another answer stands
 * @throws TASK_TAKEN where somebody else has the task open
 * @throws TASK_OVER where there is nothing to answer any more
 */
export const recordAnswer = async (args: AnswerArgs): Promise<AnswerResult> => {
  const { context, row, answer } = args
  await lockTask(context.db, row)
  const current = await refresh(args)
  // Its plan was paused, so it may still be asked for again: who posted it all the same is heard.
  const isOnlyClosed = current.outcome === 'cancelled' && current.state !== 'cancelled'
  if (isOnlyClosed && answer.outcome === 'posted') return answerLate({ ...args, row: current })
  if (current.outcome === 'cancelled') {
    throw new DistributionError(
      'TASK_OVER',
      isOnlyClosed
        ? 'This task was closed, since its plan was paused. If you have posted it already, say so.'
        : 'This post was cancelled. If you have posted it all the same, take it down there, or tell a manager.',
    )
  }
  if (answer.outcome === 'undo') return undo({ ...args, row: current })
  if (current.outcome === null) await refuseWhereTaken({ ...args, row: current })
  if (answer.outcome === 'snoozed') return snooze({ ...args, row: current })
  if (current.outcome === null) return accept({ ...args, row: current }, answer.outcome)
  if (current.outcome === 'expired') return answerLate({ ...args, row: current })
  if (isSame({ ...args, row: current })) {
    return { canUndoUntil: undoEnd(current), isWithManager: false }
  }
  throw new DistributionError(
    'OUTCOME_CONFLICT',
    `${current.answered_by_name ?? 'Somebody'} answered "${current.outcome}" already. Undo that within five minutes, or tell a manager.`,
  )
}

const refresh = ({ context, row }: AnswerArgs): Promise<TaskRow> =>
  readAgain(context, { tenant: row.tenant_id, id: row.id })

/**
 * Who answers has the task, or nobody has; a manager may answer for whoever has it, and then it is told. Whoever posted
 * it all the same is refused too, and their word is kept for a manager.
 */
const refuseWhereTaken = async (args: AnswerArgs): Promise<void> => {
  const { context, row, answer } = args
  const { caller, now, payload, settings, req } = context
  const holder = holderBeside(row, caller.id, now)
  if (answer.isForOther) {
    requirePermission({
      caller,
      tenant: row.tenant_id,
      permission: 'tasks.manage',
      what: 'task',
    })
    await tellTask(context, row, 'answered_for', {
      assignee: row.assignee_id,
      holder: holder ?? null,
      outcome: answer.outcome,
    })
    return
  }
  if (holder === undefined) return
  const { timezone } = await readTenant({ payload, settings, tenant: row.tenant_id, req })
  const refusal = taken(row, timezone)
  const isManager = isAllowed(caller.standing, 'tasks.manage', row.tenant_id)
  if (answer.outcome !== 'posted' || isManager) throw refusal
  await keepClaim(args, holder)
  throw new DistributionError(
    'TASK_TAKEN',
    `${refusal.message} A manager is told that you posted it.`,
    { isKept: true },
  )
}

/** What somebody else answered is not said again by anyone: whoever says so too may have posted it twice. */
const isSame = ({ context, row, answer }: AnswerArgs): boolean =>
  row.outcome === answer.outcome &&
  String(row.answered_by_id) === String(context.caller.id) &&
  hasSameLink(row, answer)

const undoEnd = (row: TaskRow): Date | null =>
  row.answered_at === null ? null : after(row.answered_at, undoMs)

const accept = async (
  args: AnswerArgs,
  outcome: 'posted' | 'skipped' | 'failed',
): Promise<AnswerResult> => {
  const { context, answer } = args
  const because = answer.note ? `: ${answer.note}` : '.'
  const said: Record<typeof outcome, Reason> = {
    posted: { code: saidPostedCode, message: `${context.caller.name} posted it.` },
    skipped: { code: 'SAID_SKIPPED', message: `${context.caller.name} skipped it${because}` },
    failed: { code: 'SAID_FAILED', message: `${context.caller.name} could not post it${because}` },
  }
  await moveAnswered(args, ['awaiting_human'], stateFor[outcome], said[outcome], {
    executedAt: outcome === 'posted' ? context.now : undefined,
    externalUrl: answer.url,
  })
  await saveOutcome(args, outcome)
  await writeReceipt(args)
  if (outcome === 'posted') {
    const { tenant_id: tenant, delivery_id: delivery } = args.row
    await notePersonsEffect({ db: context.db, tenant, delivery, what: 'posted' })
  }
  return { canUndoUntil: after(context.now, undoMs), isWithManager: false }
}

const undo = async (args: AnswerArgs): Promise<AnswerResult> => {
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
  await moveAnswered(args, [stateFor[row.outcome]], 'awaiting_human', reasons.awaitingHuman, {
    executedAt: null,
    externalUrl: null,
    deadlineAt: later(row.deadline_at, after(now, 10 * minute)),
  })
  await context.db.execute(sql`
    update postyard_assist_tasks
    set outcome = null, proof_url = null, note = null, answered_at = null, answered_by_id = null,
        deadline_at = ${later(row.deadline_at, after(now, 10 * minute)).toISOString()},
        step = 0, stepped_at = null, ladder_from = ${now.toISOString()}, lease_until = null,
        updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  const tenant = await readTenant({ ...context, tenant: row.tenant_id })
  await takeLease({ db: context.db, tenant, task: row.id, caller, now })
  await setWake({ db: context.db, tenant, delivery: row.delivery_id, now })
  await tellTask(context, row, 'undone', { outcome: row.outcome })
  await writeReceipt(args)
  await endCancelled(args)
  await recallHalted(args)
  return { canUndoUntil: null, isWithManager: false }
}

/** A plan that was halted since it was answered asks nobody. */
const recallHalted = async ({ context: { db }, row }: AnswerArgs): Promise<void> => {
  const { tenant_id: tenant, delivery_id: delivery } = row
  const pause = (await readPauses(db, [row])).get(String(row.plan_id))
  if (!pause?.isHalted) return
  await recallTasks({ db, tenant, deliveries: [delivery], pause, actor: system })
}

/** Nobody is asked again for what was cancelled since it was answered. */
const endCancelled = async ({ context, row }: AnswerArgs): Promise<void> => {
  const { db, caller } = context
  const where = { db, tenant: row.tenant_id }
  const cancelled = await changeOne({
    ...where,
    id: row.delivery_id,
    from: ['awaiting_human'],
    to: 'cancelled',
    reason: reasons.cancelled,
    actor: caller.actor,
    onlyIf: sql`d.cancel_requested_at is not null`,
  })
  if (cancelled) await closeTask({ ...where, delivery: row.delivery_id, outcome: 'cancelled' })
}

const snooze = async (args: AnswerArgs): Promise<AnswerResult> => {
  const { context, row, answer } = args
  const until = after(context.now, (answer.minutes ?? 15) * minute)
  if (row.outcome !== null || until.getTime() >= row.deadline_at.getTime()) {
    throw new DistributionError(
      'TASK_OVER',
      row.outcome === null
        ? 'Snoozed for that long, its deadline would have passed. Choose a shorter time.'
        : `There is nothing to snooze any more: this task ${row.outcome === 'expired' ? 'has expired' : 'was answered'}.`,
    )
  }
  await context.db.execute(sql`
    update postyard_assist_tasks
    set snoozed_until = ${until.toISOString()}, ladder_from = ${until.toISOString()}, step = 0,
        stepped_at = null, push = case when push->>'kind' = 'claim' then push end,
        push_held_until = null, lease_until = null,
        assignee_id = coalesce(assignee_id, ${context.caller.id}), updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  await context.db.execute(sql`
    update postyard_deliveries
    set wake_at = least(${until.toISOString()}::timestamptz, (
      select (push->>'at')::timestamptz from postyard_assist_tasks
      where id = ${row.id} and tenant_id = ${row.tenant_id}
    ))
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} and state = 'awaiting_human'`)
  await tellTask(context, row, 'snoozed', { until: until.toISOString() })
  return { canUndoUntil: null, isWithManager: false }
}
