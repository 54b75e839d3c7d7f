import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Place } from '../cursor.ts'
import { onlyBehind, onlyWith } from '../listedTenants.ts'
import type { ClaimState } from '../model/claims.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { claimStateSql } from './claimStateSql.ts'

type Filter = {
  /** Which the caller sees (`seenBy`). */
  seen: SQL
  states?: ClaimState[]
  campaign?: ID
  after?: Place
  limit: number
}

export type ClaimPlace = { id: ID; tenant_id: ID; created_at: Date }

/** A page of claims and one more, by their ids, the newest first. */
export const readClaimPlaces = (
  db: Db,
  { seen, states, campaign, after, limit }: Filter,
): Promise<ClaimPlace[]> =>
  rows(
    db,
    sql`
      select c.id, c.tenant_id, c.created_at
      from postyard_claims c
      join postyard_influencers i on i.id = c.influencer_id and i.tenant_id = c.tenant_id
      where ${seen}
        ${onlyWith(sql`c.campaign_id`, campaign)}
        ${states === undefined ? sql`` : sql`and ${claimStateSql} = any(${sql.param(states)})`}
        ${onlyBehind('c', after)}
      order by c.created_at desc, c.id desc
      limit ${limit + 1}`,
  )
