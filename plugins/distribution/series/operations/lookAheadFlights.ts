import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { numberOf } from '../../listInput.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { lookAhead } from '../../plan/series/index.ts'
import { dayPlanOutput, exampleQueue } from '../flightPlanOutput.ts'
import { seedOf } from '../readDay.ts'
import { readNextDay } from '../watchman/readNextDay.ts'

export const lookAheadFlights = defineOperation({
  name: 'flightPlans.lookAhead',
  summary:
    'Shows what would fly on the coming days, should no items come or go and each flight take one.',
  route: { method: 'get', path: '/tenants/{id}/coming-flights' },
  input: z.strictObject({
    id: idInput,
    days: z
      .preprocess(numberOf, z.int().min(1).max(60))
      .default(30)
      .meta({ description: 'How many days, 1 to 60.' }),
  }),
  output: z.object({
    threshold: z.int().meta({ description: 'From so many items on a series flies seldom.' }),
    days: z.array(
      z.object({
        day: z.string(),
        queue: dayPlanOutput.queue,
        skipped: dayPlanOutput.skipped,
        late: dayPlanOutput.late,
      }),
    ),
  }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant, days: 1 },
      output: {
        threshold: 75,
        days: [{ day: '2026-11-23', queue: exampleQueue, skipped: [], late: [] }],
      },
    },
  },
  run: async ({ id, days }, context) => {
    const tenant = await ownedTenant(context, id, 'series.read')
    const inputs = await readNextDay({ ...context, tenant })
    return {
      threshold: inputs.options.threshold,
      days: lookAhead({ inputs, days, seedOf: (day) => seedOf(tenant, day) }),
    }
  },
})

export type ComingFlights = z.output<typeof lookAheadFlights.output>
