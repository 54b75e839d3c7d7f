import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { PlanFlight } from '../model/planContent.ts'
import type { OperationContext } from '../operation.ts'
import { type Entitled, entitlementIn, refuseDenied } from './entitle/entitlePost.ts'
import { refuseDuplicates } from './findDuplicates.ts'
import { findLeftOut, refusalFor } from './findLeftOut.ts'
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
}

type Planned = {
  id: ID
  deliveries: PlannedDelivery[]
  /** Channels that forbid it, so that their deliveries have failed already, and posts that have to wait for it. */
  warnings: (Omit<PlanWarning, 'code'> & { code: string })[]
}

/**
 * Plans a post for its channels at one time, in the caller's transaction, where nothing speaks against it.
 *
 * @throws ENTITLEMENT_DENIED, DUPLICATE_DISTRIBUTION_PLAN, CHANNEL_CAP, and those of `freezeContent`
 */
export const planPost = async (args: Args): Promise<Planned> => {
  const { context, entitled, channels, at, flight } = args
  const { post, denied, excerpt } = entitled
  const { tenant } = post
  refuseDenied(denied)
  const duplicates = await readDuplicates({ context, post, channels, at })
  if (!args.isDuplicateAllowed) refuseDuplicates(duplicates)
  const left = await findLeftOut({ context, post, channels })
  const refusalOf = refusalFor(left)
  const going = channels.filter(({ id }) => refusalOf(id) === undefined)
  const { content, isPending } = await freezeContent({ context, post, channels, toCheck: going })
  const full = await planCaps({ context, tenant, channels: going, at })
  const refused = left.map(({ channel, refusal: { code, message } }) => ({
    ...{ channel: channel.id, code, message: `${channel.name}: ${message}`, at },
  }))
  const plan = await makePlan({
    ...{ context, tenant, post: post.id, channels, isPending, refusalOf, at },
    content: { ...content, ...(excerpt ? { excerpt } : {}), ...(flight ? { flight } : {}) },
    entitlementOf: entitlementIn(context.payload, entitled),
  })
  await noteDuplicates({ context, tenant, plan: plan.id, post: post.id, duplicates })
  return { ...plan, warnings: [...refused, ...full] }
}
