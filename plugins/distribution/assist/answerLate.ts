import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { DistributionError } from '../errors.ts'
import { sql } from '../model/database.ts'
import { tenantsAllowed } from '../security/standing.ts'
import type { PendingPush } from './openTasks.ts'
import { readPeople } from './people.ts'
import { tellTask } from './tellTask.ts'
import {
  type AnswerArgs,
  type AnswerResult,
  hasSameLink,
  moveAnswered,
  saveOutcome,
  writeReceipt,
} from './writeAnswer.ts'

/** The managers are pushed about it like about everything else: by the job of the delivery. */
const tellManagers = async ({ context, row }: AnswerArgs): Promise<void> => {
  const { payload, settings, req, db, now } = context
  const people = await readPeople({
    payload,
    settings,
    tenant: row.tenant_id,
    permission: 'tasks.manage',
    req,
  })
  const push: PendingPush = {
    kind: 'late',
    people: people.map(({ id }) => id),
    at: now.toISOString(),
    attempt: 0,
  }
  await db.execute(sql`
    update postyard_assist_tasks set push = ${JSON.stringify(push)}::jsonb, push_held_until = null
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${now.toISOString()}
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} and state = 'expired'`)
  await wakeSoon({ payload, db, now, ids: [row.delivery_id] })
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
  const deciders = tenantsAllowed(context.caller.standing, 'outcomes.resolve')
  const isManager =
    deciders === 'all' || deciders.some((tenant) => String(tenant) === String(row.tenant_id))
  if (isManager) {
    await acceptLate(args)
    return { canUndoUntil: null, isWithManager: false }
  }
  const isAgain =
    String(row.answered_by_id) === String(context.caller.id) && hasSameLink(row, answer)
  if (isAgain) return { canUndoUntil: null, isWithManager: true }
  await saveOutcome(args, 'expired')
  await writeReceipt(args)
  await tellManagers(args)
  await tellTask(context, row, 'answered_late', {
    outcome: answer.outcome,
    url: answer.url ?? null,
  })
  return { canUndoUntil: null, isWithManager: true }
}

/** The manager's word that a post is out although its deadline went by: it is published. */
export const acceptLate = async (args: AnswerArgs): Promise<void> => {
  const { context, answer } = args
  await moveAnswered(
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
}
