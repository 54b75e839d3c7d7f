import { pgTable, text, timestamp } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/** When the files that were made for a tenant are looked through again: its row is taken by one of any number of clocks. */
export const addTidying: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_tidying: pgTable('postyard_tidying', {
      tenant: text('tenant').primaryKey(),
      nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
    }),
  },
})
