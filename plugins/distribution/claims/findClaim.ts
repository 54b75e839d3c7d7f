import { DistributionError } from '../errors.ts'
import { findOwned } from '../findOwned.ts'
import { type ID, parseId, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'

export type FoundClaim = { id: ID; tenant: ID; influencer: ID }

/** The ids of claims that a program calls so, in the tenants to which the caller belongs. */
const readByName = ({ db, caller }: OperationContext, name: string): Promise<{ id: ID }[]> => {
  const { isAgencyAdmin, roles } = caller.standing
  const tenants = roles.map(({ tenant }) => tenant)
  return rows(
    db,
    sql`
      select id from postyard_claims
      where claim_id = ${name} and ${isAgencyAdmin ? sql`true` : sql`tenant_id = any(${sql.param(tenants)})`}
      limit 2`,
  )
}

/**
 * The claim that an operation is about, by our id or by that of the program that sent it, once the caller's right to it is
 * clear.
 *
 * @throws NOT_FOUND, FORBIDDEN; INVALID_INPUT where several clients have a claim of that name
 */
export const findClaim = async (
  context: OperationContext,
  given: unknown,
  permission: Permission,
): Promise<FoundClaim> => {
  const find = (id: unknown) =>
    findOwned<{ influencer: ID }>({ context, id, collection: 'claims', permission, what: 'claim' })
  const name = String(given)
  const id = parseId(context.payload, given)
  if (id !== undefined) {
    const [known] = await rows(context.db, sql`select 1 from postyard_claims where id = ${id}`)
    if (known) return find(id)
  }
  const [named, another] = await readByName(context, name)
  if (another) {
    throw new DistributionError(
      'INVALID_INPUT',
      `Several of your clients have a claim "${name.slice(0, 64)}". Give the id of the one you mean.`,
    )
  }
  return find(named?.id ?? given)
}
