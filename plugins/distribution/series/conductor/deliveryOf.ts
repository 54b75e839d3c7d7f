import type { Payload } from 'payload'
import { sql } from '../../model/database.ts'

/**
 * The id of a record that a column keeps as text, as the records have it, so that their indexes serve. Null where it is
 * none: one such text keeps no series from its night.
 */
export const idFrom = (payload: Payload, column: 'l.delivery_id' | 'i.post_id') => {
  const [type, is] =
    payload.db.defaultIDType === 'number'
      ? ['int', '^[0-9]{1,9}$']
      : ['uuid', '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$']
  return sql.raw(`case when ${column} ~ '${is}' then ${column}::${type} end`)
}

/** Joins the delivery `d` to a row that keeps its id as text. */
export const deliveryOf = (payload: Payload, row: 'l') =>
  sql`d.id = ${idFrom(payload, `${row}.delivery_id`)}`
