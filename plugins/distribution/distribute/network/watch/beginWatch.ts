import { type Db, type ID, sql } from '../../../model/database.ts'
import { after } from '../../../model/deadlines.ts'

/** A look is made ready one tick before, in milliseconds. */
const leadMs = 60_000

/**
 * Has a network plan watched from just before its first post on, until it is over. In the transaction that makes the plan.
 *
 * @param args.at when its first post goes out
 */
export const beginWatch = async (args: {
  db: Db
  plan: { id: ID; tenant: ID }
  at: Date
  now: Date
}): Promise<void> => {
  const { db, plan, at, now } = args
  await db.execute(sql`
    insert into postyard_plan_watches (plan, tenant, look_at, since, seen_at)
    values (${String(plan.id)}, ${String(plan.tenant)}, ${after(at, -leadMs).toISOString()},
      ${now.toISOString()}, ${now.toISOString()})
    on conflict (plan) do update set look_at = least(postyard_plan_watches.look_at, excluded.look_at)`)
}
