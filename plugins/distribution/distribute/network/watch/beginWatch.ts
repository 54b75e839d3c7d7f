import { type Db, type ID, sql } from '../../../model/database.ts'
import { after } from '../../../model/deadlines.ts'

/** A look is made ready one tick before, in milliseconds. */
const leadMs = 60_000

const lookFrom = (at: Date) => sql`${after(at, -leadMs).toISOString()}::timestamptz`

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
    values (${String(plan.id)}, ${String(plan.tenant)}, ${lookFrom(at)},
      ${now.toISOString()}, ${now.toISOString()})
    on conflict (plan) do update set look_at = least(postyard_plan_watches.look_at, excluded.look_at)`)
}

/** As `beginWatch`, of a plan that may be over, or none over many accounts: then nothing is watched. */
export const watchAgain = async (args: Parameters<typeof beginWatch>[0]): Promise<void> => {
  const { db, plan, at, now } = args
  await db.execute(sql`
    insert into postyard_plan_watches (plan, tenant, look_at, since, seen_at)
    select p.id::text, p.tenant_id::text, ${lookFrom(at)}, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from postyard_plans p
    where p.id = ${plan.id} and p.tenant_id = ${plan.tenant} and p.network is not null
    on conflict (plan) do update set look_at = least(postyard_plan_watches.look_at, excluded.look_at)`)
}
