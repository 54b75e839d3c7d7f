import { createLocalReq } from 'payload'
import type { OperationContext } from '../../operation.ts'

/**
 * What a command on a claim plans with: an influencer may neither write posts nor plan, so the house does it for them, in
 * the transaction of their request. What it does is told as theirs.
 */
export const asHouse = async (context: OperationContext): Promise<OperationContext> => {
  const { payload, caller } = context
  const req = await createLocalReq({}, payload)
  const transactionID = await context.req.transactionID
  if (transactionID !== undefined) req.transactionID = transactionID
  const { id, name, actor } = caller
  return {
    ...context,
    req,
    caller: { id, name, actor, standing: { isAgencyAdmin: true, roles: [] } },
  }
}
