import type { Payload } from 'payload'
import { type ID, rows, sql } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import type { FlightRow, SeriesRecord } from '../../model/series.ts'
import type { Settings } from '../../options.ts'
import { modeOf, nameBoard } from '../../plan/series/index.ts'
import type { Day } from '../readDay.ts'
import { lockWatch } from '../watchman/watchRows.ts'
import { flightColumns, toFlight } from './readFlights.ts'

type Args = {
  payload: Payload
  settings: Settings
  tenant: ID
  series: SeriesRecord
  day: Day
  now: Date
}

/** The flight of a series that is not over; where there is none one is opened, behind all others of the day. */
export const openFlight = (args: Args): Promise<FlightRow> =>
  inOwnTransaction(args.payload, async (db) => {
    const { tenant, series, day, now } = args
    const { options } = day
    await lockWatch({ db, tenant, planAt: now, flyAt: now })
    const board = nameBoard({
      slug: series.slug,
      template: options.boardTemplate,
      exception: series.boardName ?? null,
    })
    await db.execute(sql`
      insert into postyard_flights
        (tenant, series_id, day, plan_day, position, carried, mode, board_name, state)
      select ${String(tenant)}, ${String(series.id)}, ${day.day}, ${day.day},
        coalesce((select max(position) + 1 from postyard_flights
          where tenant = ${String(tenant)} and plan_day = ${day.day}), 0),
        0, ${modeOf(series.count ?? 0, options)}, ${board}, 'waiting'
      where not exists (
        select 1 from postyard_flights f
        where f.series_id = ${String(series.id)} and f.tenant = ${String(tenant)}
          and f.state in ('waiting', 'flying'))`)
    const [open] = await rows<Record<string, unknown>>(
      db,
      sql`
        select ${flightColumns} from postyard_flights f
        where f.series_id = ${String(series.id)} and f.tenant = ${String(tenant)}
          and f.state in ('waiting', 'flying')`,
    )
    if (!open) throw new Error('A flight that was opened is gone.')
    return toFlight(open)
  })
