import type { CollectionSlug, Payload } from 'payload'
import { deadStates } from '../../distribute/redriveDelivery.ts'
import { DistributionError } from '../../errors.ts'
import { idOf } from '../../id.ts'
import { type Actor, type Reason, system } from '../../model/changeState.ts'
import { type ID, parseId, poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { FlightRow, SeriesRecord } from '../../model/series.ts'
import { findHindrance, findLack } from '../../plan/series/index.ts'
import { settingsOf } from '../../settings.ts'
import { withoutStatement } from '../../tellFault.ts'
import type { Day } from '../readDay.ts'
import { readFacts } from '../watchman/readFacts.ts'
import { type Choice, chooseItem } from './chooseItem.ts'
import { comeBack } from './comeBack.ts'
import { holdFlight, skipFlight } from './holdFlight.ts'
import { isOutElsewhere } from './isOutElsewhere.ts'
import { dropItem, markEnded, markFollowed } from './moveFlight.ts'
import { type Open, openChannels } from './openChannels.ts'
import { readImage } from './readImage.ts'
import { readLandings } from './readLandings.ts'
import { refusalOf } from './refuseItem.ts'
import { setAside } from './setAside.ts'
import { takeOff } from './takeOff.ts'
import { whyDropped } from './whyDropped.ts'

export type Flown = 'took off' | 'waits' | 'ended' | 'lost'

type Args = {
  payload: Payload
  tenant: ID
  day: Pick<Day, 'day' | 'timezone' | 'folder'>
  flight: FlightRow
  now: Date
  /** The clock of the deliveries. */
  clock: () => Date
  /** When the last flight took off, as far as is known; left out where this one goes by hand. */
  after?: { days: string[]; last: Date | null }
  actor?: Actor
}

/** So many items that are set aside one after another are enough for once. */
const mostItems = 10

const minute = 60_000

const readSeries = async ({ payload, tenant, flight }: Args): Promise<SeriesRecord | undefined> => {
  const id = parseId(payload, flight.series_id)
  if (id === undefined) return undefined
  const { docs } = await payload.find({
    collection: settingsOf(payload).slugs.series as CollectionSlug,
    where: { and: [{ id: { equals: id } }, { tenant: { equals: tenant } }] },
    depth: 0,
    limit: 1,
  })
  return docs[0] as unknown as SeriesRecord | undefined
}

const choose = (args: Args, series: SeriesRecord, channels: ID[], only?: string) =>
  chooseItem({
    ...{ db: poolOf(args.payload), payload: args.payload, tenant: args.tenant },
    ...{ series: series.id, channels, repeatDays: series.repeatDays ?? null, day: args.day },
    ...(only === undefined ? {} : { only }),
  })

/** What waits for the first channel that takes something again. */
const holdFor = (args: Args, series: SeriesRecord, { kept }: Open): Promise<Flown> => {
  const [first, ...others] = kept.toSorted((a, b) => a.until.getTime() - b.until.getTime())
  if (!first) throw new Error('No channel keeps this flight.')
  const message = [first, ...others].map(({ reason }) => reason.message).join(' ')
  return holdFlight({
    ...args,
    ...{ series, until: first.until, reason: { code: first.reason.code, message } },
  })
}

/** Where nothing of a series can fly now: it waits for a channel that is not well, else there is nothing left. */
const goWithout = async (args: Args, series: SeriesRecord, open: Open): Promise<Flown> => {
  const kept = open.kept.map(({ channel }) => channel.id)
  if (await choose(args, series, kept)) return holdFor(args, series, open)
  const { payload, tenant, day } = args
  const [facts] = await readFacts({
    ...{ db: poolOf(payload), payload, tenant, day: day.day, timezone: day.timezone },
    only: series.id,
  })
  // Whatever is left of it by now was not a moment ago.
  const reason = facts && findLack({ ...facts, remaining: 0 })
  if (!reason) return 'lost'
  return skipFlight({ ...args, series, reason, isMatter: reason.code === 'NOTHING_LEFT' })
}

/** Lets a flight take the next item in the place of its own, and tells why. */
const leaveItem = (args: Args, series: SeriesRecord, item: string): Promise<'again' | 'lost'> =>
  inOwnTransaction(args.payload, async (db) => {
    const { tenant, flight } = args
    if (!(await dropItem(db, flight))) return 'lost'
    const { title, reason } = await whyDropped(db, { tenant, item })
    await logEvent({
      ...{ db, tenant, actor: system, type: 'distribution.flight.dropped' },
      data: {
        ...{ flight: flight.id, series: series.id, collection: series.slug, item, title },
        ...{ reasonCode: reason.code, reason: reason.message },
      },
    })
    return 'again'
  })

/**
 * Where a flight came back with an item that cannot go where it failed: it waits for a channel that is not well; it follows
 * what a person has sent again; it is over where the item is out elsewhere; else it takes the next item.
 */
const goWithoutItsOwn = async (
  args: Args,
  series: SeriesRecord,
  open: Open,
  item: string,
): Promise<Flown | 'again'> => {
  const { payload, tenant, flight, now } = args
  const db = poolOf(payload)
  const kept = open.kept.map(({ channel }) => channel.id)
  if (await choose(args, series, kept, item)) return holdFor(args, series, open)
  const landings =
    flight.took_off_at === null
      ? []
      : await readLandings({ db, payload, tenant, item, since: flight.took_off_at })
  const dead = landings.filter(({ state }) => (deadStates as readonly string[]).includes(state))
  if (landings.length > 0 && dead.length === 0) {
    return (await markFollowed(db, flight)) ? 'waits' : 'lost'
  }
  const [failed] = dead
  if (
    failed &&
    (dead.length < landings.length ||
      (await isOutElsewhere({
        ...{ payload, tenant, flight, item },
        failed: dead.map(({ channel }) => channel),
      })))
  ) {
    const reason = { code: failed.code ?? 'FAILED', message: failed.reason ?? 'It failed.' }
    return (await markEnded(db, flight, { from: 'waiting', to: 'flown', reason, now }))
      ? 'ended'
      : 'lost'
  }
  return leaveItem(args, series, item)
}

const mendIt = 'Mend it, then put the item back.'

const putAside = async (
  { payload, tenant, flight, now }: Args,
  series: SeriesRecord,
  choice: Choice,
  reason: Reason,
): Promise<'again'> => {
  await inOwnTransaction(payload, (db) =>
    setAside({ db, tenant, series, item: choice.item.id, flight: flight.id, reason, now }),
  )
  return 'again'
}

/** What did not take off comes back as what failed does. */
const bringBack = async (
  args: Args,
  series: SeriesRecord,
  { item: { id: item } }: Choice,
  reason: Reason,
): Promise<Flown> =>
  comeBack({
    ...{ ...args, series, item, from: 'waiting', reason },
    isPartlyOut: await isOutElsewhere({ ...args, item, failed: [] }),
  })

type Tried = Flown | 'again' | { without: string[] }

/** What becomes of the flight where it did not take off: whose fault that is decides. */
const explain = async (
  args: Args,
  series: SeriesRecord,
  choice: Choice,
  error: unknown,
): Promise<Tried> => {
  const { payload, tenant, flight, now } = args
  const refusal = refusalOf(error)
  if (refusal) return putAside(args, series, choice, refusal)
  if (!(error instanceof DistributionError)) {
    payload.logger.error({
      ...{ err: withoutStatement(error), msg: 'A flight of a series could not take off.' },
      ...{ flight: flight.id, series: series.id, tenant },
    })
    const message = 'Something broke as it took off. It is tried again by itself.'
    return bringBack(args, series, choice, { code: 'BROKEN', message })
  }
  const { code, message, details } = error
  if (code === 'CONTENT_REFUSED') {
    const without = choice.legs
      .map(({ channel }) => channel)
      .filter((id) => details.some(({ path }) => path.startsWith(`${id}.`)))
    if (without.length > 0) return { without }
  }
  if (['CONTENT_REFUSED', 'POST_EMPTY', 'MEDIA_MISSING', 'RENDER_SPEC_INVALID'].includes(code)) {
    return putAside(args, series, choice, { code, message: `${message} ${mendIt}` })
  }
  return holdFlight({
    ...{ ...args, series, reason: { code, message } },
    until: after(now, 15 * minute),
  })
}

/** Tries to bring one item to all channels on which it may fly; those that refuse it are left out. */
const tryItem = async (
  args: Args,
  series: SeriesRecord,
  open: Open,
  choice: Choice,
): Promise<Flown | 'again'> => {
  const { payload, tenant } = args
  const image = await readImage({
    ...{ payload, tenant, series, item: choice.item, folder: args.day.folder },
  })
  if (image.kind === 'lost') {
    const { code, message } = image
    const until = after(args.now, 15 * minute)
    return holdFlight({ ...args, series, reason: { code, message }, until })
  }
  if (image.kind === 'passing') return bringBack(args, series, choice, image)
  if (image.kind === 'broken') {
    const { code, message } = image
    return putAside(args, series, choice, { code, message })
  }
  const going = new Set(choice.legs.map(({ channel }) => channel))
  let refused: unknown
  while (going.size > 0) {
    try {
      const isOff = await takeOff({ ...args, series, choice, image, open, going })
      return isOff ? 'took off' : 'lost'
    } catch (error) {
      const tried = await explain(args, series, choice, error)
      if (typeof tried === 'string') return tried
      refused = error
      for (const channel of tried.without) going.delete(channel)
    }
  }
  const message = refused instanceof Error ? refused.message : 'Its channels refuse it.'
  const reason = { code: 'CONTENT_REFUSED', message: `${message} ${mendIt}` }
  return putAside(args, series, choice, reason)
}

/**
 * Lets one flight take off with the next item of its series, or holds or ends it, with the reason on it. An item that cannot
 * fly is set aside, and the next one tried. Not in a transaction: boards and pictures may be far away.
 */
export const flyFlight = async (args: Args): Promise<Flown> => {
  const { payload, tenant, flight } = args
  const settings = settingsOf(payload)
  const series = await readSeries(args)
  if (!series) {
    const reason = { code: 'SERIES_GONE', message: 'The series was removed.' }
    return skipFlight({ ...args, reason })
  }
  const found = (series.channels ?? []).flatMap((one) => idOf(one) ?? [])
  const open: Open =
    series.isPaused || series.goneAt || found.length === 0
      ? { channels: [], boards: new Map(), kept: [] }
      : await openChannels({
          ...{ payload, settings, tenant, timezone: args.day.timezone, series },
          ...{ boardName: flight.board_name, now: args.now, clock: args.clock },
        })
  const still = findHindrance({
    ...{ isGone: Boolean(series.goneAt), isPaused: series.isPaused === true },
    ...{ pausedReason: series.pausedReason ?? null },
    channels: open.channels.length + open.kept.length,
  })
  if (still)
    return skipFlight({ ...args, series, reason: still, isMatter: still.code === 'NO_CHANNEL' })
  let own = flight.item_id
  let flying = args
  for (let turn = 0; turn < mostItems; turn += 1) {
    const channels = open.channels.map(({ id }) => id)
    const choice = await choose(args, series, channels, own ?? undefined)
    if (choice) {
      const tried = await tryItem(flying, series, open, choice)
      if (tried !== 'again') return tried
      continue
    }
    if (own === null) return goWithout(args, series, open)
    const gone = await goWithoutItsOwn(args, series, open, own)
    if (gone !== 'again') return gone
    own = null
    // The next item begins anew.
    flying = { ...args, flight: { ...flight, item_id: null, plan_id: null, tries: 0 } }
  }
  const message = `${mostItems} items in a row could not fly and were set aside. Look at what the series says of them.`
  return holdFlight({
    ...{ ...args, series, reason: { code: 'ITEMS_SET_ASIDE', message } },
    until: after(args.now, 60 * minute),
  })
}
