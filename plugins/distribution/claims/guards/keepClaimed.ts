import { APIError, type CollectionBeforeDeleteHook } from 'payload'
import { dbOf, rows, sql } from '../../model/database.ts'

/** What claims are made of: the column that names it, what it is called, and what to do instead. */
const kinds = {
  campaigns: {
    column: 'campaign_id',
    code: 'CAMPAIGN_HAS_CLAIMS',
    message:
      'This campaign has clips or claims, and they are kept. Let it end, so that nothing of it is claimed any more.',
  },
  clips: {
    column: 'clip_id',
    code: 'CLIP_HAS_CLAIMS',
    message:
      'This clip was claimed, and its claims are kept. Let its campaign end, or move it to one that has.',
  },
  influencers: {
    column: 'influencer_id',
    code: 'INFLUENCER_HAS_CLAIMS',
    message:
      'This influencer has claims, and they are kept. Take away their log-in and their accounts instead.',
  },
} as const

/**
 * What a claim is about is not deleted, since the claim, its deliveries and its receipts tell of it.
 *
 * @throws CAMPAIGN_HAS_CLAIMS, CLIP_HAS_CLAIMS, INFLUENCER_HAS_CLAIMS (409)
 */
export const keepClaimed =
  (kind: keyof typeof kinds): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const { column, code, message } = kinds[kind]
    const db = await dbOf(req)
    const ofClip =
      kind === 'campaigns'
        ? sql`union all (select 1 from postyard_clips where campaign_id = ${id} limit 1)`
        : sql``
    const found = await rows(
      db,
      sql`
        (select 1 from postyard_claims where ${sql.identifier(column)} = ${id} limit 1) ${ofClip}`,
    )
    if (found.length > 0) throw new APIError(message, 409, { code }, true)
  }
