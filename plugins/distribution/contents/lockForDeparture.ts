import { type Db, type ID, rows, sql } from '../model/database.ts'

/** Between two readings a content may have become part of another one. */
const mostReadings = 5

/**
 * Takes the contents of plans until the transaction ends, in one order, and says which each has, by the plan's id as text.
 * Whoever brings a network plan's takes them alone; ordinary ones take them side by side.
 *
 * @throws Error where one of the plans has no content
 */
export const lockForDeparture = async (args: {
  db: Db
  tenant: ID
  plans: readonly ID[]
  isAlone: boolean
}): Promise<Map<string, string>> => {
  const { db, tenant, isAlone } = args
  const plans = [...new Set(args.plans)]
  // A process that freezes while it holds them must not keep all others from theirs.
  await db.execute(sql`select set_config('idle_in_transaction_session_timeout', '15s', true)`)
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const found = await rows<{ plan: string; content: string }>(
      db,
      sql`
        select cp.plan::text as plan, c.id as content
        from postyard_content_plans cp
        join postyard_contents c on c.id = cp.content
        where c.tenant = ${String(tenant)} and cp.plan = any(${sql.param(plans)})
        order by c.id
        for ${isAlone ? sql`update` : sql`share`} of c`,
    )
    if (found.length === plans.length) {
      return new Map(found.map(({ plan, content }) => [plan, content]))
    }
  }
  throw new Error('A content was not to be had, since it kept changing. The delivery tries again.')
}
