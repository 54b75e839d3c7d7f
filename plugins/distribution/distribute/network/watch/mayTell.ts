import { type Db, type ID, sql } from '../../../model/database.ts'
import { after } from '../../../model/deadlines.ts'

/** What goes on without anything being done is told again after so long at the earliest, in milliseconds. */
const tellAgainMs = 60 * 60_000

/**
 * True for one of any number of watchers, once in a while: it is to tell what is the matter with a plan, in this
 * transaction.
 */
export const mayTell = async (args: {
  db: Db
  plan: { id: ID; tenant: ID }
  now: Date
}): Promise<boolean> => {
  const { db, plan, now } = args
  const { rowCount } = await db.execute(sql`
    update postyard_plan_watches set told_at = ${now.toISOString()}
    where plan = ${String(plan.id)} and tenant = ${String(plan.tenant)}
      and (told_at is null or told_at <= ${after(now, -tellAgainMs).toISOString()})`)
  return rowCount === 1
}
