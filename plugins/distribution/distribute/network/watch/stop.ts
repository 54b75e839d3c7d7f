import type { Payload } from 'payload'
import { pauseMs } from '../../../deliver/brake/noteFailure.ts'
import { changeState, system } from '../../../model/changeState.ts'
import { type Db, type ID, inTransaction, rows, sql } from '../../../model/database.ts'
import { after } from '../../../model/deadlines.ts'
import { pausedUntil, tellPlatformPaused } from '../../../model/planPause.ts'
import { tellTime } from '../../../model/tellTime.ts'
import { type Anomaly, tellAnomaly } from '../../../plan/risk/index.ts'
import { settingsOf } from '../../../settings.ts'
import type { Acting } from '../../acting.ts'
import { lockDeliveries } from '../../lockDeliveries.ts'
import { pausePlan } from '../../pausePlan.ts'
import { logAlert, numbersOf } from './logAlert.ts'
import type { Watched } from './readWatched.ts'

type Args = {
  payload: Payload
  plan: Watched
  anomaly: Anomaly
  /** The tenant's. */
  timezone: string
  now: Date
}

/** Postyard itself, as it acts on a plan. */
export const byItself = (payload: Payload, tx: Pick<Acting, 'db' | 'req'>, now: Date): Acting => ({
  payload,
  ...tx,
  settings: settingsOf(payload),
  now,
  caller: { name: system.name, actor: system },
})

/** What the post says cannot be mended by waiting; all else is tried again after a while. */
const firstTry = ({ anomaly, now }: Args): Date | null =>
  anomaly.scope === 'content' ? null : after(now, pauseMs(1))

const next = ({ timezone }: Args, tryAt: Date | null): string =>
  tryAt
    ? `One post tries it from ${tellTime(tryAt, timezone)} on; the others follow when that went well.`
    : 'Change the post or cancel the plan; it goes on when you resume it.'

/** Whether what was seen still counts, now that nobody else can change it: the plan was not resumed since. */
const isStill = async (db: Db, { plan }: Args): Promise<boolean> => {
  const [found] = await rows(
    db,
    sql`
      select 1 from postyard_plan_watches w
      join postyard_plans p on p.id::text = w.plan and p.tenant_id::text = w.tenant
      where w.plan = ${String(plan.id)} and w.tenant = ${String(plan.tenant)}
        and w.since = ${plan.since.toISOString()} and p.paused_at is null`,
  )
  return found !== undefined
}

const addBrake = async (
  db: Db,
  args: Args,
  brake: { scope: 'plan' | 'provider'; key: string; reason: string; tryAt: Date | null },
): Promise<boolean> => {
  const { plan, anomaly, now } = args
  const { scope, key, reason, tryAt } = brake
  const { rowCount } = await db.execute(sql`
    insert into postyard_plan_brakes (plan, tenant, scope, key, kind, reason, begun_at, failures, try_at)
    values (${String(plan.id)}, ${String(plan.tenant)}, ${scope}, ${key}, ${anomaly.kind}, ${reason},
      ${now.toISOString()}, 0, ${tryAt?.toISOString() ?? null})
    on conflict do nothing`)
  return rowCount === 1
}

/** Of any number of watchers that want this, the locks of the deliveries let one be first; the others find it done. */
const stopOnce = async (
  args: Args,
  work: (acting: Acting) => Promise<boolean>,
): Promise<boolean> => {
  const { payload, plan, now } = args
  return inTransaction({ payload }, async ({ db, req }) => {
    await lockDeliveries({ db, tenant: plan.tenant, plan: plan.id })
    if (!(await isStill(db, args))) return false
    return work(byItself(payload, { db, req }, now))
  })
}

/**
 * Lets a plan pause itself for an anomaly, once over all watchers, and tells of it. True for the one that did.
 */
export const stopPlan = (args: Args): Promise<boolean> =>
  stopOnce(args, async (acting) => {
    const { plan, anomaly } = args
    const told = tellAnomaly(anomaly)
    const tryAt = firstTry(args)
    const paused = await pausePlan({ context: acting, plan, why: told })
    if (!paused.isNew) return false
    await addBrake(acting.db, args, { scope: 'plan', key: '', reason: told, tryAt })
    await logAlert({
      db: acting.db,
      plan,
      alert: {
        kind: anomaly.kind,
        scope: anomaly.scope,
        key: anomaly.key,
        act: 'paused',
        sentence: `${told} The plan has paused itself. ${next(args, tryAt)}`,
        numbers: numbersOf(anomaly),
      },
    })
    return true
  })

/** Holds what of a plan has not been sent on one platform, but for the one that tries it. Under the locks of its deliveries. */
export const holdPlatform = async (args: {
  db: Db
  plan: { id: ID; tenant: ID }
  platform: string
  why: string
  probe?: string | null
}): Promise<void> => {
  const { db, plan, platform, why, probe } = args
  const unsent = await rows<{ id: ID }>(
    db,
    sql`
      select d.id from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant} and d.state in ('scheduled', 'queued')
        and coalesce(c.platform, c.kind::text) = ${platform} and d.id::text is distinct from ${probe ?? null}`,
  )
  await changeState({
    db,
    tenant: plan.tenant,
    ids: unsent.map(({ id }) => id),
    from: ['scheduled', 'queued'],
    to: 'held',
    reason: tellPlatformPaused(platform, why),
    actor: system,
    set: { wakeAt: null, deadlineAt: pausedUntil },
  })
}

/** Lets a plan wait on one platform, once over all watchers, and tells of it; elsewhere it goes on. */
export const stopPlatform = (args: Args): Promise<boolean> =>
  stopOnce(args, async ({ db }) => {
    const { plan, anomaly } = args
    const told = tellAnomaly(anomaly)
    const tryAt = firstTry(args)
    const brake = { scope: 'provider', key: anomaly.key, reason: told, tryAt } as const
    if (!(await addBrake(db, args, brake))) return false
    await holdPlatform({ db, plan, platform: anomaly.key, why: told })
    await logAlert({
      db,
      plan,
      alert: {
        kind: anomaly.kind,
        scope: 'provider',
        key: anomaly.key,
        act: 'held',
        sentence: `${told} The plan waits on ${anomaly.key}, and goes on elsewhere. ${next(args, tryAt)}`,
        numbers: numbersOf(anomaly),
      },
    })
    return true
  })
