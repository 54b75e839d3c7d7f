import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { ofTenants } from '../listedTenants.ts'
import { type ID, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { tenantsAllowed, userOf } from '../security/standing.ts'

/**
 * Of claims `c` with their influencers `i`: those of these tenants that the caller sees, which are their own, and all of those
 * clients whose claims they may read.
 */
export const seenBy = (
  { caller }: Pick<OperationContext, 'caller'>,
  { within, isOwnOnly = false }: { within: ID[] | 'all'; isOwnOnly?: boolean },
): SQL => {
  const user = userOf(caller)
  const isOwn = user === undefined ? sql`false` : sql`i.user_id = ${user}`
  const readable = tenantsAllowed(caller.standing, 'claims.read')
  const isSeen = isOwnOnly ? isOwn : sql`(${isOwn} or ${ofTenants(readable, sql`c.tenant_id`)})`
  return sql`${ofTenants(within, sql`c.tenant_id`)} and ${isSeen}`
}
