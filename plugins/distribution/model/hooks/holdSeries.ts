import type { CollectionBeforeOperationHook } from 'payload'
import { dbOf, parseId, sql } from '../database.ts'

/**
 * Payload writes a whole record, with what it read of it before: whoever changes a series has it from before that until
 * it is written, so that nothing of what the night has found meanwhile is taken back.
 */
export const holdSeries: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const given = operation === 'update' && 'id' in args ? args.id : undefined
  const id = parseId(req.payload, given)
  if (id === undefined || req.transactionID === undefined) return args
  const db = await dbOf(req)
  await db.execute(sql`select 1 from postyard_series where id = ${id} for no key update`)
  return args
}
