import { notFound } from '../errors.ts'
import { type ID, parseId } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'
import { requirePermission } from '../security/standing.ts'

/**
 * The tenant that an operation is about, once the caller's right to it is clear.
 *
 * @throws NOT_FOUND where there is none, or the caller has no standing in it
 * @throws FORBIDDEN where the caller's roles in it do not suffice
 */
export const ownedTenant = async (
  context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'caller'>,
  given: unknown,
  permission: Permission,
): Promise<ID> => {
  const { payload, settings, req, caller } = context
  const id = parseId(payload, given)
  const record =
    id === undefined
      ? null
      : await payload.findByID({
          collection: settings.tenantsSlug,
          id,
          depth: 0,
          disableErrors: true,
          req,
        })
  if (!record || id === undefined) throw notFound('tenant')
  requirePermission({ caller, tenant: id, permission, what: 'tenant' })
  return id
}
