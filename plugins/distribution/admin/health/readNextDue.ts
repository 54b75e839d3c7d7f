import { type Db, type ID, rows, sql } from '../../model/database.ts'

/** The moment at which the next deliveries are due, and how many of them. */
export type NextDue = { at: string; count: number; tenant: ID }

/** Undefined where nothing is scheduled. */
export const readNextDue = async (args: {
  db: Db
  tenants: ID[] | 'all'
}): Promise<NextDue | undefined> => {
  const { db, tenants } = args
  const own = tenants === 'all' ? sql`true` : sql`tenant_id = any(${sql.param(tenants)})`
  const [next] = await rows<{ at: string | Date; count: number; tenant: ID }>(
    db,
    sql`
      select coalesce(next_attempt_at, scheduled_at) as at, count(*)::int as count, min(tenant_id::text) as tenant
      from postyard_deliveries
      where state in ('scheduled', 'queued') and ${own}
      group by 1
      order by 1
      limit 1`,
  )
  return next && { ...next, at: new Date(next.at).toISOString() }
}
