import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { toQueueJson } from '../../plan/series/index.ts'
import { queueOutput } from '../flightPlanOutput.ts'
import { ownedFlightPlan } from '../flightPlanRecord.ts'

export const flightPlanQueue = defineOperation({
  name: 'flightPlans.queue',
  summary: 'Gives a flight plan as the short JSON document that other programs read.',
  route: { method: 'get', path: '/distribution/flight-plans/{id}/queue' },
  input: z.strictObject({ id: idInput }),
  output: queueOutput,
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.flightPlan },
      output: {
        generated_at: '2026-11-23T00:00:02.000Z',
        queue: [{ collection: 'sharks', board_name: 'Shark Coloring Pages', mode: 'growth' }],
      },
    },
  },
  run: async ({ id }, context) => {
    const { plan, generatedAt } = await ownedFlightPlan(context, id)
    return toQueueJson(plan, new Date(generatedAt))
  },
})
