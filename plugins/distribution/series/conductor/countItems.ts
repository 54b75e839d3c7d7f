import { type Db, type ID, rows, sql } from '../../model/database.ts'

/** How many items a series has that are no drafts, and how many of them were set aside. */
export const countItems = async (
  db: Db,
  { tenant, series }: { tenant: ID; series: ID },
): Promise<{ count: number; aside: number }> => {
  const [found] = await rows<{ count: number; aside: number }>(
    db,
    sql`
      select count(*)::int as count, (count(*) filter (where set_aside_at is not null))::int as aside
      from postyard_series_items
      where series_id = ${String(series)} and tenant = ${String(tenant)} and gone_at is null and not is_draft`,
  )
  return found ?? { count: 0, aside: 0 }
}
