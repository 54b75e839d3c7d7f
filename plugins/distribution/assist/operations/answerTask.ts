import { z } from 'zod'
import { stateOutput } from '../../distribute/deliveryAnswer.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, instantOutput } from '../../operation.ts'
import { exampleAnswered, exampleOpened, exampleTask } from '../examples.ts'
import { ownedTask, readAgain } from '../ownedTask.ts'
import { recordAnswer } from '../recordAnswer.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'

export const answerTask = defineOperation({
  name: 'tasks.answer',
  summary:
    'Answers "Did you post?". The same answer again changes nothing; another answer is a conflict, unless the first is undone within five minutes.',
  description:
    'Make an `Idempotency-Key` when the person taps, keep the answer with it on the phone, and send both again, unchanged, until there is an answer from here: it counts once. `undo` takes the last answer back within five minutes, by whoever gave it, and opens the task again; give it a key of its own. After the deadline only `posted` is taken: `isWithManager` is true then, and a manager decides. 409 `OUTCOME_CONFLICT`: another answer stands; show it and drop yours. 409 `TASK_TAKEN`: somebody else has it open; where the answer was `posted`, a manager is told of it all the same. 409 `TASK_OVER`: there is nothing to answer any more.',
  tag: 'Answers',
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
    state: stateOutput,
    canUndoUntil: instantOutput.nullable(),
    isWithManager: z.boolean().meta({
      description: 'True where the answer came after the deadline, so that a manager decides.',
    }),
  }),
  permission: 'tasks.answer',
  errors: ['OUTCOME_CONFLICT', 'TASK_OVER', 'TASK_TAKEN'],
  isForPhones: true,
  examples: {
    posted: {
      summary: 'It is out, and can be seen there.',
      input: { id: exampleIds.task, outcome: 'posted', url: 'https://example.com/status/1' },
      output: {
        ...exampleAnswered,
        state: 'published',
        canUndoUntil: '2026-11-23T14:38:20.000Z',
        isWithManager: false,
      },
    },
    skipped: {
      summary: 'It is not to be posted.',
      input: { id: exampleIds.task, outcome: 'skipped', note: 'The client asked not to.' },
      output: {
        ...exampleAnswered,
        outcome: 'skipped',
        proofUrl: null,
        state: 'skipped',
        canUndoUntil: '2026-11-23T14:38:20.000Z',
        isWithManager: false,
      },
    },
    failed: {
      summary: 'It could not be posted.',
      input: { id: exampleIds.task, outcome: 'failed', note: 'The account is locked.' },
      output: {
        ...exampleAnswered,
        outcome: 'failed',
        proofUrl: null,
        state: 'failed',
        canUndoUntil: '2026-11-23T14:38:20.000Z',
        isWithManager: false,
      },
    },
    snoozed: {
      summary: 'Ask again in half an hour.',
      input: { id: exampleIds.task, outcome: 'snoozed', minutes: 30 },
      output: {
        ...exampleTask,
        snoozedUntil: '2026-11-23T15:03:20.000Z',
        state: 'awaiting_human',
        canUndoUntil: null,
        isWithManager: false,
      },
    },
    undo: {
      summary: 'The answer was a mistake.',
      input: { id: exampleIds.task, outcome: 'undo' },
      output: {
        ...exampleOpened,
        state: 'awaiting_human',
        canUndoUntil: null,
        isWithManager: false,
      },
    },
    late: {
      summary: 'The deadline went by, and a manager decides.',
      input: { id: exampleIds.task, outcome: 'posted' },
      output: {
        ...exampleAnswered,
        outcome: 'expired',
        proofUrl: null,
        state: 'expired',
        canUndoUntil: null,
        isWithManager: true,
      },
    },
  },
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
