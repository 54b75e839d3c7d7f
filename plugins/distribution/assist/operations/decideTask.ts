import { z } from 'zod'
import { stateOutput } from '../../distribute/deliveryAnswer.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { acceptSaid } from '../answerLate.ts'
import { exampleAnswered } from '../examples.ts'
import { lockTask } from '../lease.ts'
import { ownedTask, readAgain } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'
import type { TaskRow } from '../taskRows.ts'
import { tellTask } from '../tellTask.ts'

/** Who says that it is out, whose word a manager decides on; undefined where nobody does. */
const saidPosted = ({ outcome, claim, ...row }: TaskRow) => {
  if (outcome === 'expired' && row.answered_at !== null) {
    return {
      by: row.answered_by_id,
      name: row.answered_by_name,
      at: row.answered_at,
      url: row.proof_url,
    }
  }
  const isUndecided = outcome === null || outcome === 'expired'
  return isUndecided && claim ? { ...claim, at: new Date(claim.at) } : undefined
}

export const decideTask = defineOperation({
  name: 'tasks.decide',
  summary:
    'Decides on an "I did post" that came after the deadline, or while somebody else had the task: accepted, the post counts as published; else it stays as it was.',
  description:
    'For managers: call it about a task whose `outcome` is `expired` and whose `answeredAt` is set.',
  tag: 'Staff',
  route: { method: 'post', path: '/assist/tasks/{id}/decide' },
  input: z.strictObject({
    id: idInput,
    isAccepted: z.boolean(),
    note: z.string().trim().max(500).optional(),
  }),
  output: taskSummaryOutput.extend({ state: stateOutput }),
  permission: 'tasks.manage',
  errors: ['TASK_OVER'],
  examples: {
    usual: {
      input: { id: exampleIds.task, isAccepted: true, note: 'I saw it there.' },
      output: { ...exampleAnswered, state: 'published' },
    },
  },
  run: async ({ id, isAccepted, note }, context) => {
    const { db, now } = context
    const row = await ownedTask(context, id, 'tasks.manage')
    await lockTask(db, row)
    const current = await readAgain(context, { tenant: row.tenant_id, id: row.id })
    const said = saidPosted(current)
    if (!said) {
      throw new DistributionError(
        'TASK_OVER',
        'There is nothing to decide: nobody said after its deadline, or while somebody else had it, that this was posted.',
      )
    }
    const { at, url, ...who } = said
    const by = { ...who, note: note ?? null }
    if (isAccepted) {
      const answer = { outcome: 'posted' as const, url: url ?? undefined, note }
      await acceptSaid({ context, row: current, answer }, { by: who.by, at })
    }
    await db.execute(sql`
      update postyard_assist_tasks
      set claim = null, updated_at = clock_timestamp()
          ${isAccepted ? sql`` : sql`, answered_at = null, answered_by_id = null, note = ${note ?? null}`}
      where id = ${row.id} and tenant_id = ${row.tenant_id}`)
    await tellTask(context, current, isAccepted ? 'late_accepted' : 'late_refused', by)
    const latest = await readAgain(context, { tenant: row.tenant_id, id: row.id })
    return { ...toTaskSummary(latest, now), state: latest.state }
  },
})
