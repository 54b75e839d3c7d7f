import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { redriveDeadLetters } from './redriveDeadLetters.ts'

export const retryFailed = defineOperation({
  name: 'plans.retryFailed',
  summary:
    'Gives what failed or expired of a plan a new life: each goes out as its post is now, those of a network plan at times that its rules leave free.',
  description:
    'As `deadLetters.redrive` for one plan: what may be live already, and what a person gave up, is left out.',
  route: { method: 'post', path: '/plans/{id}/retry-failed' },
  aliases: [{ name: 'distribution.retryFailed', path: '/distribution/{id}/retry-failed' }],
  input: z.strictObject({ id: idInput }),
  output: redriveDeadLetters.output,
  permission: redriveDeadLetters.permission,
  errors: redriveDeadLetters.errors,
  examples: {
    usual: {
      input: { id: exampleIds.plan },
      output: {
        redriven: 1,
        refused: 0,
        deliveries: [
          {
            id: exampleIds.delivery,
            channel: exampleIds.channel,
            isRedriven: true,
            state: 'scheduled',
            scheduledAt: '2026-11-23T16:05:00.000Z',
            code: null,
            message: null,
          },
        ],
        left: 0,
      },
    },
  },
  before: async ({ id }, context) => redriveDeadLetters.before?.({ plan: id }, context),
  run: ({ id }, context) => redriveDeadLetters.run({ plan: id }, context),
  after: ({ id }, output, context) =>
    redriveDeadLetters.after?.({ plan: id }, output, context) ?? Promise.resolve(output),
})
