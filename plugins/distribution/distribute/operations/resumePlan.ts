import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { letHaltedGo } from '../letHaltedGo.ts'
import { reasonInput } from '../reasonInput.ts'
import { resumePlan as resume } from '../resumePlan.ts'
import { someOutput } from '../someOutput.ts'

export const resumePlan = defineOperation({
  name: 'plans.resume',
  summary:
    'Lets a paused plan go on: each delivery goes out at its time, what is late by less than the grace of its client at once, and what is later than that waits for a person.',
  route: { method: 'post', path: '/plans/{id}/resume' },
  aliases: [{ name: 'distribution.resume', path: '/distribution/{id}/resume' }],
  input: z.strictObject({
    id: idInput,
    reason: reasonInput.optional().meta({
      description: 'Why. A plan that was halted goes on only with one, and only for a manager.',
    }),
  }),
  output: z.object({
    plan: idOutput,
    wasPaused: z
      .boolean()
      .meta({ description: 'False where it was not paused, and nothing was changed.' }),
    onTime: someOutput('They go out at their time.'),
    late: someOutput(
      'Their time has gone by: they go out now, one after the other on each channel.',
    ),
    stale: someOutput('Too late to go out by themselves: publish them now, move or cancel them.'),
    waiting: someOutput(
      'They wait for their picture or video, or for their post, which is in the bin.',
    ),
    moved: someOutput(
      'Of a network plan: they got another time, so that posts keep their distance. They are in one of the other lists too.',
    ),
  }),
  permission: 'plans.write',
  errors: ['PLAN_HALTED', 'RISK_TOO_HIGH'],
  examples: {
    usual: {
      input: { id: exampleIds.plan },
      output: {
        plan: exampleIds.plan,
        wasPaused: true,
        onTime: [exampleIds.delivery],
        late: [],
        stale: [],
        waiting: [],
        moved: [],
      },
    },
  },
  run: async ({ id, reason }, context) => {
    const { payload, settings, req } = context
    const plan = await findOwned({
      context,
      collection: 'plans',
      id,
      permission: 'plans.write',
      what: 'plan',
    })
    const { graceMinutes } = await readTenant({ payload, settings, tenant: plan.tenant, req })
    const resumed = await resume({
      context,
      plan,
      graceMinutes,
      why: reason,
      letHaltedGo: (halt) => letHaltedGo({ context, plan, halt, reason }),
    })
    return { plan: plan.id, ...resumed }
  },
})
