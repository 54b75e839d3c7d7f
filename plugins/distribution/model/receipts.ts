import { type Db, type ID, rows, sql } from './database.ts'
import { patience } from './deadlines.ts'
import type { DeliveryRow } from './rows.ts'

/** What was attempted. Only `fire` and `push` leave the house; of these only `fire` has an effect on a platform. */
export type ReceiptAction = 'stage' | 'fire' | 'look' | 'withdraw' | 'push' | 'answer' | 'resolve'

export type ReceiptOutcome = 'ok' | 'refused' | 'unknown' | 'retry'

type OpenArgs = {
  db: Db
  delivery: Pick<
    DeliveryRow,
    'id' | 'tenant_id' | 'plan_id' | 'channel_id' | 'entitlement_id' | 'attempt' | 'fence'
  >
  action: ReceiptAction
  by: string
}

/**
 * Writes down that a remote call is about to be made. It must be committed before the call: an open receipt
 * of a call with an effect, whose worker is dead, is how an unknown outcome is recognised.
 */
export const openReceipt = async ({ db, delivery, action, by }: OpenArgs): Promise<ID> => {
  const [row] = await rows<{ id: ID }>(
    db,
    sql`
      insert into postyard_receipts
        (tenant_id, delivery_id, plan_id, channel_id, entitlement_id, attempt, fence, action, by, opened_at,
         updated_at, created_at)
      values
        (${delivery.tenant_id}, ${delivery.id}, ${delivery.plan_id}, ${delivery.channel_id},
         ${delivery.entitlement_id}, ${delivery.attempt}, ${delivery.fence}, ${action}, ${by}, clock_timestamp(), clock_timestamp(), clock_timestamp())
      returning id`,
  )
  if (!row) throw new Error('The receipt was not written.')
  return row.id
}

export type Closing = {
  outcome: ReceiptOutcome
  statusCode?: number
  errorCode?: string
  errorMessage?: string
  externalId?: string
  externalUrl?: string
  meta?: Record<string, unknown>
}

/** A closing as Postgres reads it: one row of a set. */
const toColumns = (closing: Closing) => ({
  outcome: closing.outcome,
  status_code: closing.statusCode,
  error_code: closing.errorCode,
  error_message: closing.errorMessage,
  external_id: closing.externalId,
  external_url: closing.externalUrl,
  raw_meta: closing.meta,
})

const closingColumns = sql.raw(`
  outcome enum_postyard_receipts_outcome, status_code numeric, error_code text, error_message text,
  external_id text, external_url text, raw_meta jsonb`)

/** With the renditions without which the delivery `d` goes out, where there are any. */
const metaWithWhatIsMissing = sql.raw(`
  case when d.left_out is null then c.raw_meta
       else coalesce(c.raw_meta, '{}'::jsonb) || jsonb_build_object('withoutMedia', d.left_out) end`)

/** What was asked for by a call of which nobody knows how it ended may still arrive so much later. */
const late = `${patience.lateRequest} milliseconds`

/**
 * Closes receipts of one tenant, each once; a receipt that is closed already keeps what it says. Where the content of its
 * delivery is kept apart from others', it is known from now on when it went out, or that it certainly has not.
 */
export const closeReceipts = async (args: {
  db: Db
  tenant: ID
  closings: ({ id: ID } & Closing)[]
}): Promise<void> => {
  const { db, tenant, closings } = args
  if (closings.length === 0) return
  const given = closings.map((closing) => ({ id: String(closing.id), ...toColumns(closing) }))
  await db.execute(sql`
    with closed as (
      update postyard_receipts r
      set closed_at = clock_timestamp(), outcome = c.outcome, status_code = c.status_code,
          error_code = c.error_code, error_message = c.error_message, external_id = c.external_id,
          external_url = c.external_url, raw_meta = ${metaWithWhatIsMissing}, updated_at = clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as c(id text, ${closingColumns}),
        postyard_deliveries d
      where d.id = r.delivery_id and d.tenant_id = r.tenant_id and r.id = any(${sql.param(closings.map(({ id }) => id))}) and r.id::text = c.id
        and r.tenant_id = ${tenant} and r.closed_at is null
      returning r.id, r.outcome, d.kind,
        r.outcome = 'unknown' or coalesce(r.raw_meta ->> 'mayHaveArrived', '') = 'true' as may_arrive
    )
    update postyard_content_effects e
    -- It may be heard of, or be decided, long after it surely ended.
    set ended_at = least(e.ends_by,
          clock_timestamp() + case when closed.may_arrive then ${late}::interval else '0' end),
        -- Of a mailing that failed a part may have gone out.
        is_void = closed.outcome in ('refused', 'retry') and not closed.may_arrive and closed.kind <> 'email'
    from closed
    where e.receipt = any(${sql.param(given.map(({ id }) => id))}) and e.receipt = closed.id::text`)
}

/** As `closeReceipts` for one. */
export const closeReceipt = ({
  db,
  tenant,
  ...closing
}: { db: Db; tenant: ID; id: ID } & Closing): Promise<void> =>
  closeReceipts({ db, tenant, closings: [closing] })

/** A receipt of a call that is over. */
export type WholeReceipt = Omit<OpenArgs, 'db'> & { openedAt: Date; closing: Closing }

/**
 * Writes receipts of calls that are over, closed at once. Only for calls that change nothing: of one with an effect,
 * the receipt has to stand before the call is made.
 */
export const writeReceipts = async (args: { db: Db; receipts: WholeReceipt[] }): Promise<void> => {
  const { db, receipts } = args
  if (receipts.length === 0) return
  const given = receipts.map(({ delivery, action, by, openedAt, closing }) => ({
    delivery: String(delivery.id),
    attempt: delivery.attempt,
    fence: delivery.fence,
    action,
    by,
    opened_at: openedAt,
    ...toColumns(closing),
  }))
  await db.execute(sql`
    insert into postyard_receipts
      (tenant_id, delivery_id, plan_id, channel_id, entitlement_id, attempt, fence, action, by, opened_at, closed_at,
       outcome, status_code, error_code, error_message, external_id, external_url, raw_meta, updated_at, created_at)
    select d.tenant_id, d.id, d.plan_id, d.channel_id, d.entitlement_id, c.attempt, c.fence, c.action, c.by, c.opened_at,
           clock_timestamp(), c.outcome, c.status_code, c.error_code, c.error_message, c.external_id,
           c.external_url, ${metaWithWhatIsMissing}, clock_timestamp(), clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as c(
      delivery text, attempt numeric, fence numeric, action enum_postyard_receipts_action, by text,
      opened_at timestamptz, ${closingColumns})
    join postyard_deliveries d on d.id::text = c.delivery
    where d.id = any(${sql.param(receipts.map(({ delivery }) => delivery.id))})
    order by d.id`)
}

/** Receipts of calls with an effect that were begun and of which nobody has written how they ended. */
export const openEffects = async (args: {
  db: Db
  delivery: Pick<DeliveryRow, 'id' | 'tenant_id'>
}): Promise<ID[]> => {
  const found = await rows<{ id: ID }>(
    args.db,
    sql`
      select id from postyard_receipts
      where delivery_id = ${args.delivery.id} and tenant_id = ${args.delivery.tenant_id}
        and action = 'fire' and closed_at is null`,
  )
  return found.map((row) => row.id)
}
