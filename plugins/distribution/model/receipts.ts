import { type Db, type ID, rows, sql } from './database.ts'
import type { DeliveryRow } from './rows.ts'

/** What was attempted. Only `fire` and `push` leave the house; of these only `fire` has an effect on a platform. */
export type ReceiptAction = 'stage' | 'fire' | 'look' | 'withdraw' | 'push' | 'answer' | 'resolve'

export type ReceiptOutcome = 'ok' | 'refused' | 'unknown' | 'retry'

type OpenArgs = {
  db: Db
  delivery: Pick<DeliveryRow, 'id' | 'tenant_id' | 'plan_id' | 'channel_id' | 'attempt' | 'fence'>
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
        (tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at, updated_at, created_at)
      values
        (${delivery.tenant_id}, ${delivery.id}, ${delivery.plan_id}, ${delivery.channel_id}, ${delivery.attempt},
         ${delivery.fence}, ${action}, ${by}, clock_timestamp(), clock_timestamp(), clock_timestamp())
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

/** Closes a receipt once; a receipt that is closed already keeps what it says. */
export const closeReceipt = async (
  args: { db: Db; tenant: ID; id: ID } & Closing,
): Promise<void> => {
  await args.db.execute(sql`
    update postyard_receipts
    set closed_at = clock_timestamp(), outcome = ${args.outcome},
        status_code = ${args.statusCode ?? null}, error_code = ${args.errorCode ?? null},
        error_message = ${args.errorMessage ?? null}, external_id = ${args.externalId ?? null},
        external_url = ${args.externalUrl ?? null},
        raw_meta = ${args.meta === undefined ? null : JSON.stringify(args.meta)}::jsonb,
        updated_at = clock_timestamp()
    where id = ${args.id} and tenant_id = ${args.tenant} and closed_at is null`)
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
