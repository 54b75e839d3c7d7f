import type { Payload } from 'payload'
import { readTenant } from '../../../channels/readConnection.ts'
import { type Db, type ID, poolOf, rows, sql } from '../../../model/database.ts'
import { inOwnTransaction } from '../../../model/inOwnTransaction.ts'
import { type Anomaly, findAnomalies, tellAnomaly } from '../../../plan/risk/index.ts'
import { settingsOf } from '../../../settings.ts'
import { holdAccounts } from './holdAccounts.ts'
import { logAlert, numbersOf } from './logAlert.ts'
import { mayTell } from './mayTell.ts'
import { type Observed, readObservations } from './readObservations.ts'
import { readUsual } from './readUsual.ts'
import { readWatched, toRunningPlan, type Watched } from './readWatched.ts'
import { stopPlan, stopPlatform } from './stop.ts'
import { tryBrakes } from './tryBrakes.ts'

type Args = { payload: Payload; tenant: ID; now: Date }

/** A plan that is over is watched no more, unless something of it was given a new life meanwhile. */
const endWatch = (payload: Payload, plan: Watched): Promise<void> =>
  inOwnTransaction(payload, async (db) => {
    const ofPlan = sql`plan = ${String(plan.id)} and tenant = ${String(plan.tenant)}`
    // Whoever lets it begin anew holds this row until that is done; the next statement sees what they did.
    await db.execute(sql`select 1 from postyard_plan_watches where ${ofPlan} for update`)
    await db.execute(sql`
      with ended as (
        delete from postyard_plan_watches w where ${ofPlan} and not exists (
          select from postyard_deliveries d
          where d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant} and d.deadline_at is not null)
        returning plan
      )
      delete from postyard_plan_brakes b using ended
      where b.plan = ended.plan and b.tenant = ${String(plan.tenant)}`)
  })

/** What is usual for the tenant is found out once, when its plan begins. */
const keepUsual = async (db: Db, watched: Watched[], args: Args & { timezone: string }) => {
  const unknown = watched.filter(({ usual }) => usual === null)
  const known = watched.find(({ usual }) => usual !== null)?.usual
  if (unknown.length === 0) return known ?? { limited: 0, rejected: 0, unknown: 0 }
  const usual = await readUsual({ ...args, db })
  await db.execute(sql`
    update postyard_plan_watches set usual = ${JSON.stringify(usual)}::jsonb
    where tenant = ${String(args.tenant)} and usual is null`)
  return usual
}

/** Platforms of a plan that wait already: what ended there is known. */
const readStopped = async (db: Db, tenant: ID): Promise<Set<string>> => {
  const found = await rows<{ plan: string; key: string }>(
    db,
    sql`
      select plan, key from postyard_plan_brakes where tenant = ${String(tenant)} and scope = 'provider'`,
  )
  return new Set(found.map(({ plan, key }) => `${plan} ${key}`))
}

/** Nothing is stopped for it, or what is wrong is one account's: it is told of once in a while. */
const tellOnly = (args: Args, plan: Watched, anomaly: Anomaly): Promise<void> =>
  inOwnTransaction(args.payload, async (db) => {
    if (!(await mayTell({ db, plan, now: args.now }))) return
    const { kind, scope, key } = anomaly
    await logAlert({
      db,
      plan,
      alert: {
        ...{ kind, scope, key, act: 'told', numbers: numbersOf(anomaly) },
        sentence: `${tellAnomaly(anomaly)} Nothing was stopped for that. Look at the accounts; pause the plan if in doubt.`,
      },
    })
  })

/** Account for account, platform for platform: as little as explains it is stopped. */
const act = async (
  args: Args & { timezone: string },
  watched: Watched[],
  anomaly: Anomaly,
): Promise<void> => {
  const { payload, now, timezone } = args
  const about = watched.filter(({ id, post }) =>
    anomaly.scope === 'content' ? String(post) === anomaly.key : anomaly.plans.includes(String(id)),
  )
  for (const plan of about) {
    const one = { payload, plan, anomaly, timezone, now }
    if (anomaly.scope === 'account' || anomaly.kind === 'health') {
      await tellOnly(args, plan, anomaly)
    } else if (anomaly.scope === 'provider') await stopPlatform(one)
    else await stopPlan(one)
  }
}

/**
 * Looks at the network plans of a tenant that run: how their attempts end, and what is to be done about it. A limited
 * account, or a platform, holds only itself; several accounts that are limited, or failures that rise above what is usual,
 * pause the plan; what has been stopped so is tried again after a while. Any number of processes may look at once: each
 * thing is done and told once. A plan that is over is watched no more.
 */
export const watchPlans = async (args: Args): Promise<void> => {
  const { payload, tenant, now } = args
  const db = poolOf(payload)
  const watched = await readWatched({ payload, db, tenant })
  for (const plan of watched.filter(({ isOpen }) => !isOpen)) await endWatch(payload, plan)
  const open = watched.filter(({ isOpen, isHalted }) => isOpen && !isHalted)
  if (open.length === 0) return
  const settings = settingsOf(payload)
  const { timezone, graceMinutes } = await readTenant({ payload, settings, tenant })
  const plans = open.map(({ id }) => id)
  const observed = await readObservations({ db, tenant, plans, now })
  const byPlan = Map.groupBy(observed, ({ plan }) => plan)
  const of = ({ id }: Watched) => byPlan.get(String(id)) ?? []
  for (const plan of open) await holdAccounts({ payload, plan, observed: of(plan), timezone, now })
  const running = open.filter(({ isPaused }) => !isPaused)
  const usual = await keepUsual(db, open, { ...args, timezone })
  const stopped = await readStopped(db, tenant)
  const sinceOf = new Map(running.map(({ id, since }) => [String(id), since]))
  const isNews = ({ plan, provider, at }: Observed) => {
    const since = sinceOf.get(plan)
    return since !== undefined && at > since.getTime() && !stopped.has(`${plan} ${provider}`)
  }
  const anomalies = findAnomalies({
    observations: observed.filter(isNews),
    plans: running.map(toRunningPlan),
    usual,
    now: now.getTime(),
  })
  for (const anomaly of anomalies) await act({ ...args, timezone }, running, anomaly)
  const braked = new Set(await readBraked(db, tenant, now))
  for (const plan of open.filter(({ id }) => braked.has(String(id)))) {
    await tryBrakes({ payload, plan, observed: of(plan), timezone, graceMinutes, now })
  }
}

/** The plans of which something stopped is to be seen to at this moment. */
const readBraked = async (db: Db, tenant: ID, now: Date): Promise<string[]> => {
  const found = await rows<{ plan: string }>(
    db,
    sql`
      select distinct plan from postyard_plan_brakes
      where tenant = ${String(tenant)}
        and (scope = 'provider' or probe is not null or try_at <= ${now.toISOString()})`,
  )
  return found.map(({ plan }) => plan)
}
