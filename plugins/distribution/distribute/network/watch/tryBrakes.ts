import type { Payload } from 'payload'
import { pauseMs } from '../../../deliver/brake/noteFailure.ts'
import { wakeSoon } from '../../../dispatch/wakeSoon.ts'
import { changeState, system } from '../../../model/changeState.ts'
import { type Db, inTransaction, rows, sql } from '../../../model/database.ts'
import { after, patience } from '../../../model/deadlines.ts'
import { readPauses, tellPaused } from '../../../model/planPause.ts'
import {
  budgetSpentCode,
  capCode,
  planPausedCode,
  platformPausedCode,
  silentCode,
} from '../../../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../../../model/rows.ts'
import { tellTime } from '../../../model/tellTime.ts'
import type { AnomalyKind } from '../../../plan/risk/index.ts'
import type { Acting } from '../../acting.ts'
import { letGo } from '../../letGo.ts'
import { lockDeliveries } from '../../lockDeliveries.ts'
import { resumePlan } from '../../resumePlan.ts'
import { chooseProbe } from './chooseProbe.ts'
import { type Alert, logAlert } from './logAlert.ts'
import { mayTell } from './mayTell.ts'
import type { Observed } from './readObservations.ts'
import type { Watched } from './readWatched.ts'
import { byItself, holdPlatform } from './stop.ts'

/** After so many tries in vain a person is asked. */
const mostFailures = 5

/** A person is told when nothing could be tried for so long, in milliseconds. */
const stuckMs = 10 * 60_000

type Brake = {
  scope: 'plan' | 'provider'
  key: string
  kind: AnomalyKind
  reason: string
  failures: number
  try_at: string | Date | null
  probe: string | null
  probed_at: string | Date | null
}

type Args = {
  payload: Payload
  plan: Watched
  observed: Observed[]
  /** The tenant's. */
  timezone: string
  graceMinutes: number
  now: Date
}

type InHand = Args & { acting: Acting; brake: Brake; all: DeliveryRow[] }

const ofBrake = ({ plan, brake }: Pick<InHand, 'plan' | 'brake'>) => sql`
  plan = ${String(plan.id)} and tenant = ${String(plan.tenant)} and scope = ${brake.scope} and key = ${brake.key}`

const readBrakes = (db: Db, plan: Watched): Promise<Brake[]> =>
  rows<Brake>(
    db,
    sql`
      select scope, key, kind, reason, failures, try_at, probe, probed_at from postyard_plan_brakes
      where plan = ${String(plan.id)} and tenant = ${String(plan.tenant)} order by scope, key`,
  )

const whereOf = ({ brake }: InHand): string =>
  brake.scope === 'provider' ? ` on ${brake.key}` : ''

const tell = ({ acting, plan, brake }: InHand, act: Alert['act'], sentence: string) => {
  const { kind, scope } = brake
  const key = scope === 'plan' ? String(plan.id) : brake.key
  return logAlert({ db: acting.db, plan, alert: { kind, scope, key, act, sentence } })
}

const codeOf = ({ brake }: InHand): string =>
  brake.scope === 'plan' ? planPausedCode : platformPausedCode

/**
 * What waits for it.
 *
 * @param isToTry only what may show whether the rest may go: on accounts that take posts, and after them on those that were
 *   left alone for a while that is over, since only a post ends that
 */
const readWaiting = async (one: InHand, isToTry = false): Promise<DeliveryRow[]> => {
  const { plan, brake, acting } = one
  const mayTry = sql`and (c.state in ('active', 'limited') or c.state = 'suspended' and exists (
    select 1 from postyard_brakes b
    where b.channel = c.id::text and b.tenant = c.tenant_id::text and b.until <= ${acting.now.toISOString()}))`
  const found = await rows<Record<string, unknown>>(
    acting.db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant} and d.state = 'held'
        and d.reason_code = ${codeOf(one)} ${isToTry ? mayTry : sql``}
        ${brake.scope === 'provider' ? sql`and coalesce(c.platform, c.kind::text) = ${brake.key}` : sql``}
      order by c.state = 'suspended', d.kind = 'manual', d.scheduled_at, d.id`,
  )
  return found.map(toDeliveryRow)
}

/** No account could try it for a while: that wants a person, unless they only keep their hours and caps. */
const tellStuck = async (one: InHand, waiting: DeliveryRow[]): Promise<void> => {
  const { acting, plan, brake } = one
  const { db, now } = acting
  const isStuck = brake.try_at !== null && new Date(brake.try_at) <= after(now, -stuckMs)
  if (waiting.length > 0 || !isStuck || !(await mayTell({ db, plan, now }))) return
  const sentence = `None of the accounts that could show whether the plan may go on${whereOf(one)} takes posts now. As soon as one of them is well again it is tried by itself; see to them, or resume the plan.`
  await tell(one, 'asked', sentence)
}

/** One delivery goes out to see whether the others may; nothing else of what waits goes with it. */
const beginTry = async (one: InHand): Promise<void> => {
  const { acting, plan } = one
  const { db, payload, now } = acting
  const waiting = await readWaiting(one, true)
  const probe = await chooseProbe({ acting, plan, waiting })
  if (!probe) return tellStuck(one, waiting)
  await db.execute(sql`
    update postyard_plan_brakes set probe = ${String(probe.id)}, probed_at = ${now.toISOString()}
    where ${ofBrake(one)}`)
  await changeState({
    db,
    tenant: plan.tenant,
    ids: [probe.id],
    from: ['held'],
    to: 'scheduled',
    reason: {
      code: 'PROBE',
      message: 'Its plan waits; this one goes out to see whether the others may follow.',
    },
    actor: system,
    set: {
      scheduledAt: now,
      nextAttemptAt: null,
      wakeAt: now,
      deadlineAt: after(now, patience.held),
    },
  })
  await wakeSoon({ payload, db, now, ids: [probe.id] })
}

const why = 'One post went well.'

/** Whoever halts a plan ends the trying too. */
const neverHalted = (): never => {
  throw new Error('A plan that was halted does not go on by itself.')
}

/** All that waited goes on, with the distance that it was planned with. */
const goOn = async (one: InHand): Promise<void> => {
  const { acting, plan, brake, graceMinutes } = one
  if (brake.scope === 'plan') {
    await resumePlan({ context: acting, plan, graceMinutes, letHaltedGo: neverHalted, why })
    return
  }
  await acting.db.execute(sql`delete from postyard_plan_brakes where ${ofBrake(one)}`)
  await acting.db.execute(sql`
    update postyard_plan_watches set since = ${acting.now.toISOString()}, seen_at = ${acting.now.toISOString()}
    where plan = ${String(plan.id)} and tenant = ${String(plan.tenant)}`)
  await letGo({ context: acting, plan, held: await readWaiting(one), graceMinutes })
}

/** The one that tried it waits with the others again, unless it is on its way out or has ended. */
const holdAgain = async (one: InHand, probe: DeliveryRow): Promise<void> => {
  const { acting, plan, brake } = one
  if (brake.scope === 'provider') {
    return holdPlatform({ db: acting.db, plan, platform: brake.key, why: brake.reason })
  }
  const pause = (await readPauses(acting.db, [probe])).get(String(plan.id))
  if (!pause) return
  await changeState({
    db: acting.db,
    tenant: plan.tenant,
    ids: [probe.id],
    from: ['scheduled', 'queued'],
    to: 'held',
    reason: tellPaused(pause),
    actor: system,
    set: { wakeAt: null, deadlineAt: after(acting.now, patience.paused) },
  })
}

const waitLonger = async (one: InHand, probe: DeliveryRow | undefined): Promise<void> => {
  const { acting, brake, timezone } = one
  const { db, now } = acting
  const failures = brake.failures + 1
  const tryAt = failures < mostFailures ? after(now, pauseMs(failures + 1)) : null
  await db.execute(sql`
    update postyard_plan_brakes
    set failures = ${failures}, try_at = ${tryAt?.toISOString() ?? null}, probe = null, probed_at = null
    where ${ofBrake(one)}`)
  if (probe) await holdAgain(one, probe)
  await tell(
    one,
    tryAt ? (brake.scope === 'plan' ? 'paused' : 'held') : 'asked',
    tryAt
      ? `The post that tried whether the plan may go on${whereOf(one)} did not go well either. It is tried again from ${tellTime(tryAt, timezone)} on.`
      : `The plan was tried ${failures} times${whereOf(one)}, each time in vain, so it is not tried any more by itself. See what is wrong with the accounts; then resume the plan or cancel it.`,
  )
}

/** It waits for Postiz, which says nothing of its account. */
const waitsForPostiz = ({ state, reason_code: code }: DeliveryRow): boolean =>
  state === 'held' && [budgetSpentCode, silentCode].includes(code ?? '')

/** Another is to try it: its account has no room today, which says nothing of how it is. */
const chooseAnother = ({ acting, ...one }: InHand) =>
  acting.db.execute(sql`
    update postyard_plan_brakes set probe = null, probed_at = null where ${ofBrake(one)}`)

/** How the one that tries it fared: undefined while nobody knows. */
const judge = (
  one: InHand,
  probe: DeliveryRow | undefined,
): 'well' | 'badly' | 'nothing' | undefined => {
  const { brake, observed } = one
  if (!probe) return 'badly'
  if (probe.state === 'published' || probe.state === 'dispatched') return 'well'
  const since = brake.probed_at === null ? 0 : new Date(brake.probed_at).getTime()
  const isBad = observed.some(
    ({ account, kind, at }) => account === String(probe.channel_id) && kind !== 'ok' && at >= since,
  )
  const isOver = ['failed', 'unknown', 'cancelled', 'expired', 'skipped', 'held'].includes(
    probe.state,
  )
  if (isBad) return 'badly'
  if (probe.state === 'held' && probe.reason_code === capCode) return 'nothing'
  return isOver && !waitsForPostiz(probe) ? 'badly' : undefined
}

const see = async (one: InHand): Promise<void> => {
  const { brake, acting, plan, all } = one
  if (brake.scope === 'provider') {
    // What came back from an attempt meanwhile waits too.
    const { key: platform, reason, probe } = brake
    await holdPlatform({ db: acting.db, plan, platform, why: reason, probe })
  }
  if (brake.probe !== null) {
    const probe = all.find(({ id }) => String(id) === brake.probe)
    const end = judge(one, probe)
    if (end === 'well') await goOn(one)
    if (end === 'badly') await waitLonger(one, probe)
    if (end === 'nothing') await chooseAnother(one)
    return
  }
  if (brake.try_at !== null && new Date(brake.try_at) <= acting.now) await beginTry(one)
}

/**
 * Sees to what of a plan Postyard has stopped by itself: after a pause one delivery tries it. Where that goes well the rest
 * follows, spread anew from then on; where not, the next pause is longer; after five in vain a person is asked. Of any
 * number of watchers one at a time does so.
 */
export const tryBrakes = async (args: Args): Promise<void> => {
  const { payload, plan, now } = args
  await inTransaction({ payload }, async ({ db, req }) => {
    const all = await lockDeliveries({ db, tenant: plan.tenant, plan: plan.id })
    const acting = byItself(payload, { db, req }, now)
    const brakes = await readBrakes(db, plan)
    const ofPlan = brakes.filter(({ scope }) => scope === 'plan')
    // While the whole plan waits, its platforms do.
    for (const brake of ofPlan.length > 0 ? ofPlan : brakes) {
      if (brake.scope === 'provider' && plan.isPaused) continue
      await see({ ...args, acting, brake, all })
    }
  })
}
