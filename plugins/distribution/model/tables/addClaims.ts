import { sql } from '@payloadcms/db-postgres'
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/** Who may send claims, and messages that became none. Ids of records are text. */
export const addClaims: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_claim_sources: pgTable(
      'postyard_claim_sources',
      {
        id: text('id').primaryKey(),
        tenant: text('tenant').notNull(),
        name: text('name').notNull(),
        sealed: text('sealed').notNull(),
        /** The secret before the present one is taken until then. */
        oldUntil: instant('old_until'),
        createdAt: instant('created_at').notNull(),
        lastAt: instant('last_at'),
      },
      (t) => [index('postyard_claim_sources_tenant').on(t.tenant)],
    ),
    postyard_claim_letters: pgTable(
      'postyard_claim_letters',
      {
        id: bigserial('id', { mode: 'number' }).primaryKey(),
        tenant: text('tenant').notNull(),
        claimId: text('claim_id'),
        clip: text('clip'),
        influencer: text('influencer'),
        campaign: text('campaign'),
        print: text('print').notNull(),
        body: jsonb('body').notNull(),
        code: text('code').notNull(),
        message: text('message').notNull(),
        tries: integer('tries').notNull().default(1),
        receivedAt: instant('received_at').notNull(),
        dueAt: instant('due_at'),
        settledAt: instant('settled_at'),
        settledAs: text('settled_as'),
        claim: text('claim'),
      },
      (t) => [
        // The same message again is no second letter.
        uniqueIndex('postyard_claim_letters_open')
          .on(t.tenant, t.print)
          .where(sql`settled_at is null`),
        // For what waits for a clip, an influencer or a campaign whenever one comes.
        index('postyard_claim_letters_waiting').on(t.tenant, t.code).where(sql`settled_at is null`),
        index('postyard_claim_letters_due').on(t.dueAt).where(sql`due_at is not null`),
        index('postyard_claim_letters_tenant').on(t.tenant, t.id),
      ],
    ),
  },
})
