import { sql } from '@payloadcms/db-postgres'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/**
 * What is the same on whatever account: plans that share a mark (a post, a text, a picture) are of one content. Ids are
 * kept as text but for those of plans, each row with its tenant's.
 */
export const addContents: SchemaHook = ({ schema }) => {
  const isUuid = schema.tables.postyard_plans?.id?.getSQLType() === 'uuid'
  return {
    ...schema,
    tables: {
      ...schema.tables,
      postyard_contents: pgTable(
        'postyard_contents',
        {
          id: text('id').primaryKey(),
          tenant: text('tenant').notNull(),
          /** Whether a network plan brings it: only then anything is kept apart. */
          hasNetwork: boolean('has_network').notNull().default(false),
          /** When the last plan came to it. */
          seenAt: instant('seen_at').notNull(),
        },
        (t) => [index('postyard_contents_seen').on(t.tenant, t.seenAt)],
      ),
      postyard_content_plans: pgTable(
        'postyard_content_plans',
        {
          plan: (isUuid ? uuid('plan') : integer('plan')).primaryKey(),
          tenant: text('tenant').notNull(),
          content: text('content').notNull(),
        },
        (t) => [index('postyard_content_plans_content').on(t.content)],
      ),
      postyard_content_marks: pgTable(
        'postyard_content_marks',
        {
          tenant: text('tenant').notNull(),
          mark: text('mark').notNull(),
          content: text('content').notNull(),
        },
        (t) => [
          primaryKey({ columns: [t.tenant, t.mark] }),
          index('postyard_content_marks_content').on(t.content),
        ],
      ),
      /** When contents of network plans went out: one row for each call that had an effect, or may have. */
      postyard_content_effects: pgTable(
        'postyard_content_effects',
        {
          /** The receipt of the call, or what stands for it where a person posts. */
          receipt: text('receipt').primaryKey(),
          tenant: text('tenant').notNull(),
          content: text('content').notNull(),
          delivery: text('delivery').notNull(),
          channel: text('channel').notNull(),
          isNetwork: boolean('is_network').notNull(),
          /** How far its plan wants others to be, in milliseconds. */
          gapMs: integer('gap_ms').notNull(),
          beganAt: instant('began_at').notNull(),
          /** When it has surely had its effect, should nobody say how it ended. */
          endsBy: instant('ends_by').notNull(),
          /** When it ended; null while it is under way. */
          endedAt: instant('ended_at'),
          /** Certainly without effect. */
          isVoid: boolean('is_void').notNull().default(false),
        },
        (t) => [index('postyard_content_effects_content').on(t.content, t.endsBy)],
      ),
      /** What pictures and videos look like, so that the same one is known though its bytes are others. */
      postyard_looks: pgTable(
        'postyard_looks',
        {
          tenant: text('tenant').notNull(),
          media: text('media').notNull(),
          /** Null where it is still to be looked at. */
          seenAt: instant('seen_at'),
          /** How often that was tried without success. */
          tries: integer('tries').notNull().default(0),
          /** Of a picture one hash as hex, of a video several; null where it has no look of its own. */
          hash: text('hash'),
          /** The same for all that look alike. */
          look: text('look'),
        },
        (t) => [
          primaryKey({ columns: [t.tenant, t.media] }),
          index('postyard_looks_wanted').on(t.tenant).where(sql`seen_at is null`),
        ],
      ),
    },
  }
}
