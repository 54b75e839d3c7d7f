import type { Payload } from 'payload'
import { type ID, poolOf, rows, sql } from '../../model/database.ts'
import type { FlightRow } from '../../model/series.ts'
import { isByHand } from '../byHand.ts'
import { idFrom } from './deliveryOf.ts'

/**
 * Whether a flight has brought its item to some channel, at whichever of its tries, or somebody else has brought it by hand
 * to one where it failed: the flight needs no other item then.
 *
 * @param failed the channels where it failed, by id as text
 */
export const isOutElsewhere = async (args: {
  payload: Payload
  tenant: ID
  flight: Pick<FlightRow, 'id' | 'plan_id'>
  item: string
  failed: string[]
}): Promise<boolean> => {
  const { payload, tenant, flight, item, failed } = args
  const found = await rows(
    poolOf(payload),
    sql`
      select 1
      from postyard_series_items i
      join postyard_deliveries h on h.post_id = ${idFrom(payload, 'i.post_id')} and h.tenant_id = ${tenant}
      join postyard_plans p on p.id = h.plan_id and p.tenant_id = h.tenant_id
      where i.id = ${item}::bigint and i.tenant = ${String(tenant)}
        and (
          h.state in ('published', 'dispatched')
            and (p.id::text = ${flight.plan_id} or p.content->'flight'->>'flight' = ${flight.id})
          or h.channel_id::text = any(${sql.param(failed)}) and ${isByHand})
      limit 1`,
  )
  return found.length > 0
}
