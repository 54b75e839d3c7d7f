import { createHash } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

/**
 * What each table of the database holds: its name, and `<number of rows> <digest of all of them>`. What is unlogged counts
 * requests, and is no record.
 */
export type Tables = Record<string, string>

type Pool = {
  query: (
    text: string | { name: string; text: string },
  ) => Promise<{ rows: Record<string, string>[] }>
}

const poolOf = (payload: Payload) =>
  (payload.db as unknown as PostgresAdapter).pool as unknown as Pool

/** Reads every table of the database, whoever made it, so that two readings are equal only where nothing was changed. */
export const readTables = async (payload: Payload): Promise<Tables> => {
  const pool = poolOf(payload)
  const { rows: tables } = await pool.query(`
    select c.relname as name, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as place
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relpersistence <> 'u'
      and n.nspname not in ('pg_catalog', 'information_schema')
    order by c.relname`)
  const text = tables
    .map(
      ({ name, place }) => `
        select '${name}' as name,
          count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as content
        from ${place} t`,
    )
    .join(' union all ')
  // Prepared, as it is the same text a thousand times, and planning takes longer than reading.
  const { rows } = await pool.query({ name: createHash('md5').update(text).digest('hex'), text })
  return Object.fromEntries(rows.map(({ name, content }) => [name!, content!]))
}
