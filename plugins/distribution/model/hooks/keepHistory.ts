import { APIError, type CollectionBeforeDeleteHook } from 'payload'
import type { Settings } from '../../options.ts'

/**
 * A post that was distributed is not deleted: its plans, deliveries and receipts tell of it.
 *
 * @throws POST_HAS_PLANS (409)
 */
export const keepHistory =
  (settings: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const { totalDocs } = await req.payload.count({
      collection: settings.slugs.plans,
      where: { post: { equals: id } },
      req,
    })
    if (totalDocs === 0) return
    throw new APIError(
      'This post was distributed, and its receipts are kept. Put it into the bin instead.',
      409,
      { code: 'POST_HAS_PLANS' },
      true,
    )
  }
