import { enqueueJobs } from 'postyard/durable-jobs'
import { sweepJob } from '../dispatch/enqueueSweeps.ts'
import { DistributionError } from '../errors.ts'
import { changeState } from '../model/changeState.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { logEvent } from '../model/logEvent.ts'
import { type PlanPause, pausedUntil, tellPaused } from '../model/planPause.ts'
import { isHeldAsMaybeOut } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type DeliveryState, isSettled } from '../model/states.ts'
import type { Acting } from './acting.ts'
import { lockDeliveries } from './lockDeliveries.ts'
import { type HaltStanding, readHalted } from './readHalted.ts'
import { recallTasks } from './recallTasks.ts'
import { takeBack } from './takeBack.ts'
import { endHaltWish } from './wishHalt.ts'

type Args = { context: Acting; plan: { id: ID; tenant: ID }; why: string }

export type Halted = HaltStanding & { at: Date; by: string; why: string }

/** A halted plan is paused too, so that all that heeds a pause heeds this. */
const markHalted = async ({ context, plan, why }: Args): Promise<boolean> => {
  const { db, now, caller } = context
  const { rowCount } = await db.execute(sql`
    update postyard_plans
    set halted_at = ${now.toISOString()}, halted_by_name = ${caller.name}, halt_reason = ${why},
        paused_at = coalesce(paused_at, ${now.toISOString()}), paused_by_name = coalesce(paused_by_name, ${caller.name}),
        pause_reason = coalesce(pause_reason, ${why}), updated_at = clock_timestamp()
    where id = ${plan.id} and tenant_id = ${plan.tenant} and halted_at is null`)
  if (rowCount !== 1) return false
  // Nothing tries any more whether it may go on.
  await db.execute(sql`
    delete from postyard_plan_brakes where plan = ${String(plan.id)} and tenant = ${String(plan.tenant)}`)
  return true
}

const holdAll = async (args: Args, all: DeliveryRow[]): Promise<void> => {
  const { context, plan, why } = args
  const { db, caller } = context
  const { tenant } = plan
  const pause: PlanPause = { by: caller.name, why, isHalted: true }
  const common = { db, tenant, reason: tellPaused(pause), actor: caller.actor }
  const idsIn = (...states: DeliveryState[]) =>
    all.filter((row) => states.includes(row.state) && !isHeldAsMaybeOut(row)).map(({ id }) => id)
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${common.reason.code}, reason = ${common.reason.message}, wake_at = null,
        deadline_at = ${pausedUntil}, updated_at = clock_timestamp()
    where id = any(${sql.param(idsIn('held'))}) and tenant_id = ${tenant} and state = 'held'`)
  await changeState({
    ...common,
    ids: idsIn('scheduled', 'queued'),
    from: ['scheduled', 'queued'],
    to: 'held',
    set: { wakeAt: null, deadlineAt: pausedUntil },
  })
  // Also where somebody is at it: should they have posted it all the same, they can still say so.
  const asked = idsIn('awaiting_human')
  await recallTasks({ db, tenant, deliveries: asked, pause, actor: caller.actor })
  await takeBack({ ...common, deliveries: all })
}

/** What was prepared is given up, and taken away at Postiz by a job that begins at once. */
const unstage = async ({ context, plan }: Args, all: DeliveryRow[]): Promise<void> => {
  const { payload, db, now } = context
  const { tenant } = plan
  const staged = all.filter(({ draft_state: state }) => state !== 'none')
  if (staged.length === 0) return
  await forgetDrafts({ db, tenant, deliveries: staged.map(({ id }) => id) })
  await enqueueJobs({ payload, db, jobs: [sweepJob(String(tenant), now)] })
}

const readMark = async ({ context, plan }: Args) => {
  const [found] = await rows<{ at: string | Date; by: string; why: string }>(
    context.db,
    sql`
      select halted_at as at, halted_by_name as by, halt_reason as why from postyard_plans
      where id = ${plan.id} and tenant_id = ${plan.tenant}`,
  )
  if (!found) throw new Error('The plan is gone.')
  return { ...found, at: new Date(found.at) }
}

/**
 * Stops everything of a plan in an emergency, in the caller's transaction, with as many statements however large it is:
 * what has not been sent is held, tasks are called back from people, what was prepared at Postiz is taken away, and what a
 * worker has in hand but has not begun to send is taken from it. What has begun to go out is followed to its end. No lock is
 * waited for that anybody keeps through a call. Halted once more it stays as it is.
 *
 * @throws PLAN_SETTLED where nothing of it is left to be sent
 */
export const haltPlan = async (args: Args): Promise<Halted> => {
  const { context, plan } = args
  const { db, caller, now } = context
  const lock = () => lockDeliveries({ db, tenant: plan.tenant, plan: plan.id })
  const all = await lock()
  if (all.every(({ state }) => isSettled(state))) {
    throw new DistributionError(
      'PLAN_SETTLED',
      'Everything of this plan has been sent or has ended, so there is nothing to halt.',
    )
  }
  const isNew = await markHalted(args)
  if (isNew) {
    await holdAll(args, all)
    await unstage(args, all)
  }
  await endHaltWish(db, plan)
  const halted = { ...(await readMark(args)), ...(await readHalted(db, plan, await lock())) }
  if (isNew) {
    const { held, unstaging, followed } = halted
    await logEvent({
      db,
      type: 'distribution.plan.halted',
      tenant: plan.tenant,
      plan: plan.id,
      actor: caller.actor,
      data: { at: now.toISOString(), reason: args.why, held, unstaging, followed },
    })
  }
  return halted
}
