import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { DistributionError, notFound } from '../errors.ts'
import { findOwned } from '../findOwned.ts'
import { type ID, parseId, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'
import { isCalled } from './isCalled.ts'
import { isAtItems } from './itemAlias.ts'

export type FoundClaim = { id: ID; tenant: ID; influencer: ID }

/** The tenants to which the caller belongs, as a condition. */
const isSeen = ({ caller }: OperationContext): SQL => {
  const { isAgencyAdmin, roles } = caller.standing
  const tenants = roles.map(({ tenant }) => tenant)
  return isAgencyAdmin ? sql`true` : sql`tenant_id = any(${sql.param(tenants)})`
}

const readById = async (context: OperationContext, given: unknown): Promise<ID | undefined> => {
  const id = parseId(context.payload, given)
  if (id === undefined) return undefined
  const [found] = await rows<{ id: ID }>(
    context.db,
    sql`select id from postyard_claims where id = ${id} and ${isSeen(context)}`,
  )
  return found?.id
}

/**
 * The claim that a program calls so, or did before.
 *
 * @throws INVALID_INPUT where several of the caller's clients have one
 */
const readByName = async (context: OperationContext, given: unknown): Promise<ID | undefined> => {
  const name = String(given)
  const [named, another] = await rows<{ id: ID }>(
    context.db,
    sql`
      select distinct on (tenant_id) id from postyard_claims
      where ${isCalled(name)} and ${isSeen(context)}
      order by tenant_id, (claim_id = ${name}) desc
      limit 2`,
  )
  if (!another) return named?.id
  throw new DistributionError(
    'INVALID_INPUT',
    `Several of your clients have a claim "${name.slice(0, 64)}". Give the id of the one you mean.`,
  )
}

/**
 * The claim that an operation is about, once the caller's right to it is clear: by our id, or else by the name that the
 * program that sent it gave it. The panel and the phone say our ids, and a program may count its claims as we do: at the
 * addresses of the older contract, where only programs call, their names come first.
 *
 * @throws NOT_FOUND, FORBIDDEN; INVALID_INPUT where several clients have a claim of that name
 */
export const findClaim = async (
  context: OperationContext,
  given: unknown,
  permission: Permission,
): Promise<FoundClaim> => {
  const ways = isAtItems(context.req) ? [readByName, readById] : [readById, readByName]
  let found: ID | undefined
  for (const way of ways) found ??= await way(context, given)
  if (found === undefined) throw notFound('claim')
  return findOwned<{ influencer: ID }>({
    ...{ context, id: found, collection: 'claims', permission, what: 'claim' },
  })
}
