import { findOwned } from '../findOwned.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'

/**
 * The rendition that an operation is about, once the caller's right to it is clear, as those who stop it and make it take it.
 *
 * @throws as `findOwned`
 */
export const ownedRendition = async (
  context: OperationContext,
  id: string | number,
  permission: Permission,
) => {
  const { payload, db } = context
  const what = 'rendition'
  const found = await findOwned({ context, collection: 'renditions', id, permission, what })
  return { payload, db, tenant: found.tenant, id: found.id }
}
