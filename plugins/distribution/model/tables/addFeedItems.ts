import { index, jsonb, pgTable, text, timestamp } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/** What stands in the feeds: one item for each delivery that went there. Ids are kept as text. */
export const addFeedItems: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_feed_items: pgTable(
      'postyard_feed_items',
      {
        delivery: text('delivery').primaryKey(),
        tenant: text('tenant').notNull(),
        channel: text('channel').notNull(),
        post: text('post').notNull(),
        publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
        item: jsonb('item').notNull(),
      },
      (t) => [index('postyard_feed_items_newest').on(t.channel, t.publishedAt)],
    ),
  },
})
