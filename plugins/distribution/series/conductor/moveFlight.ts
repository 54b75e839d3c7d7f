import type { Reason } from '../../model/changeState.ts'
import { type Db, type ID, sql } from '../../model/database.ts'
import type { FlightRow } from '../../model/series.ts'

type Flight = Pick<FlightRow, 'id' | 'tenant'>

/** Each of these is a compare-and-set: false where the flight has gone on meanwhile, and nothing was written. */
const isDone = ({ rowCount }: { rowCount: number | null }): boolean => rowCount === 1

/** The flight is in the air with an item, from now on. */
export const markFlying = async (
  db: Db,
  { id, tenant }: Flight,
  set: { item: string; plan: string | null; now: Date },
): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights
      set state = 'flying', item_id = ${set.item}::bigint, plan_id = coalesce(${set.plan}, plan_id),
          took_off_at = ${set.now.toISOString()}, not_before = null, reason_code = null, reason = null
      where id = ${id}::bigint and tenant = ${tenant} and state = 'waiting'`),
  )

/** The flight is over: its item is out, or will not go out by it. */
export const markEnded = async (
  db: Db,
  { id, tenant }: Flight,
  set: { from: 'waiting' | 'flying'; to: 'flown' | 'skipped'; reason?: Reason; now: Date },
): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights
      set state = ${set.to}, ended_at = ${set.now.toISOString()}, not_before = null,
          reason_code = ${set.reason?.code ?? null}, reason = ${set.reason?.message ?? null}
      where id = ${id}::bigint and tenant = ${tenant} and state = ${set.from}`),
  )

/** The flight comes back with its item, and takes off once more later. Of several who looked at the same try one brings it back. */
export const markBack = async (
  db: Db,
  { id, tenant, tries }: Flight & Pick<FlightRow, 'tries'>,
  set: { from: 'waiting' | 'flying'; item: string; notBefore: Date; reason: Reason },
): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights
      set state = 'waiting', item_id = ${set.item}::bigint, tries = tries + 1, not_before = ${set.notBefore.toISOString()},
          reason_code = ${set.reason.code}, reason = ${set.reason.message}
      where id = ${id}::bigint and tenant = ${tenant} and state = ${set.from} and tries = ${tries}`),
  )

/** The flight keeps waiting, for a reason that passes. */
export const markHeld = async (
  db: Db,
  { id, tenant }: Flight,
  set: { notBefore: Date; reason: Reason },
): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights
      set not_before = ${set.notBefore.toISOString()}, reason_code = ${set.reason.code},
          reason = ${set.reason.message}
      where id = ${id}::bigint and tenant = ${tenant} and state = 'waiting'`),
  )

/** The flight takes the next item in the place of the one with which it came back. */
export const dropItem = async (db: Db, { id, tenant }: Flight): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights set item_id = null, plan_id = null, tries = 0
      where id = ${id}::bigint and tenant = ${tenant} and state = 'waiting'`),
  )

/** What it was to bring is being brought by somebody else's hand already: it is followed to its end. */
export const markFollowed = async (db: Db, { id, tenant }: Flight): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights set state = 'flying', not_before = null, reason_code = null, reason = null
      where id = ${id}::bigint and tenant = ${tenant} and state = 'waiting' and took_off_at is not null
        and item_id is not null`),
  )

/** A flight that is in the air says why it does not land yet; null where it is on its way as it should be. */
export const markAloft = async (
  db: Db,
  { id, tenant }: Flight,
  reason: Reason | null,
): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights set reason_code = ${reason?.code ?? null}, reason = ${reason?.message ?? null}
      where id = ${id}::bigint and tenant = ${tenant} and state = 'flying'
        and reason is distinct from ${reason?.message ?? null}`),
  )

/** What tells of a flight for which the hours of its day were over. */
const hoursOver: Reason = {
  code: 'HOURS_OVER',
  message: 'The hours in which series fly are over for this day. It is carried over to the next.',
}

/** The flights that wait for no other reason say that nothing flies any more on their day; `isOver` false: that it does. */
export const markHoursOver = async (
  db: Db,
  set: { tenant: ID; day: string; isOver: boolean },
): Promise<void> => {
  const { code, message } = hoursOver
  const day = sql`tenant = ${String(set.tenant)} and plan_day = ${set.day} and state = 'waiting'`
  await db.execute(
    set.isOver
      ? sql`
          update postyard_flights set reason_code = ${code}, reason = ${message}
          where ${day} and reason_code is null`
      : sql`
          update postyard_flights set reason_code = null, reason = null
          where ${day} and reason_code = ${code}`,
  )
}
