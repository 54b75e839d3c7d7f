import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { DeliveryState } from '../../model/states.ts'
import { deliveryOf } from './deliveryOf.ts'

/** What became of the item of a flight on one of its channels. */
export type Landing = {
  channel: string
  state: DeliveryState
  code: string | null
  reason: string | null
}

/** What became of an item on the channels to which the flight that took off then has brought it. */
export const readLandings = (args: {
  db: Db
  payload: Payload
  tenant: ID
  item: string
  since: Date
}): Promise<Landing[]> =>
  rows<Landing>(
    args.db,
    sql`
      select l.channel_id as channel, d.state::text as state, d.reason_code as code, d.reason
      from postyard_series_flown l
      join postyard_deliveries d on ${deliveryOf(args.payload, 'l')} and d.tenant_id = ${args.tenant}
      where l.item_id = ${args.item}::bigint and l.tenant = ${String(args.tenant)}
        and l.at >= ${args.since.toISOString()}
      order by l.channel_id`,
  )
