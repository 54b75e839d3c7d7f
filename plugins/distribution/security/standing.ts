import type { PayloadRequest } from 'payload'
import { DistributionError, notFound } from '../errors.ts'
import { type ID, idOf } from '../id.ts'
import type { Caller } from '../operation.ts'
import type { Settings, Standing } from '../options.ts'
import { allows, roles as allRoles, type Permission, type Role } from './permissions.ts'

type UserRecord = Record<string, unknown>

const isRole = (value: unknown): value is Role => (allRoles as readonly unknown[]).includes(value)

/** Reads `user.isAgencyAdmin` and `user.tenants[].roles`, the shape that plugin-multi-tenant gives a user. */
export const defaultStandingOf = (user: UserRecord): Standing => ({
  isAgencyAdmin: user.isAgencyAdmin === true,
  roles: (Array.isArray(user.tenants) ? user.tenants : []).flatMap((row: UserRecord) => {
    const tenant = idOf(row?.tenant)
    const held = Array.isArray(row?.roles) ? row.roles.filter(isRole) : []
    return tenant === undefined ? [] : [{ tenant, roles: held }]
  }),
})

/** The tenants in which a permission is held; `all` for an agency admin. */
export const tenantsAllowed = (standing: Standing, permission: Permission): ID[] | 'all' =>
  standing.isAgencyAdmin
    ? 'all'
    : standing.roles
        .filter(
          ({ roles, only }) =>
            roles.some((role) => allows(role, permission)) && (only?.includes(permission) ?? true),
        )
        .map((entry) => entry.tenant)

export const isAllowed = (standing: Standing, permission: Permission, tenant: ID): boolean => {
  const allowed = tenantsAllowed(standing, permission)
  return allowed === 'all' || allowed.some((own) => String(own) === String(tenant))
}

const belongsTo = (standing: Standing, tenant: ID): boolean =>
  standing.isAgencyAdmin ||
  standing.roles.some((entry) => entry.tenant === tenant && entry.roles.length > 0)

/**
 * Makes sure that the caller holds a permission in a tenant.
 *
 * @throws NOT_FOUND where the caller has no standing in that tenant at all: its existence is not told.
 * @throws FORBIDDEN where the caller belongs to the tenant but may not do this.
 */
export const requirePermission = (args: {
  caller: Caller
  tenant: ID
  permission: Permission
  what: string
}): void => {
  const { caller, tenant, permission, what } = args
  if (!belongsTo(caller.standing, tenant)) throw notFound(what)
  const allowed = tenantsAllowed(caller.standing, permission)
  if (allowed === 'all' || allowed.includes(tenant)) return
  throw new DistributionError(
    'FORBIDDEN',
    `Your role in this tenant does not allow this. It needs the permission "${permission}"; ask a manager of the tenant.`,
  )
}

/**
 * The tenants in which the caller holds a permission, for what is about no single tenant.
 *
 * @throws FORBIDDEN where it is held in none
 */
export const requireSomewhere = (
  caller: Caller,
  permission: Permission,
  sentence: string,
): ID[] | 'all' => {
  const allowed = tenantsAllowed(caller.standing, permission)
  if (allowed === 'all' || allowed.length > 0) return allowed
  throw new DistributionError('FORBIDDEN', sentence)
}

/**
 * Makes sure that a key bears the scope that an operation needs. Others pass: what they may do depends on the tenant.
 *
 * @throws FORBIDDEN
 */
export const requireScope = ({ key, standing }: Caller, permission: Permission): void => {
  if (key === undefined || tenantsAllowed(standing, permission).length > 0) return
  throw new DistributionError(
    'FORBIDDEN',
    `This key does not have the scope "${permission}". What a key may do is fixed when it is made: make one that has the scope, where a key can have it.`,
  )
}

/**
 * Whether a caller is a program in a tenant: an API key, or a user who may plan there as an API agent and as nothing else.
 * All others who may plan are staff.
 */
export const isProgram = (
  { key, standing }: Pick<Caller, 'key' | 'standing'>,
  tenant: ID,
): boolean => {
  if (key !== undefined) return true
  if (standing.isAgencyAdmin) return false
  const held = standing.roles
    .filter((entry) => String(entry.tenant) === String(tenant))
    .flatMap((entry) => entry.roles)
  const isStaff = held.some((role) => role !== 'api-agent' && allows(role, 'plans.write'))
  return held.includes('api-agent') && !isStaff
}

/** The user that a caller is, for what points at users; undefined for an API key, and for Postyard itself. */
export const userOf = ({ id, key, actor }: Pick<Caller, 'id' | 'key' | 'actor'>): ID | undefined =>
  key === undefined && actor.kind !== 'system' ? id : undefined

/** The caller behind a request; undefined where nobody is logged in. */
export const callerOf = (req: PayloadRequest, settings: Settings): Caller | undefined => {
  const user = req.user as (UserRecord & { id: ID; collection?: string; _sid?: string }) | null
  if (!user || user.collection !== settings.usersSlug) return undefined
  const name = [user.name, user.email].find((value) => typeof value === 'string' && value !== '')
  return {
    id: user.id,
    name: String(name ?? user.id),
    standing: settings.standingOf(user),
    actor: { kind: 'user', id: user.id, name: String(name ?? user.id) },
    ...(user._sid ? { session: user._sid } : {}),
  }
}

/** Says who edits, for what follows an edit: a key is no user of Payload's, so its requests do not say so. */
export const nameEditor = (req: PayloadRequest, caller: Caller): void => {
  req.context.postyardEditor = caller
}

/** Whom `nameEditor` named. */
export const editorOf = (req: PayloadRequest): Caller | undefined =>
  req.context.postyardEditor as Caller | undefined
