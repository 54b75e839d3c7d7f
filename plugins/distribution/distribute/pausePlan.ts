import { DistributionError } from '../errors.ts'
import { changeState } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { logEvent } from '../model/logEvent.ts'
import { type PlanPause, pausedUntil, tellPaused } from '../model/planPause.ts'
import { isHeldAsMaybeOut, planPausedCode } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type DeliveryState, inFlightStates, isSettled } from '../model/states.ts'
import type { Acting } from './acting.ts'
import { lockDeliveries } from './lockDeliveries.ts'
import { recallTasks } from './recallTasks.ts'

type Args = {
  context: Acting
  plan: { id: ID; tenant: ID }
  why?: string | undefined
}

/** `followed`: being sent, or with a person who has it open; they go on to their end. */
export type Paused = PlanPause & {
  at: Date
  /** False where it was paused before, and nothing was changed. */
  isNew: boolean
  held: ID[]
  followed: ID[]
}

/** The tasks that somebody has in hand at this moment, by delivery id as text. */
const readOpened = async (db: Db, tenant: ID, asked: DeliveryRow[], now: Date) => {
  if (asked.length === 0) return new Set<string>()
  const opened = await rows<{ delivery_id: ID }>(
    db,
    sql`
      select delivery_id from postyard_assist_tasks
      where delivery_id = any(${sql.param(asked.map(({ id }) => id))}) and tenant_id = ${tenant}
        and outcome is null and opened_at is not null and lease_until > ${now.toISOString()}`,
  )
  return new Set(opened.map((row) => String(row.delivery_id)))
}

/** A plan that has paused itself, and would go on by itself, is paused by whoever wants that. */
const markPaused = async ({ context, plan, why }: Args): Promise<boolean> => {
  const { db, now, caller } = context
  const ofPlan = sql`plan = ${String(plan.id)} and tenant = ${String(plan.tenant)} and scope = 'plan'`
  const { rowCount } = await db.execute(sql`
    update postyard_plans
    set paused_at = ${now.toISOString()}, paused_by_name = ${caller.name}, pause_reason = ${why ?? null},
        updated_at = clock_timestamp()
    where id = ${plan.id} and tenant_id = ${plan.tenant} and halted_at is null and (
      paused_at is null
      or ${caller.actor.kind !== 'system'}::boolean and exists (select from postyard_plan_brakes where ${ofPlan}))`)
  if (rowCount !== 1) return false
  await db.execute(sql`delete from postyard_plan_brakes where ${ofPlan}`)
  return true
}

const holdAll = async (args: Args, all: DeliveryRow[], pause: PlanPause): Promise<void> => {
  const { context, plan } = args
  const { db, now, caller } = context
  const { tenant } = plan
  const common = { db, tenant, reason: tellPaused(pause), actor: caller.actor }
  const idsIn = (...states: DeliveryState[]) =>
    all.filter(({ state }) => states.includes(state)).map(({ id }) => id)
  // By itself Postyard lets nothing go that waits for something else; what comes free of that is held then.
  const held = all.flatMap((row) =>
    caller.actor.kind !== 'system' && row.state === 'held' && !isHeldAsMaybeOut(row)
      ? [row.id]
      : [],
  )
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${common.reason.code}, reason = ${common.reason.message}, wake_at = null,
        deadline_at = ${pausedUntil}, updated_at = clock_timestamp()
    where id = any(${sql.param(held)}) and tenant_id = ${tenant} and state = 'held'`)
  const until = { wakeAt: null, deadlineAt: pausedUntil }
  await changeState({
    ...common,
    ids: idsIn('scheduled', 'queued'),
    from: ['scheduled', 'queued'],
    to: 'held',
    set: until,
  })
  const asked = all.filter(({ state }) => state === 'awaiting_human')
  const opened = await readOpened(db, tenant, asked, now)
  const recalled = asked.flatMap(({ id }) => (opened.has(String(id)) ? [] : id))
  await recallTasks({ db, tenant, deliveries: recalled, pause, actor: caller.actor })
}

const readAgain = async ({ context, plan }: Args): Promise<PlanPause & { at: Date }> => {
  const [found] = await rows<PlanPause & { at: string | Date }>(
    context.db,
    sql`
      select paused_at as at, pause_reason as why, halted_at is not null as "isHalted",
        case when halted_at is null then paused_by_name else halted_by_name end as by
      from postyard_plans
      where id = ${plan.id} and tenant_id = ${plan.tenant}`,
  )
  if (!found) throw new Error('The plan is gone.')
  return { ...found, at: new Date(found.at) }
}

const halted = ({ by }: PlanPause) =>
  new DistributionError(
    'PLAN_HALTED',
    `${by} halted this plan, so nothing of it goes out anyway. A manager can resume it with a reason, or cancel it.`,
  )

const isFollowed = ({ state }: DeliveryRow): boolean =>
  state === 'awaiting_human' || (inFlightStates as readonly DeliveryState[]).includes(state)

/**
 * Stops a plan for a while, in the caller's transaction: what has not been sent is held, and nothing but a resume lets
 * it go. What waits for something else waits for the plan instead; where Postyard itself pauses, it keeps what it waits for,
 * and is held for the plan once that is over. What is being sent goes on to its end, as does a task for as long as somebody has it
 * open; should one of them come back to be sent again, it is held too. A task that nobody has open is closed. Paused once
 * more it stays as it is.
 *
 * Of a pause and a worker that takes a delivery in the same moment, or gives it back, one comes first: the row is locked by
 * both.
 *
 * @throws PLAN_SETTLED where nothing of it is left to be sent
 * @throws PLAN_HALTED where it was stopped in an emergency, which is more than a pause
 */
export const pausePlan = async (args: Args): Promise<Paused> => {
  const { context, plan } = args
  const { db, caller, now } = context
  const all = await lockDeliveries({ db, tenant: plan.tenant, plan: plan.id })
  if (all.every(({ state }) => isSettled(state))) {
    throw new DistributionError(
      'PLAN_SETTLED',
      'Everything of this plan has been sent or has ended, so there is nothing to pause.',
    )
  }
  const isNew = await markPaused(args)
  const pause = await readAgain(args)
  if (pause.isHalted) throw halted(pause)
  if (isNew) await holdAll(args, all, pause)
  const latest = await lockDeliveries({ db, tenant: plan.tenant, plan: plan.id })
  const held = latest.filter((row) => row.reason_code === planPausedCode && row.state === 'held')
  const followed = latest.filter(isFollowed)
  const paused = {
    ...pause,
    isNew,
    held: held.map(({ id }) => id),
    followed: followed.map(({ id }) => id),
  }
  if (isNew) {
    await logEvent({
      db,
      type: 'distribution.plan.paused',
      tenant: plan.tenant,
      plan: plan.id,
      actor: caller.actor,
      data: {
        at: now.toISOString(),
        reason: pause.why,
        held: paused.held,
        followed: paused.followed,
      },
    })
  }
  return paused
}
