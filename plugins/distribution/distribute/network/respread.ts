import { type ID, rows, sql } from '../../model/database.ts'
import { patience } from '../../model/deadlines.ts'
import { fitsItsTime } from '../../model/draftTime.ts'
import { forgetDrafts } from '../../model/forgetDrafts.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Acting } from '../acting.ts'
import { findTimes } from './findTimes.ts'

type Args = {
  context: Acting
  plan: { id: ID; tenant: ID }
  /** Held, under the caller's locks. */
  deliveries: DeliveryRow[]
}

/** Which got new times, and those for which there was no room, with the sentence for why. */
export type Respread = { moved: ID[]; left: ID[]; why: string | null }

/** The same delivery says that it was given another time; what it waits for stays as it is. */
const writeTimes = async ({ context, plan }: Args, times: Map<string, Date>): Promise<void> => {
  if (times.size === 0) return
  const { db, caller } = context
  const given = [...times].map(([id, at]) => ({ id, at }))
  const reason = `${caller.name} let its plan go on; it got another time, so that posts keep their distance.`
  await db.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id text, at timestamptz)
    ), moved as (
      update postyard_deliveries d
      set scheduled_at = given.at, next_attempt_at = null, updated_at = clock_timestamp(),
          deadline_at = given.at + ${`${patience.held} milliseconds`}::interval
      from given, postyard_deliveries before
      where d.id::text = given.id and d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant}
        and d.state = 'held' and before.id = d.id
      returning d.id, d.tenant_id, d.plan_id, before.scheduled_at as was, d.scheduled_at as at
    )
    insert into postyard_events
      (type, schema_version, occurred_at, tenant_id, actor_kind, actor_id, actor_name, correlation_id,
       delivery_id, plan_id, data, updated_at, created_at)
    select 'distribution.delivery.rescheduled', 1, clock_timestamp(), tenant_id, ${caller.actor.kind},
      ${caller.actor.id === undefined ? null : String(caller.actor.id)}, ${caller.actor.name}, plan_id::text,
      id, plan_id, jsonb_build_object('from', was, 'to', at, 'reason', ${reason}::text),
      clock_timestamp(), clock_timestamp()
    from moved`)
}

/**
 * Gives deliveries of a network plan that missed their times new ones from now on, so that their posts keep the distance
 * that they were planned with; undefined for an ordinary plan. They stay held: whoever calls lets them go.
 */
export const respread = async (args: Args): Promise<Respread | undefined> => {
  const { context, plan, deliveries } = args
  const found = await findTimes(args)
  if (!found) return undefined
  const { times, left, why } = found
  await writeTimes(args, times)
  const isMisfit = (row: DeliveryRow) => {
    const at = times.get(String(row.id))
    const due = at && { scheduled_at: at, next_attempt_at: null }
    return due && row.draft_at && !fitsItsTime(due, row.draft_at, context.now)
  }
  await forgetDrafts({
    db: context.db,
    tenant: plan.tenant,
    deliveries: deliveries.filter(isMisfit).map(({ id }) => id),
  })
  return {
    moved: deliveries.flatMap(({ id }) => (times.has(String(id)) ? [id] : [])),
    left: left.map(({ id }) => id),
    why,
  }
}

/** Those of a plan's held deliveries that missed their times. */
export const readMissed = async (
  { context, plan }: Pick<Args, 'context' | 'plan'>,
  held: DeliveryRow[],
): Promise<DeliveryRow[]> => {
  const { db, now } = context
  // A mailing that some have already goes on where it stopped.
  const begun = await rows<{ delivery: string }>(
    db,
    sql`
      select distinct delivery from postyard_mails
      where delivery = any(${sql.param(held.map(({ id }) => String(id)))}) and tenant = ${String(plan.tenant)}
        and state <> 'pending'`,
  )
  const isBegun = new Set(begun.map(({ delivery }) => delivery))
  return held.filter((row) => row.scheduled_at <= now && !isBegun.has(String(row.id)))
}
