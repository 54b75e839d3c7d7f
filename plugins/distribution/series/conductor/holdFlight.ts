import type { Payload } from 'payload'
import { type Reason, system } from '../../model/changeState.ts'
import type { ID } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import { capCode } from '../../model/reasons.ts'
import type { FlightRow, SeriesRecord } from '../../model/series.ts'
import { markEnded, markHeld } from './moveFlight.ts'
import { tellAttention } from './tellAttention.ts'

type Args = { payload: Payload; tenant: ID; flight: FlightRow; reason: Reason; now: Date }

/** Lets a flight wait until an instant for what passes, and tells why. */
export const holdFlight = (
  args: Args & { series?: Pick<SeriesRecord, 'id'>; until: Date },
): Promise<'waits' | 'lost'> =>
  inOwnTransaction(args.payload, async (db) => {
    const { tenant, series, flight, reason, until, now } = args
    if (!(await markHeld(db, flight, { notBefore: until, reason }))) return 'lost'
    // A channel that is full for today wants nobody.
    if (series && reason.code !== capCode) {
      await tellAttention({ db, tenant, series: series.id, matter: reason, now })
    }
    return 'waits'
  })

/** Ends a flight that has nothing to bring or nowhere to go, with the reason. `isMatter`: a person is told on the series. */
export const skipFlight = (
  args: Args & { series?: Pick<SeriesRecord, 'id' | 'slug'>; isMatter?: boolean },
): Promise<'ended' | 'lost'> =>
  inOwnTransaction(args.payload, async (db) => {
    const { tenant, series, flight, reason, now } = args
    if (!(await markEnded(db, flight, { from: 'waiting', to: 'skipped', reason, now })))
      return 'lost'
    await logEvent({
      ...{ db, tenant, actor: system, type: 'distribution.flight.skipped' },
      data: {
        ...{ flight: flight.id, series: flight.series_id, collection: series?.slug ?? null },
        ...{ reasonCode: reason.code, reason: reason.message },
      },
    })
    if (series && args.isMatter) {
      await tellAttention({ db, tenant, series: series.id, matter: reason, now })
    }
    return 'ended'
  })
