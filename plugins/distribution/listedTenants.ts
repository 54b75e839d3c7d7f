import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { ownedTenant } from './channels/ownedTenant.ts'
import type { Place } from './cursor.ts'
import { findOwned } from './findOwned.ts'
import { type ID, sql } from './model/database.ts'
import type { OperationContext } from './operation.ts'
import type { OwnCollection } from './options.ts'
import type { Permission } from './security/permissions.ts'
import { requireSomewhere } from './security/standing.ts'

/**
 * The tenants of which a list tells: the one that is asked for, else all in which the caller holds the permission.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const listedTenants = async (
  context: OperationContext,
  tenant: unknown,
  permission: Permission,
): Promise<ID[] | 'all'> =>
  tenant === undefined
    ? requireSomewhere(
        context.caller,
        permission,
        `None of your roles allows this. It needs the permission "${permission}" in one tenant at least; ask a manager.`,
      )
    : [await ownedTenant(context, tenant, permission)]

/** Only rows of these tenants; `column` is the one that names a row's tenant. */
export const ofTenants = (tenants: ID[] | 'all', column: SQL): SQL =>
  tenants === 'all' ? sql`true` : sql`${column} = any(${sql.param(tenants)})`

/** For each collection by which a list can be narrowed, what one of its records is called in a sentence. */
const names = {
  posts: 'post',
  plans: 'plan',
  deliveries: 'delivery',
  channels: 'channel',
  campaigns: 'campaign',
  influencers: 'influencer',
  series: 'series',
} as const satisfies Partial<Record<OwnCollection, string>>

/**
 * The record by which a list is narrowed, once the caller's right to it is clear; undefined where none is given.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const narrowedTo = async (args: {
  context: OperationContext
  collection: keyof typeof names
  id: unknown
  permission: Permission
}): Promise<ID | undefined> =>
  args.id === undefined
    ? undefined
    : (await findOwned({ ...args, what: names[args.collection] })).id

/** Only rows behind a place in a list of the newest first; `row` is the name of the table in the statement. */
export const onlyBehind = (row: string, place: Place | undefined): SQL => {
  const of = sql.identifier(row)
  return place === undefined
    ? sql``
    : sql`and (${of}.created_at, ${of}.id) < (${place.at.toISOString()}, ${place.ids[0]})`
}

/** Only rows with this value in `column`, where one is given. */
export const onlyWith = (column: SQL, value: ID | undefined): SQL =>
  value === undefined ? sql`` : sql`and ${column} = ${value}`

/** Only rows with one of these values in `column`, where some are given. */
export const onlyIn = (column: SQL, values: readonly string[] | undefined): SQL =>
  values === undefined
    ? sql``
    : sql`and ${column} in (${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )})`

/** Only rows whose instant in `column` is at or after `from` and before `to`, where they are given. */
export const onlyWithin = (column: SQL, { from, to }: { from?: string; to?: string }): SQL => sql`
  ${from === undefined ? sql`` : sql`and ${column} >= ${new Date(from).toISOString()}`}
  ${to === undefined ? sql`` : sql`and ${column} < ${new Date(to).toISOString()}`}`
