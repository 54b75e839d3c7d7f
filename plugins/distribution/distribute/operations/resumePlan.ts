import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { resumePlan as resume } from '../resumePlan.ts'

const some = (description: string) => z.array(idOutput).meta({ description })

export const resumePlan = defineOperation({
  name: 'plans.resume',
  summary:
    'Lets a paused plan go on: each delivery goes out at its time, what is late by less than the grace of its client at once, and what is later than that waits for a person.',
  route: { method: 'post', path: '/plans/{id}/resume' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    plan: idOutput,
    wasPaused: z
      .boolean()
      .meta({ description: 'False where it was not paused, and nothing was changed.' }),
    onTime: some('They go out at their time.'),
    late: some('Their time has gone by: they go out now, one after the other on each channel.'),
    stale: some('Too late to go out by themselves: publish them now, move or cancel them.'),
    waiting: some('They wait for their picture or video, or for their post, which is in the bin.'),
  }),
  permission: 'plans.write',
  errors: [],
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
      },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req } = context
    const plan = await findOwned({
      context,
      collection: 'plans',
      id,
      permission: 'plans.write',
      what: 'plan',
    })
    const { graceMinutes } = await readTenant({ payload, settings, tenant: plan.tenant, req })
    return { plan: plan.id, ...(await resume({ context, plan, graceMinutes })) }
  },
})
