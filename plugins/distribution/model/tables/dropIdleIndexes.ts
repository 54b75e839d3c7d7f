import type { PostgresAdapter } from '@payloadcms/db-postgres'

type SchemaHook = PostgresAdapter['beforeSchemaInit'][number]

/**
 * Indexes that Payload puts on every collection, or on every relation, and that nothing asks here: a plan's and a
 * channel's deliveries and a tenant's plans and events are found by an index that begins with it, most deliveries have no
 * rendition and no entitlement, and nobody looks for these rows by when they were written. A delivery is written many times, and each of them would have to write all
 * of its indexes.
 */
const idle: Record<string, readonly string[]> = {
  postyard_plans: ['tenant'],
  postyard_deliveries: ['plan', 'channel', 'rendition', 'entitlement', 'createdAt', 'updatedAt'],
  postyard_receipts: ['entitlement'],
  postyard_events: ['tenant', 'updatedAt'],
}

/** Leaves them out of the schema, before it is built. */
export const dropIdleIndexes: SchemaHook = ({ adapter, schema }) => {
  for (const [table, names] of Object.entries(idle)) {
    const indexes = adapter.rawTables[table]?.indexes ?? {}
    for (const [key, { on, unique }] of Object.entries(indexes)) {
      const columns = [on].flat()
      if (!unique && columns.length === 1 && names.includes(columns[0]!)) delete indexes[key]
    }
  }
  return schema
}
