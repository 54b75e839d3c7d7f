import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

/** `mediaFiles`, `media-files` and `media_files` alike; how Payload parts the words is its own affair. */
const plain = (name: string): string => name.replaceAll(/[\W_]/g, '').toLowerCase()

/** The table of a collection of the host, whose names are its own. */
export const tableOf = (payload: Payload, slug: string): string => {
  const { tableNameMap } = payload.db as unknown as PostgresAdapter
  const table =
    tableNameMap.get(slug.replaceAll('-', '_')) ??
    [...tableNameMap].find(([name]) => plain(name) === plain(slug))?.[1]
  if (!table) throw new Error(`The collection "${slug}" has no table.`)
  return table
}
