import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { postStates, projectState } from '../../model/projectState.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { deliveryOutput, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { readPlanDeliveries } from '../readPlanDeliveries.ts'

export const planStatus = defineOperation({
  name: 'plans.status',
  summary: 'Tells where a plan stands: its state, its counts, and each of its deliveries.',
  route: { method: 'get', path: '/plans/{id}/status' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    plan: idOutput,
    post: idOutput,
    title: z.string(),
    state: z.enum(postStates),
    scheduledAt: instantOutput,
    counts: z.record(z.string(), z.number().int()),
    deliveries: z.array(deliveryOutput),
  }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.plan },
      output: {
        plan: exampleIds.plan,
        post: exampleIds.post,
        title: 'Open house on Sunday',
        state: 'pending',
        scheduledAt: exampleDelivery.scheduledAt,
        counts: { scheduled: 1 },
        deliveries: [exampleDelivery],
      },
    },
  },
  run: async ({ id }, context) => {
    const plan = await findOwned<{ post: string | number; title: string; scheduledAt: string }>({
      context,
      collection: 'plans',
      id,
      permission: 'plans.read',
      what: 'plan',
    })
    const deliveries = await readPlanDeliveries(context.db, plan)
    const counts: Record<string, number> = {}
    for (const { state } of deliveries) counts[state] = (counts[state] ?? 0) + 1
    return {
      plan: plan.id,
      post: plan.post,
      title: plan.title,
      state: projectState(deliveries.map((row) => row.state)),
      scheduledAt: new Date(plan.scheduledAt).toISOString(),
      counts,
      deliveries: deliveries.map(toDeliveryAnswer),
    }
  },
})
