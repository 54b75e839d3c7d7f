import { APIError, type CollectionBeforeChangeHook, Forbidden } from 'payload'
import type { Standing } from '../../options.ts'
import type { Permission } from '../../security/permissions.ts'
import { tenantsAllowed } from '../../security/standing.ts'
import { tenantOf } from '../tenantOf.ts'

type Args = { standingOf: (user: Record<string, unknown>) => Standing; permission: Permission }

/**
 * A record stays with the tenant it was made for: what it points to belongs to that tenant too. And it is made only
 * where its maker holds the permission, also where the data name no tenant and it comes from a cookie or from the
 * record that is duplicated.
 *
 * @throws TENANT_FIXED (400), Forbidden (403)
 */
export const keepTenant =
  ({ standingOf, permission }: Args): CollectionBeforeChangeHook =>
  ({ data, operation, originalDoc, req }) => {
    if (operation === 'create') {
      const allowed = req.user
        ? tenantsAllowed(standingOf(req.user as Record<string, unknown>), permission)
        : 'all'
      if (allowed === 'all' || allowed.some((tenant) => String(tenant) === tenantOf(data)))
        return data
      throw new Forbidden(req.t)
    }
    if (data.tenant === undefined || tenantOf(data) === tenantOf(originalDoc)) return data
    throw new APIError('A record cannot be moved to another tenant. Make it there anew.', 400, {
      code: 'TENANT_FIXED',
    })
  }
