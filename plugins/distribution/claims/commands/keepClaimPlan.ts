import type { ClaimPlatform } from '../../model/claims.ts'
import { type Db, type ID, sql } from '../../model/database.ts'

type Args = {
  db: Db
  /** Accepted, and held by the caller's transaction. */
  claim: { id: ID; tenant_id: ID }
  platforms: readonly ClaimPlatform[]
  timezone: string | null
  post: ID
  plan: ID
  /** Whether it goes out at once. */
  isNow: boolean
}

/** Writes down where a claim goes, and by which plan; and when it began, where that is now. */
export const keepClaimPlan = async (args: Args): Promise<void> => {
  const { db, claim, platforms, timezone, post, plan, isNow } = args
  const { rowCount } = await db.execute(sql`
    update postyard_claims
    set started_at = case when ${isNow} then coalesce(started_at, clock_timestamp()) else started_at end,
        platforms = ${JSON.stringify(platforms)}::jsonb, timezone = ${timezone},
        post_id = ${post}, plan_id = ${plan}, updated_at = clock_timestamp()
    where id = ${claim.id} and tenant_id = ${claim.tenant_id} and accepted_at is not null and cancelled_at is null`)
  if (rowCount !== 1) throw new Error('A claim that this transaction holds has gone on.')
}
