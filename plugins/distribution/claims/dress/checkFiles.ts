import type { Where } from 'payload'
import type { MediaRecord } from '../../media/openMedia.ts'
import { type ID, parseId } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { Owned } from '../ownedClaim.ts'
import { type NamedFile, overlayRefused } from './readOverlay.ts'

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req'>
  owned: Owned
  files: NamedFile[]
  /** What the claim is dressed with already, and its clip: these can be used again by whoever dresses it. */
  known: readonly unknown[]
}

type Found = Pick<MediaRecord, 'id' | 'filename' | 'mimeType'> & { influencer?: string | null }

/**
 * Passes files that whoever dresses a claim may lay over its clip: an influencer those that they brought, staff all of the
 * client but the proofs of tasks. Each is what its place wants.
 *
 * @throws OVERLAY_REFUSED; of a file that is another's it says the same as of one that is not there
 */
export const checkFiles = async (args: Args): Promise<void> => {
  const { context, owned, files } = args
  const { payload, settings, req } = context
  const { claim, isOwn } = owned
  const ids = [...new Set(files.flatMap(({ id }) => parseId(payload, id) ?? []))]
  if (files.length === 0) return
  const known = new Set(args.known.map(String))
  const where: Where = {
    and: [
      { id: { in: ids } },
      { tenant: { equals: claim.tenant_id } },
      { isProof: { not_equals: true } },
    ],
  }
  const { docs } = await payload.find({
    ...{ collection: settings.mediaSlug, where, depth: 0, pagination: false, req },
  })
  const own = String(claim.influencer_id satisfies ID)
  const usable = new Map(
    (docs as unknown as Found[])
      .filter(({ id, influencer }) => !isOwn || influencer === own || known.has(String(id)))
      .map((file) => [String(file.id), file]),
  )
  const details = files.flatMap(({ path, id, kind }) => {
    const file = usable.get(String(id))
    if (!file) {
      const message =
        'This file is not there, or not yours to use. Upload another one, and name that.'
      return { path, code: 'MEDIA_MISSING', message }
    }
    if (file.mimeType.startsWith(`${kind}/`)) return []
    const message = `The file "${file.filename}" is no ${kind === 'image' ? 'picture' : 'video'}. Choose another one.`
    return { path, code: 'MEDIA_UNREADABLE', message }
  })
  if (details.length > 0) throw overlayRefused(details)
}
