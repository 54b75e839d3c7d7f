import type { Access, CollectionSlug, Payload, PayloadRequest, Where } from 'payload'
import type { ID } from '../id.ts'
import type { Settings } from '../options.ts'
import { closed } from './collectionAccess.ts'

const slug = 'payload-locked-documents' as CollectionSlug

type Lock = { id: ID; document?: { relationTo: CollectionSlug; value: ID } | null }

/** The locks on records that the person behind a request may read. */
const readableLocks = async (req: PayloadRequest): Promise<ID[]> => {
  const { docs } = await req.payload.find({ collection: slug, depth: 0, pagination: false, req })
  const byCollection = Map.groupBy(
    (docs as unknown as Lock[]).filter((lock) => lock.document),
    (lock) => lock.document!.relationTo,
  )
  const readable: ID[] = []
  for (const [collection, locks] of byCollection) {
    const { docs: seen } = await req.payload.find({
      collection,
      where: { id: { in: locks.map((lock) => lock.document!.value) } },
      depth: 0,
      pagination: false,
      overrideAccess: false,
      // Where nothing of the collection may be read, the answer is empty and no error.
      disableErrors: true,
      trash: true,
      req,
    })
    const ids = new Set(seen.map(({ id }) => String(id)))
    readable.push(
      ...locks.filter((lock) => ids.has(String(lock.document!.value))).map(({ id }) => id),
    )
  }
  return readable
}

/**
 * Payload keeps a register of who edits what, and opens it to everybody who is logged in: ids of any tenant's records,
 * to be read, changed and made up. It has no option for that, so its rules are set on the running installation: a lock
 * is seen, taken over and ended by those who may read the record, and made by the panel alone.
 */
export const guardLocks = (payload: Payload, settings: Settings): void => {
  const locks = payload.collections[slug]
  if (!locks) return
  const visible: Access = async ({ req }): Promise<boolean | Where> => {
    if (!req.user) return false
    if (settings.standingOf(req.user as Record<string, unknown>).isAgencyAdmin) return true
    return { id: { in: await readableLocks(req) } }
  }
  const takeOver: Access = (args) => {
    const { user, ...rest } = (args.data ?? {}) as { user?: { value?: ID } }
    const isOther = user !== undefined && String(user.value) !== String(args.req.user?.id)
    return isOther || Object.keys(rest).length > 0 ? false : visible(args)
  }
  locks.config.access = {
    ...locks.config.access,
    create: closed,
    read: visible,
    update: takeOver,
    delete: visible,
  }
}
