import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { acceptLate } from '../answerLate.ts'
import { lockTask } from '../lease.ts'
import { ownedTask, readAgain } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'
import { tellTask } from '../tellTask.ts'

export const decideTask = defineOperation({
  name: 'tasks.decide',
  summary:
    'Decides on an "I did post" that came after the deadline: accepted, the post counts as published; else it stays expired.',
  route: { method: 'post', path: '/assist/tasks/{id}/decide' },
  input: z.strictObject({
    id: idInput,
    isAccepted: z.boolean(),
    note: z.string().trim().max(500).optional(),
  }),
  output: taskSummaryOutput.extend({ state: z.string() }),
  permission: 'tasks.manage',
  errors: ['TASK_OVER'],
  run: async ({ id, isAccepted, note }, context) => {
    const { db, now } = context
    const row = await ownedTask(context, id, 'tasks.manage')
    await lockTask(db, row)
    const current = await readAgain(context, { tenant: row.tenant_id, id: row.id })
    if (current.outcome !== 'expired' || current.answered_at === null) {
      throw new DistributionError(
        'TASK_OVER',
        'There is nothing to decide: nobody said after its deadline that this was posted.',
      )
    }
    const by = { by: current.answered_by_id, name: current.answered_by_name, note: note ?? null }
    if (isAccepted) {
      const url = current.proof_url ?? undefined
      await acceptLate({ context, row: current, answer: { outcome: 'posted', url, note } })
      await tellTask(context, current, 'late_accepted', by)
    } else {
      await db.execute(sql`
        update postyard_assist_tasks
        set answered_at = null, answered_by_id = null, note = ${note ?? null}, updated_at = clock_timestamp()
        where id = ${row.id} and tenant_id = ${row.tenant_id} and outcome = 'expired'`)
      await tellTask(context, current, 'late_refused', by)
    }
    const latest = await readAgain(context, { tenant: row.tenant_id, id: row.id })
    return { ...toTaskSummary(latest, now), state: latest.state }
  },
})
