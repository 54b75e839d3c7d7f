import { spaceOverdue } from '../dispatch/spaceOverdue.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { changeState } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, fireAt, patience } from '../model/deadlines.ts'
import { logEvent } from '../model/logEvent.ts'
import { neededRenditions } from '../model/neededRenditions.ts'
import { planPausedCode, reasons, staleReason } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import { holdForMedia, sendOn } from './awaitMedia.ts'
import { lockDeliveries } from './lockDeliveries.ts'

type Args = {
  context: OperationContext
  plan: { id: ID; tenant: ID }
  /** How late something may go out by itself. */
  graceMinutes: number
}

/**
 * `onTime`: they go out at their time. `late`: at once, one after the other on each channel. `stale`: too late to go by
 * themselves. `waiting`: for their picture or video, or for their post, which is in the bin.
 */
export type Resumed = { wasPaused: boolean; onTime: ID[]; late: ID[]; stale: ID[]; waiting: ID[] }

type Found = DeliveryRow & { is_made: boolean; is_binned: boolean; has_begun: boolean }

const readHeld = async ({ db, plan }: { db: Db; plan: Args['plan'] }): Promise<Found[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)},
        not exists (
          select 1 from unnest(${neededRenditions}) needed
          left join postyard_renditions r
            on r.id::text = needed and r.tenant_id = d.tenant_id and r.state = 'ready'
          where r.id is null
        ) as is_made,
        exists (
          select 1 from postyard_posts o
          where o.id = d.post_id and o.tenant_id = d.tenant_id and o.deleted_at is not null
        ) as is_binned,
        exists (
          select 1 from postyard_mails m
          where m.delivery = d.id::text and m.tenant = d.tenant_id::text and m.state <> 'pending'
        ) as has_begun
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant}
        and d.state = 'held' and d.reason_code = ${planPausedCode}
      order by d.scheduled_at, d.id`,
  )
  return found.map((raw) => ({ ...(raw as Found), ...toDeliveryRow(raw) }))
}

const clearPause = async ({ context, plan }: Args): Promise<boolean> => {
  const { rowCount } = await context.db.execute(sql`
    update postyard_plans
    set paused_at = null, paused_by_name = null, pause_reason = null, updated_at = clock_timestamp()
    where id = ${plan.id} and tenant_id = ${plan.tenant} and paused_at is not null`)
  return rowCount === 1
}

const keepHeld = async (
  { context, plan }: Args,
  deliveries: Found[],
  reason: { code: string; message: string },
): Promise<void> => {
  const { db, now } = context
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${reason.code}, reason = ${reason.message}, wake_at = null, next_attempt_at = null,
        deadline_at = greatest(scheduled_at, ${now.toISOString()}::timestamptz) + ${`${patience.held} milliseconds`}::interval,
        updated_at = clock_timestamp()
    where id = any(${sql.param(deliveries.map(({ id }) => id))}) and tenant_id = ${plan.tenant} and state = 'held'`)
}

/** What is late goes out now, one after the other on each channel; of a mailing that was begun only the rest goes. */
const sendLate = async ({ context, plan }: Args, late: Found[]): Promise<void> => {
  const { payload, db, now, settings, caller } = context
  const common = {
    db,
    tenant: plan.tenant,
    from: ['held'],
    to: 'scheduled',
    reason: reasons.resumed,
    actor: caller.actor,
  } as const
  const set = { wakeAt: now, deadlineAt: after(now, patience.held) }
  const [begun, whole] = [late.filter((row) => row.has_begun), late.filter((row) => !row.has_begun)]
  await changeState({
    ...common,
    ids: begun.map(({ id }) => id),
    set: { ...set, nextAttemptAt: now },
  })
  await changeState({ ...common, ids: whole.map(({ id }) => id), set })
  if (whole.length === 0 || settings.catchUpSeconds === 0) return
  const channels = [...new Set(whole.map((row) => row.channel_id))]
  await spaceOverdue({ payload, db, now, channels, why: 'Its plan was paused' })
}

const idsOf = (deliveries: Found[]): ID[] => deliveries.map(({ id }) => id)

/**
 * Lets a paused plan go on, in the caller's transaction: each delivery to its time. What is past it goes now, spaced as
 * after an outage; what is past its grace too stays held and asks a person. Resumed once more, nothing changes.
 */
export const resumePlan = async (args: Args): Promise<Resumed> => {
  const { context, plan } = args
  const { payload, db, now, settings, caller } = context
  const { tenant } = plan
  await lockDeliveries({ db, tenant, plan: plan.id })
  if (!(await clearPause(args))) {
    return { wasPaused: false, onTime: [], late: [], stale: [], waiting: [] }
  }
  const held = await readHeld({ db, plan })
  const binned = held.filter((row) => row.is_binned)
  const others = held.filter((row) => !row.is_binned)
  const isStale = (row: Found) =>
    !row.has_begun && now > after(row.scheduled_at, args.graceMinutes * 60_000)
  const stale = others.filter(isStale)
  const living = others.filter((row) => !isStale(row))
  const unmade = living.filter((row) => !row.is_made)
  const made = living.filter((row) => row.is_made)
  const late = made.filter((row) => fireAt(row) <= now)
  const onTime = made.filter((row) => fireAt(row) > now)
  const common = { db, settings, tenant, actor: caller.actor, now }
  await keepHeld(args, binned, reasons.binned)
  await keepHeld(args, stale, staleReason(args.graceMinutes))
  await keepHeld(args, unmade, reasons.renderPending)
  await holdForMedia({ ...common, deliveries: unmade.map(asWaiting) })
  await sendOn({ ...common, deliveries: onTime })
  await sendLate(args, late)
  await wakeSoon({ payload, db, now, ids: idsOf(living) })
  const resumed = {
    onTime: idsOf(onTime),
    late: idsOf(late),
    stale: idsOf(stale),
    waiting: idsOf([...unmade, ...binned]),
  }
  await logEvent({
    db,
    type: 'distribution.plan.resumed',
    tenant,
    plan: plan.id,
    actor: caller.actor,
    data: resumed,
  })
  return { wasPaused: true, ...resumed }
}

const asWaiting = (row: Found): Found => ({ ...row, reason_code: reasons.renderPending.code })
