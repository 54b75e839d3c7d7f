import type { CollectionBeforeDeleteHook } from 'payload'
import { dbOf, sql } from '../model/database.ts'

/** A person who is deleted leaves no phone behind that could still be pushed. */
export const forgetDevices: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const db = await dbOf(req)
  await db.execute(sql`delete from postyard_devices where user_id = ${id}`)
}
