import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { type CancelResult, cancelDeliveries } from '../cancelDeliveries.ts'
import { readPlanDeliveries } from '../readPlanDeliveries.ts'

export const cancelPlan = defineOperation({
  name: 'plans.cancel',
  summary:
    'Cancels what a plan has not sent yet. What is being sent or may be live is followed to its true end and is listed.',
  route: { method: 'post', path: '/plans/{id}/cancel' },
  aliases: [{ name: 'distribution.cancel', path: '/distribution/{id}/cancel' }],
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
    const ids = (await readPlanDeliveries(context.db, plan)).map((row) => row.id)
    const results = await cancelDeliveries({ context, tenant: plan.tenant, ids })
    const those = (result: CancelResult) => ids.filter((one) => results.get(String(one)) === result)
    return {
      plan: plan.id,
      cancelled: those('cancelled'),
      followed: those('followed'),
      settled: those('settled'),
    }
  },
})
