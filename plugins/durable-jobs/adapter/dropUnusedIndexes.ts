import type { Adapter } from '../postgres.ts'

type SchemaHook = Adapter['beforeSchemaInit'][number]

/** The columns on which Payload puts an index each. Indexes that the application adds are on others, or on several. */
const payloadsOwn = new Set([
  'completedAt',
  'concurrencyKey',
  'createdAt',
  'hasError',
  'processing',
  'queue',
  'taskSlug',
  'totalTried',
  'updatedAt',
  'waitUntil',
  'workflowSlug',
])

/** Leaves Payload's single-column indexes of the jobs table out of the schema, before it is built. */
export const dropUnusedIndexes =
  (adapter: Adapter): SchemaHook =>
  ({ schema }) => {
    const indexes = adapter.rawTables[adapter.tableNameMap.get('payload_jobs') ?? '']?.indexes ?? {}
    for (const [key, { on, unique }] of Object.entries(indexes)) {
      const columns = [on].flat()
      if (!unique && columns.length === 1 && payloadsOwn.has(columns[0]!)) delete indexes[key]
    }
    return schema
  }
