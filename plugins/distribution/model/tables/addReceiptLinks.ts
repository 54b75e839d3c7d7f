import {
  bigint,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import type { SchemaHook } from './schemaHook.ts'

/** The chain of each tenant's closed receipts, its end, and what is closed and not in it yet. Ids are kept as text. */
export const addReceiptLinks: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_receipt_links: pgTable(
      'postyard_receipt_links',
      {
        tenant: text('tenant').notNull(),
        /** 1, 2, 3 … for each tenant. */
        seq: bigint('seq', { mode: 'number' }).notNull(),
        receipt: text('receipt').notNull(),
        /** Of what stays for ever. */
        facts: text('facts').notNull(),
        /** Of what can be erased, with the salt. */
        personal: text('personal').notNull(),
        /** Goes with what is erased, so that nobody can find out by trying what it was. */
        salt: text('salt'),
        /** The hash of the link before it. */
        previous: text('previous').notNull(),
        sealedAt: timestamp('sealed_at', { withTimezone: true, precision: 3 }).notNull(),
        hash: text('hash').notNull(),
      },
      (t) => [
        primaryKey({ columns: [t.tenant, t.seq] }),
        uniqueIndex('postyard_receipt_links_receipt').on(t.receipt),
      ],
    ),
    postyard_receipt_heads: pgTable('postyard_receipt_heads', {
      tenant: text('tenant').primaryKey(),
      seq: bigint('seq', { mode: 'number' }).notNull(),
      hash: text('hash').notNull(),
    }),
    postyard_unsealed_receipts: pgTable(
      'postyard_unsealed_receipts',
      { tenant: text('tenant').notNull(), receipt: text('receipt').notNull() },
      (t) => [primaryKey({ columns: [t.tenant, t.receipt] })],
    ),
  },
})
