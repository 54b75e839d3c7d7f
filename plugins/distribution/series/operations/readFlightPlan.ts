import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import {
  dayPlanOutput,
  exampleDay,
  exampleSummary,
  flightPlanSummary,
} from '../flightPlanOutput.ts'
import { ownedFlightPlan, toDayAnswer, toSummary } from '../flightPlanRecord.ts'

export const readFlightPlan = defineOperation({
  name: 'flightPlans.read',
  summary: 'Shows a flight plan: which series fly on that day, in which order, and which do not.',
  route: { method: 'get', path: '/distribution/flight-plans/{id}' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ ...flightPlanSummary, ...dayPlanOutput }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: { input: { id: exampleIds.flightPlan }, output: { ...exampleSummary, ...exampleDay } },
  },
  run: async ({ id }, context) => {
    const record = await ownedFlightPlan(context, id)
    return { ...toSummary(record), ...toDayAnswer(record.plan) }
  },
})

export type FlightPlanAnswer = z.output<typeof readFlightPlan.output>
