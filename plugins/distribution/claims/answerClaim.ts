import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { readClaims } from './claimRows.ts'
import { toClaimAnswer } from './toClaimAnswer.ts'

/** A claim as it stands after a command, in the transaction of that. */
export const answerClaim = async (
  context: OperationContext,
  { id, tenant_id: tenant }: { id: ID; tenant_id: ID },
): ReturnType<typeof toClaimAnswer> => {
  const [claim] = await readClaims(context.db, { tenant, ids: [id] })
  if (!claim) throw new Error(`The claim ${id} is gone.`)
  return toClaimAnswer(context, claim)
}
