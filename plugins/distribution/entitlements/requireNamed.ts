import type { CollectionSlug, Where } from 'payload'
import { chooseChannels } from '../distribute/chooseChannels.ts'
import { notFound } from '../errors.ts'
import { type ID, parseId } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'

type Named = {
  user?: unknown
  key?: unknown
  post?: unknown
  allowedChannels: 'all' | unknown[]
}

/**
 * Makes sure that what an entitlement names is there, and of its tenant.
 *
 * @throws NOT_FOUND, CHANNEL_NOT_FOUND, CHANNEL_NOT_ACTIVE
 */
export const requireNamed = async (
  context: OperationContext,
  tenant: ID,
  { user, key, post, allowedChannels }: Named,
): Promise<void> => {
  const { payload, settings, req } = context
  const require = async (given: unknown, collection: string, what: string, field = 'tenant') => {
    if (given === undefined) return
    const id = parseId(payload, given)
    const where: Where = { and: [{ id: { equals: id ?? null } }, { [field]: { equals: tenant } }] }
    const { totalDocs } = await payload.count({
      collection: collection as CollectionSlug,
      where,
      req,
    })
    if (id === undefined || totalDocs === 0) throw notFound(what)
  }
  await require(user, settings.usersSlug, 'user', 'tenants.tenant')
  await require(key, settings.slugs['api-keys'], 'API key')
  await require(post, settings.slugs.posts, 'post')
  if (allowedChannels !== 'all') await chooseChannels({ context, tenant, ids: allowedChannels })
}
