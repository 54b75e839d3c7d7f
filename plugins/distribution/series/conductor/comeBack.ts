import type { Payload } from 'payload'
import { type Reason, system } from '../../model/changeState.ts'
import type { ID } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { FlightRow, SeriesRecord } from '../../model/series.ts'
import { writeCounts } from '../sources/writeCounts.ts'
import { markBack, markEnded } from './moveFlight.ts'
import { setAside } from './setAside.ts'

const hour = 60 * 60_000

/** How long a flight waits after each time that it came back, in ms; after the last one its item is set aside. */
const waits = [hour, 4 * hour, 24 * hour] as const

type Args = {
  payload: Payload
  tenant: ID
  series: Pick<SeriesRecord, 'id' | 'slug'>
  flight: FlightRow
  /** What it was to bring. */
  item: string
  from: 'waiting' | 'flying'
  reason: Reason
  now: Date
  /** Whether it went out on another channel. */
  isPartlyOut?: boolean
  /** What else is written with it. */
  also?: (db: Parameters<typeof markBack>[0]) => Promise<void>
  /** It takes off again at once: what kept it from there is mended. */
  isMended?: boolean
}

/**
 * Brings a flight back that did not bring its item to where it was to go: it takes off again in an hour, in four, on the
 * next day. After the third time its item is set aside with the reason, and the flight is over.
 *
 * @returns 'lost' where it has gone on meanwhile
 */
export const comeBack = async (args: Args): Promise<'waits' | 'ended' | 'lost'> => {
  const { payload, tenant, series, flight, item, from, now, isMended } = args
  const { code, message } = args.reason
  const reason = { code, message }
  const wait = waits[flight.tries]
  return inOwnTransaction(payload, async (db) => {
    if (wait === undefined) return giveUp(db, args)
    const notBefore = isMended ? now : after(now, wait)
    if (!(await markBack(db, flight, { from, notBefore, reason }))) return 'lost'
    await args.also?.(db)
    await logEvent({
      ...{ db, tenant, actor: system, type: 'distribution.flight.came_back' },
      data: {
        ...{ flight: flight.id, series: series.id, collection: series.slug, item },
        ...{ reasonCode: code, reason: message, againAt: notBefore.toISOString() },
        tries: flight.tries + 1,
      },
    })
    await writeCounts({ db, tenant, now, only: series.id })
    return 'waits'
  })
}

const giveUp = async (
  db: Parameters<typeof markBack>[0],
  args: Args,
): Promise<'waits' | 'ended' | 'lost'> => {
  const { tenant, series, flight, item, from, now } = args
  const { code, message } = args.reason
  const to = args.isPartlyOut ? 'flown' : 'skipped'
  const reason = { code, message: `It was tried ${waits.length + 1} times. ${message}` }
  if (!(await markEnded(db, flight, { from, to, reason, now }))) return 'lost'
  await args.also?.(db)
  await setAside({ db, tenant, series, item, flight: flight.id, reason, now })
  await writeCounts({ db, tenant, now, only: series.id })
  if (to === 'flown') return 'ended'
  await logEvent({
    ...{ db, tenant, actor: system, type: 'distribution.flight.skipped' },
    data: {
      ...{ flight: flight.id, series: series.id, collection: series.slug },
      ...{ reasonCode: code, reason: reason.message },
    },
  })
  return 'ended'
}
