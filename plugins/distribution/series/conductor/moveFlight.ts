import type { Reason } from '../../model/changeState.ts'
import { type Db, sql } from '../../model/database.ts'
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

/** The flight comes back with its item, and takes off once more later. */
export const markBack = async (
  db: Db,
  { id, tenant }: Flight,
  set: { from: 'waiting' | 'flying'; notBefore: Date; reason: Reason },
): Promise<boolean> =>
  isDone(
    await db.execute(sql`
      update postyard_flights
      set state = 'waiting', tries = tries + 1, not_before = ${set.notBefore.toISOString()},
          reason_code = ${set.reason.code}, reason = ${set.reason.message}
      where id = ${id}::bigint and tenant = ${tenant} and state = ${set.from}`),
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
