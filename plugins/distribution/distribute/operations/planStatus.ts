import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { postStates, projectState } from '../../model/projectState.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { deliveryOutput, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { haltOf, pauseOf, type StopFields, stopOutput } from '../planStop.ts'
import { type HaltStanding, readHalted } from '../readHalted.ts'
import { readPlanDeliveries } from '../readPlanDeliveries.ts'

type PlanRecord = StopFields & {
  post: string | number
  title: string
  scheduledAt: string
  createdAt: string
  startedByName: string
}

/** How a plan was halted, and how far that has come. */
const readHalt = async (plan: PlanRecord, standing: () => Promise<HaltStanding>) => {
  const halt = haltOf(plan)
  if (!halt) return null
  const { held, unstaging, followed } = await standing()
  return {
    ...halt,
    reason: halt.reason ?? '',
    held: held.length,
    unstaging: unstaging.length,
    followed: followed.length,
  }
}

export const planStatus = defineOperation({
  name: 'plans.status',
  summary: 'Tells where a plan stands: its state, its counts, and each of its deliveries.',
  route: { method: 'get', path: '/plans/{id}/status' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    plan: idOutput,
    tenant: idOutput,
    post: idOutput,
    title: z.string(),
    state: z.enum(postStates),
    scheduledAt: instantOutput,
    createdAt: instantOutput,
    startedBy: z.string().meta({ description: 'The name of who distributed the post.' }),
    paused: stopOutput
      .nullable()
      .meta({ description: 'Since when, by whom and why; null where it is not paused.' }),
    halted: stopOutput
      .extend({
        reason: z.string(),
        held: z.int().meta({ description: 'How many do not go out.' }),
        unstaging: z
          .int()
          .meta({ description: 'Of how many of these the drafts are still being taken away.' }),
        followed: z
          .int()
          .meta({ description: 'How many were on their way out, and are followed to their end.' }),
      })
      .nullable()
      .meta({ description: 'Null where it was not halted.' }),
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
        tenant: exampleIds.tenant,
        post: exampleIds.post,
        title: 'Open house on Sunday',
        state: 'pending',
        scheduledAt: exampleDelivery.scheduledAt,
        createdAt: '2026-11-22T10:02:11.480Z',
        startedBy: 'Ana',
        paused: null,
        halted: null,
        counts: { scheduled: 1 },
        deliveries: [exampleDelivery],
      },
    },
  },
  run: async ({ id }, context) => {
    const plan = await findOwned<PlanRecord>({
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
      tenant: plan.tenant,
      post: plan.post,
      title: plan.title,
      state: projectState(deliveries.map((row) => row.state)),
      scheduledAt: new Date(plan.scheduledAt).toISOString(),
      createdAt: new Date(plan.createdAt).toISOString(),
      startedBy: plan.startedByName,
      paused: pauseOf(plan),
      halted: await readHalt(plan, () => readHalted(context.db, plan, deliveries)),
      counts,
      deliveries: deliveries.map(toDeliveryAnswer),
    }
  },
})
