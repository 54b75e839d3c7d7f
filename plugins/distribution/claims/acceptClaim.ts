import { DistributionError } from '../errors.ts'
import type { ClaimPlatform } from '../model/claims.ts'
import { type Db, type ID, sql } from '../model/database.ts'

type Args = {
  db: Db
  /** Held by the caller's transaction. */
  claim: { id: ID; tenant_id: ID; expires_at: Date }
  platforms: readonly ClaimPlatform[]
  timezone: string | null
  post: ID
  plan: ID
  /** Whether it goes out at once. */
  isNow: boolean
}

/**
 * Takes a claim as scheduled or published: from then on its window does not end it. One statement looks at the window, by the
 * clock of the database, and closes the question; what was accepted before stays so.
 *
 * @throws INVALID_STATE_TRANSITION where its window has ended meanwhile; then nothing of the command remains
 */
export const acceptClaim = async (args: Args): Promise<void> => {
  const { db, claim, platforms, timezone, post, plan, isNow } = args
  const { rowCount } = await db.execute(sql`
    update postyard_claims
    set accepted_at = coalesce(accepted_at, clock_timestamp()),
        started_at = case when ${isNow} then coalesce(started_at, clock_timestamp()) else started_at end,
        platforms = ${JSON.stringify(platforms)}::jsonb, timezone = ${timezone},
        post_id = ${post}, plan_id = ${plan}, updated_at = clock_timestamp()
    where id = ${claim.id} and tenant_id = ${claim.tenant_id} and cancelled_at is null
      and (accepted_at is not null or expires_at > clock_timestamp())`)
  if (rowCount === 1) return
  throw new DistributionError(
    'INVALID_STATE_TRANSITION',
    `This claim expired at ${claim.expires_at.toISOString()}, since it was neither scheduled nor published within 24 hours. Claim the clip anew.`,
  )
}
