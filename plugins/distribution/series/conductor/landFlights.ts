import type { CollectionSlug, Payload } from 'payload'
import { deadStates } from '../../distribute/redriveDelivery.ts'
import { type Reason, system } from '../../model/changeState.ts'
import { type ID, parseId, poolOf } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { FlightRow, SeriesRecord } from '../../model/series.ts'
import { isSettled } from '../../model/states.ts'
import { settingsOf } from '../../settings.ts'
import { withoutStatement } from '../../tellFault.ts'
import { forgetBoard } from '../boards/index.ts'
import { countAgain } from '../sources/countAgain.ts'
import { comeBack } from './comeBack.ts'
import { isOutElsewhere } from './isOutElsewhere.ts'
import { markAloft, markEnded } from './moveFlight.ts'
import { readFlying } from './readFlights.ts'
import { type Landing, readLandings } from './readLandings.ts'

type Args = { payload: Payload; tenant: ID; now: Date }

const isDead = ({ state }: Landing): boolean => (deadStates as readonly string[]).includes(state)

const isOut = ({ state }: Landing): boolean => state === 'published' || state === 'dispatched'

/** The board is not there any more: it is looked for anew before the flight takes off again. */
const boardGone = 'BOARD_GONE'

/** Its channel was removed: it keeps no flight in the air, and goes out by itself should the channel come back. */
const isLeft = ({ state, code }: Landing): boolean => state === 'held' && code === 'CHANNEL_REMOVED'

/** What is neither over nor on its way as usual: somebody should know why. */
const isKept = ({ state }: Landing): boolean => state === 'held' || state === 'unknown'

const notLanded: Reason = {
  code: 'BROKEN',
  message:
    'Something broke as it was looked up what became of this flight. It is looked at again; if this stays, tell whoever runs this installation.',
}

const readSlug = async ({ payload, tenant }: Args, given: string): Promise<string | null> => {
  const id = parseId(payload, given)
  if (id === undefined) return null
  const { docs } = await payload.find({
    collection: settingsOf(payload).slugs.series as CollectionSlug,
    where: { and: [{ id: { equals: id } }, { tenant: { equals: tenant } }] },
    depth: 0,
    limit: 1,
    select: { slug: true } as never,
  })
  return (docs[0] as unknown as SeriesRecord | undefined)?.slug ?? null
}

const tell = (landing: Landing): Reason => ({
  code: landing.code ?? 'FAILED',
  message: landing.reason ?? `It ${landing.state}.`,
})

/** What took off is nowhere any more. */
const nothingLeft: Reason = {
  code: 'DELIVERIES_GONE',
  message: 'The deliveries of this flight are gone. Whether its item is out has to be looked up.',
}

const land = async (args: Args, flight: FlightRow): Promise<void> => {
  const { payload, tenant, now } = args
  const { item_id: item, took_off_at: since } = flight
  if (item === null || since === null)
    throw new Error(`The flight ${flight.id} flies with nothing.`)
  const landings = await readLandings({ db: poolOf(payload), payload, tenant, item, since })
  if (landings.some((one) => !isSettled(one.state) && !isLeft(one))) {
    const kept = landings.find(isKept)
    await markAloft(poolOf(payload), flight, kept ? tell(kept) : null)
    return
  }
  const series = parseId(payload, flight.series_id) as ID
  const slug = (await readSlug(args, flight.series_id)) ?? flight.series_id
  const dead = landings.filter(isDead)
  const out = landings.filter(isOut)
  const [failed] = dead
  if (failed) {
    const gone = dead.filter(({ code }) => code === boardGone)
    await comeBack({
      ...{ payload, tenant, flight, item, from: 'flying', now, series: { id: series, slug } },
      reason: tell(failed),
      isPartlyOut:
        out.length > 0 ||
        (await isOutElsewhere({
          ...{ payload, tenant, flight, item },
          failed: dead.map(({ channel }) => channel),
        })),
      isMended: gone.length === dead.length && flight.tries === 0,
      also: async (db) => {
        for (const { channel } of gone) {
          const id = parseId(payload, channel)
          if (id !== undefined) await forgetBoard({ db, tenant, channel: id, series })
        }
      },
    })
    await countAgain({ payload, tenant, now, only: series })
    return
  }
  await inOwnTransaction(payload, async (db) => {
    const [last] = landings
    const isFlown = out.length > 0
    const reason = isFlown ? undefined : last ? tell(last) : nothingLeft
    const to = isFlown ? 'flown' : 'skipped'
    const set = { from: 'flying' as const, to, now, ...(reason ? { reason } : {}) } as const
    if (!(await markEnded(db, flight, set))) return
    await logEvent({
      ...{ db, tenant, actor: system },
      type: isFlown ? 'distribution.flight.flown' : 'distribution.flight.skipped',
      data: {
        ...{ flight: flight.id, series, collection: slug },
        ...(isFlown
          ? { item, channels: out.map(({ channel }) => channel) }
          : { reasonCode: reason?.code, reason: reason?.message }),
      },
    })
  })
  await countAgain({ payload, tenant, now, only: series })
}

/**
 * Looks at what became of the flights of a tenant that are in the air. Those that have brought their item everywhere are
 * flown, or over where a person has stopped them; those that failed come back. What is not known yet flies on.
 */
export const landFlights = async (args: Args): Promise<void> => {
  const { payload, tenant } = args
  for (const flight of await readFlying(poolOf(payload), tenant)) {
    // One over which something breaks keeps none of the others in the air; it is looked at again.
    await land(args, flight).catch(async (error: unknown) => {
      payload.logger.error({
        ...{ err: withoutStatement(error), msg: 'A flight of a series could not be landed.' },
        ...{ flight: flight.id, tenant },
      })
      return markAloft(poolOf(payload), flight, notLanded)
    })
  }
}
