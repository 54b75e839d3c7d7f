import { sql } from '@payloadcms/db-postgres'
import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/** Which event was, or is to be, sent to which subscriber. Ids are kept as text. */
export const addEventDeliveries: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_event_deliveries: pgTable(
      'postyard_event_deliveries',
      {
        subscriber: text('subscriber').notNull(),
        position: bigint('position', { mode: 'number' }).notNull(),
        tenant: text('tenant').notNull(),
        event: text('event').notNull(),
        type: text('type').notNull(),
        /** Those of one lane, as a rule a plan's, are sent one after the other. */
        lane: text('lane').notNull(),
        /** pending, delivered or dead. */
        state: text('state').notNull(),
        attempts: integer('attempts').notNull().default(0),
        /** When a pending one is sent, or taken from whoever has it; null while an earlier one of its lane is pending. */
        nextAt: instant('next_at'),
        /** Of the one attempt that may write how it ended; null where none is under way. */
        lease: text('lease'),
        statusCode: integer('status_code'),
        /** What came back last, as a sentence without secrets. */
        said: text('said'),
        createdAt: instant('created_at').notNull(),
        settledAt: instant('settled_at'),
      },
      (t) => [
        primaryKey({ columns: [t.subscriber, t.position] }),
        index('postyard_event_deliveries_due')
          .on(t.nextAt)
          .where(sql`state = 'pending' and next_at is not null`),
        index('postyard_event_deliveries_lane')
          .on(t.subscriber, t.lane, t.position)
          .where(sql`state = 'pending'`),
        index('postyard_event_deliveries_turn')
          .on(t.subscriber, t.nextAt, t.position)
          .where(sql`state = 'pending' and next_at is not null`),
        index('postyard_event_deliveries_leased')
          .on(t.tenant, t.subscriber)
          .where(sql`lease is not null`),
        index('postyard_event_deliveries_dead')
          .on(t.subscriber, t.position)
          .where(sql`state = 'dead'`),
        index('postyard_event_deliveries_settled')
          .on(t.settledAt)
          .where(sql`settled_at is not null`),
      ],
    ),
  },
})
