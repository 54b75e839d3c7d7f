import { type Actor, changeState } from '../model/changeState.ts'
import { type Db, type ID, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { isHeldByPlan, isWaitingForMedia, reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { Settings } from '../options.ts'

type Args = {
  /** One transaction, which holds the rows. */
  db: Db
  settings: Settings
  tenant: ID
  deliveries: DeliveryRow[]
  actor: Actor
  now: Date
}

/** The patience with a delivery that begins to wait, or to go on, now. */
const whole = (now: Date) =>
  sql`greatest(scheduled_at, ${now.toISOString()}::timestamptz) + ${`${patience.held} milliseconds`}::interval`

const idsOf = (deliveries: DeliveryRow[]): ID[] => deliveries.map(({ id }) => id)

/** `minutes` before a row's time, but not before now. */
const ahead = (minutes: number, now: Date) =>
  sql`greatest(scheduled_at - ${`${minutes} minutes`}::interval, ${now.toISOString()}::timestamptz)`

/** Holds deliveries, whatever they wait for, until the picture or video that they show is made. */
export const holdForMedia = async (args: Args): Promise<void> => {
  const { db, settings, tenant, actor, now } = args
  // When its plan is resumed it is seen what those wait for.
  const deliveries = args.deliveries.filter((row) => !isHeldByPlan(row))
  const wakeAt = ahead(settings.renderLeadMinutes, now)
  const held = deliveries.filter(({ state }) => state === 'held')
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${reasons.renderPending.code}, reason = ${reasons.renderPending.message},
        wake_at = ${wakeAt}, updated_at = clock_timestamp()
    where id = any(${sql.param(idsOf(held))}) and tenant_id = ${tenant} and state = 'held'`)
  await changeState({
    db,
    tenant,
    ids: idsOf(deliveries.filter(({ state }) => state !== 'held')),
    from: ['scheduled', 'queued'],
    to: 'held',
    reason: reasons.renderPending,
    actor,
    set: { wakeAt, deadlineAt: whole(now) },
  })
  await db.execute(sql`
    update postyard_deliveries
    set left_out = null,
        media_late_at = greatest(scheduled_at, ${after(now, patience.media).toISOString()}::timestamptz)
    where id = any(${sql.param(idsOf(deliveries))}) and tenant_id = ${tenant} and state = 'held'`)
}

/** Lets held deliveries go on to their time; what else keeps them is found when they are due. */
export const sendOn = async (args: Args): Promise<void> => {
  const { db, settings, tenant, deliveries, actor, now } = args
  await changeState({
    db,
    tenant,
    ids: idsOf(deliveries),
    from: ['held'],
    to: 'scheduled',
    reason: reasons.scheduled,
    actor,
    set: {
      wakeAt: sql`case when kind = 'postiz' then ${ahead(settings.stageLeadMinutes, now)}
        else greatest(scheduled_at, ${now.toISOString()}::timestamptz) end`,
      deadlineAt: whole(now),
    },
  })
}

/**
 * Puts deliveries whose content has just changed where they belong by it: held while the picture or video of it is made,
 * else on their way to their time. What is held for another reason goes on waiting for that.
 */
export const awaitMedia = (args: Args & { isPending: boolean }): Promise<void> =>
  args.isPending
    ? holdForMedia(args)
    : sendOn({ ...args, deliveries: args.deliveries.filter(isWaitingForMedia) })
