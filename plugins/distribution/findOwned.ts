import type { CollectionSlug } from 'payload'
import { notFound } from './errors.ts'
import { type ID, parseId } from './model/database.ts'
import type { OperationContext } from './operation.ts'
import type { OwnCollection } from './options.ts'
import type { Permission } from './security/permissions.ts'
import { requirePermission } from './security/standing.ts'

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'caller'>
  collection: OwnCollection
  id: unknown
  permission: Permission
  /** What it is called in a sentence. */
  what: string
  /** Fields that are large and that nobody asks for here: they are not read. */
  without?: readonly string[]
}

/**
 * The record that an operation is about, in a tenant in which the caller may do this.
 *
 * @throws NOT_FOUND where there is none, or it belongs to a tenant in which the caller has no standing
 * @throws FORBIDDEN where the caller's roles in the tenant do not suffice
 */
export const findOwned = async <Record>(args: Args): Promise<Record & { id: ID; tenant: ID }> => {
  const { context, what, without = [] } = args
  const id = parseId(context.payload, args.id)
  if (id === undefined) throw notFound(what)
  const record = (await context.payload.findByID({
    collection: context.settings.slugs[args.collection] as CollectionSlug,
    id,
    depth: 0,
    ...(without.length > 0
      ? { select: Object.fromEntries(without.map((field) => [field, false])) as never }
      : {}),
    disableErrors: true,
    req: context.req,
  })) as unknown as (Record & { id: ID; tenant: ID }) | null
  if (!record) throw notFound(what)
  requirePermission({
    caller: context.caller,
    tenant: record.tenant,
    permission: args.permission,
    what,
  })
  return record
}
