import { DistributionError } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { PlanFlight } from '../model/planContent.ts'
import { ownText } from '../model/variation.ts'
import type { OperationContext } from '../operation.ts'
import { type Entitled, entitlementIn, refuseDenied } from './entitle/entitlePost.ts'
import { refuseDuplicates } from './findDuplicates.ts'
import { findLeftOut, type LeftOut, refusalFor } from './findLeftOut.ts'
import { freezeContent } from './freezeContent.ts'
import { makePlan, type PlannedDelivery } from './makePlan.ts'
import { noteDuplicates } from './noteDuplicates.ts'
import { type PlanWarning, planCaps } from './planCaps.ts'
import { readDuplicates } from './readDuplicates.ts'

type Args = {
  context: OperationContext
  /** What `entitlePost` found of the post, which the caller's transaction holds. */
  entitled: Entitled
  channels: Channel[]
  at: Date
  isDuplicateAllowed: boolean
  /** Where it is an item of a series. */
  flight?: PlanFlight
  /** When it goes out on a channel. @default `at` on all */
  timeOf?: (channel: ID) => Date
  /** What a channel says in place of the text of the post. @default nothing */
  textOf?: (channel: ID) => string | undefined
  /** Whether what one channel refuses keeps it from that one alone, as long as another takes it. */
  isEachAlone?: boolean
}

type Planned = {
  id: ID
  deliveries: PlannedDelivery[]
  /** Channels that forbid it, so that their deliveries have failed already, and posts that have to wait for it. */
  warnings: (Omit<PlanWarning, 'code'> & { code: string })[]
}

/** The channels that a refusal is about. */
const refusersIn = (error: unknown, channels: Channel[]): LeftOut[] => {
  if (!(error instanceof DistributionError) || error.code !== 'CONTENT_REFUSED') return []
  return channels.flatMap((channel) => {
    const own = error.details.filter(({ path }) => path.startsWith(`${channel.id}.`))
    const [first] = own
    if (!first) return []
    const message = own.map((one) => one.message).join(' ')
    return { channel, refusal: { code: first.code, message } }
  })
}

/** What the plan says, with the channels that are left out of it and why. */
const freezeFor = async (
  args: Args,
  left: LeftOut[],
): Promise<Awaited<ReturnType<typeof freezeContent>> & { left: LeftOut[] }> => {
  const { context, entitled, channels, textOf } = args
  const refusalOf = refusalFor(left)
  const toCheck = channels.filter(({ id }) => refusalOf(id) === undefined)
  try {
    const frozen = await freezeContent({
      ...{ context, post: entitled.post, channels, toCheck },
      ...(textOf ? { textOf } : {}),
    })
    return { ...frozen, left }
  } catch (error) {
    const more = args.isEachAlone ? refusersIn(error, toCheck) : []
    if (more.length === 0 || more.length === toCheck.length) throw error
    return freezeFor(args, [...left, ...more])
  }
}

/**
 * Plans a post for its channels at one time, in the caller's transaction, where nothing speaks against it.
 *
 * @throws ENTITLEMENT_DENIED, DUPLICATE_DISTRIBUTION_PLAN, CHANNEL_CAP, and those of `freezeContent`
 */
export const planPost = async (args: Args): Promise<Planned> => {
  const { context, entitled, channels, at, flight, timeOf = () => at, textOf } = args
  const { post, denied, excerpt } = entitled
  const { tenant } = post
  refuseDenied(denied)
  const duplicates = await readDuplicates({ context, post, channels, at: timeOf })
  if (!args.isDuplicateAllowed) refuseDuplicates(duplicates)
  const { left, content, isPending } = await freezeFor(
    args,
    await findLeftOut({ context, post, channels }),
  )
  const refusalOf = refusalFor(left)
  const going = channels.filter(({ id }) => refusalOf(id) === undefined)
  const full: PlanWarning[] = []
  for (const [ms, some] of Map.groupBy(going, ({ id }) => timeOf(id).getTime())) {
    full.push(...(await planCaps({ context, tenant, channels: some, at: new Date(ms) })))
  }
  const refused = left.map(({ channel, refusal: { code, message } }) => ({
    ...{ channel: channel.id, code, message: `${channel.name}: ${message}`, at },
  }))
  const plan = await makePlan({
    ...{ context, tenant, post: post.id, channels, isPending, refusalOf, at, timeOf },
    content: { ...content, ...(excerpt ? { excerpt } : {}), ...(flight ? { flight } : {}) },
    entitlementOf: entitlementIn(context.payload, entitled),
    ...(textOf ? { variationOf: (channel: ID) => ownText(textOf(channel)) } : {}),
  })
  await noteDuplicates({ context, tenant, plan: plan.id, post: post.id, duplicates })
  return { ...plan, warnings: [...refused, ...full] }
}
