import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { FlightRow } from '../../model/series.ts'
import { flightColumns, toFlight } from './readFlights.ts'

/**
 * Lets only one take-off of a tenant be at a time, until the caller's transaction ends: whoever comes second finds when the
 * first one took off. It is taken before all other locks.
 */
export const lockTakeOffs = async (db: Db, tenant: ID): Promise<void> => {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard:flights:${tenant}`}, 0))`,
  )
}

/**
 * The flight as it is, held until the caller's transaction ends; undefined where it does not wait any more, or midnight has
 * carried it over to another day since it was read.
 */
export const lockWaiting = async (
  db: Db,
  { id, tenant, plan_day: day }: Pick<FlightRow, 'id' | 'tenant' | 'plan_day'>,
): Promise<FlightRow | undefined> => {
  const [found] = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${flightColumns} from postyard_flights f
      where f.id = ${id}::bigint and f.tenant = ${tenant} and f.state = 'waiting' and f.plan_day = ${day}
      for update`,
  )
  return found && toFlight(found)
}
