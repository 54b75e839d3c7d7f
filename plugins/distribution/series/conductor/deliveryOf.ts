import type { Payload } from 'payload'
import { sql } from '../../model/database.ts'

/** Joins the delivery `d` to a row that keeps its id as text, by the index of the deliveries. */
export const deliveryOf = (payload: Payload, row: 'l') =>
  sql.raw(`d.id = ${row}.delivery_id::${payload.db.defaultIDType === 'number' ? 'int' : 'uuid'}`)
