import { type ID, sql } from '../model/database.ts'
import { logEvent } from '../model/logEvent.ts'
import { type PlanPause, readPauses } from '../model/planPause.ts'
import { isHeldByPlan, platformPausedCode } from '../model/reasons.ts'
import type { Acting } from './acting.ts'
import { type LetGo, letGo } from './letGo.ts'
import { lockDeliveries } from './lockDeliveries.ts'
import { endHaltWish } from './wishHalt.ts'

type Args = {
  context: Acting
  plan: { id: ID; tenant: ID }
  /** How late something may go out by itself. */
  graceMinutes: number
  /** Throws where a plan that was stopped in an emergency is not to go on; asked under the locks of its deliveries. */
  letHaltedGo: (halt: PlanPause) => void | Promise<void>
  why?: string | undefined
}

export type Resumed = LetGo & { wasPaused: boolean }

const nothing: Resumed = {
  ...{ wasPaused: false, onTime: [], late: [], stale: [], waiting: [], moved: [] },
}

/** True where the plan, or a part of it, was stopped; it is not any more. */
const clearPause = async ({ context, plan }: Args): Promise<boolean> => {
  const { db, now, caller } = context
  const { rowCount } = await db.execute(sql`
    update postyard_plans
    set paused_at = null, paused_by_name = null, pause_reason = null,
        halted_at = null, halted_by_name = null, halt_reason = null, updated_at = clock_timestamp()
    where id = ${plan.id} and tenant_id = ${plan.tenant} and paused_at is not null`)
  const ofPlan = sql`plan = ${String(plan.id)} and tenant = ${String(plan.tenant)}`
  const { rowCount: brakes } = await db.execute(
    sql`
      delete from postyard_plan_brakes
      where ${ofPlan} and (scope = 'plan' or ${caller.actor.kind !== 'system'}::boolean)`,
  )
  await endHaltWish(db, plan)
  // What made it stop is over, and does not stop it once more.
  await db.execute(sql`
    update postyard_plan_watches
    set since = ${now.toISOString()}, seen_at = ${now.toISOString()}, look_at = ${now.toISOString()}
    where ${ofPlan}`)
  return rowCount === 1 || (brakes ?? 0) > 0
}

/**
 * Lets a plan that was paused or halted go on, in the caller's transaction, as `letGo` says. Where Postyard itself resumes
 * it, platforms on which it waits still have to be tried. Resumed once more, nothing changes.
 */
export const resumePlan = async (args: Args): Promise<Resumed> => {
  const { context, plan, graceMinutes } = args
  const { db, caller } = context
  const all = await lockDeliveries({ db, tenant: plan.tenant, plan: plan.id })
  const [pause] = (await readPauses(db, all.slice(0, 1))).values()
  if (pause?.isHalted) await args.letHaltedGo(pause)
  if (!(await clearPause(args))) return nothing
  const held = all.filter(
    (row) =>
      isHeldByPlan(row) &&
      (caller.actor.kind !== 'system' || row.reason_code !== platformPausedCode),
  )
  const resumed = await letGo({ context, plan, graceMinutes, held })
  await logEvent({
    db,
    type: 'distribution.plan.resumed',
    tenant: plan.tenant,
    plan: plan.id,
    actor: caller.actor,
    data: { ...resumed, reason: args.why ?? null },
  })
  return { wasPaused: true, ...resumed }
}
