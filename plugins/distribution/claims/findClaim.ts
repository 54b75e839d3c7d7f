import { DistributionError } from '../errors.ts'
import { findOwned } from '../findOwned.ts'
import { type ID, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'
import { isCalled } from './isCalled.ts'

export type FoundClaim = { id: ID; tenant: ID; influencer: ID }

/** The ids of claims that a program calls so, or did before: one in each of the tenants to which the caller belongs. */
const readByName = ({ db, caller }: OperationContext, name: string): Promise<{ id: ID }[]> => {
  const { isAgencyAdmin, roles } = caller.standing
  const tenants = roles.map(({ tenant }) => tenant)
  return rows(
    db,
    sql`
      select distinct on (tenant_id) id from postyard_claims
      where ${isCalled(name)} and ${isAgencyAdmin ? sql`true` : sql`tenant_id = any(${sql.param(tenants)})`}
      order by tenant_id, (claim_id = ${name}) desc
      limit 2`,
  )
}

/**
 * The claim that an operation is about, by the name that the program that sent it gave it, or else by our id, once the
 * caller's right to it is clear. The name comes first: a program may count its claims as we do.
 *
 * @throws NOT_FOUND, FORBIDDEN; INVALID_INPUT where several clients have a claim of that name
 */
export const findClaim = async (
  context: OperationContext,
  given: unknown,
  permission: Permission,
): Promise<FoundClaim> => {
  const name = String(given)
  const [named, another] = await readByName(context, name)
  if (another) {
    throw new DistributionError(
      'INVALID_INPUT',
      `Several of your clients have a claim "${name.slice(0, 64)}". Give the id of the one you mean.`,
    )
  }
  return findOwned<{ influencer: ID }>({
    ...{ context, id: named?.id ?? given, collection: 'claims', permission, what: 'claim' },
  })
}
