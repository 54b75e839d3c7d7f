import { integer, pgTable, text } from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/** Channels whose receivers fail: how often in a row, and until when they are left alone. One that is well has no row. */
export const addBrakes: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_brakes: pgTable('postyard_brakes', {
      /** The ids of the channel and of its tenant, as text. */
      channel: text('channel').primaryKey(),
      tenant: text('tenant').notNull(),
      /** How often in a row it failed. */
      failures: integer('failures').notNull(),
      /** How often in a row it was left alone. */
      pauses: integer('pauses').notNull().default(0),
      failingSince: instant('failing_since').notNull(),
      /** Until when it is left alone; null while it is not. */
      until: instant('until'),
      /** Until when the one delivery has time that tries whether it is well again. */
      probeUntil: instant('probe_until'),
    }),
  },
})
