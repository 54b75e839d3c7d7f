import { type Db, type ID, sql } from '../model/database.ts'

type Plan = { id: ID; tenant: ID }

/** So long nothing begins for the sake of a halt that never came about, as its process died. */
const wish = '1 minute'

/**
 * Lets nothing more of a plan begin to go out from the moment that this is committed, before its deliveries can be had: of
 * these some may be held by whoever tries them again. It ends with the halt, or by itself.
 */
export const wishHalt = async (db: Db, plan: Plan): Promise<void> => {
  await db.execute(sql`
    insert into postyard_plan_halts (plan, tenant, until)
    values (${String(plan.id)}, ${String(plan.tenant)}, clock_timestamp() + ${wish}::interval)
    on conflict (plan) do update set until = excluded.until`)
}

/** The plan is halted, or goes on. */
export const endHaltWish = async (db: Db, plan: Plan): Promise<void> => {
  await db.execute(sql`
    delete from postyard_plan_halts
    where plan = ${String(plan.id)} and tenant = ${String(plan.tenant)}`)
}
