import { DistributionError } from '../../errors.ts'
import { readPauses } from '../../model/planPause.ts'
import type { OperationContext } from '../../operation.ts'
import type { StandingClaim } from '../claimRows.ts'

/**
 * A plan that a manager has paused or halted holds its claim too: nothing else is planned in its place. The deliveries of the
 * claim are held by the caller's transaction.
 *
 * @throws ILLEGAL_MOVE
 */
export const refuseStopped = async (
  { db }: OperationContext,
  { plan_id: plan, tenant_id: tenant }: StandingClaim,
): Promise<void> => {
  if (plan === null) return
  const stopped = await readPauses(db, [{ plan_id: plan, tenant_id: tenant }])
  if (stopped.size === 0) return
  throw new DistributionError(
    'ILLEGAL_MOVE',
    'The plan of this claim does not go on for now. Ask a manager to resume it; then do this again.',
  )
}
