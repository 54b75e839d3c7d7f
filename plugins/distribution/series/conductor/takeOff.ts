import type { Payload } from 'payload'
import { entitlePost } from '../../distribute/entitle/entitlePost.ts'
import { planPost } from '../../distribute/planPost.ts'
import type { PostRecord } from '../../distribute/readPost.ts'
import { redriveDelivery } from '../../distribute/redriveDelivery.ts'
import { type Actor, system } from '../../model/changeState.ts'
import { readDelivery } from '../../model/claimDelivery.ts'
import { type ID, inTransaction, parseId } from '../../model/database.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { FlightRow, SeriesRecord } from '../../model/series.ts'
import type { OperationContext } from '../../operation.ts'
import { seriesFeedUrl } from '../feed/seriesFeedUrl.ts'
import type { Day } from '../readDay.ts'
import { type Choice, chooseItem, type Leg } from './chooseItem.ts'
import { claimItem, renewClaims } from './claimItem.ts'
import { houseContext } from './houseContext.ts'
import { keepPost } from './keepPost.ts'
import { lockTakeOffs, lockWaiting } from './lockFlights.ts'
import { markFlying } from './moveFlight.ts'
import type { Open } from './openChannels.ts'
import { readLastTakeOff } from './readFlights.ts'
import type { Image } from './readImage.ts'
import { tellAttention } from './tellAttention.ts'

type Args = {
  payload: Payload
  tenant: ID
  series: SeriesRecord
  flight: FlightRow
  choice: Choice
  image: Extract<Image, { kind: 'none' | 'media' | 'file' }>
  open: Open
  day: Pick<Day, 'day' | 'timezone'>
  /** Channels to which it goes this time, by id as text. */
  going: ReadonlySet<string>
  now: Date
  clock: () => Date
  /** When the last flight was seen to take off; where another one has since, this one waits. Left out, that does not matter. */
  after?: { days: string[]; last: Date | null }
  actor?: Actor
}

/** By which a receiver knows an item again: the same for every attempt to bring it to a channel in a round. */
const keyOf = (item: string, { channel, round }: Leg): string => `item-${item}-${channel}-${round}`

const flightOf = ({ payload, series, flight, choice }: Args, legs: Leg[]) => ({
  series: String(series.id),
  flight: flight.id,
  collection: series.slug,
  boardName: flight.board_name,
  mode: flight.mode,
  feedUrl: seriesFeedUrl({ payload, series }),
  keys: Object.fromEntries(legs.map((leg) => [leg.channel, keyOf(choice.item.id, leg)])),
})

/** Gives those that failed before a new life: the same delivery, so that whatever a receiver has of it counts. */
const redrive = async (args: Args, context: OperationContext, legs: Leg[]): Promise<ID[]> => {
  const { payload, tenant, choice, now } = args
  const deliveries: ID[] = []
  for (const { delivery } of legs) {
    const id = parseId(payload, delivery) as ID
    const row = await readDelivery({ db: context.db, tenant, id })
    if (!row) throw new Error(`The delivery ${delivery} of a series is gone.`)
    await redriveDelivery(context, row)
    deliveries.push(id)
  }
  const item = choice.item.id
  await renewClaims({ db: context.db, tenant, item, deliveries, now })
  return deliveries
}

const planNew = async (
  args: Args,
  context: OperationContext,
  post: PostRecord,
  legs: Leg[],
): Promise<ID | null> => {
  const { tenant, series, choice, open, now } = args
  const to = new Map(legs.map((leg) => [leg.channel, leg]))
  const channels = open.channels.filter(({ id }) => to.has(String(id)))
  if (channels.length === 0) return null
  const at = context.now
  const entitled = await entitlePost({ context, post, channels, at })
  const plan = await planPost({
    ...{ context, entitled, channels, at },
    isDuplicateAllowed: choice.isRepeat,
    flight: flightOf(args, legs),
  })
  const claims = plan.deliveries.map(({ id, channel }) => ({
    ...{ channel, delivery: id, round: to.get(String(channel))?.round ?? 0 },
  }))
  await claimItem({
    ...{ db: context.db, tenant, series: series.id, now },
    ...{ item: choice.item.id, claims },
  })
  return plan.id
}

const isSame = (one: Choice | undefined, other: Choice): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * Takes off with the item that was chosen: makes its post, or brings it up to date, plans it for the channels on which it
 * has not been, redrives it where it failed, and claims all of them, in one transaction. Ended anywhere in between nothing
 * of it has happened.
 *
 * @returns false where the flight, the item or its channels have gone on since they were read: it is looked at anew
 * @throws an item's refusal (`refusalOf`), and those of `planPost` and `redriveDelivery`
 */
export const takeOff = async (args: Args): Promise<boolean> =>
  inTransaction({ payload: args.payload }, async ({ db, req }) => {
    const { payload, tenant, series, choice, open, going, day, now, clock } = args
    await lockTakeOffs(db, tenant)
    const flight = await lockWaiting(db, args.flight)
    if (!flight) return false
    if (args.after) {
      const last = await readLastTakeOff(db, tenant, args.after.days)
      if (last?.getTime() !== args.after.last?.getTime()) return false
    }
    const again = await chooseItem({
      ...{ db, payload, tenant, series: series.id, day, only: choice.item.id },
      ...{ channels: open.channels.map(({ id }) => id), repeatDays: series.repeatDays ?? null },
    })
    if (!isSame(again, choice)) return false
    const context = houseContext({ payload, req, db, now: clock() })
    const post = await keepPost({
      ...{ context, tenant, series, item: choice.item, isChanged: choice.isChanged },
      ...{ image: args.image, boards: open.boards },
      channels: [...open.channels, ...open.kept.map(({ channel }) => channel)].map(({ id }) => id),
    })
    const legs = choice.legs.filter(({ channel }) => going.has(channel))
    const redriven = await redrive(
      args,
      context,
      legs.filter(({ delivery }) => delivery !== null),
    )
    const plan = await planNew(
      args,
      context,
      post,
      legs.filter(({ delivery }) => delivery === null),
    )
    const item = choice.item.id
    const text = plan === null ? null : String(plan)
    if (!(await markFlying(db, flight, { item, plan: text, now }))) {
      throw new Error('A flight that this transaction holds has gone on.')
    }
    await logEvent({
      ...{ db, tenant, actor: args.actor ?? system, type: 'distribution.flight.took_off' },
      ...(plan === null ? {} : { plan }),
      data: {
        ...{ flight: flight.id, series: series.id, collection: series.slug, item },
        ...{
          title: choice.item.title,
          channels: legs.map(({ channel }) => channel),
          post: post.id,
        },
        ...{ redriven, tries: flight.tries },
      },
    })
    const [kept] = open.kept.filter(({ reason }) => reason.code !== 'CHANNEL_CAP')
    await tellAttention({ db, tenant, series: series.id, matter: kept?.reason ?? null, now })
    return true
  })
