import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { planNight } from '../watchman/planNight.ts'

export const runFlightPlan = defineOperation({
  name: 'flightPlans.run',
  summary:
    'Reads all sources of a client and makes the flight plan of today, where there is none yet. A day has one plan, and nothing is read again for it: what is found later flies from tomorrow on.',
  route: { method: 'post', path: '/tenants/{id}/run-flight-plan' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ flightPlan: idOutput, day: z.string(), isNew: z.boolean() }),
  permission: 'series.manage',
  errors: [],
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant },
      output: { flightPlan: exampleIds.flightPlan, day: '2026-11-23', isNew: true },
    },
  },
  run: async ({ id }, context) => {
    const tenant = await ownedTenant(context, id, 'series.manage')
    const { plan, day, isNew } = await planNight({
      payload: context.payload,
      tenant,
      now: context.now,
    })
    return { flightPlan: plan, day, isNew }
  },
})
