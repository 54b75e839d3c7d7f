import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from '../model/database.ts'
import { cancelledInDoubtCode, cancelledPartlyCode } from '../model/reasons.ts'
import { endedWithoutIt } from '../model/states.ts'

/**
 * Whether the delivery `h` of the post of the item `i` was planned by another hand than the series', and has brought it to
 * its channel or still may: the series does not bring it there once more.
 */
export const isByHand: SQL = sql`
  (h.state::text <> all(${sql.param([...endedWithoutIt])})
    or h.reason_code in (${cancelledPartlyCode}, ${cancelledInDoubtCode}))
  and not exists (
    select from postyard_series_flown x
    where x.item_id = i.id and x.channel_id = h.channel_id::text and x.delivery_id = h.id::text)`

/** When the delivery `h` went out; never, as far as is known, where it is still to. */
export const outAt: SQL = sql`
  case when h.state in ('published', 'dispatched') then coalesce(h.executed_at, h.scheduled_at)
    else 'infinity'::timestamptz end`
