import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { planDay } from '../../plan/series/index.ts'
import {
  dayPlanOutput,
  exampleDay,
  exampleSummary,
  flightPlanSummary,
} from '../flightPlanOutput.ts'
import { ownedFlightPlan, toDayAnswer, toSummary } from '../flightPlanRecord.ts'

export const replayFlightPlan = defineOperation({
  name: 'flightPlans.replay',
  summary:
    'Decides a day once more from all that was known at its midnight, and says whether the same comes out. Nothing is changed.',
  route: { method: 'get', path: '/distribution/flight-plans/{id}/replay' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    ...flightPlanSummary,
    isSame: z.boolean(),
    differs: z.array(z.string()).meta({
      description: 'Series whose flight is not as it was planned: other rules decide now.',
    }),
    ...dayPlanOutput,
  }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.flightPlan },
      output: { ...exampleSummary, isSame: true, differs: [], ...exampleDay },
    },
  },
  run: async ({ id }, context) => {
    const record = await ownedFlightPlan(context, id)
    const plan = planDay(record.inputs)
    const flightsOf = ({ queue, skipped }: typeof plan) =>
      new Map([...queue, ...skipped].map((one) => [one.slug, one] as const))
    const [before, now] = [flightsOf(record.plan), flightsOf(plan)]
    const differs = [...new Set([...before.keys(), ...now.keys()])]
      .filter((slug) => !isDeepStrictEqual(before.get(slug), now.get(slug)))
      .sort()
    return {
      ...toSummary(record),
      isSame: isDeepStrictEqual(record.plan, JSON.parse(JSON.stringify(plan))),
      differs,
      ...toDayAnswer(plan),
    }
  },
})
