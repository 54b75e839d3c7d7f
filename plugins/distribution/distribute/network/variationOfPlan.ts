import type { Channel } from '../../model/channel.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import type { NetworkPlan } from '../../model/networkPlan.ts'
import type { OperationContext } from '../../operation.ts'
import type { PostRecord } from '../readPost.ts'
import { type OpenVariation, openVariation } from './openVariation.ts'

/**
 * What the channels of a plan that is there already say of its post as that is now: by the seed and the texts that the plan
 * keeps, each at the turn that it has. Undefined of an ordinary plan, whose channels all say the same.
 *
 * @throws VARIATION_INVALID
 */
export const variationOfPlan = async (args: {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'db'>
  post: PostRecord
  plan: ID
  /** All of the plan. */
  channels: Channel[]
  isExcerpt?: boolean
}): Promise<OpenVariation | undefined> => {
  const { context, post, plan, channels, isExcerpt = false } = args
  const [found] = await rows<{ network: NetworkPlan | null }>(
    context.db,
    sql`select network from postyard_plans where id = ${plan} and tenant_id = ${post.tenant}`,
  )
  if (!found?.network) return undefined
  const { seed, options } = found.network
  const given = await rows<{ channel_id: ID; turn: number }>(
    context.db,
    sql`
      select channel_id, (variation ->> 'turn')::int as turn from postyard_deliveries
      where plan_id = ${plan} and tenant_id = ${post.tenant} and variation ? 'turn'`,
  )
  const turns = new Map(given.map(({ channel_id, turn }) => [String(channel_id), turn]))
  return openVariation({
    ...{ context, post, channels, seed, turns, isExcerpt },
    options: options.variation,
  })
}
