import type { Payload } from 'payload'
import { z } from 'zod'
import { type Db, type ID, poolOf, rows, sql } from '../model/database.ts'
import { postStates, projectState } from '../model/projectState.ts'
import { isSettled } from '../model/states.ts'
import { awaitPlan } from './awaitPlan.ts'
import type { PlannedDelivery } from './makePlan.ts'
import { readPlanDeliveries } from './readPlanDeliveries.ts'
import { readReceiptRows, receiptOutput, toReceiptAnswer } from './receiptAnswer.ts'

/** The longest that a request waits for its plan, in seconds. */
export const longestSeconds = 10

/** How long a request waits for its plan. */
export const awaitInput = z
  .union([z.literal(true), z.number().positive().max(longestSeconds)])
  .optional()
  .meta({
    description:
      'Waits so many seconds, at most 10, for all deliveries to end; `true` for 10. 200 says with the receipts that they have, 202 that the plan goes on. A plan that is due later than that, or too many who wait, is answered with 202 at once.',
  })

/** Where a plan stands that was waited for. */
export const awaitedOutput = z.object({
  isSettled: z.boolean().meta({ description: 'Whether all its deliveries have ended.' }),
  state: z.enum(postStates),
  receipts: z
    .array(receiptOutput)
    .meta({ description: 'What was attempted and what came back, the newest first.' }),
})

/** Receipts in one answer; the list of receipts has all of them. */
const mostReceipts = 1_000

/** Where these deliveries stand, as far as it is known without their receipts. */
export const standingOf = (deliveries: PlannedDelivery[]): z.input<typeof awaitedOutput> => ({
  isSettled: deliveries.every(({ state }) => isSettled(state)),
  state: projectState(deliveries.map(({ state }) => state)),
  receipts: [],
})

const readTenantOf = async (db: Db, plan: ID): Promise<ID> => {
  const [found] = await rows<{ tenant_id: ID }>(
    db,
    sql`select tenant_id from postyard_plans where id = ${plan}`,
  )
  if (!found) throw new Error('The plan is gone.')
  return found.tenant_id
}

/** Waits for a plan that is due soon enough, and tells where it stands then. */
export const awaitAnswer = async (args: {
  payload: Payload
  plan: ID
  seconds: number | true
  scheduledAt: Date
  signal?: AbortSignal | undefined
}): Promise<{ deliveries: PlannedDelivery[]; awaited: z.input<typeof awaitedOutput> }> => {
  const { payload, plan, seconds, scheduledAt, signal } = args
  const db = poolOf(payload)
  const tenant = await readTenantOf(db, plan)
  const ms = (seconds === true ? longestSeconds : seconds) * 1_000
  if (scheduledAt.getTime() <= Date.now() + ms) {
    await awaitPlan({ payload, plan, tenant, ms, signal })
  }
  const found = await readPlanDeliveries(db, { id: plan, tenant })
  const deliveries = found.map(({ id, channel_id: channel, state }) => ({ id, channel, state }))
  const receipts = await readReceiptRows(db, { tenants: [tenant], plan, limit: mostReceipts })
  return {
    deliveries,
    awaited: {
      ...standingOf(deliveries),
      receipts: receipts.slice(0, mostReceipts).map(toReceiptAnswer),
    },
  }
}
