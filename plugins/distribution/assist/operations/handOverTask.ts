import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { parseId } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { isAllowed } from '../../security/standing.ts'
import { exampleTask } from '../examples.ts'
import { giveTask } from '../giveTask.ts'
import { holderBeside, taken } from '../lease.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const handOverTask = defineOperation({
  name: 'tasks.handOver',
  summary:
    'Hands an assist task that the caller has over to another field agent of the client, or back to whoever is found for it.',
  description:
    'Call it when the person cannot post it. Whoever gets it is pushed at once, or when their hours begin; the task is not the caller’s any more.',
  tag: 'Answers',
  route: { method: 'post', path: '/assist/tasks/{id}/hand-over' },
  input: z.strictObject({
    id: idInput,
    to: idInput.optional().meta({ description: 'The person; left out, somebody is found.' }),
    note: z.string().trim().max(500).optional(),
  }),
  output: taskSummaryOutput,
  permission: 'tasks.answer',
  errors: ['TASK_TAKEN', 'TASK_OVER'],
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.task, to: exampleIds.colleague, note: 'My battery is empty.' },
      output: {
        ...exampleTask,
        assignee: {
          id: exampleIds.colleague,
          name: 'Rui',
          reason: 'Ana gave it to Rui: My battery is empty.',
        },
      },
    },
    toWhoeverIsFree: {
      summary: 'Somebody else is found.',
      input: { id: exampleIds.task },
      output: {
        ...exampleTask,
        assignee: null,
      },
    },
  },
  run: async ({ id, to, note }, context) => {
    const { payload, settings, req, caller, now } = context
    const row = await ownedTask(context, id, 'tasks.answer')
    const { timezone } = await readTenant({ payload, settings, tenant: row.tenant_id, req })
    const isManager = isAllowed(caller.standing, 'tasks.manage', row.tenant_id)
    const given = to === undefined ? null : (parseId(payload, to) ?? to)
    const latest = await giveTask({
      context,
      row,
      to: given,
      note,
      type: 'handed_over',
      check: (current) => {
        const isOpenBeside =
          current.opened_at !== null && holderBeside(current, caller.id, now) !== undefined
        if (isOpenBeside) throw taken(current, timezone)
        const isOwn =
          current.assignee_id === null || String(current.assignee_id) === String(caller.id)
        const isOpenHere = String(current.opened_by_id) === String(caller.id)
        if (isOwn || isOpenHere || isManager) return
        throw new DistributionError(
          'FORBIDDEN',
          `This task is ${current.assignee_name ?? "somebody else's"}. Open it first, or ask a manager.`,
        )
      },
    })
    return toTaskSummary(latest, now)
  },
})
