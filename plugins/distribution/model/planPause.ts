import type { Reason } from './changeState.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { patience } from './deadlines.ts'
import { planPausedCode } from './reasons.ts'
import type { DeliveryRow } from './rows.ts'

/** Who paused a plan, and why. */
export type PlanPause = { by: string; why: string | null }

/** What the deliveries of a paused plan say. */
export const tellPaused = ({ by, why }: PlanPause): Reason => ({
  code: planPausedCode,
  message: `${by} paused its plan${why ? `: ${why.replace(/[.!?]?$/, (end) => end || '.')}` : '.'} It goes on when the plan is resumed; after 30 days without that it is cancelled.`,
})

/** Until when a delivery waits for its plan to be resumed, as an expression over its row. */
export const pausedUntil = sql`greatest(scheduled_at, clock_timestamp())
  + ${`${patience.paused} milliseconds`}::interval`

/**
 * The pauses of the plans of deliveries, as far as they are paused, by plan id as text. To be called under the locks of
 * these deliveries: whoever pauses or resumes a plan has those of all its deliveries, so one of the two comes first.
 */
export const readPauses = async (
  db: Db,
  deliveries: Pick<DeliveryRow, 'plan_id' | 'tenant_id'>[],
): Promise<Map<string, PlanPause>> => {
  if (deliveries.length === 0) return new Map()
  const paused = await rows<{ id: ID; by: string; why: string | null }>(
    db,
    sql`
      select id, paused_by_name as by, pause_reason as why from postyard_plans
      where id = any(${sql.param(deliveries.map((row) => row.plan_id))})
        and tenant_id = any(${sql.param(deliveries.map((row) => row.tenant_id))}) and paused_at is not null`,
  )
  return new Map(paused.map(({ id, by, why }) => [String(id), { by, why }]))
}
