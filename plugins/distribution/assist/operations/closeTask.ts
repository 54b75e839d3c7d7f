import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleTask } from '../examples.ts'
import { lockTask } from '../lease.ts'
import { setWake } from '../openTasks.ts'
import { ownedTask, readAgain } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'
import { tellTask } from '../tellTask.ts'

export const closeTask = defineOperation({
  name: 'tasks.close',
  summary:
    'Lets go of an assist task that the caller has open, without an answer: it stays theirs, and others may open it.',
  description:
    'Call it when the person leaves the task without an answer. Where the call is lost, the lease ends by itself.',
  tag: 'Tasks',
  route: { method: 'post', path: '/assist/tasks/{id}/close' },
  input: z.strictObject({ id: idInput }),
  output: taskSummaryOutput,
  permission: 'tasks.answer',
  errors: [],
  isForPhones: true,
  examples: {
    usual: { input: { id: exampleIds.task }, output: exampleTask },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req, db, caller, now } = context
    const row = await ownedTask(context, id, 'tasks.answer')
    await lockTask(db, row)
    const { rowCount } = await db.execute(sql`
      update postyard_assist_tasks set lease_until = ${now.toISOString()}, updated_at = clock_timestamp()
      where id = ${row.id} and tenant_id = ${row.tenant_id} and outcome is null
        and opened_by_id = ${caller.id} and lease_until > ${now.toISOString()}`)
    if (rowCount === 1) {
      const tenant = await readTenant({ payload, settings, tenant: row.tenant_id, req })
      await setWake({ db, tenant, delivery: row.delivery_id, now })
      await tellTask(context, row, 'closed')
    }
    return toTaskSummary(await readAgain(context, { tenant: row.tenant_id, id: row.id }), now)
  },
})
