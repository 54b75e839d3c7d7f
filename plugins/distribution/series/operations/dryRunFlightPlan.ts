import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { planDay } from '../../plan/series/index.ts'
import { dayPlanOutput, exampleDay } from '../flightPlanOutput.ts'
import { toDayAnswer } from '../flightPlanRecord.ts'
import { readNextDay } from '../watchman/readNextDay.ts'

export const dryRunFlightPlan = defineOperation({
  name: 'flightPlans.dryRun',
  summary:
    'Shows the flight plan that would be made next, from what is known now: today’s where there is none yet, else tomorrow’s. Nothing is changed.',
  route: { method: 'get', path: '/tenants/{id}/dry-run-flight-plan' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ day: z.string(), ...dayPlanOutput }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: { input: { id: exampleIds.tenant }, output: { day: '2026-11-23', ...exampleDay } },
  },
  run: async ({ id }, context) => {
    const tenant = await ownedTenant(context, id, 'series.read')
    const inputs = await readNextDay({ ...context, tenant })
    return { day: inputs.day, ...toDayAnswer(planDay(inputs)) }
  },
})
