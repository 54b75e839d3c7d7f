import type { Reason } from './changeState.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { patience } from './deadlines.ts'
import { planHaltedCode, planPausedCode, platformPausedCode } from './reasons.ts'
import type { DeliveryRow } from './rows.ts'

/** Who paused a plan, and why. One that is halted was stopped in an emergency. */
export type PlanPause = { by: string; why: string | null; isHalted?: boolean }

/** A sentence behind a colon, ended as sentences are; or the end of the sentence before it. */
const because = (why: string | null): string =>
  why ? `: ${why.replace(/[.!?]?$/, (end) => end || '.')}` : '.'

/** What the deliveries of a paused plan say. */
export const tellPaused = ({ by, why, isHalted }: PlanPause): Reason =>
  isHalted
    ? {
        code: planHaltedCode,
        message: `${by} halted its plan${because(why)} Nothing of it goes out until a manager resumes the plan and says why; after 30 days without that it is cancelled.`,
      }
    : {
        code: planPausedCode,
        message: `${by} paused its plan${because(why)} It goes on when the plan is resumed; after 30 days without that it is cancelled.`,
      }

/** What the deliveries of a plan on one platform say while the plan waits there. */
export const tellPlatformPaused = (platform: string, why: string): Reason => ({
  code: platformPausedCode,
  message: `Its plan waits on ${platform}: ${why} It goes on by itself when one post went well there, or when somebody resumes the plan.`,
})

/** Until when a delivery waits for its plan to be resumed, as an expression over its row. */
export const pausedUntil = sql`greatest(scheduled_at, clock_timestamp())
  + ${`${patience.paused} milliseconds`}::interval`

/** A pause as it is in force: with the one delivery that tries whether the plan may go on, where there is one. */
export type PauseInForce = PlanPause & { isHalted: boolean; probe: string | null }

/**
 * The pauses of the plans of deliveries, as far as they are paused or halted, by plan id as text. To be called under the
 * locks of these deliveries: whoever pauses or resumes a plan has those of all its deliveries, so one of the two comes
 * first.
 */
export const readPauses = async (
  db: Db,
  deliveries: Pick<DeliveryRow, 'plan_id' | 'tenant_id'>[],
): Promise<Map<string, PauseInForce>> => {
  if (deliveries.length === 0) return new Map()
  const paused = await rows<{
    id: ID
    by: string
    why: string | null
    is_halted: boolean
    probe: string | null
  }>(
    db,
    sql`
      select p.id, p.halted_at is not null as is_halted,
        case when p.halted_at is null then p.paused_by_name else p.halted_by_name end as by,
        case when p.halted_at is null then p.pause_reason else p.halt_reason end as why,
        (select b.probe from postyard_plan_brakes b
          where b.plan = p.id::text and b.tenant = p.tenant_id::text and b.scope = 'plan') as probe
      from postyard_plans p
      where p.id = any(${sql.param(deliveries.map((row) => row.plan_id))})
        and p.tenant_id = any(${sql.param(deliveries.map((row) => row.tenant_id))}) and p.paused_at is not null`,
  )
  return new Map(
    paused.map(({ id, by, why, is_halted: isHalted, probe }) => [
      String(id),
      { by, why, isHalted, probe },
    ]),
  )
}

/**
 * Which of these deliveries wait since their plan waits on their platform, but for the one that tries it; by platform of a
 * plan. To be called as `readPauses` is.
 */
export const readPlatformPauses = async (
  db: Db,
  deliveries: Pick<DeliveryRow, 'id' | 'plan_id' | 'tenant_id'>[],
): Promise<{ platform: string; why: string; ids: ID[] }[]> => {
  if (deliveries.length === 0) return []
  return rows(
    db,
    sql`
      select b.key as platform, b.reason as why, array_agg(d.id order by d.id) as ids
      from postyard_plan_brakes b
      join postyard_deliveries d on d.plan_id::text = b.plan and d.tenant_id::text = b.tenant
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where b.plan = any(${sql.param([...new Set(deliveries.map((row) => String(row.plan_id)))])})
        and b.tenant = any(${sql.param([...new Set(deliveries.map((row) => String(row.tenant_id)))])})
        and b.scope = 'provider' and d.id = any(${sql.param(deliveries.map(({ id }) => id))})
        and coalesce(c.platform, c.kind::text) = b.key and d.id::text is distinct from b.probe
      group by b.plan, b.key, b.reason`,
  )
}
