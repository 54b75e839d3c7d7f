import { type CollectionBeforeChangeHook, type CollectionSlug, ValidationError } from 'payload'
import { idOf } from '../../id.ts'
import { tenantOf } from '../../model/tenantOf.ts'
import type { Settings } from '../../options.ts'

type Flaw = { path: string; message: string }

/**
 * A clip shows a video of its tenant, and is of one of its campaigns; looked at where they are new or others.
 *
 * @throws ValidationError (400), with each flaw at its field
 */
export const guardClip =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ collection, data, originalDoc, req }) => {
    const tenant = tenantOf(data) ?? tenantOf(originalDoc)
    const readOther = async (field: 'video' | 'campaign', slug: CollectionSlug) => {
      const id = idOf(data[field])
      if (id === undefined || id === idOf(originalDoc?.[field])) return undefined
      const found = (await req.payload.findByID({
        ...{ collection: slug, id, depth: 0, disableErrors: true, req },
      })) as { tenant?: unknown; mimeType?: string | null } | null
      return { ...found, isOwn: found !== null && tenantOf(found) === tenant }
    }
    const video = await readOther('video', settings.mediaSlug)
    const campaign = await readOther('campaign', settings.slugs.campaigns)
    const errors: Flaw[] = []
    if (video && !(video.isOwn && video.mimeType?.startsWith('video/'))) {
      errors.push({ path: 'video', message: 'Choose a video of this client’s library.' })
    }
    if (campaign && !campaign.isOwn) {
      errors.push({ path: 'campaign', message: 'Choose a campaign of this client.' })
    }
    if (errors.length === 0) return data
    throw new ValidationError({ collection: collection.slug, errors }, req.t)
  }
