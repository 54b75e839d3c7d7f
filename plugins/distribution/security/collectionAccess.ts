import type { Access, FieldAccess, PayloadRequest, Where } from 'payload'
import type { ID } from '../id.ts'
import type { Standing } from '../options.ts'
import type { Permission } from './permissions.ts'
import { tenantsAllowed } from './standing.ts'

type StandingOf = (user: Record<string, unknown>) => Standing

const standingIn = (standingOf: StandingOf, user: unknown): Standing | undefined =>
  user ? standingOf(user as Record<string, unknown>) : undefined

/** Payload's own doors to a collection: open to those who hold `permission`, and only for their tenants' records. */
export const withinTenants =
  (standingOf: StandingOf, permission: Permission, field = 'tenant'): Access =>
  ({ req }) => {
    const standing = standingIn(standingOf, req.user)
    if (!standing) return false
    const tenants = tenantsAllowed(standing, permission)
    if (tenants === 'all') return true
    if (tenants.length === 0) return false
    return { [field]: { in: tenants } } as Where
  }

/** For creating, where there is no record yet: the tenant named in the data must be one of the caller's. */
export const createWithinTenants =
  (standingOf: StandingOf, permission: Permission): Access =>
  ({ req, data }) => {
    const standing = standingIn(standingOf, req.user)
    if (!standing) return false
    const tenants = tenantsAllowed(standing, permission)
    if (tenants === 'all') return true
    const tenant = (data as { tenant?: ID } | undefined)?.tenant
    return tenant === undefined || tenant === null
      ? tenants.length > 0
      : tenants.some((own) => String(own) === String(tenant))
  }

/** Closed to everybody: the way to change these records is an operation. */
export const closed: Access = () => false

export const closedField: FieldAccess = () => false

export const agencyAdminOnly =
  (standingOf: StandingOf) =>
  ({ req }: { req: PayloadRequest }): boolean =>
    standingIn(standingOf, req.user)?.isAgencyAdmin === true
