import { z } from 'zod'
import { parseId } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { giveTask } from '../giveTask.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const assignTask = defineOperation({
  name: 'tasks.assign',
  summary:
    'Gives an assist task to somebody else, whoever has it open; given to oneself it is taken over. Left without a person, somebody is found.',
  route: { method: 'post', path: '/assist/tasks/{id}/assign' },
  input: z.strictObject({
    id: idInput,
    to: idInput.optional(),
    note: z.string().trim().max(500).optional().meta({ description: 'Why.' }),
  }),
  output: taskSummaryOutput,
  permission: 'tasks.manage',
  errors: ['TASK_OVER'],
  run: async ({ id, to, note }, context) => {
    const row = await ownedTask(context, id, 'tasks.manage')
    const given = to === undefined ? null : (parseId(context.payload, to) ?? to)
    const isSelf = String(given) === String(context.caller.id)
    const latest = await giveTask({
      context,
      row,
      to: given,
      note,
      type: isSelf ? 'taken_over' : 'reassigned',
    })
    return toTaskSummary(latest, context.now)
  },
})
