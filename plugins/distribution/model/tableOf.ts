import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

/** The table of a collection of the host, whose names are its own. */
export const tableOf = (payload: Payload, slug: string): string => {
  const adapter = payload.db as unknown as PostgresAdapter
  const table = adapter.tableNameMap.get(slug.replaceAll('-', '_'))
  if (!table) throw new Error(`The collection "${slug}" has no table.`)
  return table
}
