import { z } from 'zod'
import { defineOperation, idInput, instantOutput } from '../../operation.ts'
import { ownedTask, readAgain } from '../ownedTask.ts'
import { recordAnswer } from '../recordAnswer.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const answerTask = defineOperation({
  name: 'tasks.answer',
  summary:
    'Answers "Did you post?". The same answer again changes nothing; another answer is a conflict, unless the first is undone within five minutes.',
  route: { method: 'post', path: '/assist/tasks/{id}/answer' },
  input: z.strictObject({
    id: idInput,
    outcome: z.enum(['posted', 'skipped', 'failed', 'snoozed', 'undo']),
    url: z
      .url({ protocol: /^https?$/, error: 'Give the whole address of the post, with https://.' })
      .max(2000)
      .optional()
      .meta({ description: 'Where the post can be seen.' }),
    note: z
      .string()
      .trim()
      .max(1000)
      .optional()
      .meta({ description: 'Why it was skipped or failed.' }),
    isForOther: z.boolean().optional().meta({
      description: "A manager's answer for whoever has the task; it stands in the events as that.",
    }),
    minutes: z
      .number()
      .int()
      .min(5)
      .max(24 * 60)
      .optional()
      .meta({ description: 'How long to snooze; 15 minutes by default.' }),
  }),
  output: taskSummaryOutput.extend({
    state: z.string(),
    canUndoUntil: instantOutput.nullable(),
    isWithManager: z.boolean().meta({
      description: 'True where the answer came after the deadline, so that a manager decides.',
    }),
  }),
  permission: 'tasks.answer',
  errors: ['OUTCOME_CONFLICT', 'TASK_OVER', 'TASK_TAKEN'],
  isForPhones: true,
  run: async ({ id, ...answer }, context) => {
    const row = await ownedTask(context, id, 'tasks.answer')
    const result = await recordAnswer({
      context,
      row,
      answer,
    })
    const latest = await readAgain(context, { tenant: row.tenant_id, id: row.id })
    return {
      ...toTaskSummary(latest, context.now),
      state: latest.state,
      canUndoUntil: result.canUndoUntil?.toISOString() ?? null,
      isWithManager: result.isWithManager,
    }
  },
})
