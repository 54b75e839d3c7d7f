import { type PostgresAdapter, sql } from '@payloadcms/db-postgres'
import { type AnyPgColumn, index, uniqueIndex } from '@payloadcms/db-postgres/drizzle/pg-core'

type SchemaHook = PostgresAdapter['afterSchemaInit'][number]
type Columns = Record<string, AnyPgColumn>

const column = (columns: Columns, name: string): AnyPgColumn => {
  const found = columns[name]
  if (!found) throw new Error(`postyard: the column "${name}" is missing from the schema.`)
  return found
}

/**
 * Indexes that Payload has no word for. Those on time are partial, so that a tick costs what is due and not what
 * exists; the unique ones make a second delivery of one plan to one channel, and a second draft of one channel
 * under one instant, impossible.
 */
export const addIndexes: SchemaHook = ({ schema, extendTable }) => {
  const tables = schema.tables
  extendTable({
    table: tables.postyard_deliveries!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        postyard_deliveries_wake: index('postyard_deliveries_wake')
          .on(c('wakeAt'))
          .where(sql`wake_at is not null`),
        postyard_deliveries_deadline: index('postyard_deliveries_deadline')
          .on(c('deadlineAt'))
          .where(sql`deadline_at is not null`),
        // For what is counted again and again: what waits for a person, and what failed of late.
        postyard_deliveries_troubled: index('postyard_deliveries_troubled')
          .on(c('state'), c('updatedAt'))
          .where(sql`state in ('awaiting_human', 'unknown', 'failed')`),
        postyard_deliveries_submitted: index('postyard_deliveries_submitted')
          .on(c('tenant'))
          .where(sql`state = 'submitted'`),
        postyard_deliveries_once: uniqueIndex('postyard_deliveries_once').on(
          c('plan'),
          c('channel'),
        ),
        postyard_deliveries_draft: uniqueIndex('postyard_deliveries_draft')
          .on(c('channel'), c('draftAt'))
          .where(sql`draft_at is not null`),
      }
    },
  })
  extendTable({
    table: tables.postyard_channels!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        postyard_channels_once: uniqueIndex('postyard_channels_once')
          .on(c('tenant'), c('integrationId'))
          .where(sql`integration_id is not null`),
      }
    },
  })
  extendTable({
    table: tables.postyard_renditions!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        postyard_renditions_once: uniqueIndex('postyard_renditions_once').on(c('tenant'), c('key')),
      }
    },
  })
  extendTable({
    table: tables.postyard_assist_tasks!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        postyard_assist_tasks_open: uniqueIndex('postyard_assist_tasks_open')
          .on(c('delivery'))
          .where(sql`outcome is null`),
      }
    },
  })
  return schema
}
