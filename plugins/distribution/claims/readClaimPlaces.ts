import type { Place } from '../cursor.ts'
import { ofTenants, onlyBehind, onlyWith } from '../listedTenants.ts'
import type { ClaimState } from '../model/claims.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { claimStateSql } from './claimStateSql.ts'

type Filter = {
  /** All of whose claims are seen. */
  tenants: ID[] | 'all'
  /** Whose own claims are seen wherever they are; undefined for a program. */
  user: ID | undefined
  /** Only of these tenants. */
  within: ID[] | 'all'
  /** Whether only the user's own are asked for. */
  isOwnOnly: boolean
  states?: ClaimState[]
  campaign?: ID
  after?: Place
  limit: number
}

export type ClaimPlace = { id: ID; tenant_id: ID; created_at: Date }

/** A page of claims and one more, by their ids, the newest first. */
export const readClaimPlaces = (db: Db, filter: Filter): Promise<ClaimPlace[]> => {
  const { user, states } = filter
  const isOwn = user === undefined ? sql`false` : sql`i.user_id = ${user}`
  const isSeen = filter.isOwnOnly
    ? isOwn
    : sql`(${isOwn} or ${ofTenants(filter.tenants, sql`c.tenant_id`)})`
  return rows(
    db,
    sql`
      select c.id, c.tenant_id, c.created_at
      from postyard_claims c
      join postyard_influencers i on i.id = c.influencer_id and i.tenant_id = c.tenant_id
      where ${ofTenants(filter.within, sql`c.tenant_id`)} and ${isSeen}
        ${onlyWith(sql`c.campaign_id`, filter.campaign)}
        ${states === undefined ? sql`` : sql`and ${claimStateSql} = any(${sql.param(states)})`}
        ${onlyBehind('c', filter.after)}
      order by c.created_at desc, c.id desc
      limit ${filter.limit + 1}`,
  )
}
