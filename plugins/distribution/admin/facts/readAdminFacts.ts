import type { Payload, TypedUser } from 'payload'
import type { ID } from '../../model/database.ts'
import { allows, type Permission, permissions } from '../../security/permissions.ts'
import { settingsOf } from '../../settings.ts'
import type { AdminFacts } from './adminFacts.ts'

type TenantRecord = { id: ID; name?: string | null; timezone?: string | null }

/** More tenants than this are not told to the browser; their times are shown in the browser's own zone. */
const mostTenants = 500

/** What the panel of this user may know: where things are, in which zone each tenant lives, what the user may do. */
export const readAdminFacts = async (args: {
  payload: Payload
  user: TypedUser | null | undefined
}): Promise<AdminFacts> => {
  const { payload, user } = args
  const settings = settingsOf(payload)
  const slugs = { ...settings.slugs, tenants: settings.tenantsSlug, users: settings.usersSlug }
  if (!user) return { slugs, mayEverything: false, tenants: [] }
  const standing = settings.standingOf(user as unknown as Record<string, unknown>)
  const { docs } = await payload.find({
    collection: settings.tenantsSlug,
    depth: 0,
    limit: mostTenants,
    pagination: false,
    overrideAccess: false,
    user,
    select: { name: true, timezone: true } as never,
  })
  const may = (tenant: ID): Permission[] => {
    const roles = standing.roles
      .filter((entry) => String(entry.tenant) === String(tenant))
      .flatMap((entry) => entry.roles)
    return (Object.keys(permissions) as Permission[]).filter((permission) =>
      roles.some((role) => allows(role, permission)),
    )
  }
  return {
    slugs,
    mayEverything: standing.isAgencyAdmin,
    tenants: (docs as unknown as TenantRecord[]).map((tenant) => ({
      id: tenant.id,
      name: tenant.name ?? String(tenant.id),
      timezone: tenant.timezone ?? 'UTC',
      may: standing.isAgencyAdmin ? [] : may(tenant.id),
    })),
  }
}
