import { pgTable, text, timestamp } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/** Since when each feed says what it says: written by whoever reads it first after a change. */
export const addFeedStamps: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_feed_stamps: pgTable('postyard_feed_stamps', {
      /** The ids of the channel and of its tenant, as text. */
      channel: text('channel').primaryKey(),
      tenant: text('tenant').notNull(),
      /** Of all that the feed says. */
      digest: text('digest').notNull(),
      /** In whole seconds, as HTTP tells it. */
      changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
    }),
  },
})
