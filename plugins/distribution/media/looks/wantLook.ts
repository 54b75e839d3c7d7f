import type { CollectionAfterChangeHook } from 'payload'
import { wantAnew } from '../../contents/wantLooks.ts'
import { idOf } from '../../id.ts'
import { dbOf } from '../../model/database.ts'

/**
 * Has a file that people brought looked at soon after its upload, which does not wait for it. What was made here is known
 * by what it was made of.
 */
export const wantLook: CollectionAfterChangeHook = async ({ doc, req }) => {
  const isMedia = /^(?:image|video)\//.test(doc.mimeType ?? '')
  const tenant = doc.tenant && idOf(doc.tenant)
  if (!req.file || !isMedia || !tenant || doc.rendition || doc.isProof) return doc
  await wantAnew({ db: await dbOf(req), tenant, media: doc.id })
  return doc
}
