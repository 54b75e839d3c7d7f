import { sql } from '@payloadcms/db-postgres'
import { type AnyPgColumn, index, uniqueIndex } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

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
        // For what is counted again and again: what waits for a person, and what failed of late; and for dead letters.
        postyard_deliveries_troubled: index('postyard_deliveries_troubled')
          .on(c('state'), c('updatedAt'))
          .where(sql`state in ('awaiting_human', 'unknown', 'failed', 'expired')`),
        // For the figures of what went out of late.
        postyard_deliveries_live: index('postyard_deliveries_live')
          .on(c('tenant'), c('executedAt'))
          .where(sql`state = 'published' and draft_id is not null`),
        postyard_deliveries_submitted: index('postyard_deliveries_submitted')
          .on(c('tenant'))
          .where(sql`state = 'submitted'`),
        // For how many posts of a channel went out of late, and how many are still to go; the second also for whatever
        // looks for a channel's deliveries.
        postyard_deliveries_gone: index('postyard_deliveries_gone')
          .on(c('channel'), c('executedAt'))
          .where(sql`executed_at is not null`),
        postyard_deliveries_channel: index('postyard_deliveries_channel').on(
          c('channel'),
          c('scheduledAt'),
        ),
        postyard_deliveries_rendition: index('postyard_deliveries_rendition')
          .on(c('rendition'))
          .where(sql`rendition_id is not null`),
        // For what an entitlement does not permit any more.
        postyard_deliveries_entitled: index('postyard_deliveries_entitled')
          .on(c('entitlement'))
          .where(sql`entitlement_id is not null`),
        // For what is to be staged together.
        postyard_deliveries_unstaged: index('postyard_deliveries_unstaged')
          .on(c('tenant'), c('wakeAt'))
          .where(sql`state = 'scheduled' and kind = 'postiz' and draft_state in ('none', 'dirty')`),
        // For what is due for people, and waits for its push.
        postyard_deliveries_asking: index('postyard_deliveries_asking')
          .on(c('tenant'), c('scheduledAt'))
          .where(sql`state = 'queued' and kind = 'manual'`),
        // For what waits for a picture or video that has just been made.
        postyard_deliveries_media: index('postyard_deliveries_media')
          .on(c('tenant'))
          .where(sql`state = 'held' and reason_code in ('MEDIA_PENDING', 'MEDIA_FAILED')`),
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
    table: tables.postyard_plans!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        // For a client's plans in the order of their making, and by way of them for its deliveries.
        postyard_plans_made: index('postyard_plans_made').on(c('tenant'), c('createdAt'), c('id')),
      }
    },
  })
  extendTable({
    table: tables.postyard_claims!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        // For claims whose end nobody has told of yet.
        postyard_claims_ending: index('postyard_claims_ending')
          .on(c('expiresAt'))
          .where(sql`accepted_at is null and cancelled_at is null and expired_at is null`),
        // For claims by what they were called before.
        postyard_claims_earlier: index('postyard_claims_earlier')
          .using('gin', sql`earlier jsonb_path_ops`)
          .where(sql`earlier is not null`),
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
    table: tables.postyard_figures!,
    extraConfig: (t) => {
      const c = (name: string) => column(t as Columns, name)
      return {
        postyard_figures_channel: uniqueIndex('postyard_figures_channel')
          .on(c('channel'), c('label'), c('date'))
          .where(sql`delivery_id is null`),
        postyard_figures_delivery: uniqueIndex('postyard_figures_delivery')
          .on(c('delivery'), c('label'), c('date'))
          .where(sql`delivery_id is not null`),
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
        // For how much each person has to do, whenever somebody is chosen.
        postyard_assist_tasks_load: index('postyard_assist_tasks_load')
          .on(c('assignee'), c('tenant'))
          .where(sql`outcome is null`),
        // For what staff watch: what is open, and what ended without an answer.
        postyard_assist_tasks_watched: index('postyard_assist_tasks_watched')
          .on(c('tenant'), c('deadlineAt'))
          .where(sql`outcome is null or outcome = 'expired'`),
        postyard_assist_tasks_today: index('postyard_assist_tasks_today').on(
          c('assignee'),
          c('assignedAt'),
        ),
      }
    },
  })
  return schema
}
