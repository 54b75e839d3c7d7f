import { cancelDeliveries } from '../../distribute/cancelDeliveries.ts'
import { lockPostAlone } from '../../distribute/lockPost.ts'
import { DistributionError } from '../../errors.ts'
import type { OperationContext } from '../../operation.ts'
import type { StandingClaim } from '../claimRows.ts'

/**
 * Calls off what a claim has planned, none of which has been sent; its post is held from here on.
 *
 * @throws INVALID_STATE_TRANSITION where a worker has taken one of them in this moment; then nothing of the command remains
 */
export const callOff = async (context: OperationContext, claim: StandingClaim): Promise<void> => {
  const { tenant_id: tenant, post_id: post } = claim
  if (post !== null) await lockPostAlone(context.db, { id: post, tenant })
  const ids = claim.deliveries.map(({ id }) => id)
  if (ids.length === 0) return
  const results = await cancelDeliveries({ context, tenant, ids })
  if (![...results.values()].includes('followed')) return
  throw new DistributionError(
    'INVALID_STATE_TRANSITION',
    'This claim is being published in this moment. Look how it stands, and go on from there.',
  )
}
