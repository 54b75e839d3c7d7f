import type { OperationContext } from '../../operation.ts'
import { readClaims, type StandingClaim } from '../claimRows.ts'
import { asHouse } from './asHouse.ts'
import { goingAgain } from './goingAgain.ts'
import { planClaim } from './planClaim.ts'

/**
 * Plans a scheduled claim anew, as it is dressed now, for the same platforms at the same times; all of it is in the
 * caller's transaction, which holds the claim. A claim that has nothing planned stays as it is.
 *
 * @throws those of `planClaim`
 */
export const replanClaim = async (args: {
  context: OperationContext
  claim: Pick<StandingClaim, 'id' | 'tenant_id'>
}): Promise<void> => {
  const { context } = args
  const { id, tenant_id: tenant } = args.claim
  const [claim] = await readClaims(context.db, { tenant, ids: [id] })
  if (claim?.state !== 'scheduled') return
  const going = await goingAgain(context.db, claim)
  const { timezone } = claim
  await planClaim({ context: await asHouse(context), claim, going, timezone, isNow: false })
}
