import type { ClaimSourceRow } from '../../model/claims.ts'
import type { ClaimSourceEvent } from '../../model/eventTypes.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { OperationContext } from '../../operation.ts'

/** Writes for the audit what a person did with a source of claims, in the transaction in which they did it. */
export const tellSource = (
  { db, caller }: Pick<OperationContext, 'db' | 'caller'>,
  source: Pick<ClaimSourceRow, 'id' | 'name' | 'tenant'>,
  type: ClaimSourceEvent,
): Promise<void> =>
  logEvent({
    ...{
      db,
      type: `distribution.claim_source.${type}`,
      tenant: source.tenant,
      actor: caller.actor,
    },
    data: { source: source.id, name: source.name },
  })
