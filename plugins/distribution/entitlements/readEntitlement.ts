import { notFound } from '../errors.ts'
import type { ID } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import type { OperationContext } from '../operation.ts'
import {
  type EntitlementAnswer,
  readEntitlementRows,
  toEntitlementAnswer,
} from './entitlementAnswer.ts'

/** The column that names a channel in the relations of another record. */
export const channelColumn = ({
  payload,
  settings,
}: Pick<OperationContext, 'payload' | 'settings'>): string =>
  `${tableOf(payload, settings.slugs.channels)}_id`

/** One entitlement of a tenant, as operations answer with it. */
export const readEntitlement = async (
  context: OperationContext,
  { tenant, id }: { tenant: ID; id: ID },
): Promise<EntitlementAnswer> => {
  const [row] = await readEntitlementRows(context.db, {
    tenants: [tenant],
    asProgram: [],
    channelColumn: channelColumn(context),
    id,
    limit: 1,
  })
  if (!row) throw notFound('entitlement')
  return toEntitlementAnswer(row)
}
