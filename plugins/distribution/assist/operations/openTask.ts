import { z } from 'zod'
import { defineOperation, idInput } from '../../operation.ts'
import { openForCaller } from '../openForCaller.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const openTask = defineOperation({
  name: 'tasks.open',
  summary:
    'Takes an assist task for as long as its lease says, so that nobody else does it; called again while the app shows it, it holds longer. `lease.until` says until when.',
  route: { method: 'post', path: '/assist/tasks/{id}/open' },
  input: z.strictObject({ id: idInput }),
  output: taskSummaryOutput,
  permission: 'tasks.answer',
  errors: ['TASK_TAKEN', 'TASK_OVER'],
  isForPhones: true,
  run: async ({ id }, context) => {
    const row = await ownedTask(context, id, 'tasks.answer')
    return toTaskSummary(await openForCaller(context, row), context.now)
  },
})
