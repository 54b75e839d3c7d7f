import { DistributionError } from '../errors.ts'
import type { ID } from '../model/database.ts'
import type { PlanPause } from '../model/planPause.ts'
import type { OperationContext } from '../operation.ts'
import { requirePermission } from '../security/standing.ts'
import { assessAgain } from './network/assessAgain.ts'

/**
 * Makes sure that a plan which was stopped in an emergency may go on: a manager says so, with a reason, and where it is a
 * network plan its risk is assessed anew.
 *
 * @throws FORBIDDEN for anybody but a manager
 * @throws PLAN_HALTED where no reason is given
 * @throws RISK_TOO_HIGH
 */
export const letHaltedGo = async (args: {
  context: OperationContext
  plan: { id: ID; tenant: ID }
  halt: PlanPause
  reason: string | undefined
}): Promise<void> => {
  const { context, plan, halt, reason } = args
  requirePermission({
    caller: context.caller,
    tenant: plan.tenant,
    permission: 'outcomes.resolve',
    what: 'plan',
  })
  if (reason === undefined) {
    throw new DistributionError(
      'PLAN_HALTED',
      `${halt.by} halted this plan: ${halt.why} Give a reason to let it go on, or cancel it.`,
    )
  }
  await assessAgain({ context, plan })
}
