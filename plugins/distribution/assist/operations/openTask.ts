import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleOpened } from '../examples.ts'
import { openForCaller } from '../openForCaller.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const openTask = defineOperation({
  name: 'tasks.open',
  summary:
    'Takes an assist task for as long as its lease says, so that nobody else does it; called again while the app shows it, it holds longer. `lease.until` says until when.',
  description:
    'Call it when the person begins, and again every minute or two while the task is shown: it then holds longer. While it holds nobody else is asked, nobody is reminded, and nobody else can answer. 409 `TASK_TAKEN` says who has it: show that, and do not let the person post.',
  tag: 'Tasks',
  route: { method: 'post', path: '/assist/tasks/{id}/open' },
  input: z.strictObject({ id: idInput }),
  output: taskSummaryOutput,
  permission: 'tasks.answer',
  errors: ['TASK_TAKEN', 'TASK_OVER'],
  isForPhones: true,
  examples: {
    usual: { input: { id: exampleIds.task }, output: exampleOpened },
  },
  run: async ({ id }, context) => {
    const row = await ownedTask(context, id, 'tasks.answer')
    return toTaskSummary(await openForCaller(context, row), context.now)
  },
})
