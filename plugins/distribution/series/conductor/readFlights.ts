import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { FlightRow } from '../../model/series.ts'

const instants = ['due_at', 'not_before', 'took_off_at', 'ended_at'] as const

/** Every column of a flight `f`; numbers and texts come as they are. */
export const flightColumns = sql.raw(`
  f.id::text as id, f.tenant, f.series_id, f.day, f.plan_day, f.position, f.carried, f.mode, f.board_name, f.state,
  f.item_id::text as item_id, f.plan_id, f.due_at, f.not_before, f.tries, f.reason_code, f.reason, f.took_off_at,
  f.ended_at`)

/** The driver may hand instants over as text; here they become dates once. */
export const toFlight = (raw: Record<string, unknown>): FlightRow => {
  const row = { ...raw }
  for (const name of instants) {
    const value = row[name]
    if (typeof value === 'string') row[name] = new Date(value)
  }
  return row as FlightRow
}

/** The flights of a tenant that are in the air. */
export const readFlying = async (db: Db, tenant: ID): Promise<FlightRow[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${flightColumns} from postyard_flights f
      where f.tenant = ${String(tenant)} and f.state = 'flying'
      order by f.took_off_at, f.id`,
  )
  return found.map(toFlight)
}

/** The flights of a tenant that wait for their turn on a day, in their order. */
export const readWaiting = async (db: Db, tenant: ID, day: string): Promise<FlightRow[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${flightColumns} from postyard_flights f
      where f.tenant = ${String(tenant)} and f.state = 'waiting' and f.plan_day = ${day}
      order by f.position, f.id`,
  )
  return found.map(toFlight)
}

/** When a tenant's last flight took off, of those planned for these days; null where none has. */
export const readLastTakeOff = async (
  db: Db,
  tenant: ID,
  days: readonly string[],
): Promise<Date | null> => {
  const [found] = await rows<{ at: string | Date | null }>(
    db,
    sql`
      select max(took_off_at) as at from postyard_flights
      where tenant = ${String(tenant)} and plan_day = any(${sql.param([...days])})`,
  )
  return found?.at ? new Date(found.at) : null
}
