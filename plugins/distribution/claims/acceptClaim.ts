import { DistributionError } from '../errors.ts'
import type { ClaimRow } from '../model/claims.ts'
import { type Db, rows, sql } from '../model/database.ts'

/**
 * Accepts a claim, once, while its time runs by the database's clock; from then on it does not expire any more. Call it in
 * the transaction that holds the claim and plans its deliveries, as its first write: what it decides nothing changes. One
 * instant is compared and kept, cut as instants are kept: rounded, that of the last half millisecond would be the end itself.
 *
 * @returns when it was accepted
 * @throws INVALID_STATE_TRANSITION where its time is over, or it was accepted or cancelled before
 */
export const acceptClaim = async (
  db: Db,
  claim: Pick<ClaimRow, 'id' | 'tenant_id'>,
): Promise<Date> => {
  const [accepted] = await rows<{ accepted_at: Date | string }>(
    db,
    sql`
      update postyard_claims
      set accepted_at = clock.now, updated_at = clock.now
      from (select date_trunc('milliseconds', clock_timestamp()) as now) clock
      where id = ${claim.id} and tenant_id = ${claim.tenant_id} and accepted_at is null and cancelled_at is null
        and expired_at is null and expires_at > clock.now
      returning accepted_at`,
  )
  if (accepted) return new Date(accepted.accepted_at)
  throw new DistributionError(
    'INVALID_STATE_TRANSITION',
    'The time of this claim is over, or it was scheduled, published or cancelled meanwhile. Read it anew to see where it stands.',
  )
}
