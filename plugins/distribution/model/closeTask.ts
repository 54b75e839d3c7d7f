import { type Db, type ID, sql } from './database.ts'

type Args = { db: Db; tenant: ID; outcome: 'cancelled' | 'expired' }

/** Closes the open assist tasks of deliveries, so that nobody is asked for them any more. */
export const closeTasks = async (args: Args & { deliveries: ID[] }): Promise<void> => {
  if (args.deliveries.length === 0) return
  await args.db.execute(sql`
    update postyard_assist_tasks
    set outcome = ${args.outcome}, push = null, updated_at = clock_timestamp()
    where delivery_id = any(${sql.param(args.deliveries)}) and tenant_id = ${args.tenant} and outcome is null`)
}

/** As `closeTasks` for one. */
export const closeTask = ({ delivery, ...args }: Args & { delivery: ID }): Promise<void> =>
  closeTasks({ ...args, deliveries: [delivery] })
