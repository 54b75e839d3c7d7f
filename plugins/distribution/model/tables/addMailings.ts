import { index, integer, pgTable, primaryKey, text } from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/**
 * Each mail of each delivery, so that none is sent twice, and whoever wants none any more. Ids are kept as text, addresses
 * in small letters.
 */
export const addMailings: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_mails: pgTable(
      'postyard_mails',
      {
        delivery: text('delivery').notNull(),
        address: text('address').notNull(),
        name: text('name'),
        tenant: text('tenant').notNull(),
        channel: text('channel').notNull(),
        /** pending, taken, sending, sent, rejected or unknown. */
        state: text('state').notNull(),
        /** When it was taken or sent, by which the rate is counted. */
        at: instant('at'),
        statusCode: integer('status_code'),
        said: text('said'),
      },
      (t) => [
        primaryKey({ columns: [t.delivery, t.address] }),
        index('postyard_mails_rate').on(t.channel, t.at),
      ],
    ),
    postyard_mail_stops: pgTable(
      'postyard_mail_stops',
      {
        channel: text('channel').notNull(),
        address: text('address').notNull(),
        tenant: text('tenant').notNull(),
        /** unsubscribed or bounced. */
        reason: text('reason').notNull(),
        at: instant('at').notNull(),
      },
      (t) => [primaryKey({ columns: [t.channel, t.address] })],
    ),
  },
})
