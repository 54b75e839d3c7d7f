import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, ofTenants, onlyBehind } from '../../listedTenants.ts'
import { listInput, nextOutput } from '../../listInput.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { defineOperation } from '../../operation.ts'
import { dayInput, exampleSummary, flightPlanSummary } from '../flightPlanOutput.ts'
import { type FlightPlanRecord, toSummary } from '../flightPlanRecord.ts'

const permission = 'series.read' as const

const count = (description: string) => z.int().meta({ description })

type Row = Pick<FlightPlanRecord, 'day' | 'timezone'> & {
  id: ID
  tenant_id: ID
  generated_at: Date
  is_late: boolean | null
  created_at: Date
  flights: number
  skipped: number
  late: number
}

export const listFlightPlans = defineOperation({
  name: 'flightPlans.list',
  summary:
    'Lists flight plans, the newest first, each with how many series fly and how many do not.',
  route: { method: 'get', path: '/distribution/flight-plans' },
  input: z.strictObject({ ...listInput, day: dayInput.optional() }),
  output: z.object({
    flightPlans: z.array(
      z.object({
        ...flightPlanSummary,
        flights: count('Series that fly.'),
        skipped: count('Series whose turn it is and that do not fly.'),
        late: count('Flights for which the day is too short.'),
      }),
    ),
    next: nextOutput,
  }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: {
        flightPlans: [{ ...exampleSummary, flights: 31, skipped: 1, late: 0 }],
        next: null,
      },
    },
  },
  run: async ({ tenant, cursor, limit, day }, context) => {
    const { db, payload } = context
    const tenants = await listedTenants(context, tenant, permission)
    const after = readCursor({ payload, cursor, ids: 1 })
    const found = await rows<Row>(
      db,
      sql`
        select p.id, p.tenant_id, p.day, p.timezone, p.generated_at, p.is_late, p.created_at,
          jsonb_array_length(p.plan->'queue') as flights, jsonb_array_length(p.plan->'skipped') as skipped,
          jsonb_array_length(p.plan->'late') as late
        from postyard_flight_plans p
        where ${ofTenants(tenants, sql`p.tenant_id`)}
          ${day === undefined ? sql`` : sql`and p.day = ${day}`}
          ${onlyBehind('p', after)}
        order by p.created_at desc, p.id desc
        limit ${limit + 1}`,
    )
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: ({ id, tenant_id, generated_at, is_late, flights, skipped, late, ...row }) => ({
        ...toSummary({
          ...{ id, tenant: tenant_id, day: row.day, timezone: row.timezone, isLate: is_late },
          generatedAt: new Date(generated_at).toISOString(),
        }),
        ...{ flights, skipped, late },
      }),
    })
    return { flightPlans: items, next }
  },
})

export type FlightPlanList = z.output<typeof listFlightPlans.output>
