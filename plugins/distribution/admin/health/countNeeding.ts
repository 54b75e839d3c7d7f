import { ofTenants } from '../../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { type Needing, needOf } from '../../series/needOf.ts'

/** How many series of these tenants want a person, as `needOf` says of each. */
export const countNeeding = async (db: Db, tenants: ID[] | 'all'): Promise<number> => {
  const found = await rows<Needing>(
    db,
    sql`
      select * from (
        select false as "isPaused", s.gone_at as "goneAt", s.attention, s.problem, s.read_at as "readAt",
          s.count::int as count, s.remaining::int as remaining, s.aside::int as aside,
          s.repeat_days::int as "repeatDays", s.rests_until as "restsUntil",
          array(
            select r.postyard_channels_id::text from postyard_series_rels r
            where r.parent_id = s.id and r.path = 'channels' and r.postyard_channels_id is not null
          ) as channels
        from postyard_series s
        where s.is_paused is not true and ${ofTenants(tenants, sql`s.tenant_id`)}
      ) s
      -- Most want nobody; of them nothing is read.
      where "goneAt" is not null or attention is not null or problem is not null or remaining = 0
        or cardinality(channels) = 0`,
  )
  return found.filter((one) => needOf(one) !== null).length
}
