import { spaceOverdue } from '../dispatch/spaceOverdue.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { changeState } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, fireAt, patience } from '../model/deadlines.ts'
import { neededRenditions } from '../model/neededRenditions.ts'
import { heldByPlanCodes, reasons, staleReason } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import type { Acting } from './acting.ts'
import { holdForMedia, sendOn } from './awaitMedia.ts'
import { type Respread, readMissed, respread } from './network/respread.ts'

type Args = {
  context: Acting
  plan: { id: ID; tenant: ID }
  /** Held for their plan, under the caller's locks; nothing holds the plan any more. */
  held: DeliveryRow[]
  /** How late something may go out by itself. */
  graceMinutes: number
}

/**
 * `onTime`: they go out at their time. `late`: at once, one after the other on each channel. `stale`: too late to go by
 * themselves. `waiting`: for their picture or video, or for their post, which is in the bin. `moved`: of a network plan,
 * those that got another time so that posts keep their distance; they are in one of the other lists too.
 */
export type LetGo = { onTime: ID[]; late: ID[]; stale: ID[]; waiting: ID[]; moved: ID[] }

type Found = DeliveryRow & { is_made: boolean; is_binned: boolean; has_begun: boolean }

const readHeld = async (db: Db, { plan, held }: Args): Promise<Found[]> => {
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
      where d.id = any(${sql.param(held.map(({ id }) => id))}) and d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant}
        and d.state = 'held' and d.reason_code = any(${sql.param([...heldByPlanCodes])})
      order by d.scheduled_at, d.id`,
  )
  return found.map((raw) => ({ ...(raw as Found), ...toDeliveryRow(raw) }))
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

/** No time was found for it at which all rules hold. */
const tellNoRoom = ({ why }: Respread) => ({
  code: 'STALE',
  message: `Its time went by while its plan was paused, and no other was found${why ? `: ${why}` : '.'} Give it a time, or cancel it.`,
})

/**
 * Lets deliveries go on that were held for their plan, in the caller's transaction: each to its time. What is past it goes
 * now, spaced as after an outage; what is past its grace too stays held and asks a person. Of a network plan, what is past
 * its time gets another one instead, so that its posts keep their distance.
 */
export const letGo = async (args: Args): Promise<LetGo> => {
  const { context, plan, graceMinutes } = args
  const { payload, db, now, settings, caller } = context
  const { tenant } = plan
  const spaced = await respread({ context, plan, deliveries: await readMissed(args, args.held) })
  const held = await readHeld(db, args)
  const binned = held.filter((row) => row.is_binned)
  const others = held.filter((row) => !row.is_binned)
  const withoutRoom = new Set(spaced?.left.map(String))
  const isStale = (row: Found) =>
    withoutRoom.has(String(row.id)) ||
    (!row.has_begun && now > after(row.scheduled_at, graceMinutes * 60_000))
  const stale = others.filter(isStale)
  const living = others.filter((row) => !isStale(row))
  const unmade = living.filter((row) => !row.is_made)
  const made = living.filter((row) => row.is_made)
  const late = made.filter((row) => fireAt(row) <= now)
  const onTime = made.filter((row) => fireAt(row) > now)
  const common = { db, settings, tenant, actor: caller.actor, now }
  await keepHeld(args, binned, reasons.binned)
  await keepHeld(args, stale, spaced ? tellNoRoom(spaced) : staleReason(graceMinutes))
  await keepHeld(args, unmade, reasons.renderPending)
  await holdForMedia({ ...common, deliveries: unmade.map(asWaiting) })
  await sendOn({ ...common, deliveries: onTime })
  await sendLate(args, late)
  await wakeSoon({ payload, db, now, ids: idsOf(living) })
  return {
    onTime: idsOf(onTime),
    late: idsOf(late),
    stale: idsOf(stale),
    waiting: idsOf([...unmade, ...binned]),
    moved: spaced?.moved ?? [],
  }
}

const asWaiting = (row: Found): Found => ({ ...row, reason_code: reasons.renderPending.code })
