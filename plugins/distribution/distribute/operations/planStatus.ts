import { z } from 'zod'
import { findOwned } from '../../findOwned.ts'
import { projectState } from '../../model/projectState.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { deliveryOutput, toDeliveryAnswer } from '../deliveryAnswer.ts'
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
    state: z.string(),
    scheduledAt: instantOutput,
    counts: z.record(z.string(), z.number().int()),
    deliveries: z.array(deliveryOutput),
  }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
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
