import { channelsOf } from '../../distribute/replanPost.ts'
import type { Channel } from '../../model/channel.ts'
import { type ClaimPlatform, claimPlatforms } from '../../model/claims.ts'
import type { OperationContext } from '../../operation.ts'
import type { StandingClaim } from '../claimRows.ts'
import { readAccounts } from '../readAccounts.ts'

/** The channels of a claim's influencer, by their platforms. */
export const accountChannels = async (
  context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'db'>,
  { tenant_id: tenant, influencer_id: influencer }: StandingClaim,
): Promise<Partial<Record<ClaimPlatform, Channel>>> => {
  const all = await readAccounts(context.db, { tenant, influencers: [influencer] })
  const own = all.get(String(influencer)) ?? {}
  const ids = Object.values(own).map(({ channel }) => channel)
  const channels = ids.length === 0 ? [] : await channelsOf(context, { tenant, ids })
  const byId = new Map(channels.map((channel) => [String(channel.id), channel]))
  return Object.fromEntries(
    claimPlatforms.flatMap((platform) => {
      const channel = byId.get(String(own[platform]?.channel))
      return channel ? [[platform, channel]] : []
    }),
  )
}
