import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants } from '../../listedTenants.ts'
import { anyOf, listInput, nextOutput } from '../../listInput.ts'
import { flightStates } from '../../model/series.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleFlight, flightOutput, readFlightAnswers } from '../flightOutput.ts'
import { dayInput } from '../flightPlanOutput.ts'
import { ownedSeries } from '../ownedSeries.ts'

const permission = 'series.read' as const

export const listFlights = defineOperation({
  name: 'flights.list',
  summary:
    'Lists flights, the newest first: which series, which item, where it stands, and why where it waits or ended without one.',
  route: { method: 'get', path: '/distribution/flights' },
  input: z.strictObject({
    ...listInput,
    cursor: z
      .string()
      .regex(/^\d{1,18}$/, 'Give the "next" of the answer before, or leave it out to begin anew.')
      .optional()
      .meta({ description: 'The `next` of the answer before; left out, the first page.' }),
    series: idInput.optional().meta({ description: 'Only of this series.' }),
    day: dayInput.optional().meta({ description: 'Only of the flight plan of this day.' }),
    state: anyOf(z.enum(flightStates)).optional(),
  }),
  output: z.object({ flights: z.array(flightOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { series: exampleIds.series },
      output: { flights: [exampleFlight], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, series: given, ...filter }, context) => {
    const tenants = await listedTenants(context, tenant, permission)
    const series = given === undefined ? undefined : await ownedSeries(context, given, permission)
    const found = await readFlightAnswers(context.db, {
      ...{ ...filter, payload: context.payload, tenants, series: series?.id, before: cursor },
      limit: limit + 1,
    })
    const flights = found.slice(0, limit)
    return { flights, next: found.length > limit ? (flights.at(-1)?.flight ?? null) : null }
  },
})

export type FlightList = z.output<typeof listFlights.output>
