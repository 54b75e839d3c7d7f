import { pgTable, smallint, text, timestamp } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/** When the figures of each channel and delivery were last asked for, and what came of it. */
export const addFigureLooks: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_figure_looks: pgTable('postyard_figure_looks', {
      /** `channel:` or `delivery:` and the id of what was asked about. */
      subject: text('subject').primaryKey(),
      tenant: text('tenant').notNull(),
      /** How many of the times to ask about a delivery had passed. */
      rounds: smallint('rounds').notNull(),
      lookedAt: timestamp('looked_at', { withTimezone: true }).notNull(),
      /** `figures`, `none`, `missing` or `failed`. */
      outcome: text('outcome').notNull(),
      /** What Postiz said where it failed. */
      message: text('message'),
    }),
  },
})
