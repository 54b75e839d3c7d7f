import { z } from 'zod'
import { notFound } from '../errors.ts'
import { findOwned } from '../findOwned.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { deliveryStates } from '../model/states.ts'
import { idOutput, instantOutput, type OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'
import { toVariationAnswer, variationOutput } from './variationAnswer.ts'

/** The states of a delivery. */
export const stateOutput = z.enum(deliveryStates)

/** A delivery as operations answer with it. */
export const deliveryOutput = z
  .object({
    id: idOutput,
    plan: idOutput,
    channel: idOutput,
    state: stateOutput,
    reasonCode: z.string().nullable(),
    reason: z.string().nullable(),
    scheduledAt: instantOutput,
    nextAttemptAt: instantOutput.nullable(),
    executedAt: instantOutput.nullable(),
    attempt: z.number().int(),
    externalUrl: z.string().nullable(),
    isCancelRequested: z.boolean(),
    variation: variationOutput,
  })
  .meta({ component: 'Delivery' })

export const toDeliveryAnswer = (row: DeliveryRow): z.input<typeof deliveryOutput> => ({
  id: row.id,
  plan: row.plan_id,
  channel: row.channel_id,
  state: row.state,
  reasonCode: row.reason_code,
  reason: row.reason,
  scheduledAt: row.scheduled_at.toISOString(),
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  executedAt: row.executed_at?.toISOString() ?? null,
  attempt: row.attempt,
  externalUrl: row.external_url,
  isCancelRequested: row.cancel_requested_at !== null,
  variation: toVariationAnswer(row.variation),
})

/** The row of the delivery that an operation is about, once the caller's right to it is clear. */
export const ownedDelivery = async (
  context: OperationContext,
  id: unknown,
  permission: Permission,
): Promise<DeliveryRow> => {
  const record = await findOwned({
    context,
    collection: 'deliveries',
    id,
    permission,
    what: 'delivery',
  })
  const row = await readDelivery({ db: context.db, tenant: record.tenant, id: record.id })
  if (!row) throw notFound('delivery')
  return row
}
