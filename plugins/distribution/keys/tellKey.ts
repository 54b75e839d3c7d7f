import type { ID } from '../id.ts'
import { logEvent } from '../model/logEvent.ts'
import type { OperationContext } from '../operation.ts'
import type { KeyRow } from './keyAnswer.ts'

/** Writes for the audit what a person did with a key, in the transaction in which they did it. */
export const tellKey = (
  { db, caller }: OperationContext,
  tenant: ID,
  row: KeyRow,
  type: 'created' | 'revoked',
): Promise<void> =>
  logEvent({
    db,
    type: `distribution.key.${type}`,
    tenant,
    actor: caller.actor,
    data: {
      key: row.id,
      name: row.name,
      scopes: row.scopes,
      expiresAt: row.expires_at && new Date(row.expires_at).toISOString(),
    },
  })
