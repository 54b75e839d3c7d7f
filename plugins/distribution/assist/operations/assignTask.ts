import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { parseId } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleTask } from '../examples.ts'
import { giveTask } from '../giveTask.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const assignTask = defineOperation({
  name: 'tasks.assign',
  summary:
    'Gives an assist task to somebody else, whoever has it open; given to oneself it is taken over. Left without a person, somebody is found.',
  description:
    'For managers: call it to give a task to somebody else, or to take it over. Whoever had it open loses it at once.',
  tag: 'Staff',
  route: { method: 'post', path: '/assist/tasks/{id}/assign' },
  input: z.strictObject({
    id: idInput,
    to: idInput.optional(),
    note: z.string().trim().max(500).optional().meta({ description: 'Why.' }),
  }),
  output: taskSummaryOutput,
  permission: 'tasks.manage',
  errors: ['TASK_OVER'],
  examples: {
    usual: {
      input: { id: exampleIds.task, to: exampleIds.colleague, note: 'Is nearby.' },
      output: {
        ...exampleTask,
        assignee: {
          id: exampleIds.colleague,
          name: 'Rui',
          reason: 'Eva gave it to Rui: Is nearby.',
        },
      },
    },
  },
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
