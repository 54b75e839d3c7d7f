import { sql } from '@payloadcms/db-postgres'
import { index } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { Adapter } from '../postgres.ts'

type SchemaHook = Adapter['afterSchemaInit'][number]

/** Failed jobs are kept for ever; with this index, those of the last day are counted without reading the others. */
export const addFailedIndex =
  (adapter: Adapter): SchemaHook =>
  ({ extendTable, schema }) => {
    const table = schema.tables[adapter.tableNameMap.get('payload_jobs') ?? '']
    if (!table) return schema
    extendTable({
      table,
      extraConfig: (jobs) => ({
        payload_jobs_failed_idx: index('payload_jobs_failed_idx')
          .on(jobs.updatedAt)
          .where(sql`${jobs.hasError}`),
      }),
    })
    return schema
  }
