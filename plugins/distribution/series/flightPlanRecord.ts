import { findOwned } from '../findOwned.ts'
import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { DayInputs, DayPlan } from '../plan/series/index.ts'

/** A flight plan as its record holds it. */
export type FlightPlanRecord = {
  id: ID
  tenant: ID
  day: string
  timezone: string
  generatedAt: string
  isLate?: boolean | null
  plan: DayPlan
  inputs: DayInputs
}

export const ownedFlightPlan = (context: OperationContext, id: unknown) =>
  findOwned<FlightPlanRecord>({
    ...{ context, id, permission: 'series.read' },
    ...{ collection: 'flight-plans', what: 'flight plan' },
  })

export const toSummary = (record: Omit<FlightPlanRecord, 'plan' | 'inputs'>) => ({
  flightPlan: record.id,
  tenant: record.tenant,
  day: record.day,
  timezone: record.timezone,
  generatedAt: new Date(record.generatedAt).toISOString(),
  isLate: record.isLate === true,
})

export const toDayAnswer = ({ queue, skipped, late, unread, collisions }: DayPlan) => ({
  ...{ queue, skipped, late, unread, collisions },
})
