import type { Payload, PayloadRequest } from 'payload'
import type { ID } from '../model/database.ts'
import type { Settings } from '../options.ts'

/**
 * Where users of the panel see these files of a tenant, by their ids: the address in the host's API, which asks for their
 * log-in. Files that have none are left out.
 */
export const readAddresses = async (args: {
  payload: Payload
  settings: Settings
  req: PayloadRequest
  tenant: ID
  ids: ID[]
}): Promise<Map<string, string>> => {
  const { payload, settings, req, tenant, ids } = args
  if (ids.length === 0) return new Map()
  const { docs } = await payload.find({
    collection: settings.mediaSlug,
    where: { and: [{ id: { in: ids } }, { tenant: { equals: tenant } }] },
    depth: 0,
    pagination: false,
    req,
  })
  return new Map(
    (docs as unknown as { id: ID; url?: string | null }[]).flatMap(({ id, url }) =>
      url ? [[String(id), url] as const] : [],
    ),
  )
}
