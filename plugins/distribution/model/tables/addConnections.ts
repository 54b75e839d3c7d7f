import { index, integer, pgTable, smallint, text } from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/**
 * How each tenant's connection to Postiz fares: when it is looked after next, and what the last looks said. It is no
 * part of the tenant's record, which people save while jobs write here.
 */
export const addConnections: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_connections: pgTable(
      'postyard_connections',
      {
        /** The id of the tenant, as text. */
        tenant: text('tenant').primaryKey(),
        nextCheckAt: instant('next_check_at').notNull(),
        nextFiguresAt: instant('next_figures_at').notNull(),
        /** When Postiz last listed its accounts. */
        checkedAt: instant('checked_at'),
        /** Since when it has not; null while it does. */
        failingSince: instant('failing_since'),
        lastError: text('last_error'),
        /** How often in a row it refused the key. */
        refusals: smallint('refusals').notNull().default(0),
        /** Since when the key counts as refused. */
        refusedAt: instant('refused_at'),
        /** By how much Postiz keeps times other than they were given; null where it keeps them. */
        timeShiftMinutes: integer('time_shift_minutes'),
        /** When its webhook last made us look. */
        hintedAt: instant('hinted_at'),
      },
      (t) => [
        index('postyard_connections_check').on(t.nextCheckAt),
        index('postyard_connections_figures').on(t.nextFiguresAt),
      ],
    ),
  },
})
