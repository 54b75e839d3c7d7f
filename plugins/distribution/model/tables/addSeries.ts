import { sql } from '@payloadcms/db-postgres'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

const itemId = (name: string) => bigint(name, { mode: 'number' })

/** The items of series, their flights, what of them went out where, their boards, and who looks after them when. Ids of records are text. */
export const addSeries: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_series_items: pgTable(
      'postyard_series_items',
      {
        id: bigserial('id', { mode: 'number' }).primaryKey(),
        tenant: text('tenant').notNull(),
        seriesId: text('series_id').notNull(),
        /** The same for as long as the item is there, whatever changes in it. */
        key: text('key').notNull(),
        /** In which order they fly. */
        position: integer('position').notNull(),
        title: text('title').notNull(),
        text: text('text').notNull(),
        link: text('link'),
        image: text('image'),
        imageAlt: text('image_alt'),
        /** Whatever else its source says of it. */
        fields: jsonb('fields').notNull().default({}),
        /** Changes when anything of it does. */
        hash: text('hash').notNull(),
        isDraft: boolean('is_draft').notNull().default(false),
        foundAt: instant('found_at').notNull(),
        changedAt: instant('changed_at').notNull(),
        goneAt: instant('gone_at'),
        /** It does not fly until somebody puts it back. */
        setAsideAt: instant('set_aside_at'),
        setAsideCode: text('set_aside_code'),
        setAsideReason: text('set_aside_reason'),
        /** The post that it became. */
        postId: text('post_id'),
      },
      (t) => [
        uniqueIndex('postyard_series_items_key').on(t.seriesId, t.key),
        index('postyard_series_items_tenant').on(t.tenant),
      ],
    ),
    postyard_flights: pgTable(
      'postyard_flights',
      {
        id: bigserial('id', { mode: 'number' }).primaryKey(),
        tenant: text('tenant').notNull(),
        seriesId: text('series_id').notNull(),
        day: text('day').notNull(),
        planDay: text('plan_day').notNull(),
        position: integer('position').notNull(),
        carried: integer('carried').notNull().default(0),
        mode: text('mode').notNull(),
        boardName: text('board_name').notNull(),
        state: text('state').notNull().default('waiting'),
        itemId: itemId('item_id'),
        planId: text('plan_id'),
        /** When it was planned to take off; null where its day is too short for it. */
        dueAt: instant('due_at'),
        /** After a failure it waits until then. */
        notBefore: instant('not_before'),
        tries: integer('tries').notNull().default(0),
        reasonCode: text('reason_code'),
        reason: text('reason'),
        tookOffAt: instant('took_off_at'),
        endedAt: instant('ended_at'),
      },
      (t) => [
        uniqueIndex('postyard_flights_open')
          .on(t.seriesId)
          .where(sql`state in ('waiting', 'flying')`),
        index('postyard_flights_day').on(t.tenant, t.planDay, t.position),
        index('postyard_flights_series').on(t.seriesId, t.id),
        index('postyard_flights_plan').on(t.planId).where(sql`plan_id is not null`),
      ],
    ),
    /** An item goes out once on a channel, or once in a round: whoever plans it there writes this first. */
    postyard_series_flown: pgTable(
      'postyard_series_flown',
      {
        itemId: itemId('item_id').notNull(),
        channelId: text('channel_id').notNull(),
        round: integer('round').notNull().default(0),
        tenant: text('tenant').notNull(),
        seriesId: text('series_id').notNull(),
        deliveryId: text('delivery_id').notNull(),
        at: instant('at').notNull(),
      },
      (t) => [
        primaryKey({ columns: [t.itemId, t.channelId, t.round] }),
        index('postyard_series_flown_series').on(t.seriesId, t.at),
      ],
    ),
    postyard_boards: pgTable(
      'postyard_boards',
      {
        channelId: text('channel_id').notNull(),
        seriesId: text('series_id').notNull(),
        tenant: text('tenant').notNull(),
        name: text('name').notNull(),
        /** Null where it was looked for and is not there. */
        boardId: text('board_id'),
        foundAt: instant('found_at').notNull(),
      },
      (t) => [primaryKey({ columns: [t.channelId, t.seriesId] })],
    ),
    /** Tenants with series: when their next day is planned, and when their flights are looked at next. */
    postyard_watchmen: pgTable(
      'postyard_watchmen',
      {
        tenant: text('tenant').primaryKey(),
        planAt: instant('plan_at').notNull(),
        flyAt: instant('fly_at').notNull(),
        /** By whose midnight: where the tenant has another one now, its day is looked at anew. */
        timezone: text('timezone'),
      },
      (t) => [
        index('postyard_watchmen_plan').on(t.planAt),
        index('postyard_watchmen_fly').on(t.flyAt),
      ],
    ),
    /** What a feed said of itself when it was read last, so that only what is new is sent. */
    postyard_series_reads: pgTable('postyard_series_reads', {
      seriesId: text('series_id').primaryKey(),
      tenant: text('tenant').notNull(),
      /** The address that was read. */
      url: text('url').notNull(),
      etag: text('etag'),
      modified: text('modified'),
    }),
  },
})
