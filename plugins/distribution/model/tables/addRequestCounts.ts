import { bigint, integer, pgTable, varchar } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/** Where the requests of the present minute are counted for all processes. */
export const requestCounts = 'postyard_request_counts'

/**
 * How many requests each key, tenant and person has made in the present minute, in the form that rate-limiter-flexible
 * writes. One row for each, so nothing needs to be tidied away; and it may be lost with a crash, so it is unlogged where
 * the migration makes it so.
 */
export const addRequestCounts: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    [requestCounts]: pgTable(requestCounts, {
      key: varchar('key', { length: 255 }).primaryKey(),
      points: integer('points').notNull().default(0),
      /** When the minute ends, in milliseconds since 1970. */
      expire: bigint('expire', { mode: 'number' }),
    }),
  },
})
