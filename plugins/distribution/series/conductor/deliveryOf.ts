import type { Payload } from 'payload'
import { sql } from '../../model/database.ts'

/** The id of a record that a column keeps as text, as the records have it, so that their indexes serve. */
export const idFrom = (payload: Payload, column: 'l.delivery_id' | 'i.post_id' | 'c.id') =>
  sql.raw(`${column}::${payload.db.defaultIDType === 'number' ? 'int' : 'uuid'}`)

/** Joins the delivery `d` to a row that keeps its id as text. */
export const deliveryOf = (payload: Payload, row: 'l') =>
  sql`d.id = ${idFrom(payload, `${row}.delivery_id`)}`
