import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import type { FlightRow } from '../../model/series.ts'
import { nextTakeOff } from '../../plan/series/index.ts'
import type { Day } from '../readDay.ts'
import { lockWatch } from '../watchman/watchRows.ts'
import { markHoursOver } from './moveFlight.ts'
import { readFlying, readLastTakeOff, readWaiting } from './readFlights.ts'

const minute = 60_000

/** So often what is in the air is looked at: at first, and once it is up for an hour, in ms. */
const looks = { fresh: minute, old: 10 * minute }

const isReady = ({ not_before: at }: FlightRow, now: Date): boolean => at === null || at <= now

/** The flights of the day whose turn has come, in their order, and when the next of them may take off. */
export const readTurn = async (
  db: Db,
  args: { tenant: ID; day: Day; now: Date },
): Promise<{ ready: FlightRow[]; waiting: FlightRow[]; last: Date | null; at: Date | null }> => {
  const { tenant, day, now } = args
  const waiting = await readWaiting(db, tenant, day.day)
  const ready = waiting.filter((flight) => isReady(flight, now))
  const last = ready.length === 0 ? null : await readLastTakeOff(db, tenant, day.days)
  const at = nextTakeOff({
    ...{ now, waiting: ready.length, lastTakeOff: last, day: day.day },
    ...{ timezone: day.timezone, options: day.options, seed: day.seed },
  })
  return { ready, waiting, last, at }
}

/**
 * When the flights of a tenant are looked at next, as they stand; null where nothing is to come before the next plan.
 * `isOver`: some wait for whom the hours of the day do not suffice.
 */
const findNext = async (
  db: Db,
  args: { tenant: ID; day: Day; now: Date },
): Promise<{ next: Date | null; isOver: boolean }> => {
  const { tenant, now } = args
  const { waiting, ready, at } = await readTurn(db, args)
  const flying = await readFlying(db, tenant)
  const times = [
    ...(at ? [at] : []),
    ...waiting.flatMap((flight) => (isReady(flight, now) ? [] : (flight.not_before ?? []))),
    ...flying.map(({ took_off_at: up }) =>
      after(now, up && up > after(now, -60 * minute) ? looks.fresh : looks.old),
    ),
  ].map((one) => one.getTime())
  const next = times.length === 0 ? null : new Date(Math.min(...times))
  return { next, isOver: ready.length > 0 && at === null }
}

/**
 * Writes when the flights of a tenant are looked at next, as they stand: read under the lock with which flights are
 * planned, so that none is overlooked. Returns it; null where nothing is to come before the next plan.
 */
export const setNextLook = (args: {
  payload: Payload
  tenant: ID
  day: Day
  now: Date
}): Promise<Date | null> =>
  inOwnTransaction(args.payload, async (db) => {
    const { tenant, now } = args
    await lockWatch({ db, tenant, planAt: now, flyAt: now })
    const { next: found, isOver } = await findNext(db, args)
    await markHoursOver(db, { tenant, day: args.day.day, isOver })
    // Midnight may have passed since it was read which day it is: the flights of the new one are looked at soon.
    const [ofLaterDay] = await rows(
      db,
      sql`
        select 1 from postyard_flights
        where tenant = ${String(tenant)} and state = 'waiting' and plan_day > ${args.day.day} limit 1`,
    )
    const soon = after(now, minute)
    const next = ofLaterDay && (!found || found > soon) ? soon : found
    await db.execute(sql`
      update postyard_watchmen set fly_at = ${(next ?? after(now, 24 * 60 * minute)).toISOString()}
      where tenant = ${String(tenant)}`)
    return next
  })
