import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { SeriesMatter, SeriesSource } from '../../model/series.ts'

/** A series as whoever looks at its source needs it. */
export type SourceRow = {
  id: ID
  slug: string
  /** Null only where it was written past the rules. */
  source: SeriesSource | null
  problem: SeriesMatter | null
  gone_at: string | Date | null
  url: string | null
  etag: string | null
  modified: string | null
}

/** The series of a tenant, or one of them, in the order in which their sources are looked at. */
export const readSourceRows = (db: Db, tenant: ID, only?: ID): Promise<SourceRow[]> =>
  rows<SourceRow>(
    db,
    sql`
      select s.id, s.slug, s.source, s.problem, s.gone_at, r.url, r.etag, r.modified
      from postyard_series s
      left join postyard_series_reads r on r.series_id = s.id::text and r.tenant = ${String(tenant)}
      where s.tenant_id = ${tenant} ${only === undefined ? sql`` : sql`and s.id = ${only}`}
      -- What did not answer the last time delays none of the others; of those whose turn did not come it is the first.
      order by coalesce(s.problem->>'code', 'ITEMS_LEFT_OUT') <> 'ITEMS_LEFT_OUT',
        s.source->>'kind' = 'feed', s.read_at nulls first, s.slug`,
  )
