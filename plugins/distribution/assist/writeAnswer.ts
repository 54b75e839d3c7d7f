import { DistributionError } from '../errors.ts'
import { changeOne, type DeliveryPatch, type Reason } from '../model/changeState.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { type ID, sql } from '../model/database.ts'
import { closeReceipt, openReceipt } from '../model/receipts.ts'
import type { DeliveryState } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'
import type { TaskRow } from './taskRows.ts'

export type TaskAnswer = {
  outcome: 'posted' | 'skipped' | 'failed' | 'snoozed' | 'undo'
  url?: string
  note?: string
  minutes?: number
  /** A manager's word for whoever has the task. */
  isForOther?: boolean
}

export type AnswerArgs = { context: OperationContext; row: TaskRow; answer: TaskAnswer }
export type AnswerResult = { canUndoUntil: Date | null; isWithManager: boolean }

/** True where an answer gives no link, or the one that is known. */
export const hasSameLink = (row: TaskRow, answer: TaskAnswer): boolean =>
  answer.url === undefined || answer.url === row.proof_url

/** The answer among the records of its delivery. */
export const writeReceipt = async ({ context, row, answer }: AnswerArgs): Promise<void> => {
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

/**
 * Moves the delivery as the answer wants it.
 *
 * @throws TASK_OVER where it has gone on meanwhile
 */
export const moveAnswered = async (
  args: AnswerArgs,
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

/** Whose word it is, where that is not the caller's, and when they gave it. */
export type Said = { by: ID | null; at: Date }

/** The answer on the task itself; there is nothing more to be said about it. */
export const saveOutcome = (
  { context, row, answer }: AnswerArgs,
  outcome: TaskRow['outcome'],
  said: Said = { by: context.caller.id, at: context.now },
) =>
  context.db.execute(sql`
    update postyard_assist_tasks
    set outcome = ${outcome}, proof_url = ${answer.url ?? null}, note = ${answer.note ?? null},
        answered_at = ${said.at.toISOString()}, answered_by_id = ${said.by},
        push = null, snoozed_until = null, updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
