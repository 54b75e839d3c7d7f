import { notePersonsEffect } from '../contents/noteEffects.ts'
import { DistributionError } from '../errors.ts'
import { changeOne } from '../model/changeState.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { saidPostedCode } from '../model/reasons.ts'
import { isAllowed } from '../security/standing.ts'
import { keepClaim } from './keepClaim.ts'
import { readAgain } from './ownedTask.ts'
import { pushAbout } from './pushAbout.ts'
import { tellTask } from './tellTask.ts'
import {
  type AnswerArgs,
  type AnswerResult,
  hasSameLink,
  moveAnswered,
  type Said,
  saveOutcome,
  writeReceipt,
} from './writeAnswer.ts'

/** It was told to try again meanwhile: it is not posted once more before a manager has looked. */
const stopAnother = async (args: AnswerArgs): Promise<void> => {
  const { context, row } = args
  const { db, caller, now } = context
  const where = { tenant: row.tenant_id, id: row.delivery_id }
  const [open] = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_assist_tasks
      where delivery_id = ${where.id} and tenant_id = ${where.tenant} and outcome is null`,
  )
  if (open) {
    const latest = await readAgain(context, { tenant: where.tenant, id: open.id })
    return keepClaim({ ...args, row: latest }, latest.opened_by_id ?? latest.assignee_id)
  }
  const reason = {
    code: saidPostedCode,
    message: `${caller.name} says that it is posted already. Look at the account; then cancel this, or publish it now.`,
  }
  const held = await changeOne({
    db,
    ...where,
    from: ['scheduled', 'queued'],
    to: 'held',
    reason,
    actor: caller.actor,
    set: { wakeAt: null, deadlineAt: after(now, patience.held) },
  })
  if (held) return
  // What is held for something else must not go on by itself once that is over.
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${reason.code}, reason = ${reason.message}, wake_at = null, updated_at = clock_timestamp()
    where id = ${where.id} and tenant_id = ${where.tenant} and state = 'held'`)
}

/** After the deadline a manager's word counts; a field agent's is kept for the manager to see. */
export const answerLate = async (args: AnswerArgs): Promise<AnswerResult> => {
  const { context, row, answer } = args
  if (answer.outcome !== 'posted') {
    throw new DistributionError(
      'TASK_OVER',
      'This task has expired; there is nothing to answer any more.',
    )
  }
  const isDecided = isAllowed(context.caller.standing, 'outcomes.resolve', row.tenant_id)
  const posted = { tenant: row.tenant_id, delivery: row.delivery_id, what: 'posted' as const }
  if (isDecided && row.outcome === 'expired') {
    await acceptLate(args)
    await notePersonsEffect({ db: context.db, ...posted })
    return { canUndoUntil: null, isWithManager: false }
  }
  const isAgain =
    String(row.answered_by_id) === String(context.caller.id) && hasSameLink(row, answer)
  if (isAgain) return { canUndoUntil: null, isWithManager: true }
  await saveOutcome(args, 'expired')
  await writeReceipt(args)
  await notePersonsEffect({ db: context.db, ...posted })
  if (row.state === 'expired') await pushAbout({ ...args, kind: 'late' })
  else await stopAnother(args)
  await tellTask(context, row, 'answered_late', {
    outcome: answer.outcome,
    url: answer.url ?? null,
  })
  return { canUndoUntil: null, isWithManager: true }
}

/** The manager's word that a post is out although its deadline went by: it is published. */
export const acceptLate = (args: AnswerArgs): Promise<void> =>
  acceptSaid(args, { by: args.context.caller.id, at: args.context.now })

/** A post is out, as whose word says that a manager believes; it stands as theirs, and as of when they gave it. */
export const acceptSaid = async (args: AnswerArgs, said: Said): Promise<void> => {
  const { context, row, answer } = args
  const isOpen = row.outcome === null
  await moveAnswered(
    args,
    [isOpen ? 'awaiting_human' : 'expired'],
    'published',
    {
      code: saidPostedCode,
      message: isOpen
        ? `${context.caller.name} says that it was posted.`
        : `${context.caller.name} says that it was posted, after its deadline.`,
    },
    { executedAt: said.at, externalUrl: answer.url },
  )
  await saveOutcome(args, 'posted', said)
  await writeReceipt(args)
}
