import { pgTable, primaryKey, text } from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/**
 * What each organisation at Postiz has of a tenant's files. It is no collection, since only staging reads and writes it.
 * A row without a path is an upload under way, by whoever claimed it, until its claim ends.
 */
export const addUploads: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_uploads: pgTable(
      'postyard_uploads',
      {
        tenant: text('tenant_id').notNull(),
        organisation: text('organisation').notNull(),
        file: text('file_id').notNull(),
        version: text('version').notNull(),
        remoteId: text('remote_id'),
        remotePath: text('remote_path'),
        claimedUntil: instant('claimed_until'),
        uploadedAt: instant('uploaded_at'),
        /** When the file was last seen to be there. */
        seenAt: instant('seen_at'),
      },
      (t) => [primaryKey({ columns: [t.tenant, t.organisation, t.file, t.version] })],
    ),
  },
})
