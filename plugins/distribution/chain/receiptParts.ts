import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from '../model/database.ts'

type Kind = 'text' | 'number' | 'instant' | 'json'

type Columns = Record<string, [column: string, kind: Kind]>

/**
 * What the chain covers of a receipt, by the names in which it is digested and exported: `facts` stay for ever, what is
 * `personal` can be erased. A column that is empty is left out of a digest, so a new one changes no digest of before.
 */
export const receiptParts = {
  facts: {
    id: ['id', 'text'],
    tenant: ['tenant_id', 'text'],
    delivery: ['delivery_id', 'text'],
    plan: ['plan_id', 'text'],
    channel: ['channel_id', 'text'],
    entitlement: ['entitlement_id', 'text'],
    attempt: ['attempt', 'number'],
    fence: ['fence', 'number'],
    action: ['action', 'text'],
    openedAt: ['opened_at', 'instant'],
    closedAt: ['closed_at', 'instant'],
    outcome: ['outcome', 'text'],
    statusCode: ['status_code', 'number'],
    errorCode: ['error_code', 'text'],
    externalId: ['external_id', 'text'],
  },
  personal: {
    by: ['by', 'text'],
    errorMessage: ['error_message', 'text'],
    externalUrl: ['external_url', 'text'],
    rawMeta: ['raw_meta', 'json'],
  },
} as const satisfies { facts: Columns; personal: Columns }

/** Columns that say nothing of what was attempted. */
export const outsideColumns = ['created_at', 'updated_at', 'erased_at']

const readAs: Record<Kind, (column: string) => string> = {
  text: (column) => `${column}::text`,
  number: (column) => `${column}::float8`,
  // As `Date.prototype.toISOString` writes it, whatever the zone of the connection.
  instant: (column) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  json: (column) => column,
}

const objectOf = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, [column, kind]]) => `'${name}', ${readAs[kind](`r."${column}"`)}`)
    .join(', ')

/** A receipt as the chain sees it. */
export type ReceiptParts = {
  facts: Record<string, unknown> & { id: string }
  personal: Record<string, unknown>
  isErased: boolean
}

/** Selects `ReceiptParts` of the receipt `r`. */
export const partsOfReceipt: SQL = sql.raw(`
  jsonb_build_object(${objectOf(receiptParts.facts)}) as facts,
  jsonb_build_object(${objectOf(receiptParts.personal)}) as personal,
  r.erased_at is not null as "isErased"`)

/** Without what is empty at the top; what a peer answered keeps its own nulls. */
export const withoutEmpty = (part: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null))
