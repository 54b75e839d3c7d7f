import { type Db, type ID, sql } from './database.ts'

/** Closes the open assist task of a delivery, so that nobody is asked for it any more. */
export const closeTask = async (args: {
  db: Db
  tenant: ID
  delivery: ID
  outcome: 'cancelled' | 'expired'
}): Promise<void> => {
  await args.db.execute(sql`
    update postyard_assist_tasks
    set outcome = ${args.outcome}, push = null, updated_at = clock_timestamp()
    where delivery_id = ${args.delivery} and tenant_id = ${args.tenant} and outcome is null`)
}
