import type { Reason } from '../../model/changeState.ts'
import { type Db, type ID, sql } from '../../model/database.ts'

/** The code of a series of which items wait for a person. */
const setAsideCode = 'ITEM_SET_ASIDE'

/**
 * Writes onto a series what wants a person: what is given, else that items of it were set aside, else nothing. It stands
 * there since it was first told.
 */
export const tellAttention = async (args: {
  db: Db
  tenant: ID
  series: ID
  matter: Reason | null
  now: Date
}): Promise<void> => {
  const { db, tenant, series, matter, now } = args
  const given = matter && JSON.stringify({ ...matter, since: now.toISOString() })
  await db.execute(sql`
    update postyard_series s
    set attention = case when told.matter->>'code' = s.attention->>'code'
        then told.matter || jsonb_build_object('since', s.attention->'since') else told.matter end
    from (
      select coalesce(${given}::jsonb, (
        select jsonb_build_object('code', ${setAsideCode}::text, 'since', ${now.toISOString()}::text,
          'message', case when count(*) = 1 then max(i.title) || ' was set aside: ' || max(i.set_aside_reason)
            else count(*) || ' items were set aside. Mend them, then put them back.' end)
        from postyard_series_items i
        where i.series_id = ${String(series)} and i.tenant = ${String(tenant)}
          and i.set_aside_at is not null and i.gone_at is null
        having count(*) > 0
      )) as matter
    ) told
    where s.id = ${series} and s.tenant_id = ${tenant}
      and s.attention is distinct from told.matter`)
}
