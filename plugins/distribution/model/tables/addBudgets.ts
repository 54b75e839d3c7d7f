import { boolean, integer, jsonb, pgTable, text } from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/**
 * One row for each Postiz organisation: what it has used of the requests that Postiz counts. It is no collection, since
 * it belongs to all tenants of the organisation; they see its figures, never one another.
 */
export const addBudgets: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_budgets: pgTable('postyard_budgets', {
      /** The fingerprint of address and key. */
      organisation: text('organisation').primaryKey(),
      /** Requests per window; null until Postiz has told. */
      requestLimit: integer('request_limit'),
      /** Counted in this window, and at least as many as Postiz has told. */
      used: integer('used').notNull(),
      /** How many Postiz has told of in this window, of all programs that use the key. */
      told: integer('told').notNull(),
      /** Sent in this window, and not answered yet. */
      unanswered: integer('unanswered').notNull(),
      /** When one was last lost of which Postiz has told nothing: for a while it may still come to be counted. */
      lostAt: instant('lost_at'),
      /** Grows with each window, so that an answer is held against the window of its request. */
      windowNumber: integer('window_number').notNull(),
      windowEndsAt: instant('window_ends_at').notNull(),
      /** True until an answer has told when the window ends. */
      isEndGuessed: boolean('is_end_guessed').notNull(),
      /** How many requests of this window were for staging ahead, by tenant. */
      ahead: jsonb('ahead').notNull(),
      /** After too many requests: nothing is taken before. */
      blockedUntil: instant('blocked_until'),
      takenAt: instant('taken_at').notNull(),
      /** When Postiz last told its count. */
      seenAt: instant('seen_at'),
      /** The window of which the log has said that it is spent. */
      announcedWindow: integer('announced_window'),
    }),
  },
})
