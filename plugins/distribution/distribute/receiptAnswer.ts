import { z } from 'zod'
import type { Place } from '../cursor.ts'
import { exampleIds } from '../exampleIds.ts'
import { ofTenants, onlyBehind, onlyIn, onlyWith, onlyWithin } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { ReceiptAction, ReceiptOutcome } from '../model/receipts.ts'
import { idOutput, instantOutput } from '../operation.ts'

export const receiptActions = [
  'stage',
  'fire',
  'look',
  'withdraw',
  'push',
  'answer',
  'resolve',
] as const satisfies ReceiptAction[]

export const receiptOutcomes = [
  'ok',
  'refused',
  'unknown',
  'retry',
] as const satisfies ReceiptOutcome[]

/** A receipt as operations answer with it. */
export const receiptOutput = z
  .object({
    id: idOutput,
    tenant: idOutput,
    plan: idOutput,
    delivery: idOutput,
    channel: idOutput,
    entitlement: idOutput
      .nullable()
      .meta({ description: 'Under which it went out; null where none was needed.' }),
    attempt: z.int(),
    action: z.enum(receiptActions),
    by: z.string().meta({ description: 'The worker or the person that did it.' }),
    openedAt: instantOutput,
    closedAt: instantOutput.nullable(),
    outcome: z.enum(receiptOutcomes).nullable().meta({
      description:
        'Null while nobody knows; `retry` is a failure that may pass, `refused` one that does not.',
    }),
    statusCode: z.int().nullable().meta({ description: 'Of HTTP or SMTP.' }),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    externalId: z.string().nullable(),
    externalUrl: z.string().nullable(),
    rawMeta: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What came back, without secrets.' }),
  })
  .meta({ component: 'Receipt' })

export type ReceiptRow = {
  id: ID
  tenant_id: ID
  plan_id: ID
  delivery_id: ID
  channel_id: ID
  entitlement_id: ID | null
  attempt: number
  action: ReceiptAction
  by: string
  opened_at: Date
  closed_at: Date | null
  outcome: ReceiptOutcome | null
  status_code: number | null
  error_code: string | null
  error_message: string | null
  external_id: string | null
  external_url: string | null
  raw_meta: Record<string, unknown> | null
  created_at: Date
}

export const toReceiptAnswer = (row: ReceiptRow): z.input<typeof receiptOutput> => ({
  id: row.id,
  tenant: row.tenant_id,
  plan: row.plan_id,
  delivery: row.delivery_id,
  channel: row.channel_id,
  entitlement: row.entitlement_id,
  attempt: row.attempt,
  action: row.action,
  by: row.by,
  openedAt: new Date(row.opened_at).toISOString(),
  closedAt: row.closed_at === null ? null : new Date(row.closed_at).toISOString(),
  outcome: row.outcome,
  statusCode: row.status_code,
  errorCode: row.error_code,
  errorMessage: row.error_message,
  externalId: row.external_id,
  externalUrl: row.external_url,
  rawMeta: row.raw_meta,
})

/** As the reference shows it. */
export const exampleReceipt: z.input<typeof receiptOutput> = {
  id: exampleIds.receipt,
  tenant: exampleIds.tenant,
  plan: exampleIds.plan,
  delivery: exampleIds.delivery,
  channel: exampleIds.postizChannel,
  entitlement: null,
  attempt: 1,
  action: 'fire',
  by: 'worker 1',
  openedAt: '2026-11-23T14:30:00.012Z',
  closedAt: '2026-11-23T14:30:00.094Z',
  outcome: 'ok',
  statusCode: 200,
  errorCode: null,
  errorMessage: null,
  externalId: null,
  externalUrl: null,
  rawMeta: { durationMs: 82 },
}

type Filter = {
  tenants: ID[] | 'all'
  plan?: ID
  delivery?: ID
  channel?: ID
  action?: ReceiptAction[]
  outcome?: ReceiptOutcome[]
  /** Opened at or after `from`, and before `to`. */
  from?: string
  to?: string
  after?: Place
  limit: number
}

/** A receipt is written when it is opened, or once the call is over; the clocks of two machines differ by less. */
const skew = `interval '1 minute'`

/** A page of receipts and one more, in the order in which they were written, the newest first. */
export const readReceiptRows = (db: Db, filter: Filter): Promise<ReceiptRow[]> => {
  const { after, from } = filter
  return rows<ReceiptRow>(
    db,
    sql`
      select r.id, r.tenant_id, r.plan_id, r.delivery_id, r.channel_id, r.entitlement_id, r.attempt::int as attempt, r.action, r.by,
        r.opened_at, r.closed_at, r.outcome, r.status_code::int as status_code, r.error_code, r.error_message,
        r.external_id, r.external_url, r.raw_meta, r.created_at
      from postyard_receipts r
      where ${ofTenants(filter.tenants, sql`r.tenant_id`)} ${onlyWith(sql`r.plan_id`, filter.plan)}
        ${onlyWith(sql`r.delivery_id`, filter.delivery)} ${onlyWith(sql`r.channel_id`, filter.channel)}
        ${onlyIn(sql`r.action`, filter.action)} ${onlyIn(sql`r.outcome`, filter.outcome)}
        ${onlyWithin(sql`r.opened_at`, filter)}
        ${from === undefined ? sql`` : sql`and r.created_at >= ${new Date(from).toISOString()}::timestamptz - ${sql.raw(skew)}`}
        ${onlyBehind('r', after)}
      order by r.created_at desc, r.id desc
      limit ${filter.limit + 1}`,
  )
}
