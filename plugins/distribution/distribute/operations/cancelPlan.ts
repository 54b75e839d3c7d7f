import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { cancelDelivery } from '../cancelDelivery.ts'
import { readPlanDeliveries } from '../readPlanDeliveries.ts'

export const cancelPlan = defineOperation({
  name: 'plans.cancel',
  summary:
    'Cancels what a plan has not sent yet. What is being sent or may be live is followed to its true end and is listed.',
  route: { method: 'post', path: '/plans/{id}/cancel' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    plan: idOutput,
    cancelled: z.array(idOutput),
    followed: z.array(idOutput),
    settled: z.array(idOutput),
  }),
  permission: 'plans.write',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.plan },
      output: {
        plan: exampleIds.plan,
        cancelled: [exampleIds.delivery],
        followed: [],
        settled: [],
      },
    },
  },
  run: async ({ id }, context) => {
    const plan = await findOwned({
      context,
      collection: 'plans',
      id,
      permission: 'plans.write',
      what: 'plan',
    })
    const answer = { plan: plan.id, cancelled: [], followed: [], settled: [] } as {
      plan: typeof plan.id
      cancelled: (typeof plan.id)[]
      followed: (typeof plan.id)[]
      settled: (typeof plan.id)[]
    }
    for (const row of await readPlanDeliveries(context.db, plan)) {
      answer[await cancelDelivery(context, row)].push(row.id)
    }
    return answer
  },
})
