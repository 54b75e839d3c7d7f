import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { pausePlan as pause } from '../pausePlan.ts'
import { reasonInput } from '../reasonInput.ts'
import { someOutput } from '../someOutput.ts'

export const pausePlan = defineOperation({
  name: 'plans.pause',
  summary:
    'Stops a plan for a while: what has not been sent waits until the plan is resumed. What is being sent goes on to its end and is listed.',
  description:
    'Nothing lets a paused delivery go but `plans.resume`: no picture that gets ready, no channel that comes back, no retry. A task that nobody has open is taken back from the field agents. Paused for 30 days, what waits is cancelled. A repeat changes nothing and answers who paused it first.',
  route: { method: 'post', path: '/plans/{id}/pause' },
  aliases: [{ name: 'distribution.pause', path: '/distribution/{id}/pause' }],
  input: z.strictObject({
    id: idInput,
    reason: reasonInput.optional().meta({ description: 'Why, for those who find it paused.' }),
  }),
  output: z.object({
    plan: idOutput,
    pausedAt: instantOutput,
    pausedBy: z.string(),
    reason: z.string().nullable(),
    held: someOutput('Deliveries that wait for it to be resumed.'),
    followed: someOutput('Deliveries that are being sent, or that a field agent has open.'),
  }),
  permission: 'plans.write',
  errors: ['PLAN_SETTLED', 'PLAN_HALTED'],
  examples: {
    usual: {
      input: { id: exampleIds.plan, reason: 'The price has changed.' },
      output: {
        plan: exampleIds.plan,
        pausedAt: '2026-11-23T09:12:04.000Z',
        pausedBy: 'Ana',
        reason: 'The price has changed.',
        held: [exampleIds.delivery],
        followed: [],
      },
    },
  },
  run: async ({ id, reason }, context) => {
    const plan = await findOwned({
      context,
      collection: 'plans',
      id,
      permission: 'plans.write',
      what: 'plan',
    })
    const { at, by, why, held, followed } = await pause({ context, plan, why: reason })
    return {
      plan: plan.id,
      pausedAt: at.toISOString(),
      pausedBy: by,
      reason: why,
      held,
      followed,
    }
  },
})
