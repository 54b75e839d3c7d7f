import type { ClaimPlatform } from '../model/claims.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { platformOfChannel } from './platformOfChannel.ts'

/** An account of an influencer on one of the platforms of claims. */
export type Account = { channel: ID; name: string }

type Row = {
  influencer: ID
  channel: ID
  platform: string | null
  name: string
  account_name: string | null
}

/** The accounts of influencers of a tenant, by the influencer's id as text; of several on one platform the first counts. */
export const readAccounts = async (
  db: Db,
  { tenant, influencers }: { tenant: ID; influencers: readonly ID[] },
): Promise<Map<string, Partial<Record<ClaimPlatform, Account>>>> => {
  const found = await rows<Row>(
    db,
    sql`
      select i.id as influencer, h.id as channel, h.platform, h.name, h.account_name
      from postyard_influencers i
      join postyard_influencers_rels r on r.parent_id = i.id and r.path = 'channels'
      join postyard_channels h on h.id = r.postyard_channels_id and h.tenant_id = i.tenant_id
      where i.id = any(${sql.param([...influencers])}) and i.tenant_id = ${tenant} and h.state <> 'removed'
      order by i.id, r."order" desc nulls first`,
  )
  const all = new Map<string, Partial<Record<ClaimPlatform, Account>>>()
  for (const { influencer, channel, platform, name, account_name } of found) {
    const known = platformOfChannel(platform)
    if (!known) continue
    const own = all.get(String(influencer)) ?? {}
    all.set(String(influencer), { ...own, [known]: { channel, name: account_name || name } })
  }
  return all
}
