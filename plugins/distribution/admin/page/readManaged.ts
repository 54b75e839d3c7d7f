import type { Payload, TypedUser } from 'payload'
import { idOf } from '../../id.ts'
import type { Permission } from '../../security/permissions.ts'
import { tenantsAllowed } from '../../security/standing.ts'
import { settingsOf } from '../../settings.ts'

export type Managed = { id: string; name: string }

/** The clients for whom a user may do something, by name. */
export const readManaged = async (args: {
  payload: Payload
  user: TypedUser | null
  permission: Permission
}): Promise<Managed[]> => {
  const { payload, user, permission } = args
  const settings = settingsOf(payload)
  const standing = settings.standingOf(user as unknown as Record<string, unknown>)
  const allowed = tenantsAllowed(standing, permission)
  if (allowed.length === 0) return []
  const { docs } = await payload.find({
    collection: settings.tenantsSlug,
    depth: 0,
    pagination: false,
    sort: 'name',
    select: { name: true } as never,
    where: allowed === 'all' ? {} : { id: { in: allowed } },
  })
  return (docs as unknown as { id: unknown; name?: string }[]).map((doc) => {
    const id = String(idOf(doc.id))
    return { id, name: doc.name ?? id }
  })
}
