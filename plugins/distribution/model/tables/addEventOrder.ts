import { sql } from '@payloadcms/db-postgres'
import {
  type AnyPgColumn,
  bigint,
  index,
  pgTable,
  smallint,
  uniqueIndex,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/**
 * The order of events. `seq` is drawn as a row is written, `position` is given by the sequencer once the row is committed
 * (`events/sequence/sequenceEvents.ts`), and the clock's one row says which position was given last. All three are our
 * own statements' alone, so they are no fields of the collection.
 */
export const addEventOrder: SchemaHook = ({ schema, extendTable }) => {
  extendTable({
    table: schema.tables.postyard_events!,
    columns: {
      seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
      position: bigint('position', { mode: 'number' }),
    },
    extraConfig: (t) => {
      const c = (name: string) => (t as Record<string, AnyPgColumn>)[name]!
      return {
        // Holds only what waits for its position, so that finding nothing costs nothing.
        postyard_events_waiting: index('postyard_events_waiting')
          .on(c('seq'))
          .where(sql`position is null`),
        // What is told of a delivery or a plan once is there once.
        postyard_events_published: uniqueIndex('postyard_events_published')
          .on(c('delivery'))
          .where(sql`type = 'distribution.published'`),
        postyard_events_completed: uniqueIndex('postyard_events_completed')
          .on(c('plan'), sql`(data->>'run')`)
          .where(sql`type = 'distribution.plan.completed'`),
        postyard_events_order: uniqueIndex('postyard_events_order').on(c('tenant'), c('position')),
      }
    },
  })
  return {
    ...schema,
    tables: {
      ...schema.tables,
      postyard_event_clock: pgTable('postyard_event_clock', {
        id: smallint('id').primaryKey(),
        position: bigint('position', { mode: 'number' }).notNull(),
      }),
    },
  }
}
