import { readTenant } from '../../channels/readConnection.ts'
import { DistributionError, type ErrorDetail } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { LeftOut } from '../../plan/select/candidate.ts'
import { type Criteria, type Selection, select } from '../../plan/select/index.ts'
import { chooseChannels } from '../chooseChannels.ts'
import { readCandidates } from './readCandidates.ts'

type Args = {
  context: OperationContext
  tenant: ID
  seed: string
  /** Either named one by one, or to be chosen. */
  named?: Channel[]
  select?: { count?: number; criteria: Criteria }
}

/** The accounts of a plan, in its order, and why the others are none of it. */
export type ChosenAccounts = { channels: Channel[]; selection: Selection }

/** So many are named one by one in an answer. */
const mostNamed = 200

const toDetails = (leftOut: readonly LeftOut[]): ErrorDetail[] =>
  leftOut.slice(0, mostNamed).map(({ id, name, code, message }) => ({
    path: 'channels',
    code,
    message: `${name}: ${message}`,
    channel: id,
  }))

/** Who names a channel wants it: it is not left out silently. */
const refuseUnfit = ({ leftOut }: Selection, named: readonly Channel[]): void => {
  const wanted = new Set(named.map(({ id }) => String(id)))
  const unfit = leftOut.filter(({ id }) => wanted.has(String(id)))
  if (unfit.length === 0) return
  const told = unfit.slice(0, 5).map(({ name, message }) => `${name}: ${message}`)
  const more = unfit.length - told.length
  throw new DistributionError(
    'CHANNEL_NOT_ACTIVE',
    `${told.join(' ')}${more > 0 ? ` And ${more} more.` : ''} Leave out what cannot take part, or mend it first.`,
    { details: toDetails(unfit) },
  )
}

const refuseNone = ({ leftOut }: Selection): never => {
  throw new DistributionError(
    'NO_CHANNELS_SELECTED',
    leftOut.length === 0
      ? 'This client has no channels yet. Connect some first.'
      : `None of the ${leftOut.length} channels of this client may take part: "errors" says of each why. Ask for less, or mend what keeps them.`,
    { details: toDetails(leftOut) },
  )
}

/**
 * The accounts over which a post is spread: those that are named, each of which has to be active and well, or those that
 * are chosen among the active and well ones that meet the criteria.
 *
 * @throws CHANNEL_NOT_ACTIVE where one that is named may not take part; NO_CHANNELS_SELECTED
 */
export const chooseAccounts = async (args: Args): Promise<ChosenAccounts> => {
  const { context, tenant, seed, named } = args
  const { payload, settings, req, db, now } = context
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  const selection = select({
    candidates: await readCandidates({ db, tenant, timezone, now }),
    ...(named ? { criteria: { channels: named.map(({ id }) => id) } } : wishOf(args)),
    seed,
    now: now.getTime(),
  })
  if (named) refuseUnfit(selection, named)
  const ids = selection.chosen.map(({ id }) => id)
  if (ids.length === 0) refuseNone(selection)
  return { channels: await chooseChannels({ context, tenant, ids }), selection }
}

const wishOf = ({ select: wish }: Args): { count?: number; criteria: Criteria } => ({
  criteria: wish?.criteria ?? {},
  ...(wish?.count === undefined ? {} : { count: wish.count }),
})
