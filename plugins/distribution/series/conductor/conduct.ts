import type { Payload } from 'payload'
import { type ID, parseId, poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { FlightRow } from '../../model/series.ts'
import { withoutStatement } from '../../tellFault.ts'
import { readDay } from '../readDay.ts'
import { countAgain } from '../sources/countAgain.ts'
import { flyFlight } from './flyFlight.ts'
import { holdFlight } from './holdFlight.ts'
import { landFlights } from './landFlights.ts'
import { readTurn, setNextLook } from './nextLook.ts'

type Args = {
  payload: Payload
  tenant: ID
  now: Date
  /** The clock of the deliveries, which go out in real time whatever `now` is. @default that of this process */
  clock?: () => Date
}

/** So long a flight waits over which something broke, in ms. */
const faultMs = 15 * 60_000

/** So many flights that wait or end at once are enough for one look; the next one comes at once. */
const mostFlights = 50

/** A flight over which something breaks keeps none of the others: it is written down, and waits for a while. */
const holdFault = async ({ payload, tenant, now }: Args, flight: FlightRow, error: unknown) => {
  const series = parseId(payload, flight.series_id)
  payload.logger.error({
    ...{ err: withoutStatement(error), msg: 'A flight of a series could not be looked at.' },
    ...{ flight: flight.id, tenant },
  })
  const message = 'Something broke as it was to take off. It is tried again by itself.'
  return holdFlight({
    ...{ payload, tenant, flight, now, reason: { code: 'BROKEN', message } },
    ...(series === undefined ? {} : { series: { id: series } }),
    until: after(now, faultMs),
  })
}

/**
 * Looks after the flights of a tenant: lands those that have ended, then lets the next one take off where its time has come.
 * One flies at a time, at the distance that the day needs. Any number of processes may do this at once, and each may end
 * anywhere: an item goes out once on each channel, and what was begun is taken up by the next look.
 *
 * @returns when there is something to do next; null where there is nothing before the next flight plan
 */
export const conduct = async (args: Args): Promise<{ tookOff: number; nextAt: Date | null }> => {
  const { payload, tenant, now, clock = () => new Date() } = args
  const day = await readDay(args)
  await landFlights(args)
  let tookOff = 0
  for (let turn = 0; turn < mostFlights; turn += 1) {
    const { ready, last, at } = await readTurn(poolOf(payload), { tenant, day, now })
    const [flight] = ready
    if (!flight || !at || at > now) break
    const flown = await flyFlight({
      ...{ payload, tenant, day, flight, now, clock },
      after: { days: day.days, last },
    }).catch((error: unknown) => holdFault(args, flight, error))
    if (flown === 'took off') tookOff += 1
    if (flown !== 'lost') {
      await countAgain({ payload, tenant, now, only: parseId(payload, flight.series_id) })
    }
    // Somebody else is at it.
    if (flown === 'lost') break
  }
  return { tookOff, nextAt: await setNextLook({ payload, tenant, day, now }) }
}
