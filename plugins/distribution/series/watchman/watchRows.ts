import { type Db, type ID, sql } from '../../model/database.ts'

type Args = { db: Db; tenant: ID; planAt: Date; flyAt: Date }

/** Whoever plans for a tenant, or flies its series, has its row: of several at once one is first. */
export const lockWatch = async ({ db, tenant, planAt, flyAt }: Args): Promise<void> => {
  await db.execute(sql`
    insert into postyard_watchmen (tenant, plan_at, fly_at)
    values (${String(tenant)}, ${planAt.toISOString()}, ${flyAt.toISOString()})
    on conflict do nothing`)
  await db.execute(sql`select 1 from postyard_watchmen where tenant = ${String(tenant)} for update`)
}

/** When its next day is planned, and its flights are looked at next. */
export const setWatch = async ({ db, tenant, planAt, flyAt }: Args): Promise<void> => {
  await db.execute(sql`
    update postyard_watchmen
    set plan_at = ${planAt.toISOString()}, fly_at = least(fly_at, ${flyAt.toISOString()}::timestamptz)
    where tenant = ${String(tenant)}`)
}
