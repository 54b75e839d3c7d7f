import type { Payload } from 'payload'
import { type ID, parseId, poolOf, rows, sql } from '../../model/database.ts'
import type { FlightRow } from '../../model/series.ts'

/** Whether the plan of a flight has brought its item to some channel, at whichever of its tries. */
export const isOutElsewhere = async (
  payload: Payload,
  tenant: ID,
  { plan_id: given }: Pick<FlightRow, 'plan_id'>,
): Promise<boolean> => {
  const plan = given === null ? undefined : parseId(payload, given)
  if (plan === undefined) return false
  const found = await rows(
    poolOf(payload),
    sql`
      select 1 from postyard_deliveries
      where plan_id = ${plan} and tenant_id = ${tenant} and state in ('published', 'dispatched') limit 1`,
  )
  return found.length > 0
}
