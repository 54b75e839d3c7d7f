import { jsonb, pgTable, smallint, timestamp } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/**
 * One row: which database this is, and when it was last at work. It is no collection, since nobody but the clock reads
 * or writes it.
 */
export const addInstallation: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_installation: pgTable('postyard_installation', {
      id: smallint('id').primaryKey(),
      identity: jsonb('identity').notNull(),
      seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
    }),
  },
})
