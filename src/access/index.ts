import type { Access } from 'payload'
import { createWithinTenants, defaultStandingOf, keepTenant, withinTenants } from 'postyard'

/** The agency's own staff who stand above all tenants. */
export const isAgencyAdmin = (user: unknown): boolean =>
  Boolean(user) && defaultStandingOf(user as Record<string, unknown>).isAgencyAdmin

export const agencyAdmins: Access = ({ req }) => isAgencyAdmin(req.user)

/** Records of the tenants in which the user holds the permission. */
export const ownTenants = (permission: Parameters<typeof withinTenants>[1], field?: string) =>
  withinTenants(defaultStandingOf, permission, field)

export const createInOwnTenants = (permission: Parameters<typeof withinTenants>[1]) =>
  createWithinTenants(defaultStandingOf, permission)

/** A record is made where its maker holds the permission, and stays there. */
export const keepInTenant = (permission: Parameters<typeof withinTenants>[1]) =>
  keepTenant({ standingOf: defaultStandingOf, permission })

/** Oneself, and for managers the people of their tenants. */
export const ownUsers: Access = (args) => {
  const { req } = args
  if (!req.user) return false
  const inTenants = withinTenants(defaultStandingOf, 'users.read', 'tenants.tenant')(args)
  if (inTenants === true) return true
  const self = { id: { equals: req.user.id } }
  return typeof inTenants === 'object' && !(inTenants instanceof Promise)
    ? { or: [self, inTenants] }
    : self
}
