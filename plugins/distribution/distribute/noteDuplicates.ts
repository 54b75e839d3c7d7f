import type { ErrorDetail } from '../errors.ts'
import type { ID } from '../model/database.ts'
import { logEvent } from '../model/logEvent.ts'
import type { OperationContext } from '../operation.ts'

/** Writes down that somebody distributed a post once more where it is already, or is about to be. */
export const noteDuplicates = async (args: {
  context: Pick<OperationContext, 'db' | 'caller'>
  tenant: ID
  plan: ID
  post: ID
  /** As `tellDuplicates` tells of them. */
  duplicates: Pick<ErrorDetail, 'channel' | 'plan' | 'delivery' | 'at'>[]
}): Promise<void> => {
  const { context, tenant, plan, post, duplicates } = args
  if (duplicates.length === 0) return
  await logEvent({
    db: context.db,
    type: 'distribution.plan.duplicate_allowed',
    tenant,
    plan,
    actor: context.caller.actor,
    data: {
      post,
      pairs: duplicates.map(({ channel, plan: earlier, delivery, at }) => ({
        ...{ channel, plan: earlier, delivery, at },
      })),
    },
  })
}
