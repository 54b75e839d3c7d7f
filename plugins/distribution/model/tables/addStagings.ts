import {
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/**
 * Every instant under which drafts were asked for, until none of them can be left behind at Postiz. It is written in
 * one transaction with the deliveries that file their drafts under it, before the request is sent; so whatever becomes
 * of the request, what it made is found and is not forgotten.
 */
export const addStagings: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_stagings: pgTable(
      'postyard_stagings',
      {
        /** The id of the tenant, as text. */
        tenant: text('tenant').notNull(),
        draftAt: timestamp('draft_at', { withTimezone: true, precision: 3 }).notNull(),
        requestedAt: timestamp('requested_at', { withTimezone: true, precision: 3 }).notNull(),
        /** When it is next looked for drafts that nobody owns. */
        sweepAt: timestamp('sweep_at', { withTimezone: true, precision: 3 }).notNull(),
        /** How many looks in a row did not come about, or left something behind. */
        failures: smallint('failures').notNull().default(0),
      },
      (t) => [
        primaryKey({ columns: [t.tenant, t.draftAt] }),
        index('postyard_stagings_sweep').on(t.sweepAt),
      ],
    ),
  },
})
